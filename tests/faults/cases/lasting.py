"""Faults that last for the length of a with block, so that something can be looked at meanwhile."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from biaochi_chassis.foundation.settings import SERVICES
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from tests.faults.platform.deployment import BROKER, DATABASE, Deployment, Files
from tests.faults.platform.proxy import Proxy
from tests.faults.platform.system import System

Fault = Callable[[System], AbstractContextManager[None]]

A_PERSON = '{ person(city: "lanzhou", code: "nobody") { code } }'
SLOW = 2.0
"""Seconds that a packet takes on its way to a slow service."""
PATIENCE = 60.0
"""Seconds within which a platform under load has something to judge."""


@contextmanager
def a_part_gone(system: System) -> Iterator[None]:
    """Assessment has died, so that the gateway is not ready."""
    system.kill("assessment")
    yield
    system.heal()


@contextmanager
def a_service_silent(system: System) -> Iterator[None]:
    """Nothing passes between the gateway and assessment, and nobody is told."""
    with _silent(system.proxies["assessment"]):
        yield


@contextmanager
def services_slow(system: System) -> Iterator[None]:
    """Every packet between the gateway and the services takes two seconds."""
    for service in SERVICES:
        system.proxies[service].weather.delay = SLOW
    yield
    for service in SERVICES:
        system.proxies[service].weather.delay = 0.0


@contextmanager
def log_away(system: System) -> Iterator[None]:
    """The log answers nobody: no broker is reached, or somebody else keeps the log's file for himself."""
    if isinstance(system.deployment, Files):
        with _kept(system.deployment, "log"):
            yield
    else:
        with _silent(system.proxies[BROKER]):
            yield


@contextmanager
def broker_stopped(system: System) -> Iterator[None]:
    """The broker has ended in good order."""
    system.deployment.broker().stop()
    yield
    system.deployment.broker().start()


@contextmanager
def database_kept(system: System) -> Iterator[None]:
    """Somebody else writes to the registry's database file, for long."""
    assert isinstance(system.deployment, Files)
    with _kept(system.deployment, "org"):
        yield


@contextmanager
def database_silent(system: System) -> Iterator[None]:
    """Nothing passes between the services and the database server, and nobody is told."""
    with _silent(system.proxies[DATABASE]):
        yield


@contextmanager
def database_killed(system: System) -> Iterator[None]:
    """The server of all databases is killed."""
    system.deployment.server().kill()
    yield
    system.deployment.server().start()


@contextmanager
def disk_full(system: System) -> Iterator[None]:
    """No database can grow."""
    with system.deployment.full_disk():
        yield


@contextmanager
def writers_turn_kept(system: System) -> Iterator[None]:
    """Somebody keeps the writers' turn of scoring's database, at a moment when something is to be judged."""
    take = "begin immediate" if isinstance(system.deployment, Files) else "select one from writer_turn for update"
    with _connected(system.deployment, "scoring") as connection:
        end = time.monotonic() + PATIENCE
        while not _taken_while_marked(connection, take):
            assert time.monotonic() < end, "there was never anything to judge"
            time.sleep(0.05)
        yield
        connection.exec_driver_sql("rollback")


@contextmanager
def a_table_gone(system: System) -> Iterator[None]:
    """A fault of ours: the registry's service does not find its persons, whom nobody else asks for."""
    with _connected(system.deployment, "org") as connection:
        connection.exec_driver_sql("alter table person rename to person_gone")
        try:
            for _ in range(3):
                system.running.post(A_PERSON)
            yield
        finally:
            connection.exec_driver_sql("alter table person_gone rename to person")


@contextmanager
def _silent(proxy: Proxy) -> Iterator[None]:
    proxy.weather.silent = True
    yield
    proxy.weather.silent = False


@contextmanager
def _kept(files: Files, name: str) -> Iterator[None]:
    with closing(sqlite3.connect(files.file(name), timeout=10, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield
        connection.execute("rollback")


def _taken_while_marked(connection: Connection, take: str) -> bool:
    if take.startswith("select"):
        connection.exec_driver_sql("begin")
    connection.exec_driver_sql(take)
    if connection.scalar(text("select count(*) from dirty")):
        return True
    connection.exec_driver_sql("rollback")
    return False


@contextmanager
def _connected(deployment: Deployment, service: str) -> Iterator[Connection]:
    """A connection that says itself where a transaction begins."""
    engine = create_engine(deployment.database(service), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with closing(engine.connect()) as connection:
        yield connection
    engine.dispose()
