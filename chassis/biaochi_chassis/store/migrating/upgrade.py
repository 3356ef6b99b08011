"""Upgrades a database to its service's newest migration: whole or not at all, safe when several processes start."""

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
from biaochi_chassis.store.tables import complete

# Alembic keeps the migration under way in a variable of its own.
_one_at_a_time = Lock()

_OURS = 0x6269616F
"""The number of the advisory lock: any, but the same in every version."""


class SchemaTooNew(SettingsRefused):
    """The database was migrated by a newer version than this one: nothing may be read or written with what we know."""


def upgrade(url: str, migrations: str) -> None:
    """Run the scripts in the folder `versions` of the package `migrations`, and complete the tables of the chassis.

    Blocks: to be called in a thread. Raises SchemaTooNew, and touches nothing, when a newer version was here.
    """
    target = make_url(url)
    sqlite = target.get_backend_name() == "sqlite"
    if sqlite:
        _make_file(target)
        target = target.set(drivername="sqlite")
    engine = create_engine(target, poolclass=NullPool, connect_args={} if sqlite else {"connect_timeout": 5})
    if sqlite:
        _lock_at_begin(engine)
    try:
        with _one_at_a_time, engine.begin() as connection:
            if not sqlite:
                _take_turns(connection)
                _check_order(connection)
            config = _config(connection, migrations)
            _refuse_newer(connection, config)
            command.upgrade(config, "head")
            complete(connection)
    finally:
        engine.dispose()


def _take_turns(connection: Connection) -> None:
    """Let the second starter wait for the first; without it, it would fail on tables that are there already."""
    connection.execute(text("select pg_advisory_xact_lock(:ours)"), {"ours": _OURS})


def _check_order(connection: Connection) -> None:
    if not connection.execute(text("select 'B' < 'a' and 'b' < 'é'")).scalar():
        raise SettingsRefused(
            f"The database {connection.engine.url.database} does not sort by bytes, so that pages and hashes would "
            "differ between machines: create it anew with lc_collate 'C', encoding 'UTF8' and template0."
        )


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for revision in MigrationContext.configure(connection).get_current_heads():
        if revision not in known:
            raise SchemaTooNew(
                f"The database {connection.engine.url.database} is at the migration {revision}, which this version "
                "does not know: a newer one was here. Start the newer one again, or restore a backup from before it."
            )


def _config(connection: Connection, migrations: str) -> Config:
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
