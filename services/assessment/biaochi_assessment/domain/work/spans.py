"""The periods that work is counted in: those of the calendar, two weeks, and the days before each holiday."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from biaochi_assessment.domain.calendar import Period, periods_of
from biaochi_assessment.domain.working_days import holidays

TWO_WEEKS, HOLIDAY = "two-weeks", "holiday"
_LENGTH, _COUNT = timedelta(days=14), 26


@lru_cache(maxsize=256)
def spans(cycle: str, cadence: str) -> tuple[Period, ...]:
    """Return the periods of this cadence in a year, in order of time. Raises BadCycleCode.

    Before a holiday is every day since the one before began; in a year that is not announced there is none.
    """
    whole, *finer = periods_of(cycle, (cadence,))
    if cadence == TWO_WEEKS:
        return tuple(_two_weeks(whole))
    if cadence == HOLIDAY:
        return tuple(_before_holidays(whole))
    return tuple(finer) or (whole,)


def span_on(cycle: str, cadence: str, day: date) -> Period:
    """Return the period of this cadence that a day of the year is in."""
    return next(span for span in spans(cycle, cadence) if span.starts_on <= day < span.ends_before)


def _two_weeks(year: Period) -> Iterator[Period]:
    """From the first of January on; the last takes the days that are left."""
    for ordinal in range(1, _COUNT + 1):
        starts_on = year.starts_on + (ordinal - 1) * _LENGTH
        ends_before = year.ends_before if ordinal == _COUNT else starts_on + _LENGTH
        yield Period(f"{year.code}-W{ordinal:02d}", TWO_WEEKS, ordinal, starts_on, ends_before)


def _before_holidays(year: Period) -> Iterator[Period]:
    """A holiday that begins with the year has no days before it."""
    starts_on = year.starts_on
    begin = (day for day in holidays(starts_on.year) if day > starts_on)
    for ordinal, day in enumerate(begin, start=1):
        yield Period(f"{year.code}-F{ordinal}", HOLIDAY, ordinal, starts_on, day)
        starts_on = day
