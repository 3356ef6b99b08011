"""Working days in China: weekdays without the holidays, and the days of weekends that are worked to make up for them.

The State Council announces a year's holidays late in the year before; until the library knows a year, its working days
are taken to be Monday to Friday, and a day reckoned on them is provisional.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something is in time. `provisional`: a year it was reckoned on is not announced yet."""

    on: date
    provisional: bool


def working_day_after(day: date, count: int) -> Deadline:
    """Return the count-th working day after a day, from 1 on."""
    provisional = False
    while count:
        day += timedelta(days=1)
        worked, announced = _worked(day)
        count -= worked
        provisional |= not announced
    return Deadline(day, provisional)


def working_day_before(day: date, count: int) -> date:
    """Return the count-th working day before a day, from 1 on."""
    while count:
        day -= timedelta(days=1)
        count -= _worked(day)[0]
    return day


def working_day_until(day: date) -> Deadline:
    """Return the latest working day that is not after this day."""
    provisional = False
    while True:
        worked, announced = _worked(day)
        provisional |= not announced
        if worked:
            return Deadline(day, provisional)
        day -= timedelta(days=1)


def holidays(year: int) -> Iterator[date]:
    """Yield the first day of each holiday that begins in a year; none while the year is not announced."""
    day, before = date(year, 1, 1), False
    with suppress(NotImplementedError):
        while day.year == year:
            free, name = chinese_calendar.get_holiday_detail(day)
            if free and name and not before:
                yield day
            day, before = day + timedelta(days=1), bool(free and name)


def _worked(day: date) -> tuple[bool, bool]:
    """Whether a day is worked, and whether its year is announced."""
    try:
        return chinese_calendar.is_workday(day), True
    except NotImplementedError:
        return day.weekday() < _SATURDAY, False
