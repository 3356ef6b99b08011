"""The servers as fixtures: started when the first test asks, once a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import keycloak, shared
from tests.servers.databases import Databases, OnServer, in_files
from tests.servers.deployments import DEPLOYMENTS, Deployment, on_files, on_servers
from tests.servers.keycloak import Keycloak
from tests.servers.logs import Backbone, InFile, MakeLog, on_kafka
from tests.servers.missing import ServerMissing, give_up
from tests.servers.postgres import Postgres

BACKBONES = ("sqlite", "postgresql", "kafka")
"""The embedded log on SQLite, the embedded log on PostgreSQL, and Apache Kafka on PostgreSQL."""


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """A real PostgreSQL."""
    try:
        server = shared.postgresql(request.config)
        running = server.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield running
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def kafka_address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a real Apache Kafka listens."""
    try:
        server = shared.kafka_address(request.config)
        running = server.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield running
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def keycloak_server() -> Iterator[Keycloak]:
    """A real Keycloak; one file of tests asks for it, so that one worker starts it."""
    try:
        server = keycloak.running()
        running = server.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield running
    server.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """Databases of the test's own: the test runs once on files and once on a real PostgreSQL."""
    if request.param == "sqlite":
        yield in_files(tmp_path)
        return
    with OnServer(request.getfixturevalue("postgresql")) as databases:
        yield databases


@pytest.fixture(params=["embedded", "kafka"])
def make_log(request: pytest.FixtureRequest, tmp_path: Path) -> MakeLog:
    """An empty log: the test runs once on a file and once on a real Apache Kafka."""
    if request.param == "embedded":
        return InFile(tmp_path)
    return on_kafka(request.getfixturevalue("kafka_address"))


@pytest.fixture
def backbone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backbone]:
    """One of BACKBONES; which ones, a folder's conftest says."""
    in_file = InFile(tmp_path), InFile(tmp_path / "other")
    if request.param == "sqlite":
        yield Backbone(in_files(tmp_path), *in_file)
        return
    with OnServer(request.getfixturevalue("postgresql")) as databases:
        if request.param == "kafka":
            address = request.getfixturevalue("kafka_address")
            yield Backbone(databases, on_kafka(address), on_kafka(address))
        else:
            yield Backbone(databases, *in_file)


@pytest.fixture(scope="session", params=DEPLOYMENTS)
def deployment(request: pytest.FixtureRequest) -> Deployment:
    """What a platform stands on: whoever asks runs once on files and once on the servers."""
    if request.param == "files":
        return on_files
    return on_servers(request.getfixturevalue("kafka_address"), request.getfixturevalue("postgresql"))
