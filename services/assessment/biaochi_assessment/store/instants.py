"""Ranges of days over columns that hold instants, in SQL."""

from datetime import date, timedelta

from biaochi_chassis.foundation.clock import midnight
from sqlalchemy import ColumnElement

from biaochi_assessment.domain.facts import instant


def within_days(column: ColumnElement[str], first: str, last: str) -> list[ColumnElement[bool]]:
    """That an instant is of these days where the city is, both ends inside; an empty end does not bound."""
    where = [column >= instant(midnight(date.fromisoformat(first)))] if first else []
    return [*where, column < instant(midnight(date.fromisoformat(last) + timedelta(1)))] if last else where
