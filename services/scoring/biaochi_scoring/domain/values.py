"""What a caller wrote, read or refused: days and exact numbers, none where nothing is said."""

from datetime import date
from fractions import Fraction

from biaochi_sdk.values.exact import exact

from biaochi_scoring.domain.refusals import NotADate, NotANumber


def day(text: str, field: str = "as_of") -> date | None:
    """The day. Raises NotADate."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADate(text, field) from None


def is_number(text: str) -> bool:
    """Whether the text is an exact number."""
    try:
        exact(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True


def number(text: str, field: str) -> Fraction | None:
    """The number. Raises NotANumber."""
    if not text:
        return None
    try:
        return exact(text)
    except (ValueError, ZeroDivisionError):
        raise NotANumber(text, field) from None
