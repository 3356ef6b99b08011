"""What the platform stands on in a round: where its databases and its log are, and what of that can be broken.

A case says what it needs and runs on every deployment that has it; PostgreSQL and Kafka are one more class.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from biaochi_chassis.foundation.settings import SERVICES
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.embedded import EmbeddedLog

from tests.faults.platform.proxy import Network, Proxy
from tests.servers import disk

BROKER, DATABASE = "broker", "database"
CITY_DATE = {"BIAOCHI_CLOCK": "2021-02-01T00:00:00Z"}


class Need(StrEnum):
    """Something a case breaks that not every deployment has."""

    DISK = "a disk that can be full"
    BROKER = "a broker that can be stopped, killed and wiped"
    DATABASE_SERVER = "a database server that can be stopped"
    SERVER_PROXY = "a proxy before the broker and the database server"


class Breakable(Protocol):
    """A server of the deployment."""

    def stop(self) -> None:
        """End it in good order."""
        ...

    def kill(self) -> None:
        """End it as a power cut would."""
        ...

    def wipe(self) -> None:
        """Lose all that it kept; it must be stopped."""
        ...

    def start(self) -> None:
        """Start it and wait until it answers."""
        ...


class Deployment(Protocol):
    """Where one platform stands."""

    has: frozenset[Need]
    ways: Mapping[str, Proxy]
    """The proxies that lead the platform to its servers, BROKER and DATABASE."""

    def environment(self) -> Mapping[str, str]:
        """Return what leads the platform's processes to it."""
        ...

    def database(self, service: str) -> str:
        """Return the address of a service's database as SQLAlchemy opens it without asyncio."""
        ...

    def log(self) -> EventLog:
        """Return the log, not started."""
        ...

    def broker(self) -> Breakable:
        """Return the broker; only if it has one."""
        ...

    def server(self) -> Breakable:
        """Return the database server; only if it has one."""
        ...

    def full_disk(self) -> AbstractContextManager[None]:
        """Let no database grow within the block. Only with a DISK."""
        ...


class Files:
    """One machine without servers: SQLite files and the embedded log in one folder."""

    has = frozenset({Need.DISK} if disk.can_be_full() else ())
    ways: Mapping[str, Proxy] = MappingProxyType({})

    def __init__(self, home: Path) -> None:
        """Take the platform's home."""
        self._data = home / "data"

    def environment(self) -> Mapping[str, str]:
        """Nothing to say: this is what the platform does by itself."""
        return {}

    def database(self, service: str) -> str:
        """A file of its own."""
        return f"sqlite:///{self._data / service}.db"

    def file(self, name: str) -> Path:
        """Return the file of a service's database, or of the log."""
        assert name in (*SERVICES, "log")
        return self._data / f"{name}.db"

    def log(self) -> EventLog:
        """The log's file."""
        return EmbeddedLog(self._data / "log.db")

    def broker(self) -> Breakable:
        """There is none."""
        raise NotImplementedError

    def server(self) -> Breakable:
        """There is none."""
        raise NotImplementedError

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """No file can grow, be it a database, the log or a write-ahead log."""
        with disk.full(self._data):
            yield


@dataclass(frozen=True)
class Kind:
    """A kind of deployment: what it has, and how to stand a platform on it for the length of a with block.

    It is made in a home, with a network for the ways to its servers.
    """

    has: frozenset[Need]
    at: Callable[[Path, Network], AbstractContextManager[Deployment]]


@contextmanager
def _files(home: Path, _network: Network) -> Iterator[Deployment]:
    if Need.DISK not in Files.has:
        yield Files(home)
        return
    (home / "data").mkdir(parents=True)
    with disk.mounted(home / "data"):
        yield Files(home)


FILES = Kind(Files.has, _files)
