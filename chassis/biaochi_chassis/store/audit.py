"""A service's audit trail in SQL, and the heads of others' that it keeps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, insert, select, update

from biaochi_chassis.audit.chain import Head
from biaochi_chassis.audit.digest import Digest
from biaochi_chassis.audit.entry import READ, AuditEntry, Chained, chained
from biaochi_chassis.foundation.clock import midnight
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.keyset import keyset
from biaochi_chassis.store.statements import first_of
from biaochi_chassis.store.tables import audit, audit_witness

_AT_ONCE = 1000
_LAST = select(audit.c.number, audit.c.hash, audit.c.algorithm).order_by(audit.c.number.desc()).limit(1)
_WITNESSED = select(audit_witness.c.signature).where(
    audit_witness.c.service == bindparam("of_service"),
    audit_witness.c.number == bindparam("at_number"),
    audit_witness.c.hash == bindparam("with_hash"),
)
_FIELDS = tuple(field.name for field in fields(AuditEntry))


def append(connection: Connection, entries: Iterable[AuditEntry], digest: Digest) -> None:
    """Write entries at the end of the trail, in the transaction of what they say of.

    A writer holds the turn of its database from its first statement on, so that nobody else appends meanwhile.
    """
    entries = list(entries)
    if not entries:
        return
    last = first_of(connection, _LAST)
    reached, previous = (int(last.number), str(last.hash)) if last else (0, "")
    rows = []
    for number, entry in enumerate(entries, reached + 1):
        row = chained(entry, number, previous, digest)
        rows.append({**vars(entry), **_place(row)})
        previous = row.hash
    insert_rows(connection, audit, rows)


def head(connection: Connection, service: str) -> Head | None:
    """Where this service's trail has come to; None while it is empty."""
    last = first_of(connection, _LAST)
    return Head(service, last.number, last.algorithm, last.hash) if last else None


def trail(connection: Connection) -> Iterator[Chained]:
    """The whole trail in order of number, read a thousand rows at a time."""
    after = 0
    while rows := connection.execute(_after(after)).mappings().all():
        for row in rows:
            yield _chained(row)
        after = rows[-1]["number"]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries: those of a city and of no city, in the order they were written, or the other way round.

    An empty field does not filter. `days`: within which they were written, both ends inside.
    """

    city: str
    caller: str = ""
    action: str = ""
    outcome: str = ""
    days: tuple[date | None, date | None] = (None, None)
    descending: bool = False


def entries_of(connection: Connection, wanted: AuditFilter, page: Page) -> Found[Chained]:
    """A page of the entries that are wanted."""
    here: list[ColumnElement[bool]] = [audit.c.city.in_((wanted.city, ""))]
    here += [audit.c[name] == value for name in ("caller", "action", "outcome") if (value := getattr(wanted, name))]
    first, last = wanted.days
    here += [audit.c.at >= _instant(midnight(first))] if first else []
    here += [audit.c.at < _instant(midnight(last + timedelta(1)))] if last else []
    total = connection.execute(select(func.count()).select_from(audit).where(*here)).scalar_one()
    found = keyset(connection, select(audit).where(*here), audit.c.number, page, total, descending=wanted.descending)
    return found.made(_chained)


def _instant(moment: datetime) -> str:
    """An instant as entries say it."""
    return moment.isoformat(timespec="milliseconds")


def codes_read(connection: Connection, city: str, action: str, beginning: str) -> set[str]:
    """The codes that begin so among those that entries of a method name as read; of long answers the first ones."""
    here = (audit.c.city == city, audit.c.action == action, audit.c.outcome == READ)
    named = connection.execute(select(audit.c.subjects).where(*here).distinct()).scalars()
    return {code for codes in named for code in codes.split() if code.startswith(beginning)}


def keep_heads(connection: Connection, heads: Iterable[Head]) -> None:
    """Remember what other services said of their trails; what was said twice is kept once, as it was signed last."""
    for one in heads:
        same = {"of_service": one.service, "at_number": one.number, "with_hash": one.hash}
        known = connection.execute(_WITNESSED, same).first()
        if known is None:
            connection.execute(insert(audit_witness).values(asdict(one)))
        elif one.signature and one.signature != known.signature:
            here = (audit_witness.c.service == one.service, audit_witness.c.number == one.number)
            signed = {"signed_by": one.signed_by, "signature": one.signature}
            connection.execute(update(audit_witness).where(*here, audit_witness.c.hash == one.hash).values(signed))


def kept_heads(connection: Connection, service: str) -> Sequence[Head]:
    """What this service has of another one's trail, in order."""
    found = select(audit_witness).where(audit_witness.c.service == service).order_by(audit_witness.c.number)
    return [Head(**row) for row in connection.execute(found).mappings()]


def _after(number: int) -> Select[Any]:
    return select(audit).where(audit.c.number > number).order_by(audit.c.number).limit(_AT_ONCE)


def _place(row: Chained) -> dict[str, object]:
    return {"number": row.number, "algorithm": row.algorithm, "previous": row.previous, "hash": row.hash}


def _chained(row: RowMapping) -> Chained:
    entry = AuditEntry(**{name: row[name] for name in _FIELDS})
    return Chained(row["number"], entry, row["algorithm"], row["previous"], row["hash"])
