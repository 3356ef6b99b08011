"""The cities' example years on one platform, each imported once a run: for all tests that only read them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.conftest import import_year, started
from tests.running import Running

CITIES = ("dazhou", "laixi", "lanzhou", "yantai")
# A month after the last of the years, Laixi's of 2023, so that every period of each is over.
SETTINGS = {"BIAOCHI_PLUGINS": ",".join(CITIES), "BIAOCHI_PROCESSES": "2", "BIAOCHI_CLOCK": "2024-02-01T00:00:00Z"}
"""As `make up` starts it where there are two processors, but for the clock."""


@dataclass
class ExampleYears:
    """The platform, to which a year is brought when the first test asks for it."""

    running: Running
    brought: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """It has started."""
        self.log = self._lines()
        """What it wrote while it started and while years were brought in, and at no other time."""

    def of(self, city: str) -> Running:
        """The platform with this city's year."""
        if city not in self.brought:
            before = len(self._lines())
            import_year(self.running, city)
            self.brought.add(city)
            self.log += self._lines()[before:]
        return self.running

    def _lines(self) -> list[str]:
        return (self.running.home / "platform.log").read_text().splitlines()


@pytest.fixture(scope="session")
def example_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleYears]:
    """The platform, with no year in it before somebody asks."""
    with started(tmp_path_factory.mktemp("years"), SETTINGS, empty=True) as running:
        yield ExampleYears(running)


@pytest.fixture(scope="session")
def lanzhou(example_years: ExampleYears) -> Running:
    """The platform with Lanzhou's year."""
    return example_years.of("lanzhou")
