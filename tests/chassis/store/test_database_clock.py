"""A service on a server has its server's time; on a file, or where somebody says what time it is, it keeps its own."""

from datetime import UTC, datetime, timedelta

from biaochi_chassis.foundation.clock import FixedClock, SystemClock
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.database_clock import DatabaseClock, clock_of
from sqlalchemy import text

from tests.chassis.worlds import database
from tests.servers.databases import Databases, OnServer

# What stands before pg_catalog in the path is found first: a server whose clock is two hours ahead.
AHEAD = """
create function public.clock_timestamp() returns timestamptz language sql
as 'select pg_catalog.clock_timestamp() + interval ''2 hours'''
"""


async def two_hours_ahead(databases: Databases) -> Database:
    """A database that is two hours ahead of this machine."""
    first = database(databases, "producer")
    await first.start()
    await first.update(lambda connection: connection.execute(text(AHEAD)))
    path = text("select format('alter database %I set search_path = public, pg_catalog', current_database())")
    await first.update(lambda one: one.execute(text(one.execute(path).scalar_one())))
    await first.close()
    return database(databases, "producer")


async def test_a_service_on_a_server_has_its_servers_time(databases: Databases) -> None:
    if not isinstance(databases, OnServer):
        return
    ahead = await two_hours_ahead(databases)
    clock = clock_of(ahead, SystemClock())
    assert isinstance(clock, DatabaseClock)
    assert await clock.check() == "does not know yet what time its database has"

    await clock.look()

    assert abs(clock.now() - datetime.now(UTC) - timedelta(hours=2)) < timedelta(minutes=1)
    assert await clock.check() is None
    await ahead.close()


async def test_on_a_file_or_where_somebody_says_the_time_the_clock_is_what_it_was(databases: Databases) -> None:
    said = FixedClock(datetime(2020, 12, 31, tzinfo=UTC))
    machine = SystemClock()
    service = database(databases, "producer")

    assert clock_of(service, said) is said
    assert (clock_of(service, machine) is machine) == (not isinstance(databases, OnServer))
    await service.close()
