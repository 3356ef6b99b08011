"""A service's own database: one writer at a time in this process, readers that never wait, migrations at the start.

What is done with it is plain synchronous code over one connection: one transaction, in one hop to another thread.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, make_url, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from biaochi_chassis.audit.digest import SHA256, Digest
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.metrics import DATABASE_WAIT
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store import engines
from biaochi_chassis.store.room import Room
from biaochi_chassis.store.unit_of_work import Kept, UnitOfWork
from biaochi_chassis.store.writer import Withdrawn, Writer

__all__ = ["Committed", "Connection", "Database", "UnitOfWork"]

AGAIN = 1.0
"""Seconds until a database that is not there yet is tried again."""

NOTHING: Mapping[str, object] = MappingProxyType({})

T = TypeVar("T")

_logger = logging.getLogger(__name__)


class Committed(NamedTuple, Generic[T]):
    """What a unit of work answered, and the positions of what it published."""

    answer: T
    positions: Positions


class Database:
    """The database of the service `source`; its scripts are in the package `migrations`, folder `versions`."""

    def __init__(
        self,
        source: str,
        url: str,
        migrations: str,
        digest: Digest = SHA256,
        known: Mapping[str, object] = NOTHING,
        owner: str = "",
    ) -> None:
        """Take the address, what the audit is chained by, and what every connection holds in its `info`.

        `owner`: the address by which it is migrated, where the role of the other one only serves.

        Nothing is opened before `start`.
        """
        self.source = source
        self.digest = digest
        self._url = url
        self._owner = owner
        self._serving = make_url(url).username or "" if owner else ""
        self._migrations = migrations
        self._engine = engines.informed(engines.writer(url), known)
        self._writer = Writer(self._engine, source)
        self._reading = engines.informed(engines.readers(url), known)
        self._readers = ThreadPoolExecutor(engines.READERS, f"{source}-reader")
        self._committed: list[Callable[[Kept], None]] = []
        self._room = Room(source)
        self._writer_wait = DATABASE_WAIT.labels(source, "writer")
        self._reader_wait = DATABASE_WAIT.labels(source, "readers")
        self.publishing_held: Callable[[], Refused | None] = lambda: None
        """Returns why nothing may be published now; a unit of work that would publish is refused with it."""

    async def start(self) -> None:
        """Bring the tables to the newest migration; safe when two processes start at once.

        Waits for a server that does not answer yet. Raises SettingsRefused for one we cannot work with, and its
        SchemaTooNew for a database that a newer version has migrated.
        """
        # A command that judges by a service's own rules loads this module, and never Alembic.
        from biaochi_chassis.store.migrating.upgrade import upgrade  # noqa: PLC0415

        while True:
            try:
                return await asyncio.to_thread(upgrade, self._owner or self._url, self._migrations, self._serving)
            except OperationalError as trouble:
                if engines.is_sqlite(self._url):
                    raise
                _logger.warning("%s waits for its database: %s", self.source, trouble.orig)
                await asyncio.sleep(AGAIN)

    async def close(self) -> None:
        """End the threads and close every connection."""
        await self._writer.close()
        await asyncio.to_thread(self._readers.shutdown)
        self._engine.dispose()
        self._reading.dispose()

    @property
    def on_server(self) -> bool:
        """Whether a server keeps it, which other replicas may use, and not a file of this machine."""
        return not engines.is_sqlite(self._url)

    def when_committed(self, react: Callable[[Kept], None]) -> None:
        """Have a plain function called on the event loop with what every commit has published, in their order."""
        self._committed.append(react)

    async def write(self, call: Call, work: Callable[[UnitOfWork], T]) -> Committed[T]:
        """Do a unit of work: what it changes, publishes and remembers commits together, or leaves no trace.

        Units of one process that wait for each other share a commit; each is answered once its own is durable. One
        that was abandoned answers and leaves no trace. Raises what `publishing_held` returns.
        """

        since = time.monotonic()

        def whole(connection: Connection) -> tuple[UnitOfWork, T]:
            self._writer_wait.observe(time.monotonic() - since)
            unit = UnitOfWork(connection, call, self.source, self.digest)
            answer = work(unit)
            if unit.abandoned:
                raise Withdrawn(answer)
            if unit.publishes and (held := self.publishing_held()):
                raise held
            unit.finish()
            return unit, answer

        try:
            unit, answer = await self.update(whole)
        except Withdrawn as withdrawn:
            return Committed(withdrawn.answer, Positions())  # type: ignore[arg-type]  # it is what the work answered
        if unit.kept:
            for react in self._committed:
                react(unit.kept)
        return Committed(answer, unit.positions)

    async def check(self) -> str | None:
        """Return None when it answers; raises what it answers instead."""
        await self.read(lambda connection: connection.execute(select(1)).scalar_one())
        return None

    async def update(self, work: Callable[[Connection], T]) -> T:
        """Write without publishing or remembering: the chassis' own housekeeping."""
        try:
            return await self._writer.run(work)
        except DBAPIError as trouble:
            self._room.failed(trouble)
            raise

    async def without_room(self) -> str | None:
        """Return None while there is room for what is written, else a sentence."""
        return await self._room.check(self.update)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Read one snapshot from the first statement on; waits for no writer and can change nothing."""
        if self._writer.held:
            return await self._writer.run(work)
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work, time.monotonic())

    def connections_in_use(self) -> Mapping[str, int]:
        """Return how many connections of this process work at this moment, by pool."""
        pools = {"writer": self._engine.pool, "readers": self._reading.pool}
        return {name: pool.checkedout() for name, pool in pools.items() if isinstance(pool, QueuePool)}

    def _read(self, work: Callable[[Connection], T], since: float) -> T:
        with self._reading.connect() as connection, connection.begin():
            self._reader_wait.observe(time.monotonic() - since)
            return work(connection)

    @asynccontextmanager
    async def holding(self) -> AsyncIterator[None]:
        """Keep the writers' turn: all that is done by this object in the block commits together at its end.

        Reads in the block see it before. Only where nobody else works with this object: other processes wait.
        """
        async with self._writer.holding():
            yield
