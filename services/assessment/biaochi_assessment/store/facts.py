"""Facts and reversals in SQL: added, never changed; what stands in a slot has a table of its own."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import add_rows
from biaochi_chassis.store.keyset import by_name
from biaochi_chassis.store.statements import rows_of
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Row,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from biaochi_assessment.domain.clauses import NO_CLAUSES, Clauses
from biaochi_assessment.domain.facts import (
    FIELDS,
    NEIGHBOUR_FIELDS,
    REVERSAL_FIELDS,
    Fact,
    Neighbour,
    Place,
    Reversal,
    ShownFact,
    StoredFact,
    instant,
)
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection

FACT_COLUMNS = [tables.fact.c[name] for name in FIELDS]
_IN_ORDER = itemgetter(*FIELDS)
_REVERSAL_COLUMNS = [tables.reversal.c[name] for name in REVERSAL_FIELDS]
_WITH_REVERSAL = tables.fact.outerjoin(
    tables.reversal,
    (tables.reversal.c.city == tables.fact.c.city) & (tables.reversal.c.fact == tables.fact.c.number),
)
STORED = select(*FACT_COLUMNS, *(column.label(f"reversal_{column.name}") for column in _REVERSAL_COLUMNS)).select_from(
    _WITH_REVERSAL
)
"""Facts with their reversals; read a row of it with `stored_fact` or `shown_fact`."""


_STANDING = select(tables.slot.c.slot, tables.slot.c.number).where(
    tables.slot.c.city == bindparam("of_city"), among(tables.slot.c.slot, "some")
)
_NEIGHBOURS = (
    select(*(tables.fact.c[name] for name in NEIGHBOUR_FIELDS))
    .select_from(_WITH_REVERSAL)
    .where(
        tables.fact.c.city == bindparam("of_city"),
        tables.fact.c.cycle == bindparam("of_cycle"),
        among(tables.fact.c.subject, "subjects"),
        among(tables.fact.c.indicator, "indicators"),
        tables.reversal.c.number.is_(None),
    )
)


def of_any_cycle(table: FromClause, city: str | BindParameter[str]) -> ColumnElement[bool]:
    """That a row is of one of the city's cycles: every row is, and by its cycle and its number a fact is found."""
    return table.c.cycle.in_(select(tables.cycle.c.code).where(tables.cycle.c.city == city))


_NUMBERED = STORED.where(
    tables.fact.c.city == bindparam("of_city"),
    of_any_cycle(tables.fact, bindparam("of_city")),
    among(tables.fact.c.number, "some"),
)


def add_facts(connection: Connection, city: str, facts: Sequence[Fact]) -> None:
    """Store new facts and let them stand in their slots."""
    add_rows(connection, tables.fact, ((city, *_IN_ORDER(fact.texts())) for fact in facts))
    add_rows(connection, tables.slot, ((city, fact.slot, fact.number) for fact in facts if fact.slot))


def add_reversals(connection: Connection, city: str, reversals: Sequence[Reversal], freed: Sequence[Fact]) -> None:
    """Store new reversals and free the slots of the facts they reverse."""
    if not reversals:
        return
    connection.execute(insert(tables.reversal), [{"city": city, **one.texts()} for one in reversals])
    slots = [fact.slot for fact in freed if fact.slot]
    connection.execute(delete(tables.slot).where(tables.slot.c.city == city, tables.slot.c.slot.in_(slots)))


def facts_of(connection: Connection, city: str, numbers: Collection[str]) -> list[StoredFact]:
    """Return the facts of these numbers, with their reversals, in no order."""
    return [stored_fact(by_name(row)) for row in _numbered(connection, city, numbers)]


def shown_facts_of(connection: Connection, city: str, numbers: Collection[str], clauses: Clauses) -> list[ShownFact]:
    """Return the same to be answered; each quotes what it is given of clauses."""
    return [shown_fact(row, clauses) for row in _numbered(connection, city, numbers)]


def _numbered(connection: Connection, city: str, numbers: Collection[str]) -> Sequence[Row[Any]]:
    if not numbers:
        return ()
    return connection.execute(_NUMBERED, {"of_city": city, "some": list(numbers)}).all()


def standing(connection: Connection, city: str, slots: Collection[str]) -> dict[str, str]:
    """Return the number of the fact that stands in each of these slots; there may be any number of them."""
    if not slots:
        return {}
    rows = rows_of(connection, _STANDING, {"of_city": city, "some": slots})
    return {row.slot: row.number for row in rows}


def neighbours(connection: Connection, city: str, places: Iterable[Place]) -> list[Neighbour]:
    """Return what stands in these places, in no order; there may be any number of them."""
    by_cycle: dict[str, set[tuple[str, str]]] = {}
    for cycle, subject, indicator in places:
        by_cycle.setdefault(cycle, set()).add((subject, indicator))
    found = []
    for cycle, wanted in by_cycle.items():
        named = {"subjects": {subject for subject, _ in wanted}, "indicators": {indicator for _, indicator in wanted}}
        rows = rows_of(connection, _NEIGHBOURS, {"of_city": city, "of_cycle": cycle, **named})
        found += [Neighbour.read(row._asdict()) for row in rows if (row.subject, row.indicator) in wanted]
    return found


def texts_of_cycle(connection: Connection, city: str, cycle: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the canonical texts of all facts and all reversals of a cycle, in no order."""
    facts = select(*FACT_COLUMNS).where(tables.fact.c.city == city, tables.fact.c.cycle == cycle)
    reversals = select(*_REVERSAL_COLUMNS).where(tables.reversal.c.city == city, tables.reversal.c.cycle == cycle)
    found = [connection.execute(query).mappings() for query in (facts, reversals)]
    facts_found, reversals_found = ([dict(row) for row in rows] for rows in found)
    return facts_found, reversals_found


def count_recorded(connection: Connection, city: str, begins: datetime, ends: datetime) -> dict[str, int]:
    """Return how many facts of each kind were recorded from one moment to before another, and stand."""
    at = tables.fact.c
    here = (at.city == city, at.recorded_at >= instant(begins), at.recorded_at < instant(ends))
    query = select(at.kind, func.count().label("count")).select_from(_WITH_REVERSAL)
    standing = query.where(*here, tables.reversal.c.number.is_(None)).group_by(at.kind)
    return {row.kind: int(row[1]) for row in connection.execute(standing)}


def shown_fact(row: Row[Any], clauses: Clauses = NO_CLAUSES) -> ShownFact:
    """Return the fact of a row of STORED as it is answered, with the clause that it is given where it names none."""
    fact, reversal = zip(FIELDS, row, strict=False), row[len(FIELDS) :]
    reversed_by = None if reversal[0] is None else dict(zip(REVERSAL_FIELDS, reversal, strict=True))
    return ShownFact(clauses.quoted_texts(fact), reversed_by)


def stored_fact(row: RowMapping) -> StoredFact:
    """Return the fact of a row of STORED."""
    fact = Fact.read({name: row[name] for name in FIELDS})
    if row["reversal_number"] is None:
        return StoredFact(fact, None)
    return StoredFact(fact, Reversal.read({name: row[f"reversal_{name}"] for name in REVERSAL_FIELDS}))


def fact_of(row: RowMapping, prefix: str = "") -> Fact:
    """Return the fact whose columns a row has, their labels beginning so."""
    return Fact.read({name: row[prefix + name] for name in FIELDS})
