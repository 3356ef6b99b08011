"""The real servers start, answer, and are the versions we say."""

from typing import Self

import psycopg
import pytest
from docker.errors import DockerException  # type: ignore[import-untyped]  # it has no stubs of its own
from kafka import KafkaAdminClient
from testcontainers.core.container import DockerContainer

from tests.servers import docker
from tests.servers.databases import OnServer, as_settings, drop
from tests.servers.kafka import as_environment, settings
from tests.servers.missing import ServerMissing, ServerNotTested, give_up
from tests.servers.postgres import Postgres


def test_a_real_postgresql_sorts_codes_by_their_bytes(postgresql: Postgres) -> None:
    address = postgresql.new_database().replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        rows = connection.execute("select x from (values ('a'), ('B'), ('é'), ('b'), ('标')) as t (x) order by x")
        assert [row[0] for row in rows] == ["B", "a", "b", "é", "标"]


def test_a_platform_takes_its_databases_along(postgresql: Postgres) -> None:
    settings = as_settings(OnServer(postgresql, empty=True), "org", "scoring")
    with psycopg.connect(settings["BIAOCHI_DATABASE_ORG"].replace("+psycopg", "")):
        drop({**settings, "BIAOCHI_DATABASE_ASSESSMENT": "sqlite+pysqlite:////nowhere"})

    for address in settings.values():
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(address.replace("+psycopg", ""))


def test_a_real_kafka_answers(kafka_address: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=kafka_address)
    try:
        assert "biaochi.none.v1" not in admin.list_topics()
    finally:
        admin.close()


def test_a_broker_in_a_container_has_the_settings_of_one_without() -> None:
    environment = as_environment(settings(":9092", 9093, "machine:29092", "/data"))

    assert environment["KAFKA_LISTENERS"] == "PLAINTEXT://:9092,CONTROLLER://127.0.0.1:9093"
    assert environment["KAFKA_ADVERTISED_LISTENERS"] == "PLAINTEXT://machine:29092"
    assert environment["KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS"] == "1000"
    assert all(name.startswith("KAFKA_") and value for name, value in environment.items())


class OutOfReach(DockerContainer):
    """A container whose image the engine cannot have."""

    def __init__(self) -> None:
        """Need no engine."""
        self.image = "elsewhere/kafka:9"

    def start(self) -> Self:
        """Say what an engine says."""
        raise DockerException("pull access denied for elsewhere/kafka\nand a trace")


def test_an_engine_that_cannot_have_the_image_is_a_missing_server() -> None:
    refused = r"^elsewhere/kafka:9 .*\(pull access denied for elsewhere/kafka\)"
    with pytest.raises(ServerMissing, match=refused), docker.running(OutOfReach()):
        pytest.fail("nothing runs")


def test_a_missing_server_fails_in_ci_and_is_said_loudly_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install"):
        give_up(ServerMissing("apt-get install it"))
    monkeypatch.delenv("CI")
    with pytest.warns(ServerNotTested, match="apt-get"), pytest.raises(pytest.skip.Exception):
        give_up(ServerMissing("apt-get install it"))
