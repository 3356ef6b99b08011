"""What follows from final results, in SQL: what is due once they are, and what followed with what became of it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, func, insert, select, update

from biaochi_assessment.domain.results.consequences import Consequence, ConsequenceDue, ConsequenceState
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.instants import read_instant, written_instant

_OF = tables.consequence.c
_DUE = tuple(ConsequenceDue.__dataclass_fields__)
_INSTANTS = ("followed_at", "done_at", "ended_at")
_PLAIN = tuple(name for name in Consequence.__dataclass_fields__ if name not in ("due", *_INSTANTS))
_NEVER_CHANGED = ("code", "cycle", "results_hash", "followed_at")


@dataclass(frozen=True, slots=True)
class ConsequenceFilter:
    """Which consequences of a cycle. An empty field does not filter."""

    city: str
    cycle: str
    subject: str = ""
    key: str = ""
    state: str = ""


def due_in(connection: Connection, city: str, cycle: str) -> list[ConsequenceDue]:
    """Return what follows once the results of a cycle that stand are final."""
    of = tables.result.c
    written = connection.execute(select(of.consequences).where(of.city == city, of.cycle == cycle)).scalar()
    return [ConsequenceDue(**one) for one in json.loads(written or "[]")]


def written_due(due: Sequence[ConsequenceDue]) -> str:
    """Return what is due as it is kept with the results."""
    return json.dumps([asdict(one) for one in due], ensure_ascii=False)


def add_consequences(connection: Connection, city: str, consequences: Sequence[Consequence]) -> None:
    """Store what followed; what is there already stays as it is."""
    there = {one.code for one in consequences_of(connection, city, [one.code for one in consequences])}
    if rows := [_row(city, one) for one in consequences if one.code not in there]:
        connection.execute(insert(tables.consequence), rows)


def change_consequences(connection: Connection, city: str, consequences: Sequence[Consequence]) -> None:
    """Store what became of consequences."""
    for one in consequences:
        row = {name: value for name, value in _row(city, one).items() if name not in ("city", *_DUE, *_NEVER_CHANGED)}
        connection.execute(update(tables.consequence).where(_OF.city == city, _OF.code == one.code).values(row))


def consequences_of(connection: Connection, city: str, codes: Collection[str]) -> list[Consequence]:
    """Return the consequences of these codes, in no order."""
    query = select(tables.consequence).where(_OF.city == city, _OF.code.in_(codes))
    return [_consequence(row) for row in connection.execute(query).mappings()]


def consequences_for(
    connection: Connection, city: str, keys: Collection[str], subjects: Collection[str]
) -> list[Consequence]:
    """Return what of these keys followed for these subjects, in order of code."""
    if not keys or not subjects:
        return []
    query = select(tables.consequence).where(_OF.city == city, _OF.key.in_(keys), _OF.subject.in_(subjects))
    return [_consequence(row) for row in connection.execute(query.order_by(_OF.code)).mappings()]


def consequences(connection: Connection, wanted: ConsequenceFilter, page: Page) -> Found[Consequence]:
    """Return consequences in order of code."""
    where: list[ColumnElement[bool]] = [_OF.city == wanted.city, _OF.cycle == wanted.cycle]
    where += [_OF[name] == value for name in ("subject", "key", "state") if (value := getattr(wanted, name))]
    total = connection.execute(select(func.count()).select_from(tables.consequence).where(*where)).scalar_one()
    query = select(tables.consequence).where(*where)
    return keyset(connection, query, _OF.code, page, total).made(_consequence)


def _row(city: str, one: Consequence) -> dict[str, Any]:
    instants = {name: written_instant(getattr(one, name)) for name in _INSTANTS}
    return {"city": city, **asdict(one.due), **{name: getattr(one, name) for name in _PLAIN}, **instants}


def _consequence(row: RowMapping) -> Consequence:
    due = ConsequenceDue(**{name: row[name] for name in _DUE})
    plain = {name: row[name] for name in _PLAIN} | {"state": ConsequenceState(row["state"])}
    instants: dict[str, Any] = {name: read_instant(row[name]) for name in _INSTANTS}
    return Consequence(due=due, **plain, **instants)
