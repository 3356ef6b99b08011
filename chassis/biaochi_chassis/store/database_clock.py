"""The time of the database's server, so that all replicas of a service mean one time by a deadline."""

import asyncio
import logging
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.foundation.clock import SHANGHAI, Clock, SystemClock
from biaochi_chassis.store.database import Connection, Database

LOOK = 60.0
"""Seconds between two looks; in between the machine's clock goes on."""
AGAIN = 1.0
_logger = logging.getLogger(__name__)


class DatabaseClock:
    """A clock that goes as the machine's does and is set by the database's; a loop of the service."""

    def __init__(self, database: Database) -> None:
        """Not yet set."""
        self._database = database
        self._ahead: timedelta | None = None
        self._machine = SystemClock()

    def now(self) -> datetime:
        """Return this instant, in UTC."""
        return self._machine.now() + (self._ahead or timedelta())

    def today(self) -> date:
        """Return the day it is in Asia/Shanghai."""
        return self.now().astimezone(SHANGHAI).date()

    async def run(self) -> None:
        """Set it for ever; while the database is away it goes on as it was set."""
        while True:
            try:
                await self.look()
            except SQLAlchemyError as trouble:
                _logger.warning("%s cannot ask its database what time it is: %s", self._database.source, trouble)
            await asyncio.sleep(AGAIN if self._ahead is None else LOOK)

    async def look(self) -> None:
        """Set it: what the server says is taken for the middle of the question."""
        begun = self._machine.now()
        said = await self._database.read(_time)
        self._ahead = said - begun - (self._machine.now() - begun) / 2

    async def check(self) -> str | None:
        """Return None once it is set."""
        return "does not know yet what time its database has" if self._ahead is None else None


def clock_of(database: Database, clock: Clock) -> Clock:
    """Return the clock of a service: its server's, unless it has no server, or a test or rehearsal says the time."""
    return DatabaseClock(database) if database.on_server and isinstance(clock, SystemClock) else clock


def _time(connection: Connection) -> datetime:
    said: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return said.astimezone(UTC)
