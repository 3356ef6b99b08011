"""The real servers start, answer, and are the versions we say."""

import psycopg
import pytest
from kafka import KafkaAdminClient

from tests.servers.missing import ServerMissing, ServerNotTested, give_up
from tests.servers.postgres import Postgres


def test_a_real_postgresql_sorts_codes_by_their_bytes(postgresql: Postgres) -> None:
    address = postgresql.new_database().replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        rows = connection.execute("select x from (values ('a'), ('B'), ('é'), ('b'), ('标')) as t (x) order by x")
        assert [row[0] for row in rows] == ["B", "a", "b", "é", "标"]


def test_a_real_kafka_answers(kafka_address: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=kafka_address)
    try:
        assert "biaochi.none.v1" not in admin.list_topics()
    finally:
        admin.close()


def test_a_missing_server_fails_in_ci_and_is_said_loudly_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install"):
        give_up(ServerMissing("apt-get install it"))
    monkeypatch.delenv("CI")
    with pytest.warns(ServerNotTested, match="apt-get"), pytest.raises(pytest.skip.Exception):
        give_up(ServerMissing("apt-get install it"))
