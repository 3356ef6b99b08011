"""The embedded log's records in SQL. The only module that knows their tables; plain functions for one thread."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from biaochi_chassis.log.contract import LogRecord, Origin, Outgoing, another_event, check_gapless
from biaochi_chassis.log.envelope import Envelope, packed
from biaochi_chassis.log.partitions import PARTITIONS

SCHEMA = """
create table if not exists log_head (
  topic text not null, part integer not null, next_offset integer not null, primary key (topic, part));
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

_APPEND = "insert into log_record (topic, part, place, event_id, key, headers, value) values (?, ?, ?, ?, ?, ?, ?)"
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
        new = [record for record in records if record.sequence > reached]
        _check_passed_over(connection, [record for record in records if record.sequence <= reached])
        check_gapless(origin, reached, new)
        if new:
            _append(connection, origin, new)
    return len(new)


def read(connection: sqlite3.Connection, topic: str, partition: int, span: tuple[int, int]) -> list[LogRecord]:
    """Return records of one partition; `span` is the first offset and how many at most."""
    rows = connection.execute(
        "select place, key, headers, value from log_record where topic = ? and part = ? and place >= ?"
        " order by place limit ?",
        (topic, partition, *span),
    )
    records: list[LogRecord] = []
    size = 0
    for place, key, headers, value in rows:
        records.append(LogRecord(topic, partition, place, key, Envelope(headers, topic, partition, key), value))
        size += len(value or b"")
        if size > MOST_BYTES:
            break
    return records


def newest(connection: sqlite3.Connection, origin: Origin) -> Outgoing | None:
    """Return the record that the origin appended last."""
    reached = _reached(connection, origin)
    event_id = origin.event_id(reached)
    found = connection.execute("select key, headers, value from log_record where event_id = ?", (event_id,)).fetchone()
    if found is None:
        return None
    key, headers, value = found
    envelope = Envelope(headers, origin.topic, origin.partition, key)
    return Outgoing(reached, event_id, key, envelope, value)


def identity(connection: sqlite3.Connection) -> str:
    """Return what this file is known by."""
    (found,) = connection.execute("select identity from log_identity").fetchone()
    return str(found)


def end_offsets(connection: sqlite3.Connection, topic: str) -> dict[int, int]:
    """Return where each partition of the topic goes on; 0 for one without records."""
    heads = dict(connection.execute("select part, next_offset from log_head where topic = ?", (topic,)).fetchall())
    return {partition: heads.get(partition, 0) for partition in range(PARTITIONS)}


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


def _check_passed_over(connection: sqlite3.Connection, records: Sequence[Outgoing]) -> None:
    for record in records:
        row = connection.execute("select value from log_record where event_id = ?", (record.event_id,)).fetchone()
        if row is None or row[0] != record.value:
            raise another_event(record.event_id)


def _append(connection: sqlite3.Connection, origin: Origin, records: Sequence[Outgoing]) -> None:
    topic, partition = origin.topic, origin.partition
    (end,) = connection.execute(_TAKE, (topic, partition, len(records))).fetchone()
    rows = [
        (
            topic,
            partition,
            place,
            record.event_id,
            record.key,
            packed(record.headers, topic, partition, record.key),
            record.value,
        )
        for place, record in enumerate(records, end - len(records))
    ]
    connection.executemany(_APPEND, rows)
    connection.execute(_ADVANCE, (origin.source, topic, partition, records[-1].sequence))
