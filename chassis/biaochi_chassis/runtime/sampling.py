"""What is asked of a part when somebody scrapes: whether it is ready, what answers it, what waits, what is set aside.

Nothing is asked between two scrapes, and nothing twice at once: a database that is away keeps one question, not many.
What is not known is not shown, but as a 0 of `..._up`.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from prometheus_client import Gauge
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.foundation import metrics
from biaochi_chassis.log.contract import EventLog, LogUnavailable
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.store.tables import consumer_position, dead, outbox_head, parked_subject

PATIENCE = 2.0
"""Seconds until what has not answered counts as away: far below the ten that Prometheus waits for a scrape."""

T = TypeVar("T")


class Age:
    """For how long the oldest of what waits has been seen waiting, by a clock that nobody sets."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Have seen nothing yet."""
        self._clock = clock
        self._since: dict[Hashable, float] = {}

    def longest(self, waiting: Iterable[Hashable]) -> float:
        """Return the seconds since the one was first seen that has waited longest; 0 when nothing waits."""
        now = self._clock()
        self._since = {one: self._since.get(one, now) for one in waiting}
        return max((now - since for since in self._since.values()), default=0.0)


class _Query(Generic[T]):
    """A question that is not asked again before it is answered."""

    def __init__(self, run: Callable[[], Awaitable[T]]) -> None:
        self._run = run
        self._running: asyncio.Task[T | None] | None = None

    async def answer(self) -> T | None:
        """Return the answer, or None: there is none in time, or what was asked is away."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._finished())
        await asyncio.wait([self._running], timeout=PATIENCE)
        return self._running.result() if self._running.done() else None

    async def _finished(self) -> T | None:
        try:
            return await self._run()
        except (SQLAlchemyError, LogUnavailable):
            return None


@dataclass(frozen=True)
class Standing:
    """What a service's database says at one moment."""

    unpublished: Mapping[Hashable, int]
    """How many events of each partition are not in the log yet, by topic, partition and the first one's sequence."""
    dead: int
    parked: int
    read: Mapping[str, int]
    waiting: Mapping[Gauge, Sequence[Hashable]]


class Sampler:
    """Measures one part."""

    def __init__(self, service: Service, log: EventLog) -> None:
        """Take the part and the log that it reads; neither needs to be started."""
        self._service = service
        self._log = log
        self._ages = {gauge: Age() for gauge in (metrics.OUTBOX_AGE, *service.waiting)}
        self._troubles = _Query(service.health.troubles)
        self._standing = _Query(self._look)
        self._ends = _Query(self._end_offsets)

    async def sample(self) -> None:
        """Bring the gauges up to this moment; takes a little longer than PATIENCE at most."""
        troubles, standing, ends = await asyncio.gather(
            self._troubles.answer(), self._standing.answer(), self._ends.answer()
        )
        name = self._service.name
        metrics.READY.labels(name).set(troubles is not None and not troubles)
        metrics.LOG_UP.labels(name).set(ends is not None)
        if self._service.database:
            metrics.DATABASE_UP.labels(name).set(standing is not None)
            for pool, used in self._service.database.connections_in_use().items():
                metrics.DATABASE_CONNECTIONS.labels(name, pool).set(used)
            self._show(standing)
            self._show_lag(standing, ends)

    def _show(self, standing: Standing | None) -> None:
        measured = {} if standing is None else self._measured(standing)
        for gauge in (metrics.OUTBOX_EVENTS, metrics.DEAD_LETTERS, metrics.PARKED_SUBJECTS, *self._ages):
            gauge.remove_by_labels({"service": self._service.name})
            if gauge in measured:
                gauge.labels(self._service.name).set(measured[gauge])

    def _measured(self, standing: Standing) -> Mapping[Gauge, float]:
        return {
            metrics.OUTBOX_EVENTS: sum(standing.unpublished.values()),
            metrics.DEAD_LETTERS: standing.dead,
            metrics.PARKED_SUBJECTS: standing.parked,
            metrics.OUTBOX_AGE: self._ages[metrics.OUTBOX_AGE].longest(standing.unpublished),
            **{gauge: self._ages[gauge].longest(found) for gauge, found in standing.waiting.items()},
        }

    def _show_lag(self, standing: Standing | None, ends: Mapping[str, int] | None) -> None:
        metrics.CONSUMER_LAG.remove_by_labels({"service": self._service.name})
        if standing is not None and ends is not None:
            for topic, end in ends.items():
                lag = end - standing.read.get(topic, 0)
                metrics.CONSUMER_LAG.labels(self._service.name, topic).set(max(0, lag))

    async def _end_offsets(self) -> Mapping[str, int]:
        return {topic: sum((await self._log.end_offsets(topic)).values()) for topic in sorted(self._service.topics)}

    async def _look(self) -> Standing | None:
        database = self._service.database
        return await database.read(self._read) if database else None

    def _read(self, connection: Connection) -> Standing:
        head, position = outbox_head.c, consumer_position.c
        waiting = select(head.topic, head.part, head.published, head.next_sequence)
        read = select(position.topic, func.sum(position.place)).where(position.reader == self._service.name)
        return Standing(
            unpublished={
                (topic, part, published): following - 1 - published
                for topic, part, published, following in connection.execute(waiting)
                if following - 1 > published
            },
            dead=connection.execute(select(func.count()).select_from(dead)).scalar_one(),
            parked=connection.execute(select(func.count()).select_from(parked_subject)).scalar_one(),
            read={topic: int(places) for topic, places in connection.execute(read.group_by(position.topic))},
            waiting={gauge: list(find(connection)) for gauge, find in self._service.waiting.items()},
        )
