"""The life of results in SQL: what scoring froze, the notice, objections and signatures."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, or_, select, update

from biaochi_assessment.domain.facts import BALLOT, RATING, Fact, StoredFact, instant
from biaochi_assessment.domain.results.life import SIGNATURES, Frozen, Notice, Objection, ResultLife, Signature
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.facts import STORED, stored_fact
from biaochi_assessment.store.instants import read_instant, within_days, written_instant

_RESULT, _OBJECTION, _SIGNATURE = tables.result.c, tables.objection.c, tables.signature.c


@dataclass(frozen=True, slots=True)
class ObjectionFilter:
    """Which objections of a cycle, in order of code or the other way round. An empty field does not filter.

    Days are ISO, both ends inside.
    """

    city: str
    cycle: str
    subject: str = ""
    open_only: bool = False
    outcome: str = ""
    raised_from: str = ""
    raised_until: str = ""
    descending: bool = False


def keep_frozen(
    connection: Connection, city: str, cycle: str, frozen: Frozen, due: str, lists: Mapping[str, int]
) -> None:
    """Store which results of a cycle stand, in place of an earlier version.

    With what is due once they are final, and how many are on each model's list.
    """
    connection.execute(delete(tables.result).where(_RESULT.city == city, _RESULT.cycle == cycle))
    row = {"version": frozen.version, "results_hash": frozen.results_hash, "facts_hash": frozen.facts_hash}
    row |= {"consequences": due, "lists": json.dumps(lists, sort_keys=True)}
    connection.execute(insert(tables.result), [{"city": city, "cycle": cycle, **row}])


def final_lists(connection: Connection, city: str, cycle: str) -> Mapping[str, int]:
    """Return how many are on each model's list of a cycle whose results are final; of others nothing."""
    frozen = _one(connection, tables.result, city, cycle)
    if frozen is None:
        return {}
    same = (_SIGNATURE.city == city, _SIGNATURE.cycle == cycle, _SIGNATURE.results_hash == frozen["results_hash"])
    signed = connection.execute(select(func.count()).select_from(tables.signature).where(*same)).scalar_one()
    found: Mapping[str, int] = json.loads(frozen["lists"] or "{}") if signed >= SIGNATURES else {}
    return found


def keep_notice(connection: Connection, city: str, notice: Notice) -> None:
    """Store a notice that begins."""
    row = {
        "city": city,
        "cycle": notice.cycle,
        "version": notice.version,
        "results_hash": notice.results_hash,
        "first": notice.first.isoformat(),
        "last": notice.last.isoformat(),
        "provisional": int(notice.provisional),
        "to": notice.to,
        "begun_by": notice.begun_by,
        "begun_at": instant(notice.begun_at),
    }
    connection.execute(insert(tables.notice), [row])


def add_objections(connection: Connection, city: str, objections: Sequence[Objection]) -> None:
    """Store new objections."""
    if objections:
        connection.execute(insert(tables.objection), [_row(city, one) for one in objections])


def decide_objections(connection: Connection, city: str, objections: Sequence[Objection]) -> None:
    """Store what became of objections; what was objected is left as it is."""
    for one in objections:
        row = {name: value for name, value in _row(city, one).items() if name in _DECIDED}
        same = (_OBJECTION.city == city, _OBJECTION.code == one.code)
        connection.execute(update(tables.objection).where(*same).values(row))


def add_signature(connection: Connection, city: str, cycle: str, signature: Signature) -> None:
    """Store a signature."""
    row = {"results_hash": signature.results_hash, "signed_by": signature.signed_by}
    row["signed_at"] = instant(signature.signed_at)
    connection.execute(insert(tables.signature), [{"city": city, "cycle": cycle, **row}])


