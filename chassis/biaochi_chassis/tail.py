"""Hears what is told from now on, without a database: for a gateway, which only passes it on."""

import logging
from collections.abc import Sequence
from typing import Self

from biaochi_chassis.event import NotAnEvent, Recorded
from biaochi_chassis.log.contract import EventLog, LogRecord, LogUnavailable, Subscription
from biaochi_chassis.positions import TopicPartition

AT_ONCE = 500
POLL = 1.0

_logger = logging.getLogger(__name__)


class Tail:
    """An endless iterator over batches of events, each partition in order. Any number may be open at once."""

    def __init__(self, log: EventLog, subscription: Subscription, places: dict[TopicPartition, int]) -> None:
        """Use `open` instead."""
        self._log = log
        self._subscription = subscription
        self._places = places

    @classmethod
    async def open(cls, log: EventLog, topics: Sequence[str]) -> Self:
        """Begin now: every event told after this returns will be heard."""
        subscription = await log.subscribe(None, topics)
        return cls(log, subscription, await _ends(log, topics))

    def __aiter__(self) -> Self:
        """Return itself."""
        return self

    async def __anext__(self) -> list[Recorded]:
        """Return the next events, at least one; what is no event of ours is passed over."""
        while True:
            try:
                if events := await self._new():
                    return events
            except LogUnavailable as trouble:
                _logger.warning("cannot hear, will try again: %s", trouble)
            await self._subscription.wait(POLL)

    async def close(self) -> None:
        """Hear no more."""
        await self._subscription.close()

    async def _new(self) -> list[Recorded]:
        events: list[Recorded] = []
        for place, end in (await _ends(self._log, sorted({topic for topic, _ in self._places}))).items():
            if end > self._places[place]:
                records = await self._log.read(*place, self._places[place], AT_ONCE)
                self._places[place] = records[-1].offset + 1
                events.extend(event for record in records if (event := _event(record)))
        return events


async def _ends(log: EventLog, topics: Sequence[str]) -> dict[TopicPartition, int]:
    return {(topic, part): end for topic in topics for part, end in (await log.end_offsets(topic)).items()}


def _event(record: LogRecord) -> Recorded | None:
    try:
        return Recorded.read(record)
    except NotAnEvent as reason:
        _logger.warning("passed over %s/%s/%s: %s", record.topic, record.partition, record.offset, reason)
        return None
