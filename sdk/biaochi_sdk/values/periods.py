"""Periods are half-open date intervals of a calendar year in Asia/Shanghai; which lies in which is computed from days.

Their codes: 2020, 2020-H1 (half a year), 2020-Q3, 2020-B5 (two months), 2020-09, 2020-09a (until the 15th), 2020-09b.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

CADENCES = ("half-month", "month", "two-months", "quarter", "half-year", "year")
"""Short first; not all nest: March and April are two months of two quarters."""
QUARTER = "quarter"
MONTHS = {"month": 1, "two-months": 2, QUARTER: 3, "half-year": 6, "year": 12}
CALLED = {
    "half-month": "半月",
    "month": "月",
    "two-months": "双月",
    "quarter": "季度",
    "half-year": "半年",
    "year": "年度",
}
LETTERS = {"two-months": "B", "quarter": "Q", "half-year": "H"}
CODE = re.compile(r"(19\d\d|2\d\d\d)(?:-([HQB])([1-6])|-(0[1-9]|1[0-2])([ab])?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The cycle a city assesses in and the periods it knows."""

    cycle: str = "year"
    cadences: tuple[str, ...] = ("month", "quarter", "year")
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

    @property
    def close(self) -> tuple[date, int]:
        """What puts periods in the order they are judged: by their end, of one end the shorter first."""
        return self.end, -self.start.toordinal()

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other period lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def previous(self) -> "Period | None":
        """The period of the same cadence just before, inside the same year."""
        return of(self.year, self.cadence, self.ordinal - 1) if self.ordinal > 1 else None

    def children(self, cadence: str) -> "tuple[Period, ...]":
        """The periods of a shorter cadence inside this one, in order."""
        return tuple(child for child in periods_of(self.year, cadence) if self.contains(child))


def count_of(cadence: str) -> int:
    """How many periods of a cadence a year has."""
    return 24 if cadence == "half-month" else 12 // MONTHS[cadence]


def periods_of(year: int, cadence: str) -> tuple[Period, ...]:
    """The periods of a cadence in a year, in order."""
    return tuple(of(year, cadence, ordinal) for ordinal in range(1, count_of(cadence) + 1))


def of(year: int, cadence: str, ordinal: int) -> Period:
    """The ordinal-th period of a cadence in a year."""
    if cadence == "half-month":
        return _half(of(year, "month", (ordinal + 1) // 2), ordinal)
    first = (ordinal - 1) * MONTHS[cadence]
    after = first + MONTHS[cadence]
    given = "" if cadence == "year" else f"-{ordinal:02d}" if cadence == "month" else f"-{LETTERS[cadence]}{ordinal}"
    return Period(
        f"{year:04d}{given}", cadence, ordinal, date(year, first + 1, 1), date(year + after // 12, after % 12 + 1, 1)
    )


def _half(month: Period, ordinal: int) -> Period:
    middle = month.start.replace(day=16)
    if ordinal % 2:
        return Period(f"{month.code}a", "half-month", ordinal, month.start, middle)
    return Period(f"{month.code}b", "half-month", ordinal, middle, month.end)


@lru_cache(maxsize=4096)
def period(code: str) -> Period:
    """Read a period's code; anything else is refused."""
    found = CODE.fullmatch(code)
    year, letter, number, month, half = found.groups() if found else ("0",) * 5
    cadence = next((name for name, one in LETTERS.items() if one == letter), "year")
    if found is None or int(number or 1) > count_of(cadence):
        known = "2020、2020-H1、2020-Q3、2020-B5、2020-09 或 2020-09a"
        raise ValueError(f"“{code}”不是时段代码：请写成 {known}。")
    if half:
        return of(int(year), "half-month", 2 * int(month) - (half == "a"))
    return of(int(year), "month", int(month)) if month else of(int(year), cadence, int(number or 1))


@lru_cache(maxsize=64)
def children_at_most(cadence: str, inside: str) -> int:
    """How many periods of a cadence one period of a longer cadence holds at most."""
    return max(len(one.children(cadence)) for one in periods_of(2020, inside))
