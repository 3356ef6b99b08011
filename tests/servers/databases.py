"""Where a test's services keep their databases: each in a file, or each on the one PostgreSQL of the run."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from tests.servers.postgres import Postgres

Databases = Callable[[str], str]
"""Returns the address of a service's database by its name; the same at every call."""


def in_files(folder: Path) -> Databases:
    """Every database is a file in the folder."""
    return lambda name: f"sqlite+pysqlite:///{folder / name}.db"


class OnServer:
    """Every database is one of the server's, made when it is first asked for; as a block it drops them at its end."""

    def __init__(self, server: Postgres) -> None:
        """Have none yet."""
        self._server = server
        self._addresses: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return its address."""
        if name not in self._addresses:
            self._addresses[name] = self._server.new_database(name)
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
