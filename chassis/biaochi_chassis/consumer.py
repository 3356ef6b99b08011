"""Reads the log into a service: a batch, its effect and its position are one transaction of the service's own database.

Whatever dies when, every record has its effect once and in order. A batch that fails holds its partition and is tried
again; the other partitions flow. A record that can never be read goes to the table `dead` with its reason.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis import inbox
from biaochi_chassis.call import Call, new_traceparent
from biaochi_chassis.database import Database, Transaction
from biaochi_chassis.event import NotAnEvent, Recorded, sequence_of
from biaochi_chassis.inbox import Fenced, Mark
from biaochi_chassis.log.contract import EventLog, LogDisagrees, LogRecord, LogUnavailable, Subscription
from biaochi_chassis.positions import NOWHERE, Positions, TopicPartition
from biaochi_chassis.pulse import Pulse

Handler = Callable[[Transaction, Sequence[Recorded]], Awaitable[None]]
"""Works on records of one partition, in order; unknown types are passed over, since contracts grow."""

POLL = 1.0
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
SMALL_LAG = 1000

_logger = logging.getLogger(__name__)


class Undecodable(Exception):
    """Raised by a handler for the record at `index` of its batch: it can never be read, for this reason."""

    def __init__(self, index: int, reason: str) -> None:
        """Say which and why."""
        super().__init__(reason)
        self.index = index
        self.reason = reason


@dataclass
class _Reading:
    """A partition in this member's care."""

    mark: Mark
    failures: int = 0
    held_until: float = float("-inf")
    trouble: Exception | None = None

    def hold(self, trouble: Exception) -> None:
        pause = min(FIRST_PAUSE * 2**self.failures, LONGEST_PAUSE)
        self.failures += 1
        self.held_until = time.monotonic() + pause
        self.trouble = trouble


