"""Applies records to a service's database: a batch, its effect and its position in one transaction, or nothing of it.

What can never be read is buried, what comes before its turn waits, and what is refused again and again is parked.
"""

import logging
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from biaochi_chassis.consumer.batches import RecordBatch
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_chassis.store import inbox, parking, subjects
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.inbox import Fenced, Mark
from biaochi_chassis.store.parking import Subject

Handler = Callable[[UnitOfWork, Sequence[ReceivedEvent]], None]
"""Works on records of one partition, in order; unknown types are passed over, since contracts grow."""

Prepare = Callable[[UnitOfWork], frozenset[Subject]]
"""Does what must be true when a batch commits; returns the subjects whose events are not to be applied."""

MOST_PARKED = 20
"""With so many subjects parked it is not they who are wrong: the partition is held until somebody has looked."""

NOT_ITS_FAULT = (OperationalError, InterfaceError, PoolTimeoutError, LogUnavailable, OSError)
"""Something that a batch needs is down: it waits, however long."""

_logger = logging.getLogger(__name__)


class Undecodable(Exception):
    """Raised by a handler for the record at `index` of its batch: it can never be read, for this reason."""

    def __init__(self, index: int, reason: str) -> None:
        """Say which and why."""
        super().__init__(reason)
        self.index = index
        self.reason = reason


class Applying:
    """What a reader does with records; `reader` is the name its positions are kept under."""

    def __init__(self, database: Database, reader: str, handlers: Mapping[str, Handler]) -> None:
        """Take what it needs."""
        self._database = database
        self._reader = reader
        self._handlers = handlers

    async def effect_or_park(self, single: RecordBatch, mark: Mark) -> None:
        """Commit the one record, or park its subject. Raises what it failed with when too many are parked already."""
        try:
            await self.effect(single, mark)
        except (Fenced, *NOT_ITS_FAULT):
            raise
        except Exception as trouble:
            (event,) = single.readable(())
            subject, reason = Subject.of(event), repr(trouble)
            parked = await self._database.update(lambda one: self._park(one, (single, mark), subject, reason))
            if not parked:
                raise
            _logger.exception("%s parked %s", self._reader, subject)

    def _park(self, connection: Connection, at: tuple[RecordBatch, Mark], subject: Subject, reason: str) -> bool:
        """Pass the record by and park its subject; False when too many are parked already."""
        if parking.count(connection, self._reader) >= MOST_PARKED:
            return False
        single, mark = at
        inbox.move(connection, self._reader, single.place, (mark, single.after(mark)))
        parking.set_aside(connection, self._reader, subject, reason)
        parking.park(connection, self._reader, single.behind({subject}))
        return True

    async def effect(self, batch: RecordBatch, mark: Mark) -> None:
        """Commit the batch, the unreadable ones of it to the dead letters."""

        def moved(tx: UnitOfWork) -> frozenset[Subject]:
            inbox.move(tx.connection, self._reader, batch.place, (mark, batch.after(mark)))
            parked = parking.subjects(tx.connection, self._reader)
            behind = batch.behind(parked)
            parking.park(tx.connection, self._reader, behind)
            parking.wake(tx.connection, self._reader, [Subject.of(event) for event, _ in behind])
            return parked

        while not await self._commit(batch, moved):
            pass

    async def redrive(self, subject: Subject, mark: Mark) -> None:
        """Apply the parked events of a subject; what still fails stays parked, with the new reason."""
        records = await self._database.read(lambda one: parking.records(one, self._reader, subject))
        batch = RecordBatch(subject.place, records)

        def released(tx: UnitOfWork) -> frozenset[Subject]:
            inbox.confirm(tx.connection, self._reader, subject.place, mark)
            parking.release(tx.connection, self._reader, subject)
            return frozenset()

        try:
            while not await self._commit(batch, released):
                pass
        except (Fenced, *NOT_ITS_FAULT) as trouble:
            _logger.warning("%s will drive %s again later: %s", self._reader, subject, trouble)
        except Exception as trouble:
            _logger.exception("%s cannot apply %s yet", self._reader, subject)
            reason = repr(trouble)
            await self._database.update(lambda one: parking.keep(one, self._reader, subject, reason))

    async def _commit(self, batch: RecordBatch, prepared: Prepare) -> bool:
        """Commit the effect and return True; or find one more that cannot be read, write nothing and return False."""
        readable: list[ReceivedEvent] = []

        def apply(tx: UnitOfWork) -> None:
            readable[:] = self._in_turn(tx.connection, batch, batch.readable(prepared(tx)))
            readable[:] = inbox.new_only(tx.connection, self._reader, readable)
            if readable:
                self._handlers[batch.place[0]](tx, readable)
            inbox.bury(tx.connection, self._reader, batch.unreadable())

        try:
            await self._database.write(Call.internal(self._reader), apply)
        except Undecodable as undecodable:
            batch.reasons[readable[undecodable.index].offset] = undecodable.reason
            _logger.error("%s cannot read %s: %s", self._reader, readable[undecodable.index].id, undecodable.reason)
            return False
        return True

    def _in_turn(self, connection: Connection, batch: RecordBatch, events: list[ReceivedEvent]) -> list[ReceivedEvent]:
        """Return the events whose turn it is; the others are parked until the missing one comes."""
        turn = subjects.in_turn(connection, self._reader, events, batch.buried())
        for subject, missing in turn.early.items():
            parking.set_aside(connection, self._reader, subject, f"{parking.WAITS}{missing} of its events")
        ready = {event.offset for event in turn.ready}
        early = [event for event in events if event.offset not in ready]
        parking.park(connection, self._reader, batch.of(turn.early.keys(), early))
        return turn.ready
