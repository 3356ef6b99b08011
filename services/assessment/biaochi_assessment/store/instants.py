"""Columns that hold instants: what may be missing is empty in them, and ranges of days over them in SQL."""

from datetime import date, datetime, timedelta

from biaochi_chassis.foundation.clock import midnight
from sqlalchemy import ColumnElement

from biaochi_assessment.domain.facts import instant


def written_instant(at: datetime | None) -> str:
    """An instant that may be missing, as it is kept."""
    return "" if at is None else instant(at)


def read_instant(text: str) -> datetime | None:
    """The same as it is read."""
    return datetime.fromisoformat(text) if text else None


def within_days(column: ColumnElement[str], first: str, last: str) -> list[ColumnElement[bool]]:
    """That an instant is of these days where the city is, both ends inside; an empty end does not bound."""
    where = [column >= begin_of(first)] if first else []
    return [*where, column < end_of(last)] if last else where


def begin_of(day: str) -> str:
    """The first instant of a day where the city is, as it is kept."""
    return instant(midnight(date.fromisoformat(day)))


def end_of(day: str) -> str:
    """The first instant after it."""
    return instant(midnight(date.fromisoformat(day) + timedelta(1)))
