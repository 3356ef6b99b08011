"""Cycles and their periods: half-open stretches of days in Asia/Shanghai. Containment is computed from the days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.refusals import BadCycleCode

YEAR = "year"
CADENCES = (YEAR, "half-year", "quarter", "two-months", "month", "half-month")
"""Coarse to fine."""

_MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "two-months": 2, "month": 1}
_LETTERS = {"half-year": "H", "quarter": "Q", "two-months": "B"}
_CYCLE = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `starts_on` up to, not including, `ends_before`; the `ordinal`-th of its cadence, from 1."""

    code: str
    cadence: str
    ordinal: int
    starts_on: date
    ends_before: date

    @property
    def last_day(self) -> date:
        """The day on which its cohort is drawn."""
        return self.ends_before - timedelta(days=1)

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other is a day of this one."""
        return self.starts_on <= other.starts_on and other.ends_before <= self.ends_before


def periods_of(code: str, calendar: tuple[str, ...]) -> tuple[Period, ...]:
    """Return all periods of the cycle `code` (a year): its own first, then finer cadences, each in order of time.

    A cadence this calendar does not name is left out; one that is not in CADENCES has no periods. Raises BadCycleCode.
    """
    if not _CYCLE.fullmatch(code):
        raise BadCycleCode(f"考核周期代码“{shown(code)}”不是年份：请写四位年份，如 2020。", field="code")
    year = int(code)
    return tuple(
        period
        for cadence in CADENCES
        if cadence == YEAR or cadence in calendar
        for period in (_half_months(year) if cadence == "half-month" else _spans(year, cadence))
    )


def _spans(year: int, cadence: str) -> Iterator[Period]:
    length = _MONTHS[cadence]
    for ordinal in range(1, 12 // length + 1):
        first = (ordinal - 1) * length
        yield Period(_code(year, cadence, ordinal), cadence, ordinal, _month(year, first), _month(year, first + length))


def _half_months(year: int) -> Iterator[Period]:
    for month in range(12):
        start, middle, end = _month(year, month), _month(year, month).replace(day=16), _month(year, month + 1)
        code = _code(year, "month", month + 1)
        yield Period(f"{code}a", "half-month", 2 * month + 1, start, middle)
        yield Period(f"{code}b", "half-month", 2 * month + 2, middle, end)


def _code(year: int, cadence: str, ordinal: int) -> str:
    if cadence == YEAR:
        return str(year)
    return f"{year}-{ordinal:02d}" if cadence == "month" else f"{year}-{_LETTERS[cadence]}{ordinal}"


def _month(year: int, index: int) -> date:
    return date(year + index // 12, index % 12 + 1, 1)
