"""Seals texts that an earlier build left open in the tables, and forgets what was said of whoever is erased."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from biaochi_chassis.identity.disclosure import is_sealed
from biaochi_chassis.store.idempotency import forget_keys
from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Table, or_, select, tuple_, update

from biaochi_assessment.store import tables
from biaochi_assessment.store.facts import of_any_cycle
from biaochi_assessment.store.texts import CONSEQUENCE, FACT, OBJECTION
from biaochi_assessment.store.work import batches_of_items, put_item_texts, put_step_texts, steps_of
from biaochi_assessment.store.work_texts import Kinds, sealed_item, sealed_step

_AT_ONCE = 1000


class _Kept(NamedTuple):
    """Where texts of one noun lie: the column of their numbers, and that of whom they are about."""

    table: Table
    number: Column[str]
    subject: ColumnElement[str]
    texts: Sequence[str]


_ABOUT = select(tables.fact.c.subject).where(
    tables.fact.c.city == tables.reversal.c.city,
    tables.fact.c.cycle == tables.reversal.c.cycle,
    tables.fact.c.number == tables.reversal.c.fact,
)
_KEPT: Mapping[str, _Kept] = {
    "fact": _Kept(tables.fact, tables.fact.c.number, tables.fact.c.subject, FACT),
    "reversal": _Kept(tables.reversal, tables.reversal.c.number, _ABOUT.scalar_subquery(), ("reason",)),
    "objection": _Kept(tables.objection, tables.objection.c.code, tables.objection.c.subject, OBJECTION),
    "consequence": _Kept(tables.consequence, tables.consequence.c.code, tables.consequence.c.subject, CONSEQUENCE),
}


def seal_rows(connection: Connection, city: str, keys: PersonKeys, subject: str = "") -> int:
    """Seal what is open in one city, or of one subject alone; return how many rows were."""
    return sum(
        _seal_row(connection, keys, kept, row)
        for kept in _KEPT.values()
        for row in _rows(connection, city, kept, subject)
    )


def seal_work(connection: Connection, city: str, keys: PersonKeys, kinds: Kinds, organization: str = "") -> int:
    """The same of work items and their steps, in one city or of one organization alone."""
    sealed = 0
    for items in batches_of_items(connection, city, organization):
        whose = {item.code: item for item in items}
        for item in items:
            if (kept := sealed_item(keys, kinds, item)) != item:
                put_item_texts(connection, city, kept)
                sealed += 1
        for step in steps_of(connection, city, whose):
            if (done := sealed_step(keys, kinds, whose[step.item], step)) != step:
                put_step_texts(connection, city, done)
                sealed += 1
    return sealed


def texts_of(connection: Connection, city: str, noun: str, number: str) -> Mapping[str, str]:
    """The texts of a fact, a reversal or an objection as they are kept; none of one that is not there."""
    kept = _KEPT[noun]
    columns = [kept.table.c[name] for name in kept.texts]
    query = select(*columns).where(kept.table.c.city == city, of_any_cycle(kept.table, city), kept.number == number)
    row = connection.execute(query).mappings().first()
    return {name: row[name] for name in kept.texts} if row else {}


def forget_said(connection: Connection, city: str, subject: str) -> None:
    """Forget the hashes of what was said about a subject: a guessed text could be tried on them."""
    for kept in _KEPT.values():
        query = select(kept.number).where(kept.table.c.city == city, kept.subject == subject)
        forget_keys(connection, city, list(connection.scalars(query)))


def _rows(connection: Connection, city: str, kept: _Kept, subject: str) -> Iterator[RowMapping]:
    """The rows that say something, in order of their keys, a thousand at a time."""
    key, said = list(kept.table.primary_key), or_(*(kept.table.c[name] != "" for name in kept.texts))
    columns = [kept.table.c[name] for name in kept.texts]
    query = select(*key, kept.subject.label("about"), *columns).order_by(*key).limit(_AT_ONCE)
    here = [kept.table.c.city == city, said, *([kept.subject == subject] if subject else [])]
    after = (city, *("" for _ in key[1:]))
    while rows := connection.execute(query.where(*here, tuple_(*key) > after)).mappings().all():
        yield from rows
        after = tuple(rows[-1][column.name] for column in key)


def _seal_row(connection: Connection, keys: PersonKeys, kept: _Kept, row: RowMapping) -> bool:
    open_texts = {name: row[name] for name in kept.texts if row[name] and not is_sealed(row[name])}
    if open_texts:
        sealed = {name: keys.resealed(row["about"], text) for name, text in open_texts.items()}
        here = (column == row[column.name] for column in kept.table.primary_key)
        connection.execute(update(kept.table).where(*here).values(sealed))
    return bool(open_texts)
