"""Periods are half-open date intervals in Asia/Shanghai, named 2020, 2020-Q3 or 2020-09; containment is computed."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

CADENCES = ("month", "quarter", "year")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
CODE = re.compile(r"(19\d\d|2\d\d\d)(?:-Q([1-4])|-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The cycle a city assesses in and the periods it knows."""

    cycle: str = "year"
    cadences: tuple[str, ...] = CADENCES
    zone: str = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Period:
    """One named period; end is the first day after it."""

    code: str
    cadence: str
    ordinal: int
    start: date
    end: date

    @property
    def year(self) -> int:
        """The calendar year, which is the cycle."""
        return self.start.year

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other period lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def previous(self) -> "Period | None":
        """The period of the same cadence just before, inside the same year."""
        return of(self.year, self.cadence, self.ordinal - 1) if self.ordinal > 1 else None

    def children(self, cadence: str) -> "tuple[Period, ...]":
        """The periods of a shorter cadence inside this one, in order."""
        every = (of(self.year, cadence, ordinal) for ordinal in range(1, 12 // MONTHS[cadence] + 1))
        return tuple(child for child in every if self.contains(child))


def of(year: int, cadence: str, ordinal: int) -> Period:
    """The ordinal-th period of a cadence in a year."""
    first = (ordinal - 1) * MONTHS[cadence]
    after = first + MONTHS[cadence]
    code = {"year": f"{year:04d}", "quarter": f"{year:04d}-Q{ordinal}", "month": f"{year:04d}-{ordinal:02d}"}[cadence]
    return Period(code, cadence, ordinal, date(year, first + 1, 1), date(year + after // 12, after % 12 + 1, 1))


@lru_cache(maxsize=4096)
def period(code: str) -> Period:
    """Read a period's code; anything else is refused."""
    found = CODE.fullmatch(code)
    if found is None:
        raise ValueError(f"{code!r} names no period: write a year 2020, a quarter 2020-Q3 or a month 2020-09")
    year, quarter, month = found.groups()
    if quarter:
        return of(int(year), "quarter", int(quarter))
    return of(int(year), "month", int(month)) if month else of(int(year), "year", 1)


def children_at_most(cadence: str, inside: str) -> int:
    """How many periods of a cadence one period of a longer cadence holds."""
    return MONTHS[inside] // MONTHS[cadence]
