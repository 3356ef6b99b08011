"""What a consumer holds in memory of a partition in its care, and of the records it works on."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Self

from biaochi_chassis.event.event import NotAnEvent, ReceivedEvent, sequence_of
from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.log.contract import LogRecord
from biaochi_chassis.store.inbox import Mark
from biaochi_chassis.store.parking import Subject

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
MARK = 0.2
"""Seconds that a mark may be behind events of no use here: one transaction passes over all that came meanwhile.

No longer, since other replicas know only by the mark what was read.
"""
LONGEST_BEHIND = 500
"""Offsets that a mark may be behind."""


@dataclass
class Reading:
    """A partition in this member's care. `refusals` counts how often its next batch failed by its own fault.

    `ahead` is behind events that were read and are of no use here: the stored mark follows with what comes next, or by
    itself after a while.
    """

    mark: Mark
    ahead: Mark
    ahead_since: float = float("inf")
    failures: int = 0
    refusals: int = 0
    held_until: float = float("-inf")
    trouble: Exception | None = None

    @classmethod
    def at(cls, mark: Mark) -> Self:
        """Go on from this mark, with nothing read ahead of it."""
        return cls(mark, mark)

    @property
    def mark_is_due(self) -> bool:
        """Whether the mark has been behind for long enough."""
        return self.until_mark <= 0

    @property
    def until_mark(self) -> float:
        """Seconds until the mark is due; endless while nothing was read ahead of it."""
        return self.ahead_since + MARK - time.monotonic()

    def may_go_ahead(self, ahead: Mark) -> bool:
        """Whether the mark may stay behind once more while reading goes on from there."""
        known = self.mark.log == ahead.log
        return known and not self.mark_is_due and ahead.place - self.mark.place <= LONGEST_BEHIND

    def gone_ahead(self, ahead: Mark) -> "Reading":
        """Return where reading goes on ahead of the mark."""
        return Reading(self.mark, ahead, min(self.ahead_since, time.monotonic()))

    def hold(self, trouble: Exception) -> None:
        """Read no more of it for a while, longer each time."""
        pause = min(FIRST_PAUSE * 2**self.failures, LONGEST_PAUSE)
        self.failures += 1
        self.held_until = time.monotonic() + pause
        self.trouble = trouble


class RecordBatch:
    """Records of one partition, and why some of them can never be read."""

    def __init__(self, place: TopicPartition, records: Sequence[LogRecord]) -> None:
        """Take the envelopes off; what has none of ours is unreadable at once."""
        self.place = place
        self.reasons: dict[int, str] = {}
        self.records = records
        self._by_offset = {record.offset: record for record in records}
        self._events: list[ReceivedEvent] = []
        for record in records:
            try:
                self._events.append(ReceivedEvent.read(record))
            except NotAnEvent as reason:
                self.reasons[record.offset] = str(reason)

    def readable(self, parked: Collection[Subject]) -> list[ReceivedEvent]:
        """Return the events to work on."""
        left = self._left()
        return [event for event in left if Subject.of(event) not in parked] if parked else left

    def buried(self) -> list[ReceivedEvent]:
        """Return the events that have an envelope and can never be read all the same."""
        return [event for event in self._events if event.offset in self.reasons]

    def of(
        self, subjects: Collection[Subject], events: Sequence[ReceivedEvent]
    ) -> list[tuple[ReceivedEvent, LogRecord]]:
        """Return those of the events that are about one of these, as they stand in the log."""
        if not subjects:
            return []
        return [(event, self._by_offset[event.offset]) for event in events if Subject.of(event) in subjects]

    def behind(self, parked: Collection[Subject]) -> list[tuple[ReceivedEvent, LogRecord]]:
        """Return the events that wait behind a parked one of their subject."""
        return self.of(parked, self._left())

    def unreadable(self) -> list[tuple[LogRecord, str]]:
        """Return what can never be read, with the reasons."""
        return [(record, self.reasons[record.offset]) for record in self.records if record.offset in self.reasons]

    def after(self, mark: Mark) -> Mark:
        """Return where reading goes on behind these records, and the highest sequence read so far.

        The last record need not be the producer's newest: a repeated one or a stranger's may stand behind it.
        """
        return replace(mark, place=self.records[-1].offset + 1, sequence=max(mark.sequence, self._highest))

    @cached_property
    def _highest(self) -> int:
        """The highest sequence among them, also of those that are no events of ours."""
        strange = (sequence_of(self._by_offset[offset].headers) for offset in self.reasons)
        return max(chain((event.sequence for event in self._events), strange))

    def follows(self, mark: Mark) -> bool:
        """Whether the first record is the next one behind the mark or one that was read before: nothing is missing."""
        return bool(self._events) and self._events[0].sequence <= mark.sequence + 1

    def is_of_no_use(self, reads: Collection[str]) -> bool:
        """Whether all of it can be read and nothing is of a type that is read."""
        return not self.reasons and all(event.type not in reads for event in self._events)

    def singly(self) -> list["RecordBatch"]:
        """Return the same, one record at a time."""
        return [RecordBatch(self.place, [record]) for record in self.records]

    def _left(self) -> list[ReceivedEvent]:
        return [event for event in self._events if event.offset not in self.reasons]
