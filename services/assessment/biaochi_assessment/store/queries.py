"""Pages of facts, tasks and honours: keyset paging with totals, filters in SQL."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.identity.user import EVERYTHING
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, Select, and_, false, func, or_, select

from biaochi_assessment.domain.clauses import NO_CLAUSES, Clauses
from biaochi_assessment.domain.facts import FIELDS, TASK, Fact, ShownFact
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.facts import FACT_COLUMNS, STORED, fact_of, shown_fact
from biaochi_assessment.store.instants import within_days

_AT = tables.fact.c
FACT_ORDERS: Mapping[str, ColumnElement[str]] = {
    "": _AT.number,
    "RECORDED": _AT.recorded_at + " " + _AT.number,
    "OCCURRED": _AT.occurred_on + " " + _AT.number,
}
"""What facts may be listed by: a key of each that no other has."""
HONOUR_ORDERS: Mapping[str, ColumnElement[str]] = {name: FACT_ORDERS[name] for name in ("", "OCCURRED")}
"""The same of honours."""
TASK_ORDERS: Mapping[str, ColumnElement[str]] = {"": _AT.task, "DUE": _AT.due_on + " " + _AT.task}
"""The same of tasks."""


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
    where, key = _where(wanted), FACT_ORDERS[wanted.order]
    total = _count(connection, select(func.count()).select_from(tables.fact).where(*where))
    found = keyset(connection, STORED.where(*where), key, page, total, descending=wanted.descending)
    return found.made(lambda row: shown_fact(row, clauses))


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
        .outerjoin(completion, and_(completion.c.city == done.c.city, completion.c.number == done.c.number))
    )
    where = [*_where(wanted), at.kind == TASK, *([done.c.number.is_(None)] if open_only else [])]
    total = _count(connection, select(func.count()).select_from(here).where(*where))
    columns = [*FACT_COLUMNS, *(completion.c[name].label(f"done_{name}") for name in FIELDS)]
    query, key = select(*columns).select_from(here).where(*where), TASK_ORDERS[wanted.order]
    return keyset(connection, query, key, page, total, descending=wanted.descending).made(_task)


def _task(row: RowMapping) -> Task:
    return Task(fact_of(row), None if row["done_number"] is None else fact_of(row, "done_"))


def _where(wanted: Filter) -> list[ColumnElement[bool]]:
    at = tables.fact.c
    where = [at.city == wanted.city, at.cycle == wanted.cycle]
    where += [
        at[name] == value
        for name in ("subject", "indicator", "kind", "task", "level")
        if (value := getattr(wanted, name))
    ]
    where += [at.title.icontains(wanted.search, autoescape=True)] if wanted.search else []
    where += [at.occurred_on >= wanted.occurred_from] if wanted.occurred_from else []
    where += [at.occurred_on <= wanted.occurred_until, at.occurred_on != ""] if wanted.occurred_until else []
    where += [at.due_on >= wanted.due_from] if wanted.due_from else []
    where += [at.due_on <= wanted.due_until, at.due_on != ""] if wanted.due_until else []
    where += within_days(at.recorded_at, wanted.recorded_from, wanted.recorded_until)
    where += [at.recorded_by == wanted.recorded_by, _known_to(wanted.roles)] if wanted.recorded_by else []
    return where if wanted.periods is None else [*where, at.period.in_(wanted.periods)]


def _known_to(roles: Collection[str]) -> ColumnElement[bool]:
    """That who recorded a fact may be known to one of these roles, as `disclosed` says it of a fact at hand."""
    at = tables.fact.c
    promised = [("\n" + at.seen_by + "\n").contains(f"\n{role}\n", autoescape=True) for role in sorted(roles)]
    open_to_all = and_(at.seen_by == "", at.names == "")
    return or_(open_to_all, at.seen_by != "" if EVERYTHING in roles else false(), *promised)


def _count(connection: Connection, query: Select[int]) -> int:
    found: int = connection.execute(query).scalar_one()
    return found
