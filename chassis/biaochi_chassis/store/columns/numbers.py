"""Columns of texts that are all spelled alike, kept as numbers: who writes and reads has the text, to the character.

They are in the order of the texts; an empty text is 0, before all others.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import BigInteger, ColumnElement, Dialect, Integer, String, cast, type_coerce
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_HELD = 4096
"""Texts and numbers that are held as they were made: the rows of a transaction are of one instant."""


@lru_cache(_HELD)
def instant_number(text: str) -> int:
    """The microseconds since 1970 of an instant in RFC 3339."""
    return (datetime.fromisoformat(text) - _EPOCH) // _MICROSECOND if text else 0


@lru_cache(_HELD)
def instant_text(number: int) -> str:
    """The instant in RFC 3339, in UTC and to the microsecond."""
    at = _EPOCH + number * _MICROSECOND
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z") if number else ""


@lru_cache(_HELD)
def day_number(text: str) -> int:
    """A day in ISO 8601 as a number of eight digits."""
    return int(date.fromisoformat(text).strftime("%Y%m%d")) if text else 0


@lru_cache(_HELD)
def day_text(number: int) -> str:
    """The day in ISO 8601."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}" if number else ""


class _Text(TypeDecorator[str]):
    """A text, whatever is kept of it."""

    @property
    def python_type(self) -> type[str]:
        return str


class _Number(_Text):
    """A text that is kept as a number: `number` makes it of the text, `text` the text of it."""

    number: Callable[[str], int]
    text: Callable[[int], str]

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> int | None:
        return None if value is None else self.number(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.text(value)


class InstantText(_Number):
    """An instant in RFC 3339, in UTC and to the microsecond."""

    impl = BigInteger
    cache_ok = True
    number, text = staticmethod(instant_number), staticmethod(instant_text)


class DayText(_Number):
    """A day in ISO 8601."""

    impl = Integer
    cache_ok = True
    number, text = staticmethod(day_number), staticmethod(day_text)


class _Then(_Text):
    """One of these texts and another behind a blank, in the order of both: to whoever asks for what lies behind it."""

    impl = String
    cache_ok = True

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self.number = number

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        first, blank, second = (value or "").partition(" ")
        try:
            return f"{self.number(first)}{blank}{second}"
        except ValueError:
            return value  # nobody was given it; it bounds a page as any text does


def then(column: ColumnElement[str], unique: ColumnElement[str]) -> ColumnElement[str]:
    """The key of a list in the order of such a column, then of a unique one: instants since September 2001 alone."""
    number = instant_number if isinstance(column.type, InstantText) else day_number
    return type_coerce(cast(column, String) + " " + unique, _Then(number))
