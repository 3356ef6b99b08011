"""The embedded log's records in SQL. The only module that knows their tables; plain functions for one thread.

What is appended together is one row. A file of an earlier build has its records in a table of their own, one a row;
they stay there, before everything that was appended since.
"""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice

from biaochi_chassis.log.contract import Bundle, LogRecord, Look, Origin, Outgoing, another_event, check_gapless
from biaochi_chassis.log.envelope import Envelope, packed
from biaochi_chassis.log.packing import Packed, pack, shares, unpack
from biaochi_chassis.log.partitions import PARTITIONS

SCHEMA = """
create table if not exists log_head (
  topic text not null, part integer not null, next_offset integer not null, primary key (topic, part));
create table if not exists log_batch (
  topic text not null, part integer not null, place integer not null, records blob not null,
  primary key (topic, part, place)) without rowid;
create table if not exists log_record (
  topic text not null, part integer not null, place integer not null, event_id text not null unique,
  key text not null, headers text not null, value blob, primary key (topic, part, place)) without rowid;
create table if not exists relay_position (
  source text not null, topic text not null, part integer not null, sequence integer not null,
  primary key (source, topic, part));
create table if not exists log_identity (one integer primary key check (one = 1), identity text not null);
insert or ignore into log_identity (one, identity) values (1, lower(hex(randomblob(16))));
"""

MOST_BYTES = 16 * 1024 * 1024
"""A read ends early once it holds this much, so that large events do not fill the memory."""

_APPEND = "insert into log_batch (topic, part, place, records) values (?, ?, ?, ?)"
_SINGLE = (
    "select place, event_id, key, headers, value from log_record where topic = :topic and part = :part"
    " and place >= :offset order by place"
)
_BATCHES = (
    "select place, records from log_batch where topic = :topic and part = :part and place >= coalesce(("
    "select max(place) from log_batch where topic = :topic and part = :part and place <= :offset), 0) order by place"
)
_ADVANCE = (
    "insert into relay_position (source, topic, part, sequence) values (?, ?, ?, ?)"
    " on conflict (source, topic, part) do update set sequence = excluded.sequence"
)
_TAKE = (
    "insert into log_head (topic, part, next_offset) values (?, ?, ?)"
    " on conflict (topic, part) do update set next_offset = next_offset + excluded.next_offset returning next_offset"
)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the file's write lock; commit at the end, or leave no trace."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def publish(connection: sqlite3.Connection, origin: Origin, records: Sequence[Outgoing]) -> int:
    """Append what is new together with how far the origin has come, in one transaction; return how many."""
    with writing(connection):
        reached = _reached(connection, origin)
        if isinstance(records, Bundle) and records.first == reached + 1:
            _append_bundle(connection, origin, records)
            return len(records)
        new = [record for record in records if record.sequence > reached]
        _check_passed_over(connection, origin, [record for record in records if record.sequence <= reached])
        check_gapless(origin, reached, new)
        if new:
            _append(connection, origin, new)
    return len(new)


def read(connection: sqlite3.Connection, topic: str, partition: int, span: tuple[int, int]) -> list[LogRecord]:
    """Return records of one partition; `span` is the first offset and how many at most."""
    offset, limit = span
    records: list[LogRecord] = []
    size = 0
    for record in islice(_standing(connection, (topic, partition), offset), limit):
        records.append(record)
        size += len(record.value or b"")
        if size > MOST_BYTES:
            break
    return records


def _standing(connection: sqlite3.Connection, place: tuple[str, int], offset: int) -> Iterator[LogRecord]:
    """Yield the records of a partition from an offset on."""
    here = _from(place, offset)
    for at, *single in connection.execute(_SINGLE, here):
        yield _record(place, at, Packed(*single))
    for first, batch in connection.execute(_BATCHES, here):
        yield from _unpacked(place, first, batch)[max(offset - first, 0) :]


# Whoever reads in this process comes to the same batches one after the other.
@lru_cache(4)
def _unpacked(place: tuple[str, int], first: int, batch: bytes) -> Sequence[LogRecord]:
    return [_record(place, at, one) for at, one in enumerate(unpack(batch), first)]


def _record(place: tuple[str, int], at: int, one: Packed) -> LogRecord:
    return LogRecord(*place, at, one.key, Envelope(one.headers, *place, one.key), one.value)


def _from(place: tuple[str, int], offset: int) -> dict[str, str | int]:
    topic, partition = place
    return {"topic": topic, "part": partition, "offset": offset}


