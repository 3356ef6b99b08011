"""Reads what is published from now on, without a database: for a gateway, which only passes it on."""

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Self

from biaochi_chassis.event.event import NotAnEvent, ReceivedEvent, sequence_of
from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.log.contract import EventLog, LogRecord, LogUnavailable, Subscription
from biaochi_chassis.log.envelope import plain

AT_ONCE = 500
POLL = 2.0
"""Seconds until it looks unwoken, and between two questions whether the log is still the one it reads."""

_logger = logging.getLogger(__name__)


class Tail:
    """An endless iterator over batches of events, each partition in order. Any number may be open at once."""

    def __init__(
        self,
        log: EventLog,
        subscription: Subscription,
        logs: dict[str, str],
        wanted: Callable[[], Collection[str]] | None,
    ) -> None:
        """Use `open` instead."""
        self._wanted = wanted
        self._log = log
        self._subscription = subscription
        self._logs = logs
        self._places: dict[TopicPartition, int] = {}
        self._seen: dict[TopicPartition, int] = {}
        self._looked_at = time.monotonic()
        self._more = False

    @classmethod
    async def open(
        cls,
        log: EventLog,
        topics: Sequence[str],
        wanted: Callable[[], Collection[str]] | None = None,
        types: Collection[str] = (),
    ) -> Self:
        """Begin now: every event published after this returns will be received.

        `wanted` names the types that are to be, at any time others; a topic of which it names none is not read. Where
        `types` says all that may ever be wanted, nothing else wakes it.
        """
        subscription = await log.subscribe(None, topics, types)
        looked = await log.look(topics)
        tail = cls(log, subscription, dict(looked.identities), wanted)
        tail._places = dict(looked.ends)
        return tail

    def __aiter__(self) -> Self:
        """Return itself."""
        return self

    async def __anext__(self) -> list[ReceivedEvent]:
        """Return the next events, at least one; what is no event of ours is passed over."""
        while True:
            if not self._more:
                await self._subscription.wait(POLL)
            try:
                if events := await self._new():
                    return events
            except LogUnavailable as trouble:
                _logger.warning("cannot read the log, will try again: %s", trouble)

    async def close(self) -> None:
        """Listen no more."""
        await self._subscription.close()

    async def _new(self) -> list[ReceivedEvent]:
        """What came; what comes after it wakes, unless there was more than is read at once."""
        events: list[ReceivedEvent] = []
        self._more = False
        for place, end in (await self._ends()).items():
            if end > self._places.get(place, end):
                if not self._wants(place[0]):
                    self._places[place] = end
                    continue
                begun = self._places[place]
                events += await self._read(place)
                self._more |= begun < self._places[place] < end
        return events

    def _wants(self, topic: str) -> bool:
        return self._wanted is None or any(one.startswith(f"{topic}.") for one in self._wanted())

    async def _read(self, place: TopicPartition) -> list[ReceivedEvent]:
        records = await self._log.read(*place, self._places[place], AT_ONCE)
        if records and not self._follows(place, records[0]):
            known = await self._log.identity(place[0])
            if self._was_lost(place[0], known):
                return []
        events = []
        wanted = self._wanted and self._wanted()
        for record in records:
            self._places[place] = record.offset + 1
            if event := self._unseen(place, record, wanted):
                events.append(event)
        return events

    async def _ends(self) -> Mapping[TopicPartition, int]:
        if time.monotonic() - self._looked_at < POLL:
            return await self._subscription.ends()
        looked, self._looked_at = await self._log.look(list(self._logs)), time.monotonic()
        for topic, known in looked.identities.items():
            self._was_lost(topic, known)
        return looked.ends

    def _was_lost(self, topic: str, found: str) -> bool:
        """Begin with a log that is new where it begins: what was received of the lost one is passed over."""
        known, self._logs[topic] = self._logs[topic], found
        if found == known:
            return False
        self._places.update({place: 0 for place in self._places if place[0] == topic})
        return True

    def _follows(self, place: TopicPartition, record: LogRecord) -> bool:
        """Whether nothing is missing in between: else it may be of another log."""
        seen = self._seen.get(place, 0)
        return seen > 0 and sequence_of(record.headers) == seen + 1

    def _unseen(self, place: TopicPartition, record: LogRecord, wanted: Collection[str] | None) -> ReceivedEvent | None:
        headers = plain(record.headers)
        if wanted is not None and headers.get("ce_type", "") not in wanted:
            self._seen[place] = max(sequence_of(headers), self._seen.get(place, 0))
            return None
        event = _event(record)
        if event is None or event.sequence <= self._seen.get(place, 0):
            return None
        self._seen[place] = event.sequence
        return event


def _event(record: LogRecord) -> ReceivedEvent | None:
    try:
        return ReceivedEvent.read(record)
    except NotAnEvent as reason:
        _logger.warning("passed over %s/%s/%s: %s", record.topic, record.partition, record.offset, reason)
        return None
