"""The queries about work: what may be worked on, what is, what is due and what it burdens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from biaochi_chassis.foundation.pages import Found, Page, check_order
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown
from biaochi_chassis.store.personal.keys import PersonKeys

from biaochi_assessment.domain.cycles import by_code, named
from biaochi_assessment.domain.refusals import UnknownSubject
from biaochi_assessment.domain.work.burden import Borne, borne
from biaochi_assessment.domain.work.calendar import WorkDue, work_due
from biaochi_assessment.domain.work.context import kind_of
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work.notices import STAGES, WorkNotice
from biaochi_assessment.domain.work.quotas import FilledQuota, filled_quotas
from biaochi_assessment.domain.work_kinds import EXCEPTION, Kind
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import notices as notice_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.notices import NoticeFilter
from biaochi_assessment.store.work import WorkFilter
from biaochi_assessment.store.work_texts import opened_items, opened_steps
from biaochi_assessment.use_cases.decision import known_city
from biaochi_assessment.use_cases.queries import MOST, few
from biaochi_assessment.use_cases.work import final_lists

Covers = Callable[[str], bool]
"""Whether the caller is shown what is of this organization."""
MOST_OF_EACH = 100
"""Work items of each organization, where many are asked about."""


def list_kinds(connection: Connection, city: str) -> list[Kind]:
    """Return the kinds of work that a city declares, in its order. Raises UnknownCity."""
    return list(known_city(connection, city).work.values())


def kinds_of(connection: Connection, city: str) -> Mapping[str, Kind]:
    """Return the kinds of work that a city declares, by key. Raises UnknownCity."""
    return known_city(connection, city).work


def list_items(connection: Connection, wanted: WorkFilter, requested: Page) -> Found[WorkItem]:
    """Return work items in order of code, or in the order that is wanted.

    Raises UnknownCity, UnknownCycle, UnknownWorkKind, UnknownSubject, BadRequest for an unknown order.
    """
    check_order(wanted.order, work_store.ITEM_ORDERS, "编号")
    _check_named(connection, wanted)
    keys = PersonKeys(connection, wanted.city)
    return work_store.page_of_items(connection, keys, wanted, requested).all_made(partial(opened_items, keys))


def batch_list_items(
    connection: Connection, wanted: WorkFilter, organizations: Sequence[str], most: int
) -> list[WorkItem]:
    """Return of each of these organizations its first items of a cycle, in order of organization and code.

    `most` of each; 0 is a hundred. Raises UnknownCity, UnknownCycle; RequestTooLarge above 1000 organizations and above
    100 of each.
    """
    if len(organizations) > MOST:
        sentence = f"一次问了 {len(organizations)} 个组织，最多 {MOST} 个：请分批读取。"
        raise RequestTooLarge(sentence, field="organizations")
    if most > MOST_OF_EACH:
        sentence = f"一个组织要了 {most} 件事项，最多 {MOST_OF_EACH} 件：请逐个组织分页读取。"
        raise RequestTooLarge(sentence, field="most")
    known_city(connection, wanted.city)
    named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    found = work_store.items_of_each(connection, wanted, organizations, most or MOST_OF_EACH)
    return opened_items(PersonKeys(connection, wanted.city), found)


def batch_get_items(connection: Connection, city: str, codes: Sequence[str], covers: Covers) -> list[WorkItem]:
    """Return the items of these codes that organizations of the caller's have; the others are left out.

    Raises RequestTooLarge above 5000.
    """
    found = work_store.items_of(connection, city, few(codes, "codes"))
    return opened_items(PersonKeys(connection, city), [item for item in found if covers(item.organization)])


def list_steps(
    connection: Connection, city: str, items: Sequence[str], covers: Covers
) -> list[tuple[WorkItem, WorkStep]]:
    """Return the steps of such items, of each in the order they were taken, each with its item.

    Raises RequestTooLarge above 5000.
    """
    known = {item.code: item for item in batch_get_items(connection, city, few(items, "items"), covers)}
    found = [(known[step.item], step) for step in work_store.steps_of(connection, city, known)]
    opened = opened_steps(PersonKeys(connection, city), found)
    return [(item, step) for (item, _), step in zip(found, opened, strict=True)]


def list_work_due(connection: Connection, city: str, organization: str, as_of: date) -> list[WorkDue]:
    """Return what an organization owes in the year of a day, as of that day, by deadline.

    Raises UnknownCity, UnknownCycle for a year that is not open, UnknownSubject.
    """
    kinds = known_city(connection, city).work
    code = str(as_of.year)
    cycle = named(code, by_code(cycle_store.cycles(connection, city, [code])))
    registry = registry_store.registry(connection, city, [organization])
    if not registry.knows(organization):
        raise UnknownSubject(f"{shown(organization)} 不在名册上：请核对组织的代码。", field="organization")
    found = work_store.items_of_kinds(connection, city, [code], kinds, [organization])
    items = opened_items(PersonKeys(connection, city), found)
    return work_due(kinds.values(), cycle, registry, organization, items, as_of)


def list_notices(connection: Connection, wanted: NoticeFilter, requested: Page) -> Found[WorkNotice]:
    """Return what was said of the calendar, in the order that is wanted.

    Raises UnknownCity, UnknownCycle, UnknownWorkKind, BadRequest for a stage that is none.
    """
    _check_named(connection, wanted)
    if wanted.stage not in ("", *STAGES):
        sentence = f"没有“{shown(wanted.stage)}”这一阶段：应为 {'、'.join(STAGES)} 之一。"
        raise BadRequest(sentence, field="stage")
    return notice_store.page_of_notices(connection, wanted, requested)


def list_quotas(connection: Connection, city: str, cycle: str, as_of: date) -> list[tuple[FilledQuota, list[str]]]:
    """Return how the quotas of a city's work stand in a cycle, as of a day, each with the reasons of its exceptions.

    Raises UnknownCity, UnknownCycle.
    """
    declared = known_city(connection, city)
    named(cycle, by_code(cycle_store.cycles(connection, city, [cycle])))
    kinds = [kind for kind in declared.work.values() if kind.quotas]
    items = work_store.items_of_cycles(connection, city, [cycle], [kind.key for kind in kinds])
    among = declared.sharing_places(kind.key for kind in kinds)
    registry = registry_store.registry(connection, city, kinds=among)
    lists = final_lists(connection, city, cycle_store.cycles(connection, city), [cycle])[cycle]
    filled = [one for kind in kinds for one in filled_quotas(kind, items, registry, as_of, lists)]
    reasons = _reasons_of_exceptions(connection, city, filled)
    return [(one, [reasons[item.code] for item in one.exceptions]) for one in filled]


def _reasons_of_exceptions(connection: Connection, city: str, filled: Sequence[FilledQuota]) -> Mapping[str, str]:
    excepted = {item.code: (one.kind.key, item.fields[EXCEPTION]) for one in filled for item in one.exceptions}
    steps = [step for step in work_store.steps_of(connection, city, excepted) if step.step in excepted[step.item][1]]
    items = {item.code: item for one in filled for item in one.exceptions}
    opened = opened_steps(PersonKeys(connection, city), [(items[step.item], step) for step in steps])
    return {step.item: step.words for step in opened}


def list_burdens(connection: Connection, city: str, organization: str, as_of: date) -> list[Borne]:
    """Return what an organization is asked for in the period of a day, as of that day.

    Raises what `list_work_due` does.
    """
    owed = list_work_due(connection, city, organization, as_of)
    kinds = known_city(connection, city).work
    counted = [key for key, kind in kinds.items() if kind.burdens]
    years = [str(as_of.year), str(as_of.year - 1)]
    items = work_store.items_of_kinds(connection, city, years, counted, [organization])
    return borne(kinds, [item for item in items if item.opened_on <= as_of], owed, as_of)


def _check_named(connection: Connection, wanted: WorkFilter | NoticeFilter) -> None:
    """Raise UnknownCity, UnknownCycle, UnknownWorkKind, UnknownSubject for what is named and is not there."""
    city = known_city(connection, wanted.city)
    if wanted.cycle:
        named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    if wanted.kind:
        kind_of(city.work, wanted.kind)
    if wanted.organization and not registry_store.states(connection, wanted.city, [wanted.organization]):
        sentence = f"没有代码为“{shown(wanted.organization)}”的组织：请核对代码。"
        raise UnknownSubject(sentence, field="organization")
