"""A service's own database: one writer at a time in this process, readers that never wait, migrations at the start."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from biaochi_chassis.event.call import Call
from biaochi_chassis.store import engines
from biaochi_chassis.store.migrating.upgrade import upgrade
from biaochi_chassis.store.unit_of_work import UnitOfWork

__all__ = ["Database", "UnitOfWork"]

AGAIN = 1.0
"""Seconds until a database that is not there yet is tried again."""

_logger = logging.getLogger(__name__)


class Database:
    """The database of the service `source`; its scripts are in the package `migrations`, folder `versions`."""

    def __init__(self, source: str, url: str, migrations: str) -> None:
        """Take the address; nothing is opened before `start`."""
        self.source = source
        self._url = url
        self._migrations = migrations
        self._writer = engines.writer(url)
        self._readers = engines.readers(url)
        # Writers queue here in order of arrival; the database's own queue is a race.
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[object] | None = None
        self._held: AsyncConnection | None = None
        self._committed: list[Callable[[], None]] = []

    async def start(self) -> None:
        """Bring the tables to the newest migration; safe when two processes start at once.

        Waits for a server that does not answer yet. Raises SettingsRefused for one we cannot work with.
        """
        while True:
            try:
                return await asyncio.to_thread(upgrade, self._url, self._migrations)
            except OperationalError as trouble:
                if engines.is_sqlite(self._url):
                    raise
                _logger.warning("%s waits for its database: %s", self.source, trouble.orig)
                await asyncio.sleep(AGAIN)

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._readers.dispose()

    def when_committed(self, react: Callable[[], None]) -> None:
        """Have a plain function called after every commit that published something."""
        self._committed.append(react)

    @asynccontextmanager
    async def transaction(self, call: Call) -> AsyncIterator[UnitOfWork]:
        """Write: everything in the block commits together at its end; an exception leaves no trace.

        Writers of one process take turns, so keep slow work outside. Never open one inside another.
        """
        async with self.writing() as (connection, whole):
            tx = UnitOfWork(connection, call, self.source)
            yield tx
            if tx.abandoned:
                await whole.rollback()
            else:
                await tx.finish()
        if tx.positions:
            for react in self._committed:
                react()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[tuple[AsyncConnection, AsyncTransaction]]:
        """Write without publishing or remembering: the chassis' own housekeeping."""
        if self._held:
            async with self._held.begin_nested() as part:
                yield self._held, part
            return
        async with self._my_turn(), self._writer.connect() as connection, connection.begin() as whole:
            yield connection, whole

    @asynccontextmanager
    async def holding(self) -> AsyncIterator[AsyncConnection]:
        """Keep the writers' turn: all that is done by this object in the block commits together at its end.

        Readers in the block see it before. Only where nobody else works with this object: other processes wait.
        """
        async with self.writing() as (connection, _):
            self._held = connection
            try:
                yield connection
            finally:
                self._held = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read one snapshot from the first statement on; waits for no writer and can change nothing."""
        if self._held:
            yield self._held
            return
        async with self._readers.connect() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        if self._holder is asyncio.current_task():
            raise RuntimeError("A transaction was opened inside another: it would wait for itself for ever.")
        async with self._turn:
            self._holder = asyncio.current_task()
            try:
                yield
            finally:
                self._holder = None
