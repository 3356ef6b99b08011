"""A platform with Lanzhou's whole example year, started once for all tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Running
from tests.small_city import found

pytest_plugins = ["tests.servers.fixtures"]

EXAMPLES = Path(__file__).parents[1] / "examples"
# A day after the example year, so that every period of it is over; an injected clock makes answers repeatable.
CLOCK = {"BIAOCHI_CLOCK": "2021-02-01T00:00:00Z"}


@pytest.fixture(scope="session")
def lanzhou(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The platform in one process, with examples/lanzhou imported by the command."""
    running = Running(tmp_path_factory.mktemp("lanzhou"), (), CLOCK)
    running.start()
    try:
        done = running.command("import", str(EXAMPLES / "lanzhou"))
        assert done.returncode == 0, done.stdout + done.stderr
        yield running
    finally:
        running.stop()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Running]:
    """The platform in one process, with nothing in it."""
    running = Running(tmp_path, (), CLOCK)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The platform in one process with the small city, for tests that do not disturb each other."""
    running = Running(tmp_path_factory.mktemp("small"), (), CLOCK)
    running.start()
    try:
        found(running)
        yield running
    finally:
        running.stop()
