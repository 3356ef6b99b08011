"""The servers as fixtures: started when the first test asks, once a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import kafka, postgres
from tests.servers.databases import Databases, OnServer, in_files
from tests.servers.missing import ServerMissing, give_up
from tests.servers.postgres import Postgres


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """A real PostgreSQL."""
    try:
        server = postgres.running()
        running = server.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield running
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def kafka_address() -> Iterator[str]:
    """Where a real Apache Kafka listens."""
    try:
        server = kafka.running()
        running = server.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield running
    server.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    """Databases of the test's own: the test runs once on files and once on a real PostgreSQL."""
    if request.param == "sqlite":
        return in_files(tmp_path)
    return OnServer(request.getfixturevalue("postgresql"))
