"""A platform in one process, and how a city's example year comes into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.forked import PROGRAMS
from tests.running import Running
from tests.servers import databases

pytest_plugins = [
    "tests.servers.shared",
    "tests.servers.fixtures",
    "tests.example_years",
    "tests.order",
    "tests.compiled",
    "tests.memory",
    "tests.dying",
]

EXAMPLES = Path(__file__).parents[1] / "examples"
BY_TWO = {"laixi": "会议决定.csv", "lanzhou": "通报批评.xlsx", "dazhou": "事项.xlsx"}
"""The file of each city with rows that take two persons."""
# A day after the example year, so that every period of it is over; an injected clock makes answers repeatable.
CLOCK = {"BIAOCHI_CLOCK": "2021-02-01T00:00:00Z"}


def pytest_unconfigure() -> None:
    """Let no loaded program outlive the tests."""
    for program in PROGRAMS.values():
        program.unload()


@contextmanager
def started(home: Path, environment: Mapping[str, str], *, empty: bool = False) -> Iterator[Running]:
    """The platform in one process, with nothing in it; what it had on a server goes with it.

    `empty`: its files hold nothing yet, as when a city begins; else what migrations make of one.
    """
    if not empty:
        databases.fill(home, environment)
    running = Running(home, (), {**CLOCK, **environment})
    try:
        running.start()
        yield running
    finally:
        running.stop()
        databases.drop(environment)


def import_year(running: Running, city: str = "lanzhou") -> None:
    """Bring in a city's example year by the command."""
    bring(running, EXAMPLES / city)
    if city in BY_TWO:
        bring(running, EXAMPLES / city / BY_TWO[city], "--city", city, "--by", "second_developer")


def bring(running: Running, path: Path, *more: str) -> None:
    """Import by the command; every row is good."""
    done = running.command("import", str(path), *more)
    assert done.returncode == 0, done.stdout + done.stderr
