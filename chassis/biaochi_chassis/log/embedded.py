"""The log in one SQLite file, for one machine without a broker. Keeps everything, for ever.

Two threads for the log and one for leases, none of them the event loop's: one writes, one reads.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from biaochi_chassis.foundation import signals, sqlite
from biaochi_chassis.log import leases, records
from biaochi_chassis.log.contract import (
    Bundle,
    LogRecord,
    LogUnavailable,
    Look,
    Origin,
    Outgoing,
    Subscription,
)
from biaochi_chassis.log.envelope import type_of
from biaochi_chassis.log.leases import Leases, Place
from biaochi_chassis.log.partitions import PARTITIONS
from biaochi_chassis.log.wakeup import Listening, WakeUp

Answer = TypeVar("Answer")


class _Hand:
    """One connection and the one thread that uses it."""

    def __init__(self, path: Path, name: str, synchronous: str = "FULL") -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._path = path
        self._synchronous = synchronous
        self.connection: sqlite3.Connection

    async def start(self, schema: str = "") -> None:
        self.connection = await self.do(sqlite.open_file, self._path, self._synchronous)
        if schema:
            await self.do(_create, self.connection, schema)

    async def do(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
        except sqlite3.Error as trouble:
            raise LogUnavailable(f"{self._path.name}: {trouble}") from trouble

    async def close(self) -> None:
        await self.do(self.connection.close)
        self._thread.shutdown()


def _create(connection: sqlite3.Connection, schema: str) -> None:
    with records.writing(connection):
        for statement in filter(str.strip, schema.split(";")):
            connection.execute(statement)


class EmbeddedLog:
    """The log of one machine, in `path`. One per process; several processes may have the file open."""

    def __init__(self, path: Path) -> None:
        """Take the file's place; nothing is opened before `start`."""
        self._path = path
        self._writer = _Hand(path, "log-writer")
        self._reader = _Hand(path, "log-reader")
        # In a file of its own: members show every two seconds that they live, and nobody who reads need wake for it.
        self._steward = _Hand(path.with_suffix(".leases"), "log-leases", synchronous="NORMAL")
        self._wake_up = WakeUp(path)

    async def start(self) -> None:
        """Create the file if it is not there; safe when several processes start at once."""
        await self._writer.start(records.SCHEMA)
        await self._reader.start()
        await self._steward.start(leases.SCHEMA)

    async def close(self) -> None:
        """End the threads and close the file."""
        self._wake_up.stop()
        for hand in (self._steward, self._reader, self._writer):
            await hand.close()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    async def publish(self, origin: Origin, outgoing: Sequence[Outgoing]) -> None:
        """Append what is not there yet and wake, in all processes, the topic's readers who have a use for it."""
        if await self._writer.do(records.publish, self._writer.connection, origin, outgoing):
            large = isinstance(outgoing, Bundle)
            self._wake_up.ring(origin.topic, () if large else {type_of(one.headers) for one in outgoing})

    async def newest(self, origin: Origin) -> Outgoing | None:
        """Return the origin's record with the highest sequence."""
        return await self._reader.do(records.newest, self._reader.connection, origin)

    async def read(self, topic: str, partition: int, offset: int, limit: int) -> list[LogRecord]:
        """Return up to `limit` records of one partition from `offset` on."""
        return await self._reader.do(records.read, self._reader.connection, topic, partition, (offset, limit))

    async def identity(self, topic: str) -> str:  # noqa: ARG002 - all topics lie in one file
        """Return that of the file."""
        return await self._reader.do(records.identity, self._reader.connection)

    async def end_offsets(self, topic: str) -> dict[int, int]:
        """Return where each of the twelve partitions goes on."""
        return await self._reader.do(records.end_offsets, self._reader.connection, topic)

    async def look(self, topics: Collection[str]) -> Look:
        """Return both of all topics, in one hop."""
        return await self._reader.do(records.look, self._reader.connection, topics)

    async def subscribe(self, group: str | None, topics: Sequence[str], types: Collection[str] = ()) -> Subscription:
        """Join a group, or only listen."""
        places = [(topic, partition) for topic in topics for partition in range(PARTITIONS)]
        listening = self._wake_up.listen(topics, types)
        if group is None:
            return Listener(listening, places, self._reader)
        return Member(listening, places, self._reader, (self._steward, group))


class Listener:
    """Reads every partition, without a group."""

    def __init__(self, listening: Listening, places: Sequence[Place], reader: _Hand) -> None:
        """Begin to listen."""
        self._places = places
        self._listening = listening
        self._next = listening.next()
        self._reader = reader

    async def assigned(self) -> frozenset[Place]:
        """Return all partitions."""
        return frozenset(self._places)

    async def ends(self) -> dict[Place, int]:
        """Return where the partitions end now."""
        return await self._reader.do(records.ends, self._reader.connection, self._listening.topics)

    async def wait(self, at_most: float) -> None:
        """Return when the log may have something of use since the last wait, or after `at_most` seconds."""
        await signals.wait_for(self._next, at_most)
        self._next = self._listening.next()

    def wake(self, *, everywhere: bool) -> None:
        """End the wait; everywhere: also those of all others who read one of these topics."""
        if everywhere:
            self._listening.ring()
        else:
            self._listening.notify()

    async def close(self) -> None:
        """Listen no more."""
        self._listening.leave()


class Member(Listener):
    """Shares the partitions with the rest of its group."""

    def __init__(
        self, listening: Listening, places: Sequence[Place], reader: _Hand, membership: tuple[_Hand, str]
    ) -> None:
        """Be about to join; a membership is kept by the steward, in a group."""
        super().__init__(listening, places, reader)
        self._steward, group = membership
        self._leases = Leases(self._steward.connection, group)
        self._mine: frozenset[Place] = frozenset()
        self._renewed = float("-inf")

    async def assigned(self) -> frozenset[Place]:
        """Return this member's share, shared out anew every two seconds."""
        if time.monotonic() - self._renewed >= leases.RENEW:
            self._mine = await self._steward.do(self._leases.renew, self._places)
            self._renewed = time.monotonic()
        return self._mine

    async def close(self) -> None:
        """Leave the group."""
        await self._steward.do(self._leases.leave)
        await super().close()