def newest(connection: sqlite3.Connection, origin: Origin) -> Outgoing | None:
    """Return the record that the origin appended last."""
    reached = _reached(connection, origin)
    found = next(_published(connection, origin, reached), None) if reached else None
    if found is None:
        return None
    envelope = Envelope(found.headers, origin.topic, origin.partition, found.key)
    return Outgoing(reached, origin.event_id(reached), found.key, envelope, found.value)


def identity(connection: sqlite3.Connection) -> str:
    """Return what this file is known by."""
    (found,) = connection.execute("select identity from log_identity").fetchone()
    return str(found)


def end_offsets(connection: sqlite3.Connection, topic: str) -> dict[int, int]:
    """Return where each partition of the topic goes on; 0 for one without records."""
    heads = dict(connection.execute("select part, next_offset from log_head where topic = ?", (topic,)).fetchall())
    return {partition: heads.get(partition, 0) for partition in range(PARTITIONS)}


def look(connection: sqlite3.Connection, topics: Collection[str]) -> Look:
    """Return which log it is, and where each partition of these topics goes on; 0 for one without records."""
    reached = ends(connection, topics)
    places = [(topic, partition) for topic in topics for partition in range(PARTITIONS)]
    return Look(dict.fromkeys(topics, identity(connection)), {place: reached.get(place, 0) for place in places})


def ends(connection: sqlite3.Connection, topics: Collection[str]) -> dict[tuple[str, int], int]:
    """Return where each partition of these topics goes on that has records."""
    rows = connection.execute("select topic, part, next_offset from log_head").fetchall()
    return {(topic, part): end for topic, part, end in rows if topic in topics}


def _reached(connection: sqlite3.Connection, origin: Origin) -> int:
    row = connection.execute(
        "select sequence from relay_position where source = ? and topic = ? and part = ?",
        (origin.source, origin.topic, origin.partition),
    ).fetchone()
    return int(row[0]) if row else 0


def _check_passed_over(connection: sqlite3.Connection, origin: Origin, records: Sequence[Outgoing]) -> None:
    if not records:
        return
    known = _published(connection, origin, records[0].sequence)
    for record in records:
        found = next(known, None)
        if found is None or found.value != record.value or origin.event_id(record.sequence) != record.event_id:
            raise another_event(record.event_id)


def _published(connection: sqlite3.Connection, origin: Origin, sequence: int) -> Iterator[Packed]:
    """Yield the records of an origin from a sequence on, in order; none where the first of them is not there.

    As many went before it as its sequence says, so that none of them stands at an earlier offset.
    """
    topic, partition = place = origin.topic, origin.partition
    for _, one in _records(connection, place, sequence - 1):
        event_id = one.event_id or Envelope(one.headers, topic, partition, one.key).event_id
        if event_id == origin.event_id(sequence):
            sequence += 1
            yield one


def _records(connection: sqlite3.Connection, place: tuple[str, int], offset: int) -> Iterator[tuple[int, Packed]]:
    """Yield the records of a partition from an offset on, each with its own."""
    here = _from(place, offset)
    for at, *single in connection.execute(_SINGLE, here):
        yield at, Packed(*single)
    for first, batch in connection.execute(_BATCHES, here):
        for at, one in enumerate(unpack(batch), first):
            if at >= offset:
                yield at, one


def _append_bundle(connection: sqlite3.Connection, origin: Origin, bundle: Bundle) -> None:
    """Append records as they are packed already."""
    topic, partition = origin.topic, origin.partition
    connection.execute(_APPEND, (topic, partition, _taken(connection, origin, len(bundle)), bundle.packed))
    connection.execute(_ADVANCE, (origin.source, topic, partition, bundle.last))


def _taken(connection: sqlite3.Connection, origin: Origin, count: int) -> int:
    """Take the next places of a partition, so many, and return the first."""
    (end,) = connection.execute(_TAKE, (origin.topic, origin.partition, count)).fetchone()
    return int(end) - count


def _append(connection: sqlite3.Connection, origin: Origin, records: Sequence[Outgoing]) -> None:
    topic, partition = origin.topic, origin.partition
    place = _taken(connection, origin, len(records))
    for share in shares([_packed(record, topic, partition) for record in records]):
        connection.execute(_APPEND, (topic, partition, place, pack(share)))
        place += len(share)
    connection.execute(_ADVANCE, (origin.source, topic, partition, records[-1].sequence))


def _packed(record: Outgoing, topic: str, partition: int) -> Packed:
    headers = packed(record.headers, topic, partition, record.key)
    said = Envelope(headers, topic, partition, record.key).event_id
    return Packed("" if said == record.event_id else record.event_id, record.key, headers, record.value)