class Consumer:
    """One member of the group `group`, with one handler a topic."""

    batch = 2000

    def __init__(self, database: Database, log: EventLog, group: str, handlers: Mapping[str, Handler]) -> None:
        """Take what it needs; nothing is read before `run` or `catch_up`."""
        self.topics = frozenset(handlers)
        self.progress: Positions = NOWHERE
        self.pulse = Pulse()
        self._database = database
        self._log = log
        self._group = group
        self._handlers = handlers
        self._readings: dict[TopicPartition, _Reading] = {}

    async def run(self) -> None:
        """Read for ever, in a group with the other replicas of the service."""
        subscription = await self._log.subscribe(self._group, sorted(self.topics))
        try:
            await self.refresh()
            while True:
                if not await self._pass_patiently(subscription):
                    await subscription.wait(self._patience())
        finally:
            await subscription.close()

    async def catch_up(self) -> None:
        """Read all there is now and return; raises what the handler raised. For a rebuild, with nobody else reading."""
        # Every partition at once, without joining the group: to be assigned takes time, and nobody else is there.
        while await self._pass(frozenset(await self._ends())):
            pass
        for reading in self._readings.values():
            if reading.trouble:
                raise reading.trouble

    async def refresh(self) -> None:
        """Look up how far all replicas together have read."""
        async with self._database.reading() as connection:
            self.progress = await inbox.positions(connection, self._group)

    async def forget(self, tx: Transaction) -> None:
        """Be, once `tx` commits, as if nothing had been read: what was derived must be dropped in the same `tx`."""
        await inbox.forget(tx.connection, self._group)
        # What is taken over again comes after `tx`, since it waits for the writers' turn.
        self._readings.clear()
        self.progress = NOWHERE

    async def check(self) -> str | None:
        """Return None when little is left to read and nothing is held, else a sentence."""
        held = [f"{topic}/{part}" for (topic, part), reading in self._readings.items() if reading.trouble]
        if held:
            return f"held after a failure: {', '.join(held)}"
        ends = await self._ends()
        lag = sum(ends[place] - reading.mark.place for place, reading in self._readings.items())
        return f"{lag} events are still to be read" if lag > SMALL_LAG else None

    async def _pass_patiently(self, subscription: Subscription) -> bool:
        try:
            return await self._pass(await subscription.assigned())
        except (SQLAlchemyError, LogUnavailable) as trouble:
            _logger.warning("%s cannot read, will try again: %s", self._group, trouble)
            return False

    async def _pass(self, assigned: frozenset[TopicPartition]) -> bool:
        await self._keep_only(assigned)
        ends = await self._ends()
        moved = False
        for place, reading in list(self._readings.items()):
            if reading.mark.place > ends[place]:
                raise LogDisagrees(
                    f"{self._group} has read {place[0]}/{place[1]} up to {reading.mark.place}, but the log ends at "
                    f"{ends[place]}: restore the database and the log from one backup, or rebuild."
                )
            if reading.mark.place < ends[place] and reading.held_until <= time.monotonic():
                moved |= await self._try(place, reading)
        return moved

    async def _keep_only(self, assigned: frozenset[TopicPartition]) -> None:
        self._readings = {place: reading for place, reading in self._readings.items() if place in assigned}
        if new := assigned - self._readings.keys():
            async with self._database.writing() as (connection, _):
                marks = await inbox.take_over(connection, self._group, new)
            self._readings.update({place: _Reading(mark) for place, mark in marks.items()})

    async def _ends(self) -> dict[TopicPartition, int]:
        ends: dict[TopicPartition, int] = {}
        for topic in sorted(self.topics):
            parts = await self._log.end_offsets(topic)
            ends.update({(topic, part): end for part, end in parts.items()})
        return ends

    async def _try(self, place: TopicPartition, reading: _Reading) -> bool:
        try:
            mark = await self._read_batch(place, reading.mark)
        except Fenced as fenced:
            _logger.info("%s", fenced)
            self._readings.pop(place, None)
            return True
        except Exception as trouble:
            _logger.exception("%s cannot read %s/%s, holding it", self._group, *place)
            reading.hold(trouble)
            return False
        self._readings[place] = _Reading(mark)
        self.progress = Positions.of({**dict(self.progress.items()), place: mark.sequence})
        self.pulse.beat()
        return True

    async def _read_batch(self, place: TopicPartition, mark: Mark) -> Mark:
        topic, part = place
        records = await self._log.read(topic, part, mark.place, self.batch)
        batch = _Batch(place, records)
        while not await self._effect(batch, mark):
            pass
        return batch.after(mark)

    async def _effect(self, batch: "_Batch", mark: Mark) -> bool:
        """Commit the batch and return True; or find one more that cannot be read, write nothing and return False."""
        topic, _ = batch.place
        call = Call(self._group, frozenset(), new_traceparent())
        readable = batch.readable()
        try:
            async with self._database.transaction(call) as tx:
                await inbox.move(tx.connection, self._group, batch.place, (mark, batch.after(mark)))
                readable = await inbox.new_only(tx.connection, self._group, readable)
                if readable:
                    await self._handlers[topic](tx, readable)
                await inbox.bury(tx.connection, self._group, batch.unreadable())
        except Undecodable as undecodable:
            batch.reasons[readable[undecodable.index].offset] = undecodable.reason
            _logger.error("%s cannot read %s: %s", self._group, readable[undecodable.index].id, undecodable.reason)
            return False
        return True

    def _patience(self) -> float:
        held = [reading.held_until - time.monotonic() for reading in self._readings.values() if reading.trouble]
        return max(0.0, min([POLL, *held]))


class _Batch:
    """Records of one partition, and why some of them can never be read."""

    def __init__(self, place: TopicPartition, records: Sequence[LogRecord]) -> None:
        self.place = place
        self.reasons: dict[int, str] = {}
        self._records = records
        self._events: list[Recorded] = []
        for record in records:
            try:
                self._events.append(Recorded.read(record))
            except NotAnEvent as reason:
                self.reasons[record.offset] = str(reason)

    def readable(self) -> list[Recorded]:
        return [event for event in self._events if event.offset not in self.reasons]

    def unreadable(self) -> list[tuple[LogRecord, str]]:
        return [(record, self.reasons[record.offset]) for record in self._records if record.offset in self.reasons]

    def after(self, mark: Mark) -> Mark:
        last = self._records[-1]
        return Mark(last.offset + 1, max(mark.sequence, sequence_of(last.headers)), mark.epoch)
