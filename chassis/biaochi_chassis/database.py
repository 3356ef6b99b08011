"""A service's own database: one writer at a time in this process, readers that never wait, migrations at the start."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from biaochi_chassis.call import Call
from biaochi_chassis.migrating.upgrade import upgrade
from biaochi_chassis.transaction import Transaction

__all__ = ["Database", "Transaction"]

READERS = 4

_PATIENCE = "pragma busy_timeout=30000"
_WRITER = (_PATIENCE, "pragma synchronous=FULL", "pragma foreign_keys=on")
_READER = (_PATIENCE, "pragma query_only=on")


class Database:
    """The database of the service `source`; its scripts are in the package `migrations`, folder `versions`."""

    def __init__(self, source: str, url: str, migrations: str) -> None:
        """Take the address; nothing is opened before `start`."""
        self.source = source
        self._url = url
        self._migrations = migrations
        self._sqlite = make_url(url).get_backend_name() == "sqlite"
        self._writer = self._engine(1, _WRITER, "begin immediate")
        self._readers = self._engine(READERS, _READER, "begin")
        # Writers queue here in order of arrival; SQLite's own queue is a race.
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[object] | None = None
        self._committed: list[Callable[[], None]] = []

    async def start(self) -> None:
        """Bring the tables to the newest migration; safe when two processes start at once."""
        await asyncio.to_thread(upgrade, self._url, self._migrations)

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._readers.dispose()

    def when_committed(self, react: Callable[[], None]) -> None:
        """Have a plain function called after every commit that told something."""
        self._committed.append(react)

    @asynccontextmanager
    async def transaction(self, call: Call) -> AsyncIterator[Transaction]:
        """Write: everything in the block commits together at its end; an exception leaves no trace.

        Writers of one process take turns, so keep slow work outside. Never open one inside another.
        """
        async with self.writing() as (connection, whole):
            tx = Transaction(connection, call, self.source)
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
        """Write without telling or remembering: the chassis' own housekeeping."""
        async with self._my_turn(), self._writer.connect() as connection, connection.begin() as whole:
            yield connection, whole

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read one snapshot from the first statement on; waits for no writer and can change nothing."""
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

    def _engine(self, size: int, pragmas: tuple[str, ...], begin: str) -> AsyncEngine:
        engine = create_async_engine(self._url, pool_size=size, max_overflow=0)
        if self._sqlite:
            _speak_sqlite(engine, pragmas, begin)
        return engine


def _speak_sqlite(engine: AsyncEngine, pragmas: tuple[str, ...], begin: str) -> None:
    """Say `begin` ourselves: the driver's own begin comes late and takes no lock."""

    def prepare(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    def let_go(raw: DBAPIConnection, _entry: ConnectionPoolEntry, _trouble: BaseException | None) -> None:
        # A cancelled statement may still be open, and would keep the file locked after its connection was closed.
        raw.rollback()

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "invalidate", let_go)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
