"""The platforms of the journeys: every journey is made once on files, and once on Apache Kafka and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import import_year, started
from tests.running import Running
from tests.servers.deployments import Deployment, on_files
from tests.small_city import found


@pytest.fixture(scope="session", name="lanzhou")
def lanzhou_in_its_deployment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, deployment: Deployment
) -> Iterator[Running]:
    """The platform with Lanzhou's year; on files it is the one of the whole run."""
    if deployment is on_files:
        yield request.getfixturevalue("lanzhou")
        return
    with started(tmp_path_factory.mktemp("lanzhou"), deployment()) as running:
        import_year(running)
        yield running


@pytest.fixture
def empty(tmp_path: Path, deployment: Deployment) -> Iterator[Running]:
    """The platform with nothing in it."""
    with started(tmp_path, deployment()) as running:
        yield running


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, deployment: Deployment) -> Iterator[Running]:
    """The platform with the small city, for tests that do not disturb each other."""
    with started(tmp_path_factory.mktemp("small"), deployment()) as running:
        found(running)
        yield running
