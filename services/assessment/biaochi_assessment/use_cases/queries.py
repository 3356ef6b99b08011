"""The queries of this service. Each is answered from one snapshot."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown
from biaochi_chassis.store.revisions import Memory

from biaochi_assessment.domain.cycles import Cycle, by_code, named
from biaochi_assessment.domain.facts import TASK, Fact, StoredFact
from biaochi_assessment.domain.ratings import RatingDue
from biaochi_assessment.domain.refusals import UnknownIndicator, UnknownOrganization, UnknownSubject
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.results.life import Objection, ResultLife
from biaochi_assessment.domain.work.burden import Borne, borne
from biaochi_assessment.domain.work.calendar import WorkDue, work_due
from biaochi_assessment.domain.work.context import kind_of
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work.notices import STAGES, WorkNotice
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import notices as notice_store
from biaochi_assessment.store import queries
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.notices import NoticeFilter
from biaochi_assessment.store.queries import Filter, Task
from biaochi_assessment.store.results import ObjectionFilter
from biaochi_assessment.store.work import WorkFilter
from biaochi_assessment.use_cases.decision import known_city, unknown_city
from biaochi_assessment.use_cases.ratings_due import ratings_due
from biaochi_assessment.use_cases.rules import Rules

Covers = Callable[[str], bool]
"""Whether the caller is shown what is of this organization."""

MOST = 1000
MOST_LOADED = 5000
"""Of each kind of thing that commands name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a cycle is asked for. An empty field does not filter; a period stands for those inside it too."""

    city: str
    cycle: str
    period: str = ""
    subject: str = ""
    indicator: str = ""
    kind: str = ""
    rater: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of what stands, by slot, and the tasks among it."""

    numbers: Mapping[str, str]
    tasks: Sequence[Fact]


def list_cycles(connection: Connection, city: str) -> list[Cycle]:
    """Return all cycles of a city in order of code. Raises UnknownCity."""
    known_city(connection, city)
    return cycle_store.cycles(connection, city)


def list_facts(connection: Connection, known: Memory[Rules], wanted: Wanted, requested: Page) -> Found[StoredFact]:
    """Return facts in order of number.

    Raises UnknownCity, UnknownCycle, UnknownPeriod, UnknownSubject, UnknownIndicator.
    """
    filtered = _filter(connection, wanted)
    if wanted.indicator:
        _check_indicator(known.find(connection, wanted.city), wanted)
    return queries.facts(connection, filtered, requested)


def batch_get_facts(connection: Connection, city: str, numbers: Sequence[str]) -> list[StoredFact]:
    """Return the facts of these numbers in this order; unknown ones are left out. Raises RequestTooLarge above 1000."""
    if len(numbers) > MOST:
        raise RequestTooLarge(f"一次问了 {len(numbers)} 件事实，最多 {MOST} 件：请分批读取。", field="numbers")
    found = fact_store.facts_of(connection, city, numbers)
    by_number = {stored.fact.number: stored for stored in found}
    return [by_number[number] for number in numbers if number in by_number]


def list_tasks(connection: Connection, wanted: Wanted, requested: Page, *, open_only: bool) -> Found[Task]:
    """Return the tasks that stand, in order of task number.

    Raises UnknownCity, UnknownCycle, UnknownPeriod, UnknownSubject.
    """
    return queries.tasks(connection, _filter(connection, wanted), requested, open_only=open_only)


def list_honours(connection: Connection, wanted: Wanted, requested: Page) -> Found[StoredFact]:
    """Return the honours of a cycle in order of number. Raises UnknownCity, UnknownCycle."""
    _cycle(connection, wanted)
    return queries.honours(connection, wanted.city, wanted.cycle, requested)


def list_ratings_due(connection: Connection, wanted: Wanted, requested: Page) -> Found[RatingDue]:
    """Return ratings due in order of period, rater, subject; the keys of its pages are period/rater/subject.

    Raises UnknownCity, UnknownCycle, UnknownPeriod, UnknownOrganization, BadRequest for a cursor that is none.
    """
    cycle = _cycle(connection, wanted)
    if wanted.rater and not registry_store.states(connection, wanted.city, [wanted.rater]):
        raise UnknownOrganization(_unregistered(wanted.rater), field="rater")
    periods = cycle.within(wanted.period or cycle.code)
    all_due = ratings_due(connection, wanted.city, cycle)
    due = [one for one in all_due if one.period in periods and wanted.rater in ("", one.rater)]
    turn = attrgetter("turn")
    start = bisect_right(due, _turn(requested.after, "after"), key=turn) if requested.after else 0
    end = bisect_left(due, _turn(requested.before, "before"), key=turn) if requested.before else len(due)
    return Found.within(due, (start, end), requested)


def _turn(cursor: str, field: str) -> tuple[str, str, str]:
    parts = cursor.split("/")
    if len(parts) != 3:
        raise BadRequest(f"“{cursor}”不是待评清单里的位置：应为 时段/评分者/被评者。", field=field)
    return parts[0], parts[1], parts[2]


def _cycle(connection: Connection, wanted: Wanted) -> Cycle:
    known_city(connection, wanted.city)
    return named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))


def _filter(connection: Connection, wanted: Wanted) -> Filter:
    cycle = _cycle(connection, wanted)
    if wanted.subject and not registry_store.states(connection, wanted.city, [wanted.subject]):
        raise UnknownSubject(_unregistered(wanted.subject), field="subject")
    inside = cycle.within(wanted.period) if wanted.period not in ("", cycle.code) else None
    return Filter(wanted.city, wanted.cycle, wanted.subject, wanted.indicator, wanted.kind, wanted.task, inside)


