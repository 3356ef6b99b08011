"""Reads the log into a service: a batch, its effect and its position are one transaction of the service's own database.

Whatever dies when, every record has its effect once and in order. A batch that fails holds its partition and is tried
again; the other partitions flow. A record that can never be read goes to the table `dead` with its reason. An event
that fails again and again is parked, and later ones of its subject behind it; everybody else in the city flows.
Events of types that nobody here reads are counted as read at once, and passed over by one transaction for many.
"""

import asyncio
import logging
import time
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.consumer.applying import NOT_ITS_FAULT, Applying, Handler, Undecodable
from biaochi_chassis.consumer.batches import Reading, RecordBatch
from biaochi_chassis.event.positions import NOWHERE, Positions, TopicPartition
from biaochi_chassis.foundation.signals import Signal
from biaochi_chassis.log.contract import EventLog, LogDisagrees, LogUnavailable, Subscription
from biaochi_chassis.store import inbox, parking
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.engines import is_full
from biaochi_chassis.store.inbox import Fenced, Mark

__all__ = ["Consumer", "Handler", "Undecodable"]

POLL = 2.0
"""Seconds until it looks unwoken: what is wished to be driven again, and whether the log is still the one it read."""
SMALL_LAG = 1000
TRIES = 5
"""How often a batch may fail by its own fault before the subject that does it is looked for and parked."""
_logger = logging.getLogger(__name__)


