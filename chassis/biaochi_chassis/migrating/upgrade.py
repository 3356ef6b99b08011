"""Upgrades a database to its service's newest migration: whole or not at all, safe when several processes start."""

from importlib.resources import files
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from biaochi_chassis import wal

# Alembic keeps the migration under way in a variable of its own.
_one_at_a_time = Lock()


def upgrade(url: str, migrations: str) -> None:
    """Run the scripts in the folder `versions` of the package `migrations`. Blocks: to be called in a thread."""
    target = make_url(url)
    sqlite = target.get_backend_name() == "sqlite"
    if sqlite:
        _make_file(target)
        target = target.set(drivername="sqlite")
    engine = create_engine(target, poolclass=NullPool)
    if sqlite:
        _lock_at_begin(engine)
    with _one_at_a_time, engine.begin() as connection:
        command.upgrade(_config(connection, migrations), "head")
    engine.dispose()


def _config(connection: Connection, migrations: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("biaochi_chassis").joinpath("migrating")))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(files(migrations).joinpath("versions")))
    config.attributes["connection"] = connection
    return config


def _make_file(target: URL) -> None:
    wal.open_file(Path(target.database or "")).close()


def _lock_at_begin(engine: Engine) -> None:
    """Let the second starter wait here and then find everything done."""

    def no_implicit_begin(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None
        raw.execute("pragma busy_timeout=30000")

    event.listen(engine, "connect", no_implicit_begin)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("begin immediate"))
