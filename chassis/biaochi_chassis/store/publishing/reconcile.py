"""Brings a database that is older than the log up to it: what the service once published is taken back.

The events say what happened; the service's own `restore` makes its tables of them again. The outbox, the numbers of
subjects and the keys of commands come with them, a batch in one transaction, so that it may be cut short and run again.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, insert, update

from biaochi_chassis.audit.heads import TYPE as AUDIT_HEAD
from biaochi_chassis.event.event import ReceivedEvent, sequence_of
from biaochi_chassis.log.contract import EventLog, LogDisagrees, LogRecord, Origin, another_event
from biaochi_chassis.log.envelope import packed
from biaochi_chassis.store import outbox, subjects
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.idempotency import ProcessedCommand, row_of
from biaochi_chassis.store.outbox import Stored
from biaochi_chassis.store.publishing.comparison import Compared, compare
from biaochi_chassis.store.tables import idempotency, outbox_head

AT_ONCE = 1000


@dataclass(frozen=True)
class Restored:
    """What a service's tables took back of some events.

    `commands`: for each command whose key an event tells, its city, key and the code it answered with. `unknown`: what
    no event tells and somebody has to enter again, in a sentence each.
    """

    commands: Sequence[tuple[str, str, str]] = ()
    unknown: Sequence[str] = ()


Restore = Callable[[Connection, Sequence[ReceivedEvent]], Restored]
"""Makes the service's tables of its own events, in order; called in the transaction that takes them back."""


@dataclass(frozen=True)
class Reconciled:
    """How many events were taken back, and what nobody could know of them."""

    events: int
    unknown: tuple[str, ...]


async def reconcile(database: Database, log: EventLog, topics: Sequence[str], restore: Restore) -> Reconciled:
    """Take back what the log has and the outbox has not; nothing where the two agree.

    Raises LogDisagreement where they are two histories, which only a backup of both can mend, and LogUnavailable.
    """
    events, unknown = 0, list[str]()
    for compared in await compare(database, log, topics):
        refusal = compared.refusal()
        if refusal and compared.reached <= compared.outbox:
            raise refusal
        newest = await database.read(partial(_newest, compared=compared))
        async for batch in _missing(log, compared, newest):
            work = partial(_take_back, origin=compared.origin, records=batch, restore=restore)
            events += len(batch)
            unknown += (await database.update(work)).unknown
    return Reconciled(events, tuple(unknown))


def _newest(connection: Connection, compared: Compared) -> bytes | None:
    found = outbox.find(connection, compared.place, compared.outbox)
    return found.value if found else None


async def _missing(log: EventLog, compared: Compared, newest: bytes | None) -> AsyncIterator[list[LogRecord]]:
    """Yield what follows the outbox's end, in order, each once. Raises LogDisagrees where the log is another's."""
    (topic, part), expected, at = compared.place, compared.outbox + 1, 0
    while expected <= compared.reached and (found := await log.read(topic, part, at, AT_ONCE)):
        at = found[-1].offset + 1
        batch = []
        for record in found:
            sequence = _sequence(compared.origin, record)
            if sequence == compared.outbox and newest not in (None, record.value):
                raise another_event(compared.origin.event_id(sequence))
            if sequence == expected:
                batch.append(record)
                expected += 1
        if batch:
            yield batch
    if expected <= compared.reached:
        raise LogDisagrees(f"{topic}/{part} holds {compared.origin.event_id(compared.reached)} but not {expected}.")


def _sequence(origin: Origin, record: LogRecord) -> int:
    """The sequence of an event of this origin, 0 of anybody else's record."""
    sequence = sequence_of(record.headers)
    return sequence if record.headers.get("ce_id") == origin.event_id(sequence) else 0


def _take_back(connection: Connection, origin: Origin, records: Sequence[LogRecord], restore: Restore) -> Restored:
    events = [ReceivedEvent.read(record) for record in records]
    outbox.keep(connection, (origin.topic, origin.partition), [_stored(origin, record) for record in records])
    _advance(connection, origin, events)
    subjects.reach(connection, events)
    restored = restore(connection, [event for event in events if event.type != AUDIT_HEAD])
    if restored.commands:
        # Without the hash of its content, which no event tells: under its key it answers whoever repeats it.
        done = [ProcessedCommand(city, key, "", code.encode()) for city, key, code in restored.commands]
        connection.execute(insert(idempotency), [row_of(one) for one in done])
    return restored


def _advance(connection: Connection, origin: Origin, events: Sequence[ReceivedEvent]) -> None:
    head, end = outbox_head.c, events[-1].sequence + 1
    here = (head.topic == origin.topic, head.part == origin.partition)
    if connection.execute(update(outbox_head).where(*here).values(next_sequence=end)).rowcount == 0:
        row = {"topic": origin.topic, "part": origin.partition, "next_sequence": end}
        connection.execute(insert(outbox_head).values(row))


def _stored(origin: Origin, record: LogRecord) -> Stored:
    envelope = packed(record.headers, origin.topic, origin.partition, record.key)
    return Stored(sequence_of(record.headers), record.key, envelope, record.value or b"")
