"""What any log promises, whichever driver: order in a partition, at least once, groups that share, replay from 0.

One suite of tests (tests/chassis/log/test_log_contract.py) holds every driver to this page. Offsets are the log's own
and count from 0; sequences are the producer's and count from 1. Exactly-once effects are the consumer's work, in its
own database; a log only has to keep, order and wake.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol, overload


class LogDisagrees(Exception):
    """What a producer publishes does not fit what the log already holds of it: two histories were mixed."""


class LogUnavailable(Exception):
    """The log cannot be reached or written now; any method may say so, and trying again is right."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record as a producer publishes it."""

    sequence: int
    event_id: str
    key: str
    headers: Mapping[str, str]
    value: bytes | None


class LogRecord(NamedTuple):
    """One record as it stands in the log."""

    topic: str
    partition: int
    offset: int
    key: str
    headers: Mapping[str, str]
    value: bytes | None
    """None for a tombstone, which none of us writes."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who publishes into which partition: the unit in which sequences have no gap."""

    source: str
    topic: str
    partition: int

    def event_id(self, sequence: int) -> str:
        """Return what the event of this sequence is called everywhere: where it stands."""
        return f"{self.source}/{self.topic}/{self.partition}/{sequence}"


class Look(NamedTuple):
    """What a log says of some topics at once."""

    identities: Mapping[str, str]
    """Which log each topic is of."""
    ends: Mapping[tuple[str, int], int]
    """Where reading of each of their partitions goes on."""


class Bundle(Sequence[Outgoing]):
    """Records that follow one another, packed as `log/packing.py` does: unpacked for whoever looks at one of them.

    A log that keeps records so may keep the bytes as they are.
    """

    def __init__(self, first: int, count: int, packed: bytes, unpack: Callable[[], Sequence[Outgoing]]) -> None:
        """Take the sequence of the first, how many there are, and what unpacks them."""
        self.first = first
        self._count = count
        self.packed = packed
        self._unpack = unpack

    @property
    def last(self) -> int:
        """The sequence of the last."""
        return self.first + len(self) - 1

    @cached_property
    def _records(self) -> Sequence[Outgoing]:
        return self._unpack()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> Outgoing: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Outgoing]: ...

    def __getitem__(self, at: int | slice) -> Outgoing | Sequence[Outgoing]:
        """Return one of them, or several."""
        return self._records[at]


def check_gapless(origin: Origin, reached: int, records: Sequence[Outgoing]) -> None:
    """Raise LogDisagrees unless the records follow `reached`, the last of this origin in the log, one after another."""
    for expected, record in enumerate(records, reached + 1):
        if record.sequence != expected:
            raise LogDisagrees(
                f"{origin.source} published {record.event_id} but the log holds nothing after sequence {reached}. "
                "Events are missing in between: restore the database and the log from one backup."
            )


def another_event(event_id: str) -> LogDisagrees:
    """Return what a driver raises when it holds another event under the id of one that is published."""
    return LogDisagrees(
        f"The log already holds another event as {event_id}. This database and this log do not belong "
        "together: restore both from one backup, or start with both empty."
    )


class Subscription(Protocol):
    """A member's place in a group, and its way to wait for what is appended."""

    async def assigned(self) -> frozenset[tuple[str, int]]:
        """Return the partitions this member should read now. Advice only: the reader's own database fences."""
        ...

    async def ends(self) -> Mapping[tuple[str, int], int]:
        """Return where partitions end as far as this process has noticed: at least those in which something was added.

        For whoever was woken: asks as little as it can, never a broker. Whether the log is there, and whether it is
        still the same, only the log itself says. Nothing for a partition of which nothing is known here.
        """
        ...

    async def wait(self, at_most: float) -> None:
        """Return as soon as something of use may have been added, at the latest after `at_most` seconds."""
        ...

    def wake(self, *, everywhere: bool) -> None:
        """Have the wait of this process end; everywhere: also those of others who would not be told by the log.

        For whoever cannot wait until what is of no use is passed over.
        """
        ...

    async def close(self) -> None:
        """Leave the group at once, so that the others take over without waiting."""
        ...


class EventLog(Protocol):
    """The log. All methods may be called from several tasks of one event loop."""

    async def start(self) -> None:
        """Make it ready; safe when several processes start at once."""
        ...

    async def close(self) -> None:
        """Let go of files and threads."""
        ...

    async def publish(self, origin: Origin, records: Sequence[Outgoing]) -> None:
        """Append records in order of sequence: one already there is passed over.

        Two publishers of one origin, or one that died before it knew, may leave a record twice; the first appearances
        are in order all the same.

        Durable when it returns. Raises LogDisagrees, and appends nothing, when a sequence is missing in between or
        when a passed-over record is another than the one the log holds.
        """
        ...

    async def newest(self, origin: Origin) -> Outgoing | None:
        """Return the record of this origin with the highest sequence, as it was published; None while it has none."""
        ...

    async def read(self, topic: str, partition: int, offset: int, limit: int) -> list[LogRecord]:
        """Return up to `limit` records from `offset` on, in order; none at the end. Needs no group.

        Offsets may be without a record: on Kafka, where a stranger's transaction ended.
        """
        ...

    async def identity(self, topic: str) -> str:
        """Return what this log of the topic is known by: another one once it was lost and made anew."""
        ...

    async def look(self, topics: Collection[str]) -> Look:
        """Return what `identity` and `end_offsets` say of all these topics, asked together: for whoever asks often."""
        ...

    async def end_offsets(self, topic: str) -> dict[int, int]:
        """Return for every partition of the topic where reading goes on behind its last record.

        Offsets without a record, behind the last one, are counted until they have been read.
        """
        ...

    async def subscribe(self, group: str | None, topics: Sequence[str], types: Collection[str] = ()) -> Subscription:
        """Join a group, whose members share the partitions of the topics, and return with this one's first share.

        Without a group: all of them, always. Where types are named, events of others need not wake it.
        """
        ...
