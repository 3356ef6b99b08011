"""The queries about cycles, facts and results. Each is answered from one snapshot."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import TypeVar

from biaochi_chassis.foundation.pages import Found, Page, check_order
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown
from biaochi_chassis.identity.disclosure import is_sealed
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.revisions import Memory
from biaochi_chassis.store.signatures import first_of

from biaochi_assessment.domain.cycles import Cycle, by_code, named
from biaochi_assessment.domain.facts import HONOUR, TASK, Fact, Neighbour, Place, ShownFact
from biaochi_assessment.domain.ratings import RatingDue
from biaochi_assessment.domain.refusals import UnknownIndicator, UnknownOrganization, UnknownSubject
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.results.commands import SignResult
from biaochi_assessment.domain.results.life import REFUSED, UPHELD, Objection, ResultLife, Signature
from biaochi_assessment.domain.values import day
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import queries
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.queries import Filter, Task
from biaochi_assessment.store.results import ObjectionFilter
from biaochi_assessment.store.texts import opened_objections, opened_texts
from biaochi_assessment.use_cases.decision import known_city, unknown_city
from biaochi_assessment.use_cases.ratings_due import ratings_due
from biaochi_assessment.use_cases.rules import Rules

_DAYS = ("recorded_from", "recorded_until", "occurred_from", "occurred_until", "due_from", "due_until")
MOST = 1000
MOST_LOADED = 5000
"""Of each kind of thing that commands name."""
T = TypeVar("T")


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
    recorded_by: str = ""
    recorded_from: str = ""
    recorded_until: str = ""
    occurred_from: str = ""
    occurred_until: str = ""
    due_from: str = ""
    due_until: str = ""
    level: str = ""
    search: str = ""
    order: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of what stands, by slot, and the tasks among it."""

    numbers: Mapping[str, str]
    tasks: Sequence[Fact]


def list_cycles(connection: Connection, known: Memory[Rules], city: str) -> Sequence[Cycle]:
    """Return all cycles of a city in order of code. Raises UnknownCity."""
    return rules(connection, known, city).cycles


def list_facts(
    connection: Connection, known: Memory[Rules], wanted: Wanted, requested: Page, roles: Collection[str]
) -> Found[ShownFact]:
    """Return facts in order of number, or in the order that is wanted.

    `roles` are the caller's: asked for one recorder, whose facts they may not know is left out. Raises UnknownCity,
    UnknownCycle, UnknownPeriod, UnknownSubject, UnknownIndicator, NotADate, BadRequest for an unknown order.
    """
    check_order(wanted.order, queries.FACT_ORDERS, "编号")
    found = rules(connection, known, wanted.city)
    filtered = replace(_filter(connection, found, wanted), roles=frozenset(roles))
    facts = queries.facts(connection, filtered, requested, found.clauses)
    return facts.all_made(partial(opened_texts, PersonKeys(connection, wanted.city)))


def batch_get_facts(
    connection: Connection, known: Memory[Rules], city: str, numbers: Sequence[str], covers: Callable[..., bool]
) -> list[ShownFact]:
    """Return the facts of these numbers in this order; unknown ones are left out, and those about others.

    `covers`: whether the caller is shown what is about one of these. What is left out is not opened, so that it takes
    no longer than what is not there. Raises RequestTooLarge above 1000.
    """
    if len(numbers) > MOST:
        raise RequestTooLarge(f"一次问了 {len(numbers)} 件事实，最多 {MOST} 件：请分批读取。", field="numbers")
    known_ones = fact_store.shown_facts_of(connection, city, numbers, known.find(connection, city).clauses)
    found = [one for one in known_ones if covers(one.texts["subject"], one.texts["rater"])]
    by_number = {one.texts["number"]: one for one in opened_texts(PersonKeys(connection, city), found)}
    return [by_number[number] for number in numbers if number in by_number]


def list_tasks(
    connection: Connection, known: Memory[Rules], wanted: Wanted, requested: Page, *, open_only: bool
) -> Found[Task]:
    """Return the tasks that stand, in order of task number, or in the order that is wanted.

    Raises UnknownCity, UnknownCycle, UnknownPeriod, UnknownSubject, UnknownIndicator, NotADate, BadRequest for an
    unknown order.
    """
    check_order(wanted.order, queries.TASK_ORDERS, "编号")
    filtered = _filter(connection, rules(connection, known, wanted.city), wanted)
    return queries.tasks(connection, filtered, requested, open_only=open_only)


def list_honours(connection: Connection, known: Memory[Rules], wanted: Wanted, requested: Page) -> Found[ShownFact]:
    """Return honours in order of number, or in the order that is wanted.

    Raises UnknownCity, UnknownCycle, UnknownSubject, NotADate, BadRequest for an unknown order.
    """
    check_order(wanted.order, queries.HONOUR_ORDERS, "编号")
    filtered = _filter(connection, rules(connection, known, wanted.city), wanted)
    found = queries.facts(connection, replace(filtered, kind=HONOUR), requested)
    return found.all_made(partial(opened_texts, PersonKeys(connection, wanted.city)))


