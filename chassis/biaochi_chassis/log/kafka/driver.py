"""The log on Apache Kafka: what `contract` promises, with kafka-python in threads of its own.

A record may stand in the log twice when a producer dies between sending and knowing, and two producers of one origin
may both send; the first appearance of each record is always in order of sequence. Consumers take each id once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

from kafka import TopicPartition

from biaochi_chassis.foundation import signals
from biaochi_chassis.log.contract import LogRecord, Look, Origin, Outgoing, Subscription, another_event, check_gapless
from biaochi_chassis.log.kafka.cluster import Cluster
from biaochi_chassis.log.kafka.listener import AppendListener
from biaochi_chassis.log.kafka.member import Membership
from biaochi_chassis.log.kafka.reader import Reader
from biaochi_chassis.log.kafka.wire import Raw, event_id, log_record, sequence_from
from biaochi_chassis.log.kafka.writer import Writer

Answer = TypeVar("Answer")
Place = tuple[str, int]

LOOK_BACK = 500
"""How many records are read at once when looking for how far an origin came."""
ENOUGH = 3000
"""Offsets looked through for the newest: more than a publisher that knew nothing of another can have repeated last."""


class KafkaLog:
    """The log of a cluster. One per process. Nothing is connected before it is needed; brokers may come later."""

    def __init__(self, cluster: Cluster) -> None:
        """Take the cluster's address."""
        self._cluster = cluster
        self._reader = Reader(cluster)
        self._writer = Writer(cluster)
        self._listener = AppendListener(cluster)
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="log-reader")
        self._writing = ThreadPoolExecutor(4, thread_name_prefix="log-writer")
        self._reached: dict[Origin, int] = {}
        self._identities: dict[str, str] = {}
        self._members: set[Member] = set()
        self._turns: defaultdict[Origin, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def start(self) -> None:
        """Begin to listen; waits for no broker."""
        self._listener.start()

    async def close(self) -> None:
        """Leave all groups, end the threads and disconnect."""
        await asyncio.gather(*(member.close() for member in self._members))
        await self._listener.stop()
        await self._read_with(self._reader.close)
        await asyncio.get_running_loop().run_in_executor(self._writing, self._writer.close)
        self._reading.shutdown()
        self._writing.shutdown()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    async def publish(self, origin: Origin, outgoing: Sequence[Outgoing]) -> None:
        """Append what is not there yet; acknowledged by all replicas when it returns."""
        async with self._turns[origin]:
            reached = self._reached.pop(origin, None)
            if reached is None or outgoing[0].sequence != reached + 1:
                reached = await self._look_back(origin, outgoing)
            new = [record for record in outgoing if record.sequence > reached]
            check_gapless(origin, reached, new)
            if new:
                await asyncio.get_running_loop().run_in_executor(self._writing, self._writer.send, origin, new)
                reached = new[-1].sequence
            self._reached[origin] = reached

    async def newest(self, origin: Origin) -> Outgoing | None:
        """Return the origin's record with the highest sequence, read backwards; a repeated batch is looked past."""
        found = await self._newest(origin, lambda found, read: bool(found) and read >= ENOUGH)
        if not found:
            return None
        sequence = max(found)
        record = log_record(found[sequence], origin.topic)
        return Outgoing(sequence, event_id(found[sequence]), record.key, record.headers, record.value)

    async def read(self, topic: str, partition: int, offset: int, limit: int) -> list[LogRecord]:
        """Return up to `limit` records of one partition from `offset` on."""
        recent = self._listener.recent(TopicPartition(self._cluster.name(topic), partition), offset, limit)
        raw = recent or await self._read_with(self._reader.read, topic, partition, offset, limit)
        return [log_record(record, topic) for record in raw]

    async def identity(self, topic: str) -> str:
        """Return the topic's own id; another one than before ends everything that knew the lost topic."""
        found = await self._read_with(self._reader.identity, topic)
        known, self._identities[topic] = self._identities.get(topic, found), found
        if known != found:
            await self._start_over()
        return found

    async def end_offsets(self, topic: str) -> dict[int, int]:
        """Return where each of the twelve partitions goes on."""
        return await self._read_with(self._reader.ends, topic)

    async def look(self, topics: Collection[str]) -> Look:
        """Return both, asked topic by topic; the identities last, so that the ends are of those logs."""
        ends = {(topic, part): end for topic in topics for part, end in (await self.end_offsets(topic)).items()}
        return Look({topic: await self.identity(topic) for topic in topics}, ends)

    async def subscribe(
        self,
        group: str | None,
        topics: Sequence[str],
        types: Collection[str] = (),
    ) -> Subscription:
        """Join a group, or only listen."""
        if group is None:
            return Listener(self._cluster, self._listener, topics, types)
        member = Member(self._cluster, self._listener, (topics, types), group)
        self._members.add(member)
        await member.joined.wait()
        return member

    async def _read_with(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._reading, work, *arguments)

    async def _start_over(self) -> None:
        """Forget what was read, received and sent: clients that knew the lost topics believe in offsets of theirs."""
        self._cluster.forget()
        self._reached.clear()
        self._listener.start_over()
        for member in self._members:
            member.start_over()
        await self._read_with(self._reader.close)
        await asyncio.get_running_loop().run_in_executor(self._writing, self._writer.close)

    async def _look_back(self, origin: Origin, outgoing: Sequence[Outgoing]) -> int:
        """Return how far the origin's records stand in the log without a gap, from what comes before `outgoing` on."""
        first = outgoing[0].sequence
        found = await self._newest(origin, lambda found, _: bool(found) and min(found) < first)
        _check_passed_over(found, outgoing)
        if first > 1 and first - 1 not in found:
            return max((sequence for sequence in found if sequence < first), default=0)
        reached = first - 1
        while reached + 1 in found:
            reached += 1
        return reached

    async def _newest(self, origin: Origin, enough: Callable[[Collection[int], int], bool]) -> dict[int, Raw]:
        """Return the origin's records by sequence, read backwards until those and the offsets read are enough."""
        topic, partition = origin.topic, origin.partition
        last = begin = (await self.end_offsets(topic))[partition]
        found: dict[int, Raw] = {}
        while begin > 0 and not enough(found, last - begin):
            end, begin = begin, max(0, begin - LOOK_BACK)
            for raw in await self._between(topic, partition, (begin, end)):
                sequence = sequence_from(origin, raw)
                if sequence is not None:
                    found.setdefault(sequence, raw)
        return found

    async def _between(self, topic: str, partition: int, span: tuple[int, int]) -> list[Raw]:
        at, end = span
        records: list[Raw] = []
        while at < end:
            some = await self._read_with(self._reader.read, topic, partition, at, end - at)
            records.extend(some)
            at = some[-1].offset + 1 if some else end
        return records


class Listener:
    """Reads every partition, without a group."""

    def __init__(
        self, cluster: Cluster, listener: AppendListener, topics: Sequence[str], types: Collection[str]
    ) -> None:
        """Begin to listen."""
        self._listener = listener
        self._types = types
        self._next = listener.next()
        self._topics = {cluster.name(topic): topic for topic in topics}
        self._share([place for topic in topics for place in cluster.places(topic)])

    def _share(self, places: Sequence[TopicPartition]) -> None:
        self._mine = {place: (self._topics[place.topic], place.partition) for place in places}
        self._listener.listen(self, places, self._types)

    async def assigned(self) -> frozenset[Place]:
        """Return the partitions to read."""
        return frozenset(self._mine.values())

    async def ends(self) -> dict[Place, int]:
        """Return where the partitions end by what this process has received."""
        return {self._mine[place]: end for place, end in self._listener.ends(self._mine).items()}

    async def wait(self, at_most: float) -> None:
        """Return when something may have been appended since the last wait, or after `at_most` seconds."""
        await signals.wait_for(self._next, at_most)
        self._next = self._listener.next()

    def wake(self, *, everywhere: bool) -> None:  # noqa: ARG002 - a broker tells the others
        """End the wait."""
        self._listener.notify()

    async def close(self) -> None:
        """Listen no more."""
        self._listener.listen(self, ())


class Member(Listener):
    """Shares the partitions with the rest of its group."""

    def __init__(
        self, cluster: Cluster, listener: AppendListener, of: tuple[Sequence[str], Collection[str]], group: str
    ) -> None:
        """Begin to join, with no share yet; `of` which topics, and which of their types are of use."""
        topics, types = of
        super().__init__(cluster, listener, topics, types)
        self._share([])
        self.joined = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._membership = Membership(cluster, group, topics, self._shared)

    def _shared(self, places: frozenset[TopicPartition]) -> None:
        self._loop.call_soon_threadsafe(self._take, sorted(places))

    def _take(self, places: Sequence[TopicPartition]) -> None:
        self._share(places)
        self.joined.set()
        self._listener.notify()

    def start_over(self) -> None:
        """Join anew."""
        self._membership.start_over()

    async def close(self) -> None:
        """Leave the group."""
        await asyncio.to_thread(self._membership.leave)
        await super().close()


def _check_passed_over(found: dict[int, Raw], outgoing: Sequence[Outgoing]) -> None:
    for record in outgoing:
        raw = found.get(record.sequence)
        if raw is not None and (event_id(raw) != record.event_id or raw.value != record.value):
            raise another_event(record.event_id)
