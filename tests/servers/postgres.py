"""A real PostgreSQL: a container where Docker is, else Debian's binaries with a cluster of the run's own."""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import Engine, create_engine
from testcontainers.community.postgres import PostgresContainer

from tests import worker
from tests.servers import disk, docker
from tests.servers.missing import ServerMissing
from tests.servers.processes import Server, as_user, free_port, unprivileged

IMAGE = "postgres:17"
USER = "biaochi"
# The tests kill the server, not the machine's power: what is committed must have reached the kernel, not the disk.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "on",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "400",
    "listen_addresses": "127.0.0.1",
}


@dataclass
class Postgres:
    """A running server; every test gets databases of its own."""

    host: str
    port: int
    password: str = ""

    def __post_init__(self) -> None:
        """Count the databases."""
        self._numbers = count(1)
        self._templates: dict[str, str] = {}

    def new_database(self, name: str = "db", template: str = "") -> str:
        """Create a database, empty or a copy of a template, its texts in order of their bytes; return its address."""
        unique = f"{name}_{worker.NAME}{next(self._numbers)}"
        with self._first.connect() as connection:
            connection.exec_driver_sql(
                f'create database "{unique}" template "{template or "template0"}" strategy file_copy '
                "encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'"
            )
        return self.address(unique)

    def template(self, name: str, fill: Callable[[str, str], None]) -> str:
        """The template of this name, filled once: `fill` is given the name and the address."""
        if name not in self._templates:
            address = self.new_database(f"template_{name}")
            fill(name, address)
            self._templates[name] = address.rpartition("/")[2]
        return self._templates[name]

    def drop(self, addresses: Iterable[str]) -> None:
        """Drop these databases, whoever is connected to them."""
        with self._first.connect() as connection:
            for address in addresses:
                connection.exec_driver_sql(f'drop database "{address.rpartition("/")[2]}" with (force)')

    def address(self, database: str) -> str:
        """Return the address of one of its databases as our settings want it."""
        password = f":{self.password}" if self.password else ""
        return f"postgresql+psycopg://{USER}{password}@{self.host}:{self.port}/{database}"

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            psycopg.connect(self.address("postgres").replace("+psycopg", ""), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def close(self) -> None:
        """Close the connection that is kept."""
        self._first.dispose()

    @cached_property
    def _first(self) -> Engine:
        """The database that is always there, by one connection: each takes a fifth of what making a database does."""
        return create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT", pool_size=1, pool_pre_ping=True)


@contextmanager
def running() -> Iterator[Postgres]:
    """A PostgreSQL for the length of the block. Raises ServerMissing when there is no way to have one."""
    if docker.is_there():
        there = PostgresContainer(IMAGE, username=USER, password=USER, dbname="postgres", driver=None)
        with docker.running(there.with_command(["postgres", *_options(listen_addresses="*")])) as container:
            yield Postgres(container.get_container_host_ip(), int(container.get_exposed_port(5432)), USER)
    else:
        with local() as cluster:
            yield cluster.postgres


@contextmanager
def local(
    folder: Callable[[str], AbstractContextManager[Path]] = disk.folder,
    prepare: Callable[["Cluster"], None] = lambda _: None,
) -> Iterator["Cluster"]:
    """A cluster made of Debian's binaries, which a test may stop and start, in a folder of its own.

    `prepare` may change its files before it starts.
    """
    binaries = _binaries()
    user = unprivileged("postgres")
    with folder("biaochi-postgres-") as home:
        if user:
            shutil.chown(home, user)
        cluster = Cluster(binaries, home, user)
        cluster.create()
        prepare(cluster)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.postgres.close()
            cluster.server.stop()


@dataclass
class Cluster:
    """A cluster made of Debian's binaries; it can be stopped and started again."""

    binaries: Path
    folder: Path
    user: str | None

    def __post_init__(self) -> None:
        """Take a port."""
        self.postgres = Postgres("127.0.0.1", free_port())
        self.server: Server

    def create(self) -> None:
        """Make the files."""
        options = ["-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        command = as_user([str(self.binaries / "initdb"), *options], self.user)
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        options = _options(port=str(self.postgres.port), unix_socket_directories=str(self.folder))
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data"), *options]
        # SIGINT: a fast shutdown, which does not wait for open connections.
        self.server = Server.start(as_user(command, self.user), self.folder / "log", signal.SIGINT)
        self.server.wait_for(self.postgres.answers)


def _options(**settings: str) -> list[str]:
    return [word for name, value in {**OPTIONS, **settings}.items() for word in ("-c", f"{name}={value}")]


def _binaries() -> Path:
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if newest:
        return newest[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    raise ServerMissing("PostgreSQL is not tested: no Docker and no initdb here. Debian: apt-get install postgresql")