def list_ratings_due(connection: Connection, known: Memory[Rules], wanted: Wanted, requested: Page) -> Found[RatingDue]:
    """Return ratings due in order of period, rater, subject; the keys of its pages are period/rater/subject.

    Raises UnknownCity, UnknownCycle, UnknownPeriod, UnknownOrganization, UnknownSubject, BadRequest for a cursor that
    is none.
    """
    cycle = _cycle(rules(connection, known, wanted.city), wanted)
    if wanted.rater and not registry_store.states(connection, wanted.city, [wanted.rater]):
        raise UnknownOrganization(_unregistered(wanted.rater), field="rater")
    if wanted.subject and not registry_store.states(connection, wanted.city, [wanted.subject]):
        raise UnknownSubject(_unregistered(wanted.subject), field="subject")
    periods = cycle.within(wanted.period or cycle.code)
    all_due = ratings_due(connection, wanted.city, cycle)
    due = [
        one
        for one in all_due
        if one.period in periods and wanted.rater in ("", one.rater) and wanted.subject in ("", one.subject)
    ]
    turn = attrgetter("turn")
    start = bisect_right(due, _turn(requested.after, "after"), key=turn) if requested.after else 0
    end = bisect_left(due, _turn(requested.before, "before"), key=turn) if requested.before else len(due)
    return Found.within(due, (start, end), requested)


def _turn(cursor: str, field: str) -> tuple[str, str, str]:
    parts = cursor.split("/")
    if len(parts) != 3:
        raise BadRequest(f"“{cursor}”不是待评清单里的位置：应为 时段/评分者/被评者。", field=field)
    return parts[0], parts[1], parts[2]


def _cycle(found: Rules, wanted: Wanted) -> Cycle:
    return named(wanted.cycle, by_code(found.cycles))


def _filter(connection: Connection, found: Rules, wanted: Wanted) -> Filter:
    cycle = _cycle(found, wanted)
    if wanted.subject and not registry_store.states(connection, wanted.city, [wanted.subject]):
        raise UnknownSubject(_unregistered(wanted.subject), field="subject")
    if wanted.indicator:
        _check_indicator(found, wanted)
    inside = cycle.within(wanted.period) if wanted.period not in ("", cycle.code) else None
    for name in _DAYS:
        day(getattr(wanted, name), name)
    same = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__ if name in Filter.__dataclass_fields__}
    return Filter(**same, periods=inside)


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


def load_standing(connection: Connection, city: str, slots: Sequence[str]) -> Standing:
    """Return what stands in these slots. Raises RequestTooLarge above 5000."""
    numbers = fact_store.standing(connection, city, few(slots, "slots"))
    tasks = fact_store.facts_of(connection, city, [number for slot, number in numbers.items() if slot.startswith(TASK)])
    return Standing(numbers, [stored.fact for stored in tasks])


def load_neighbours(connection: Connection, city: str, places: Sequence[Place]) -> list[Neighbour]:
    """Return what stands in these places. Raises RequestTooLarge above 5000."""
    return fact_store.neighbours(connection, city, few(places, "neighbours"))


def load_states(connection: Connection, city: str, codes: Sequence[str], kinds: Sequence[str]) -> list[RegistryState]:
    """Return what is known of these codes, and of all that ever were of a kind. Raises RequestTooLarge above 5000."""
    return registry_store.states(connection, city, few(codes, "codes"), kinds)


def load_erased(connection: Connection, city: str, codes: Sequence[str]) -> AbstractSet[str]:
    """Return which of these codes are of persons who are erased."""
    return PersonKeys(connection, city).erased(codes)


def few(named: Sequence[T], field: str) -> Sequence[T]:
    """Return what is to be loaded. Raises RequestTooLarge above 5000."""
    if len(named) > MOST_LOADED:
        raise RequestTooLarge(f"一次最多装载 {MOST_LOADED} 个，这里有 {len(named)} 个：请分几次问。", field=field)
    return named


def result_life(connection: Connection, city: str, cycle: str, at: datetime) -> ResultLife:
    """Where the results of a cycle stand at an instant. Raises UnknownCity, UnknownCycle."""
    known_city(connection, city)
    found = named(cycle, by_code(cycle_store.cycles(connection, city, [cycle])))
    life = result_store.life_of(connection, city, cycle, found.facts_hash)
    if life.frozen is None:
        return life
    signed = first_of(connection, city, SignResult("", cycle, life.frozen.results_hash).signed_as, at)
    return life.with_signature(Signature(life.frozen.results_hash, signed.signer, signed.at)) if signed else life


def list_objections(connection: Connection, wanted: ObjectionFilter, requested: Page) -> Found[Objection]:
    """The objections of a cycle in the order that is wanted.

    Raises UnknownCity, UnknownCycle, BadRequest for an outcome that is none.
    """
    if wanted.outcome not in ("", UPHELD, REFUSED):
        sentence = f"没有“{shown(wanted.outcome)}”这种答复：应为 {UPHELD}、{REFUSED} 之一。"
        raise BadRequest(sentence, field="outcome")
    known_city(connection, wanted.city)
    named(wanted.cycle, by_code(cycle_store.cycles(connection, wanted.city, [wanted.cycle])))
    found = result_store.objections(connection, wanted, requested.checked())
    return found.all_made(partial(opened_objections, PersonKeys(connection, wanted.city)))


def batch_get_texts(connection: Connection, city: str, sealed: Sequence[tuple[str, str]]) -> list[str]:
    """Open texts that the caller was shown sealed, each of them about somebody. Raises RequestTooLarge above 5000."""
    keys = PersonKeys(connection, city)
    keys.load(few([subject for subject, text in sealed if is_sealed(text)], "texts"))
    return [keys.readable(subject, text) if is_sealed(text) else text for subject, text in sealed]
