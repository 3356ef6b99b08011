"""The same journeys on Apache Kafka and PostgreSQL, every part a process of its own, and the operator's view of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CLOCK
from tests.journeys.test_a_recorded_check_reaches_a_subscriber import (
    test_a_recorded_check_reaches_a_subscriber_as_a_changed_standing_with_its_explanation as journey,
)
from tests.running import PARTS, Running
from tests.servers.deployments import on_servers
from tests.servers.postgres import Postgres
from tests.small_city import found


@pytest.fixture
def deployed(tmp_path: Path, kafka_address: str, postgresql: Postgres) -> Iterator[Running]:
    """The platform with nothing in it."""
    running = Running(tmp_path, PARTS, {**CLOCK, **on_servers(kafka_address, postgresql)()})
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_a_check_reaches_a_subscriber(deployed: Running) -> None:
    journey(deployed)


def test_an_operator_sees_how_far_everybody_is(deployed: Running) -> None:
    found(deployed)
    deployed.execute('{ standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3") { totalCount } }')

    lag = deployed.command("log", "lag")
    assert lag.returncode == 0, lag.stdout + lag.stderr
    assert "biaochi.org.v1" in lag.stdout
    assert deployed.command("log", "dead").stdout.strip() == "No dead letters."
    assert deployed.command("log", "parked").stdout.strip() == "Nothing is parked."
    first = deployed.command("log", "replay", "biaochi.org.v1").stdout
    assert "sha256" in first
    assert deployed.command("log", "replay", "biaochi.org.v1").stdout == first
