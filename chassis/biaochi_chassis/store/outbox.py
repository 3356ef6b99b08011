"""The outbox in SQL: what a service publishes, kept for ever, so that a lost log can be filled again.

What one transaction publishes to a partition together is one row, packed as the log packs it, at the sequence of its
last event; an event alone stands in its row as it is.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.log.packing import Packed, pack, shares, unpack
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.statements import first_of, rows_of
from biaochi_chassis.store.tables import outbox, outbox_head

_ROWS = 1000


class Stored(NamedTuple):
    """An event as it was published: `envelope` is its headers as `log/envelope.py` packs them, `city` its key."""

    sequence: int
    city: str
    envelope: str
    value: bytes


class Row(NamedTuple):
    """What one transaction published to a partition together: so many events up to this sequence, as they are kept."""

    last: int
    many: int
    city: str
    envelope: str
    value: bytes

    @property
    def first(self) -> int:
        """The sequence of its first event."""
        return self.last - self.many + 1

    def events(self) -> list[Stored]:
        """Return its events, in order."""
        if self.many == 1:
            return [Stored(self.last, self.city, self.envelope, self.value)]
        return [
            Stored(sequence, one.key, one.headers, one.value or b"")
            for sequence, one in enumerate(unpack(self.value), self.first)
        ]


_HERE = (outbox.c.topic == bindparam("in_topic"), outbox.c.part == bindparam("in_part"))
_BEHIND = (
    select(outbox, (func.sum(outbox.c.events).over(order_by=outbox.c.sequence) - outbox.c.events).label("before"))
    .where(*_HERE, outbox.c.sequence > bindparam("behind"))
    .order_by(outbox.c.sequence)
    .limit(_ROWS)
    .subquery()
)
_NEXT = select(_BEHIND).where(_BEHIND.c.before < bindparam("at_most")).order_by(_BEHIND.c.sequence)
_ONE = select(outbox).where(*_HERE, outbox.c.sequence >= bindparam("wanted")).order_by(outbox.c.sequence).limit(1)


def keep(connection: Connection, place: TopicPartition, events: Sequence[Stored]) -> list[Row]:
    """Keep what a transaction publishes to a partition, in order of sequence; return it as it is kept."""
    rows = []
    left = iter(events)
    for share in shares([Packed("", one.city, one.envelope, one.value) for one in events]):
        own = [next(left) for _ in share]
        last, packed = own[-1], pack(share) if len(own) > 1 else b""
        rows.append(Row(last.sequence, len(own), last.city, "" if packed else last.envelope, packed or last.value))
    insert_rows(connection, outbox, [_stored(place, row) for row in rows])
    return rows


def behind(connection: Connection, place: TopicPartition, sequence: int, at_most: int) -> list[Row]:
    """Return what was published to a partition behind a sequence, in order: rows, until they have so many events.

    The first of them may have events that are not behind it.
    """
    here = {"in_topic": place[0], "in_part": place[1], "behind": sequence, "at_most": at_most}
    return [_read(row) for row in rows_of(connection, _NEXT, here)]


def find(connection: Connection, place: TopicPartition, sequence: int) -> Stored | None:
    """Return one event of a partition; None where it is not kept."""
    here = {"in_topic": place[0], "in_part": place[1], "wanted": sequence}
    row = first_of(connection, _ONE, here)
    return next((one for one in _events(row) if one.sequence == sequence), None) if row else None


def everything(connection: Connection, topic: str) -> Iterator[tuple[int, Stored]]:
    """Yield all that was published to a topic, in order, each with its partition."""
    for row in _rows(connection, topic):
        for one in _events(row):
            yield row.part, one


def lacking(connection: Connection) -> tuple[str, int, int] | None:
    """Return a topic and partition of which not all that was published is kept, and how much is not; None if none."""
    at, head = outbox.c, outbox_head.c
    kept = func.coalesce(func.sum(at.events), 0)
    here = select(kept).where(at.topic == head.topic, at.part == head.part).scalar_subquery()
    chosen = select(head.topic, head.part, head.next_sequence - 1 - here).where(here != head.next_sequence - 1)
    row = connection.execute(chosen.order_by(head.topic, head.part)).first()
    return (row[0], row[1], row[2]) if row else None


def change(connection: Connection, topic: str, changed: Callable[[int, Stored], bytes | None]) -> int:
    """Give events of a topic another content where there is one; return how many. All else about them stays."""
    count, at = 0, outbox.c
    for row in _rows(connection, topic):
        before = _events(row)
        values = [changed(row.part, one) for one in before]
        found = sum(value is not None for value in values)
        if found:
            after = [
                one if value is None else one._replace(value=value) for one, value in zip(before, values, strict=True)
            ]
            packed = pack(Packed("", one.city, one.envelope, one.value) for one in after)
            here = (at.topic == topic, at.part == row.part, at.sequence == row.sequence)
            value = packed if row.events > 1 else after[0].value
            connection.execute(update(outbox).where(*here).values(value=value))
            count += found
    return count


def _rows(connection: Connection, topic: str) -> Iterator[Any]:
    at, part, sequence = outbox.c, -1, -1
    while True:
        later = (at.part > part) | ((at.part == part) & (at.sequence > sequence))
        query = select(outbox).where(at.topic == topic, later).order_by(at.part, at.sequence).limit(_ROWS)
        rows = connection.execute(query).all()
        yield from rows
        if len(rows) < _ROWS:
            return
        part, sequence = rows[-1].part, rows[-1].sequence


def _events(row: Any) -> list[Stored]:  # noqa: ANN401 - a row, however it was read
    return _read(row).events()


def _read(row: Any) -> Row:  # noqa: ANN401 - a row, however it was read
    return Row(row.sequence, row.events, row.city, row.headers, row.value)


def _stored(place: TopicPartition, row: Row) -> dict[str, object]:
    return {
        "topic": place[0],
        "part": place[1],
        "sequence": row.last,
        "event_id": "",
        "city": row.city,
        "headers": row.envelope,
        "value": row.value,
        "events": row.many,
    }
