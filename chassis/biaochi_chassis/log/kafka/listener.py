"""Fetches what is appended, once a process: wakes whoever waits, and keeps the newest so that none is fetched twice."""

import asyncio
import logging
import threading
import time
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing

from kafka import KafkaConsumer, TopicPartition

from biaochi_chassis.foundation.signals import Signal
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_chassis.log.kafka.cluster import PATIENCE_MS, Cluster, speaking
from biaochi_chassis.log.kafka.wire import Raw, type_of

POLL_MS = 200
AGAIN = 0.5
OF_NO_USE = 0.2
"""Seconds until whoever waits looks at what is of no use to anybody here: by then another replica may ask for it."""
KEPT = 2000
"""Records kept for each partition."""
KEPT_BYTES = 4 * 1024 * 1024

_logger = logging.getLogger(__name__)


class AppendListener(Signal):
    """A signal given whenever something may have been appended to a partition that somebody listens to.

    At once where somebody has a use for it, else after a moment.
    """

    def __init__(self, cluster: Cluster) -> None:
        """Have no thread yet."""
        super().__init__()
        self._cluster = cluster
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._wanted: dict[object, tuple[frozenset[TopicPartition], Collection[str]]] = {}
        self._kept: dict[TopicPartition, deque[Raw]] = defaultdict(deque)
        self._bytes: dict[TopicPartition, int] = defaultdict(int)
        self._ends: dict[TopicPartition, int] = {}
        """Where the partitions ended when it went there, and end by what was received since."""
        self._thread: threading.Thread | None = None
        self._over = False

    def start(self) -> None:
        """Begin to listen; to be called on the event loop whose tasks it wakes."""
        arguments = (asyncio.get_running_loop(),)
        self._thread = threading.Thread(target=self._listen, args=arguments, name="log-listener", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def listen(self, listener: object, places: Iterable[TopicPartition], types: Collection[str] = ()) -> None:
        """Listen to these for the listener from now on; none of them ends it.

        `types`: of which events are of use to it, where not all may be.
        """
        with self._lock:
            if wanted := frozenset(places):
                self._wanted[listener] = wanted, types
            else:
                self._wanted.pop(listener, None)

    def recent(self, place: TopicPartition, offset: int, limit: int) -> list[Raw]:
        """Return up to `limit` records from `offset` on, none when they are not kept here."""
        with self._lock:
            kept = self._kept.get(place)
            if not kept or not kept[0].offset <= offset <= kept[-1].offset:
                return []
            first = min(offset - kept[0].offset, len(kept) - 1)
            # Transactions leave offsets without a record: then the first record from there on is nearer.
            while first > 0 and kept[first - 1].offset >= offset:
                first -= 1
            return [kept[index] for index in range(first, min(len(kept), first + limit))]

    def ends(self, places: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Return where these partitions end by what was received; nothing of those it does not listen to yet."""
        with self._lock:
            return {place: self._ends[place] for place in places if place in self._ends}

    def is_of_use(self, received: Mapping[TopicPartition, Sequence[Raw]]) -> bool:
        """Whether anybody who listens may have a use for one of the records."""
        with self._lock:
            named = [types for _, types in self._wanted.values()]
        types = frozenset[str]().union(*named)
        return not all(named) or any(type_of(one) in types for records in received.values() for one in records)

    def start_over(self) -> None:
        """Forget what was received: it stood in a log that was lost."""
        with self._lock:
            self._over = True
            self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._bytes.clear()
        self._ends.clear()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        while not self._stop.is_set():
            self._over = False
            try:
                with speaking(self._cluster), closing(self._cluster.consumer(auto_offset_reset="latest")) as consumer:
                    self._listen_with(consumer, loop)
            except LogUnavailable as trouble:
                _logger.warning("cannot read the log, will try again: %s", trouble)
                self._stop.wait(AGAIN)

    def _listen_with(self, consumer: KafkaConsumer, loop: asyncio.AbstractEventLoop) -> None:
        listening: frozenset[TopicPartition] = frozenset()
        due = float("inf")
        while not self._stop.is_set() and not self._over:
            with self._lock:
                wanted = frozenset[TopicPartition]().union(*(places for places, _ in self._wanted.values()))
            if wanted != listening:
                listening = wanted
                self._go_to_the_end(consumer, listening)
                # What came before this moment was not received: let everybody look.
                loop.call_soon_threadsafe(self.notify)
            if not listening:
                self._stop.wait(POLL_MS / 1000)
            elif records := consumer.poll(timeout_ms=POLL_MS, max_records=KEPT):
                self.keep(records)
                due = min(due, time.monotonic() + (0 if self.is_of_use(records) else OF_NO_USE))
            if time.monotonic() >= due:
                due = float("inf")
                loop.call_soon_threadsafe(self.notify)

    def _go_to_the_end(self, consumer: KafkaConsumer, places: frozenset[TopicPartition]) -> None:
        with self._lock:
            self._forget()
        consumer.assign(sorted(places))
        ends = consumer.end_offsets(sorted(places), timeout_ms=PATIENCE_MS)
        for place, end in ends.items():
            consumer.seek(place, end)
        with self._lock:
            if not self._over:
                self._ends.update(ends)

    def keep(self, received: Mapping[TopicPartition, Sequence[Raw]]) -> None:
        """Keep the newest of what was received of each partition."""
        with self._lock:
            if self._over:
                return
            for place, records in received.items():
                kept = self._kept[place]
                if kept and records[0].offset != kept[-1].offset + 1:
                    kept.clear()
                    self._bytes[place] = 0
                kept.extend(records)
                self._ends[place] = records[-1].offset + 1
                self._bytes[place] += sum(len(record.value or b"") for record in records)
                while len(kept) > KEPT or self._bytes[place] > KEPT_BYTES:
                    self._bytes[place] -= len(kept.popleft().value or b"")
