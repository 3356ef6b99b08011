"""Where a test's services keep their databases: each in a file, or each on the one PostgreSQL of the run.

A service's, and those of the chassis' tests, are copies of one that its migrations made once; one by another name is
empty, and so are those of a whole platform that begins with nothing as a city does.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import psycopg
from biaochi_chassis.foundation.settings import SERVICES
from biaochi_chassis.store.migrating.upgrade import upgrade
from psycopg import sql

from tests.servers.postgres import Postgres

Databases = Callable[[str], str]
"""Returns the address of a service's database by its name; the same at every call."""

MIGRATIONS = {
    **{name: f"biaochi_{name}.migrations" for name in SERVICES},
    **dict.fromkeys(("producer", "receiver"), "tests.chassis.scripts"),
}
"""By name, what makes a database that is not empty."""


def in_files(folder: Path) -> Databases:
    """Every database is a file in the folder."""

    def address_of(name: str) -> str:
        file = folder / f"{name}.db"
        if name in MIGRATIONS and not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_migrated_file(name))
        return _address(file)

    return address_of


class OnServer:
    """Every database is one of the server's, made when it is first asked for; as a block it drops them at its end."""

    def __init__(self, server: Postgres, *, empty: bool = False) -> None:
        """Have none yet. `empty`: make them so, services' too."""
        self._server = server
        self._filled = () if empty else MIGRATIONS
        self._addresses: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return its address."""
        if name not in self._addresses:
            migrated = self._server.template(name, _migrate) if name in self._filled else ""
            self._addresses[name] = self._server.new_database(name, migrated)
        return self._addresses[name]

    def __enter__(self) -> Self:
        """Have none yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Drop those that were asked for."""
        self._server.drop(self._addresses.values())


def as_settings(databases: Databases, *services: str) -> dict[str, str]:
    """The environment that leads these services to their databases."""
    return {f"BIAOCHI_DATABASE_{name.upper()}": databases(name) for name in services}


def fill(home: Path, settings: Mapping[str, str]) -> None:
    """Put the files of the services that settings lead to no server into a home that has none yet."""
    address_of = in_files(home / "data")
    for name in SERVICES:
        if f"BIAOCHI_DATABASE_{name.upper()}" not in settings:
            address_of(name)


def drop(settings: Mapping[str, str]) -> None:
    """Drop the databases of a server that settings lead services to, whoever is connected to them; files stay."""
    addresses = (settings.get(f"BIAOCHI_DATABASE_{name.upper()}", "") for name in SERVICES)
    for address in addresses:
        if address.startswith("postgresql"):
            server, _, name = address.replace("+psycopg", "").rpartition("/")
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@cache
def _migrated_file(service: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"{service}.db")
        _migrate(service, _address(file))
        return file.read_bytes()


def _migrate(service: str, address: str) -> None:
    upgrade(address, MIGRATIONS[service])


def _address(file: Path) -> str:
    return f"sqlite+pysqlite:///{file}"
