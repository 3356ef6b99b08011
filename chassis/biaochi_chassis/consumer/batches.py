"""What a consumer holds in memory of a partition in its care, and of the records it works on."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from biaochi_chassis.event.event import NotAnEvent, ReceivedEvent, sequence_of
from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.log.contract import LogRecord
from biaochi_chassis.store.inbox import Mark
from biaochi_chassis.store.parking import Subject

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0


@dataclass
class Reading:
    """A partition in this member's care. `refusals` counts how often its next batch failed by its own fault."""

    mark: Mark
    failures: int = 0
    refusals: int = 0
    held_until: float = float("-inf")
    trouble: Exception | None = None

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
        return [event for event in self._left() if Subject.of(event) not in parked]

    def buried(self) -> list[ReceivedEvent]:
        """Return the events that have an envelope and can never be read all the same."""
        return [event for event in self._events if event.offset in self.reasons]

    def of(
        self, subjects: Collection[Subject], events: Sequence[ReceivedEvent]
    ) -> list[tuple[ReceivedEvent, LogRecord]]:
        """Return those of the events that are about one of these, as they stand in the log."""
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
        sequence = max(sequence_of(record.headers) for record in self.records)
        return replace(mark, place=self.records[-1].offset + 1, sequence=max(mark.sequence, sequence))

    def singly(self) -> list["RecordBatch"]:
        """Return the same, one record at a time."""
        return [RecordBatch(self.place, [record]) for record in self.records]

    def _left(self) -> list[ReceivedEvent]:
        return [event for event in self._events if event.offset not in self.reasons]