def _unregistered(code: str) -> str:
    return f"没有代码为“{shown(code)}”的组织、党员或任职者：请核对代码。"


def _check_indicator(known: Rules, wanted: Wanted) -> None:
    cycles = [cycle for cycle in known.cycles if cycle.code == wanted.cycle]
    taken = {accept.indicator for model in known.pinned(cycles) for accept in model.accepts}
    if wanted.indicator not in taken:
        sentence = f"考核周期 {wanted.cycle} 所用的模型没有指标“{shown(wanted.indicator)}”：请对照模型的指标清单。"
        raise UnknownIndicator(sentence, field="indicator")


def rules(connection: Connection, known: Memory[Rules], city: str) -> Rules:
    """Return what a city is judged by. Raises UnknownCity."""
    found = known.find(connection, city)
    if found.city is None:
        raise unknown_city(city)
    return found


def list_kinds(connection: Connection, city: str) -> list[Kind]:
    """Return the kinds of work that a city declares, in its order. Raises UnknownCity."""
    return list(known_city(connection, city).work.values())


def list_items(connection: Connection, wanted: WorkFilter, requested: Page) -> Found[WorkItem]:
    """Return work items in order of code. Raises UnknownCity, UnknownCycle, UnknownWorkKind."""
    city = known_city(connection, wanted.city)
    if wanted.cycle:
        named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    if wanted.kind:
        kind_of(city.work, wanted.kind)
    return work_store.page_of_items(connection, wanted, requested)


def batch_get_items(connection: Connection, city: str, codes: Sequence[str], covers: Covers) -> list[WorkItem]:
    """Return the items of these codes that organizations of the caller's have; the others are left out.

    Raises RequestTooLarge above 5000.
    """
    found = work_store.items_of(connection, city, few(codes, "codes"))
    return [item for item in found if covers(item.organization)]


def list_steps(connection: Connection, city: str, items: Sequence[str], covers: Covers) -> list[WorkStep]:
    """Return the steps of such items, of each in the order they were taken. Raises RequestTooLarge above 5000."""
    found = batch_get_items(connection, city, few(items, "items"), covers)
    return work_store.steps_of(connection, city, [item.code for item in found])


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
    items = work_store.items_of_kinds(connection, city, [code], kinds, [organization])
    return work_due(kinds.values(), cycle, registry, organization, items, as_of)


def list_notices(connection: Connection, wanted: NoticeFilter, requested: Page) -> Found[WorkNotice]:
    """Return what was said of the calendar, in order of number. Raises UnknownCity, UnknownCycle, UnknownWorkKind."""
    city = known_city(connection, wanted.city)
    if wanted.cycle:
        named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    if wanted.kind:
        kind_of(city.work, wanted.kind)
    if wanted.stage not in ("", *STAGES):
        sentence = f"没有“{shown(wanted.stage)}”这一阶段：应为 {'、'.join(STAGES)} 之一。"
        raise BadRequest(sentence, field="stage")
    return notice_store.page_of_notices(connection, wanted, requested)


def list_burdens(connection: Connection, city: str, organization: str, as_of: date) -> list[Borne]:
    """Return what an organization is asked for in the month of a day, as of that day.

    Raises what `list_work_due` does.
    """
    owed = list_work_due(connection, city, organization, as_of)
    kinds = known_city(connection, city).work
    counted = [key for key, kind in kinds.items() if kind.burdens]
    years = [str(as_of.year), str(as_of.year - 1)]
    items = work_store.items_of_kinds(connection, city, years, counted, [organization])
    return borne(kinds, [item for item in items if item.opened_on <= as_of], owed, as_of)


def load_standing(connection: Connection, city: str, slots: Sequence[str]) -> Standing:
    """Return what stands in these slots. Raises RequestTooLarge above 5000."""
    numbers = fact_store.standing(connection, city, few(slots, "slots"))
    tasks = fact_store.facts_of(connection, city, [number for slot, number in numbers.items() if slot.startswith(TASK)])
    return Standing(numbers, [stored.fact for stored in tasks])


def load_states(connection: Connection, city: str, codes: Sequence[str], kinds: Sequence[str]) -> list[RegistryState]:
    """Return what is known of these codes, and of all that ever were of a kind. Raises RequestTooLarge above 5000."""
    return registry_store.states(connection, city, few(codes, "codes"), kinds)


def few(named: Sequence[str], field: str) -> Sequence[str]:
    """Return what is to be loaded. Raises RequestTooLarge above 5000."""
    if len(named) > MOST_LOADED:
        raise RequestTooLarge(f"一次最多装载 {MOST_LOADED} 个，这里有 {len(named)} 个：请分几次问。", field=field)
    return named


def result_life(connection: Connection, city: str, cycle: str) -> ResultLife:
    """Where the results of a cycle stand. Raises UnknownCity, UnknownCycle."""
    known_city(connection, city)
    found = named(cycle, by_code(cycle_store.cycles(connection, city, [cycle])))
    return result_store.life_of(connection, city, cycle, found.facts_hash)


def list_objections(connection: Connection, wanted: ObjectionFilter, requested: Page) -> Found[Objection]:
    """The objections of a cycle in order of code. Raises UnknownCity, UnknownCycle."""
    known_city(connection, wanted.city)
    named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    return result_store.objections(connection, wanted, requested.checked())
