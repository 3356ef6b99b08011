"""Upgrades a database to its service's newest migration: whole or not at all, safe when several processes start."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from biaochi_chassis.foundation import sqlite
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.store.engines import redacted, with_password
from biaochi_chassis.store.migrating.serving import let_serve
from biaochi_chassis.store.tables import complete

# Alembic keeps the migration under way in a variable of its own.
_one_at_a_time = Lock()

_OURS = 0x6269616F
"""The number of the advisory lock: any, but the same in every version."""


class SchemaTooNew(SettingsRefused):
    """The database was migrated by a newer version than this one: nothing may be read or written with what we know."""


def upgrade(url: str, migrations: str, serving: str = "") -> None:
    """Run the scripts in the folder `versions` of the package `migrations`, and complete the tables of the chassis.

    `serving`: the role that is granted what it needs to serve, where it is another than the owner's.

    Blocks: to be called in a thread. Raises SchemaTooNew, and touches nothing, when a newer version was here.
    """
    with migrating(url) as connection:
        bring_to(connection, migrations)
        if serving:
            let_serve(connection, serving)


@contextmanager
def migrating(url: str) -> Iterator[Connection]:
    """One transaction on the database, made if it is a file, while nobody else migrates it."""
    target = make_url(url)
    is_file = target.get_backend_name() == "sqlite"
    if is_file:
        _make_file(target)
        target = target.set(drivername="sqlite")
    arguments = {} if is_file else {"connect_timeout": 5}
    engine = create_engine(target, poolclass=NullPool, connect_args=arguments, hide_parameters=True)
    with_password(redacted(engine))
    if is_file:
        _lock_at_begin(engine)
    try:
        with engine.begin() as connection:
            if not is_file:
                _take_turns(connection)
                _check_order(connection)
            yield connection
    finally:
        engine.dispose()


def bring_to(connection: Connection, migrations: str, revision: str = "head") -> None:
    """Run the scripts up to this one and complete the tables of the chassis. Raises SchemaTooNew."""
    with _one_at_a_time:
        scripts, applied = _scripts(migrations), MigrationContext.configure(connection).get_current_heads()
        _refuse_newer(connection, scripts, applied)
        if revision != "head" or set(applied) != set(scripts.get_heads()):
            command.upgrade(_config(migrations, connection), revision)
        complete(connection)


def knows(migrations: str, revision: str) -> bool:
    """Whether a migration of this name is among the package's scripts."""
    return revision in _revisions(_scripts(migrations))


def _take_turns(connection: Connection) -> None:
    """Let the second starter wait for the first; without it, it would fail on tables that are there already."""
    connection.execute(text("select pg_advisory_xact_lock(:ours)"), {"ours": _OURS})


def _check_order(connection: Connection) -> None:
    if not connection.execute(text("select 'B' < 'a' and 'b' < 'é'")).scalar():
        raise SettingsRefused(
            f"The database {connection.engine.url.database} does not sort by bytes, so that pages and hashes would "
            "differ between machines: create it anew with lc_collate 'C', encoding 'UTF8' and template0."
        )


def _refuse_newer(connection: Connection, scripts: ScriptDirectory, applied: Iterable[str]) -> None:
    known = _revisions(scripts)
    for revision in applied:
        if revision not in known:
            raise SchemaTooNew(
                f"The database {connection.engine.url.database} is at the migration {revision}, which this version "
                "does not know: a newer one was here. Start the newer one again, or restore a backup from before it."
            )


def _revisions(scripts: ScriptDirectory) -> set[str]:
    return {script.revision for script in scripts.walk_revisions()}


@cache
def _scripts(migrations: str) -> ScriptDirectory:
    """The scripts of a package, which are loaded once a process: whoever has them all runs none."""
    return ScriptDirectory.from_config(_config(migrations))


def _config(migrations: str, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("biaochi_chassis.store").joinpath("migrating")))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(files(migrations).joinpath("versions")))
    config.attributes["connection"] = connection
    return config


def _make_file(target: URL) -> None:
    sqlite.open_file(Path(target.database or "")).close()


def _lock_at_begin(engine: Engine) -> None:
    """Let the second starter wait here and then find everything done."""

    def no_implicit_begin(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None
        raw.execute("pragma busy_timeout=30000")

    event.listen(engine, "connect", no_implicit_begin)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("begin immediate"))