class Consumer:
    """One member of the group `group`, with one handler a topic."""

    batch = 2000

    def __init__(
        self,
        database: Database,
        log: EventLog,
        group: str,
        handlers: Mapping[str, Handler],
        reads: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """Take what it needs; nothing is read before `run` or `catch_up`.

        `reads` names, for a topic, all types of events that its handler does anything for; without, it may be any.
        `signal` says that something was read. `took_in` says that events of use here had their effect, of which
        `taken_in` is the number: whoever works on effects need not wake for what was only passed over.
        """
        self.topics = frozenset(handlers)
        self.progress: Positions = NOWHERE
        self.signal = Signal()
        self.taken_in = 0
        self.took_in = Signal()
        self._database = database
        self._log = log
        self._group = group
        self._applying = Applying(database, group, handlers)
        self._readings: dict[TopicPartition, Reading] = {}
        self._look_again = time.monotonic()
        self._reads = False
        self._unreachable: Exception | None = None
        self._reads_of = reads or {}
        self._subscription: Subscription | None = None
        self._ends: dict[TopicPartition, int] = {}
        self._identities: dict[str, str] = {}
        self._looked_at = float("-inf")

    async def run(self) -> None:
        """Read for ever, in a group with the other replicas of the service."""
        subscription = await self._log.subscribe(self._group, sorted(self.topics), self._of_use())
        self._subscription = subscription
        try:
            await self.refresh()
            while True:
                await self._look_for_wishes()
                if not await self._pass_patiently(subscription):
                    await subscription.wait(self._patience())
        finally:
            self._subscription = None
            await subscription.close()

    def look_soon(self, *, everywhere: bool) -> None:
        """Have what is of no use here, and woke nobody, be read at once: somebody waits for it.

        Everywhere: by the other replicas, too.
        """
        if self._subscription:
            self._subscription.wake(everywhere=everywhere)

    async def ends(self) -> dict[TopicPartition, int]:
        """Return where the log ends now."""
        looked = await self._log.look(sorted(self.topics))
        self._identities = dict(looked.identities)
        return dict(looked.ends)

    async def catch_up(self, ends: Mapping[TopicPartition, int] | None = None, *, patient: bool = False) -> None:
        """Read up to these ends, or all there is now, and return. For a rebuild, with nobody else reading.

        Raises what a batch failed with; with `patient` only after the subject whose fault it is could not be parked.
        """
        # Every partition at once, without joining the group: to be assigned takes time, and nobody else is there.
        while True:
            now = await self.ends()
            known = ends or now
            moved = await self._pass(frozenset(known), known)
            if not moved and not (patient and self._may_park()):
                break
            await asyncio.sleep(min(self._pauses(), default=0.0))
        for reading in self._readings.values():
            if reading.trouble:
                raise reading.trouble

    async def refresh(self) -> None:
        """Look up how far all replicas together have read."""
        stored = await self._database.read(lambda connection: inbox.positions(connection, self._group))
        # Its own share may be read further than is stored: behind what is of no use here.
        self.progress = self.progress.merge(stored)

    async def check(self) -> str | None:
        """Return None when little of its share is left to read and nothing is held; else a sentence.

        Asks nobody: it says what was found when it last looked.
        """
        if self._unreachable:
            return f"cannot read the log: {self._unreachable}"
        held = [f"{topic}/{part}" for (topic, part), reading in self._readings.items() if reading.trouble]
        if held:
            return f"held after a failure: {', '.join(held)}"
        return f"{self.lag} events are still to be read" if self.lag > SMALL_LAG else None

    @property
    def has_no_room(self) -> bool:
        """Whether it reads no further since a disk is full: here, or under the log."""
        troubles = (self._unreachable, *(reading.trouble for reading in self._readings.values()))
        return any(trouble is not None and is_full(trouble) for trouble in troubles)

    @property
    def lag(self) -> int:
        """How many events of its share are still to be read, by what was found when it last looked."""
        return sum(
            self._ends.get(place, reading.ahead.place) - reading.ahead.place
            for place, reading in self._readings.items()
        )

    async def joined(self) -> str | None:
        """Return None once it has had its share of the log and looked at it."""
        return None if self._reads else "waits for its share of the log"

    async def _pass_patiently(self, subscription: Subscription) -> bool:
        """Read what there is; whether there is more to read at once: what came meanwhile will wake it."""
        try:
            await self._look(subscription)
            assigned = await subscription.assigned()
            moved = await self._pass(assigned, self._ends)
        except (SQLAlchemyError, LogUnavailable) as trouble:
            self._looked_at = float("-inf")
            _logger.warning("%s cannot read, will try again: %s", self._group, trouble)
            self._unreachable = trouble
            return False
        self._unreachable = None
        return moved and (self.lag > 0 or self._readings.keys() != assigned)

    async def _look(self, subscription: Subscription) -> None:
        """Learn where the log ends: from the log itself now and then, in between from what was noticed of it here."""
        if time.monotonic() - self._looked_at >= POLL:
            self._ends = await self.ends()
            self._looked_at = time.monotonic()
            return
        for place, end in (await subscription.ends()).items():
            self._ends[place] = max(end, self._ends.get(place, 0))

    async def _look_for_wishes(self) -> None:
        if time.monotonic() < self._look_again:
            return
        self._look_again = time.monotonic() + POLL
        try:
            await self.redrive()
        except SQLAlchemyError as trouble:
            _logger.warning("%s cannot look for what to drive again: %s", self._group, trouble)

    async def _pass(self, assigned: frozenset[TopicPartition], ends: Mapping[TopicPartition, int]) -> bool:
        await self._keep_only(assigned)
        moved = False
        for place, reading in list(self._readings.items()):
            more = reading.ahead.place != ends[place] or reading.mark_is_due or self._was_lost(place, reading.mark)
            if more and reading.held_until <= time.monotonic():
                moved |= await self._try(place, ends[place])
        self._reads = True
        return moved

    def _was_lost(self, place: TopicPartition, mark: Mark) -> bool:
        """Whether the log is another one than was read, though it ends at the same place: it may hold other events."""
        return mark.log not in ("", self._identities[place[0]])

    async def _identity(self, topic: str, expected: str) -> str:
        """Return which log it is: what was found at the last look does for the expected one; else the log is asked."""
        if self._identities[topic] != expected:
            self._identities[topic] = await self._log.identity(topic)
        return self._identities[topic]

    async def _keep_only(self, assigned: frozenset[TopicPartition]) -> None:
        self._readings = {place: reading for place, reading in self._readings.items() if place in assigned}
        if new := assigned - self._readings.keys():
            marks = await self._database.update(lambda connection: inbox.take_over(connection, self._group, new))
            self._readings.update({place: Reading.at(mark) for place, mark in marks.items()})

    async def _try(self, place: TopicPartition, end: int) -> bool:
        reading = self._readings[place]
        before = reading.ahead
        try:
            after = await self._read_batch(place, end)
        except LogDisagrees as trouble:
            if str(trouble) != str(reading.trouble):
                _logger.error("%s holds %s/%s: %s", self._group, *place, trouble)
            reading.hold(trouble)
            return False
        except Fenced as fenced:
            _logger.info("%s", fenced)
            self._readings.pop(place, None)
            return True
        except NOT_ITS_FAULT as trouble:
            _logger.warning("%s holds %s/%s until it can go on: %s", self._group, *place, trouble)
            reading.hold(trouble)
            return False
        except Exception as trouble:
            _logger.exception("%s cannot read %s/%s, holding it", self._group, *place)
            reading.hold(trouble)
            reading.refusals += 1
            return False
        self._readings[place] = after
        self.progress = Positions.of({**dict(self.progress.items()), place: after.ahead.sequence})
        self.signal.notify()
        return after.ahead != before

    async def _read_batch(self, place: TopicPartition, end: int) -> Reading:
        reading = self._readings[place]
        batch, log = await self._records(place, reading.ahead, end)
        if reading.mark.log not in ("", log):
            return Reading.at(await self._begin_anew(place, reading.mark, log))
        if reading.ahead.place > end:
            raise LogDisagrees(
                f"{self._group} has read {place[0]}/{place[1]} up to {reading.ahead.place}, but the log ends before: "
                "restore the database and the log from one backup, or rebuild."
            )
        if batch.records and self._is_of_no_use(batch):
            ahead = batch.after(replace(reading.ahead, log=log))
            if reading.may_go_ahead(ahead):
                return reading.gone_ahead(ahead)
        if reading.ahead.place != reading.mark.place:
            batch, log = await self._records(place, reading.mark, end)
        if not batch.records:
            # Offsets without a record, as a stranger's transaction leaves them: there is nothing to take in.
            return Reading.at(reading.mark)
        reading.mark = replace(reading.mark, log=log)
        if reading.refusals < TRIES:
            await self._applying.effect(batch, reading.mark)
        else:
            for single in batch.singly():
                await self._applying.effect_or_park(single, reading.mark)
                reading.mark = single.after(reading.mark)
        if not self._is_of_no_use(batch):
            self.taken_in += len(batch.records)
            self.took_in.notify()
        return Reading.at(batch.after(reading.mark))

    async def _records(self, place: TopicPartition, mark: Mark, end: int) -> tuple[RecordBatch, str]:
        """Return what comes behind the mark, and of which log it is."""
        found = await self._log.read(*place, mark.place, self.batch)
        batch = RecordBatch(place, [record for record in found if record.offset < end])
        # Asked after reading: if it is still the log of the mark, then it was when the records were read. Unless one
        # is missing in between it is enough to have asked a moment ago: what another log holds will come again.
        return batch, await self._identity(place[0], mark.log if batch.follows(mark) else "")

    def _is_of_no_use(self, batch: RecordBatch) -> bool:
        reads = self._reads_of.get(batch.place[0])
        return self._subscription is not None and reads is not None and batch.is_of_no_use(reads)

    def _of_use(self) -> Collection[str]:
        """The types that wake it; none where a handler may have a use for any."""
        return frozenset().union(*self._reads_of.values()) if self._reads_of.keys() == self.topics else ()

    async def _begin_anew(self, place: TopicPartition, mark: Mark, log: str) -> Mark:
        _logger.warning("%s reads %s/%s from its beginning: the log it had read was lost", self._group, *place)
        anew = replace(mark, place=0, log=log)
        await self._database.update(lambda connection: inbox.begin_anew(connection, self._group, place, (mark, anew)))
        return anew

    async def redrive(self) -> None:
        """Apply the parked events that somebody asked for, of the partitions in this member's care."""
        wanted = await self._database.read(
            lambda connection: parking.subjects(connection, self._group, redrive_requested=True)
        )
        for subject in sorted(wanted):
            if reading := self._readings.get(subject.place):
                await self._applying.redrive(subject, reading.mark)

    def _may_park(self) -> bool:
        """Whether a batch has failed by its own fault, and not yet so often that its subject was looked for."""
        return any(0 < reading.refusals <= TRIES for reading in self._readings.values())

    def _patience(self) -> float:
        marks = [max(0.0, reading.until_mark) for reading in self._readings.values()]
        return min([POLL, *self._pauses(), *marks])

    def _pauses(self) -> list[float]:
        """For each held partition the seconds until it is tried again."""
        held = [reading.held_until - time.monotonic() for reading in self._readings.values() if reading.trouble]
        return [max(0.0, pause) for pause in held]