def life_of(connection: Connection, city: str, cycle: str, facts_hash: str) -> ResultLife:
    """Return what has happened to the results of a cycle, whose facts have this hash."""
    frozen = _one(connection, tables.result, city, cycle)
    notice = _one(connection, tables.notice, city, cycle)
    signed = select(tables.signature).where(_SIGNATURE.city == city, _SIGNATURE.cycle == cycle)
    objections = select(tables.objection).where(_OBJECTION.city == city, _OBJECTION.cycle == cycle)
    return ResultLife(
        cycle,
        facts_hash,
        Frozen(frozen["version"], frozen["results_hash"], frozen["facts_hash"]) if frozen else None,
        _notice(notice) if notice else None,
        tuple(_objection(row) for row in connection.execute(objections.order_by(_OBJECTION.code)).mappings()),
        tuple(
            Signature(row["results_hash"], row["signed_by"], datetime.fromisoformat(row["signed_at"]))
            for row in connection.execute(signed.order_by(_SIGNATURE.signed_at, _SIGNATURE.signed_by)).mappings()
        ),
    )


def objections_of(connection: Connection, city: str, codes: Collection[str]) -> list[Objection]:
    """Return the objections of these codes, in no order."""
    query = select(tables.objection).where(_OBJECTION.city == city, _OBJECTION.code.in_(codes))
    return [_objection(row) for row in connection.execute(query).mappings()]


def objections(connection: Connection, wanted: ObjectionFilter, page: Page) -> Found[Objection]:
    """Return objections in the order that is wanted."""
    where: list[ColumnElement[bool]] = [_OBJECTION.city == wanted.city, _OBJECTION.cycle == wanted.cycle]
    if wanted.subject:
        where.append(_OBJECTION.subject == wanted.subject)
    if wanted.open_only:
        where.append(_OBJECTION.outcome == "")
    if wanted.outcome:
        where.append(_OBJECTION.outcome == wanted.outcome)
    where += within_days(_OBJECTION.raised_at, wanted.raised_from, wanted.raised_until)
    total = connection.execute(select(func.count()).select_from(tables.objection).where(*where)).scalar_one()
    query = select(tables.objection).where(*where)
    return keyset(connection, query, _OBJECTION.code, page, total, descending=wanted.descending).made(_objection)


def facts_behind(
    connection: Connection, city: str, objection: Objection, indicators: Collection[str]
) -> list[StoredFact]:
    """Return the facts of the contested subject and cycle under these indicators, standing or not."""
    fact = tables.fact.c
    same = (fact.city == city, fact.cycle == objection.cycle, fact.subject == objection.subject)
    query = STORED.where(*same, fact.indicator.in_(indicators)).order_by(fact.number)
    return [stored_fact(row) for row in connection.execute(query).mappings()]


def marks_and_reasons(connection: Connection, city: str, cycle: str) -> list[Fact]:
    """Return the facts of a cycle that stand and are a mark, a vote, or have a reason; in no order."""
    fact = tables.fact.c
    judged = or_(fact.kind.in_((RATING, BALLOT)), fact.reason != "")
    standing = (fact.city == city, fact.cycle == cycle, tables.reversal.c.number.is_(None))
    return [stored_fact(row).fact for row in connection.execute(STORED.where(*standing, judged)).mappings()]


def _one(connection: Connection, table: Any, city: str, cycle: str) -> RowMapping | None:  # noqa: ANN401 - a table
    query = select(table).where(table.c.city == city, table.c.cycle == cycle)
    return connection.execute(query).mappings().one_or_none()


def _notice(row: RowMapping) -> Notice:
    return Notice(
        row["cycle"],
        row["version"],
        row["results_hash"],
        date.fromisoformat(row["first"]),
        date.fromisoformat(row["last"]),
        bool(row["provisional"]),
        row["to"],
        row["begun_by"],
        datetime.fromisoformat(row["begun_at"]),
    )


_LISTS = ("facts", "reversed")
_INSTANTS = ("raised_at", "decided_at")
_FIELDS = tuple(Objection.__dataclass_fields__)
_DECIDED = _FIELDS[_FIELDS.index("outcome") :]


def _row(city: str, one: Objection) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in _FIELDS}
    row |= {name: json.dumps(row[name], ensure_ascii=False) for name in _LISTS}
    row |= {name: written_instant(row[name]) for name in _INSTANTS}
    return {"city": city, **row}


def _objection(row: RowMapping) -> Objection:
    fields = {name: row[name] for name in _FIELDS}
    fields |= {name: tuple(json.loads(row[name])) for name in _LISTS}
    fields |= {name: read_instant(row[name]) for name in _INSTANTS}
    return Objection(**fields)
