"""Pages of facts, tasks and honours: keyset paging with totals, filters in SQL."""

from collections.abc import Collection
from dataclasses import dataclass

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, select

from biaochi_assessment.domain.facts import FIELDS, HONOUR, TASK, Fact, StoredFact
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.facts import FACT_COLUMNS, STORED, fact_of, stored_fact


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts of a cycle. An empty field does not filter; `periods` None means all periods."""

    city: str
    cycle: str
    subject: str = ""
    indicator: str = ""
    kind: str = ""
    task: str = ""
    periods: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task that stands, and its completion if one stands."""

    issued: Fact
    completed: Fact | None


def facts(connection: Connection, wanted: Filter, page: Page) -> Found[StoredFact]:
    """Return facts in order of number, reversed ones with their reversals."""
    where = _where(wanted)
    total = _count(connection, select(func.count()).select_from(tables.fact).where(*where))
    return keyset(connection, STORED.where(*where), tables.fact.c.number, page, total).made(stored_fact)


def honours(connection: Connection, city: str, cycle: str, page: Page) -> Found[StoredFact]:
    """Return the honours of a cycle in order of number."""
    return facts(connection, Filter(city, cycle, kind=HONOUR), page)


def tasks(connection: Connection, wanted: Filter, page: Page, *, open_only: bool = False) -> Found[Task]:
    """Return the tasks that stand, in order of task number."""
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
    return keyset(connection, select(*columns).select_from(here).where(*where), at.task, page, total).made(_task)


def _task(row: RowMapping) -> Task:
    return Task(fact_of(row), None if row["done_number"] is None else fact_of(row, "done_"))


def _where(wanted: Filter) -> list[ColumnElement[bool]]:
    at = tables.fact.c
    where = [at.city == wanted.city, at.cycle == wanted.cycle]
    where += [
        at[name] == value for name in ("subject", "indicator", "kind", "task") if (value := getattr(wanted, name))
    ]
    return where if wanted.periods is None else [*where, at.period.in_(wanted.periods)]


def _count(connection: Connection, query: Select[int]) -> int:
    found: int = connection.execute(query).scalar_one()
    return found
