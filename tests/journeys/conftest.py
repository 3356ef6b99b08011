"""The platforms of the journeys: every journey is made once on files, and once on Apache Kafka and PostgreSQL."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, bring, started
from tests.running import Running
from tests.servers.deployments import Deployment, on_files
from tests.small_city import found

CHECKS = 5000
"""With which Lanzhou's year begins: five batches of an import, and more than an export answers at once."""


def begin_lanzhou(folder: Path) -> None:
    """Put Lanzhou's organizations, its cycle and its first checks into a folder."""
    source = EXAMPLES / "lanzhou"
    for name in ("组织.xlsx", "考核周期.csv"):
        (folder / name).write_bytes((source / name).read_bytes())
    with (source / "考核验收.csv").open(encoding="utf-8") as lines:
        (folder / "考核验收.csv").write_text("".join(islice(lines, CHECKS + 1)), encoding="utf-8")


@pytest.fixture(scope="session")
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, deployment: Deployment
) -> Iterator[Running]:
    """The platform with many pages of everything: on files with Lanzhou's year, on servers with how it begins."""
    if deployment is on_files:
        yield request.getfixturevalue("lanzhou")
        return
    folder = tmp_path_factory.mktemp("beginning")
    begin_lanzhou(folder)
    with started(tmp_path_factory.mktemp("lanzhou"), deployment()) as running:
        bring(running, folder, "--city", "lanzhou")
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
