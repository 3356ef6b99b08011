"""A log that stands between a test and another log, and does what a test wants at each step."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass

from biaochi_chassis.log.contract import EventLog, LogRecord, Look, Origin, Outgoing, Subscription

Step = Callable[[], Awaitable[None]]


async def nothing() -> None:
    """Go on."""


@dataclass
class LogBetween:
    """Passes everything on; a step may wait, or raise what a crash would look like from outside."""

    inner: EventLog
    before_publishing: Step = nothing
    after_publishing: Step = nothing
    after_reading: Step = nothing
    before_newest: Step = nothing

    async def start(self) -> None:
        await self.inner.start()

    async def close(self) -> None:
        await self.inner.close()

    async def publish(self, origin: Origin, records: Sequence[Outgoing]) -> None:
        await self.before_publishing()
        await self.inner.publish(origin, records)
        await self.after_publishing()

    async def newest(self, origin: Origin) -> Outgoing | None:
        await self.before_newest()
        return await self.inner.newest(origin)

    async def read(self, topic: str, partition: int, offset: int, limit: int) -> list[LogRecord]:
        records = await self.inner.read(topic, partition, offset, limit)
        await self.after_reading()
        return records

    async def identity(self, topic: str) -> str:
        return await self.inner.identity(topic)

    async def end_offsets(self, topic: str) -> dict[int, int]:
        return await self.inner.end_offsets(topic)

    async def look(self, topics: Collection[str]) -> Look:
        return await self.inner.look(topics)

    async def subscribe(
        self,
        group: str | None,  # noqa: ARG002
        topics: Sequence[str],
        types: Collection[str] = (),
    ) -> Subscription:
        """Take part without a lease: a member that believes that everything is its own."""
        return await self.inner.subscribe(None, topics, types)
