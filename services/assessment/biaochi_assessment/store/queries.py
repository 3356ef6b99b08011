"""Pages of facts, tasks and honours: keyset paging with totals, filters in SQL."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.identity.user import EVERYTHING
from biaochi_chassis.store.among import among, contains, escaped
from biaochi_chassis.store.columns.numbers import then
from biaochi_chassis.store.keyset import Keyset, by_name
from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, or_, select

from biaochi_assessment.domain.clauses import NO_CLAUSES, Clauses
from biaochi_assessment.domain.facts import FIELDS, TASK, Fact, ShownFact
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.facts import FACT_COLUMNS, STORED, fact_of, of_any_cycle, shown_fact
from biaochi_assessment.store.instants import begin_of, end_of

_AT = tables.fact.c
FACT_ORDERS: Mapping[str, ColumnElement[str]] = {
    "": _AT.number,
    "RECORDED": then(_AT.recorded_at, _AT.number),
    "OCCURRED": then(_AT.occurred_on, _AT.number),
}
"""What facts may be listed by: a key of each that no other has."""
HONOUR_ORDERS: Mapping[str, ColumnElement[str]] = {name: FACT_ORDERS[name] for name in ("", "OCCURRED")}
"""The same of honours."""
TASK_ORDERS: Mapping[str, ColumnElement[str]] = {"": _AT.task, "DUE": then(_AT.due_on, _AT.task)}
"""The same of tasks."""

_KEPT = 256
"""Statements that are held at a time."""
_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    **{
        name: _AT[name] == bindparam(name)
        for name in ("city", "cycle", "subject", "indicator", "kind", "task", "level", "recorded_by")
    },
    "search": contains(_AT.title, "search"),
    "recorded_from": _AT.recorded_at >= bindparam("recorded_from"),
    "recorded_until": _AT.recorded_at < bindparam("recorded_until"),
    "occurred_from": _AT.occurred_on >= bindparam("occurred_from"),
    "occurred_until": and_(_AT.occurred_on <= bindparam("occurred_until"), _AT.occurred_on != ""),
    "due_from": _AT.due_on >= bindparam("due_from"),
    "due_until": and_(_AT.due_on <= bindparam("due_until"), _AT.due_on != ""),
    "periods": among(_AT.period, "periods"),
}
"""What a filter may ask of facts, by the name of its field, which is that of its parameter."""
_READ: Mapping[str, Callable[[str], str]] = {"search": escaped, "recorded_from": begin_of, "recorded_until": end_of}
"""The fields that are no parameters as they stand."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts of a cycle, and in which order. An empty field does not filter; `periods` None means all periods.

    Days are ISO, both ends inside; `search` is in the title. `roles`: with `recorded_by` only facts whose recorder may
    be known to one of them.
    """

    city: str
    cycle: str
    subject: str = ""
    indicator: str = ""
    kind: str = ""
    task: str = ""
    periods: Collection[str] | None = None
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
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """A task that stands, and its completion if one stands."""

    issued: Fact
    completed: Fact | None


def facts(connection: Connection, wanted: Filter, page: Page, clauses: Clauses = NO_CLAUSES) -> Found[ShownFact]:
    """Return facts in the order that is wanted, reversed ones with their reversals, quoting what clauses give them."""
    given, roles = _given(wanted), wanted.roles if wanted.recorded_by else frozenset[str]()
    count, listing = _listing(frozenset(given), roles, wanted.order, wanted.descending)
    total = connection.execute(count, given).scalar_one()
    return listing.page(connection, page, total, given).made(lambda row: shown_fact(row, clauses))


@lru_cache(_KEPT)
def _listing(given: frozenset[str], roles: frozenset[str], order: str, descending: bool) -> tuple[Select[int], Keyset]:
    """How many facts there are, and the facts by pages, where these of the conditions are given."""
    where = _where(given, roles)
    count = select(func.count()).select_from(tables.fact).where(*where)
    # A subject has few: they are sorted once they are found, where a file would go through the cycle in this order.
    key = _AT.number + "" if "subject" in given and not order else FACT_ORDERS[order]
    return count, Keyset(STORED.where(*where), key, descending=descending)


def tasks(connection: Connection, wanted: Filter, page: Page, *, open_only: bool = False) -> Found[Task]:
    """Return the tasks that stand, in the order that is wanted."""
    slot, done = tables.slot.alias("issued"), tables.slot.alias("done")
    completion = tables.fact.alias("completion")
    at = tables.fact.c
    here = (
        tables.fact.join(
            slot, and_(slot.c.city == at.city, slot.c.slot == "task\t" + at.task, slot.c.number == at.number)
        )
        .outerjoin(done, and_(done.c.city == at.city, done.c.slot == "completion\t" + at.task))
        .outerjoin(
            completion,
            and_(
                completion.c.city == done.c.city,
                of_any_cycle(completion, bindparam("city")),
                completion.c.number == done.c.number,
            ),
        )
    )
    given = _given(wanted)
    where = [*_where(given, wanted.roles), at.kind == TASK, *([done.c.number.is_(None)] if open_only else [])]
    total = connection.execute(select(func.count()).select_from(here).where(*where), given).scalar_one()
    columns = [*FACT_COLUMNS, *(completion.c[name].label(f"done_{name}") for name in FIELDS)]
    query, key = select(*columns).select_from(here).where(*where), TASK_ORDERS[wanted.order]
    listing = Keyset(query, key, descending=wanted.descending)
    return listing.page(connection, page, total, given).made(_task)


def _task(found: Row[Any]) -> Task:
    row = by_name(found)
    return Task(fact_of(row), None if row["done_number"] is None else fact_of(row, "done_"))


def _given(wanted: Filter) -> dict[str, Any]:
    """The conditions that are given, by name, each with its parameter."""
    given = {name: value for name in _CONDITIONS if (value := getattr(wanted, name))}
    if wanted.periods is not None:
        given["periods"] = list(wanted.periods)
    for name, read in _READ.items():
        if name in given:
            given[name] = read(given[name])
    return given


def _where(given: Collection[str], roles: Collection[str]) -> list[ColumnElement[bool]]:
    where = [condition for name, condition in _CONDITIONS.items() if name in given]
    return [*where, _known_to(roles)] if "recorded_by" in given else where


def _known_to(roles: Collection[str]) -> ColumnElement[bool]:
    """That who recorded a fact may be known to one of these roles, as `disclosed` says it of a fact at hand."""
    at = tables.fact.c
    promised = [("\n" + at.seen_by + "\n").contains(f"\n{role}\n", autoescape=True) for role in sorted(roles)]
    open_to_all = and_(at.seen_by == "", at.names == "")
    return or_(open_to_all, at.seen_by != "" if EVERYTHING in roles else false(), *promised)
