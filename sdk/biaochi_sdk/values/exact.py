"""Exact numbers and their one written form: a plain decimal, or a reduced fraction where no decimal ends."""

from fractions import Fraction
from functools import lru_cache
from math import gcd

Exact = int | str | Fraction
SPELLING = frozenset("0123456789-./")


def exact(value: Exact) -> Fraction:
    """Read an integer, a decimal string, a "n/d" string or a Fraction; anything inexact is refused."""
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not exact: write it as an integer or a string, for example '{value}'")
    return Fraction(value)


@lru_cache(maxsize=65_536)
def _read(value: str) -> Fraction:
    if value.isdecimal() and value.isascii():
        return Fraction(int(value))
    if not set(value) <= SPELLING:
        raise ValueError(f"{value!r} is not a number: write digits with at most one point or slash, for example '4.5'")
    return Fraction(value)


def places_of(denominator: int) -> int | None:
    """How many decimal places a reduced denominator needs, or None where no decimal ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def written(value: Fraction) -> str:
    """The canonical text of a number; equal numbers have equal texts."""
    if value.denominator == 1:
        return str(value.numerator)
    places = places_of(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    scaled = abs(value.numerator) * 10**places // value.denominator
    whole, part = divmod(scaled, 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{places}d}"


def half_up(value: Fraction, places: int) -> Fraction:
    """Round to places as 四舍五入 does: a half goes away from zero."""
    top, bottom = abs(value.numerator) * 10**places, value.denominator
    whole = (2 * top + bottom) // (2 * bottom)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def divides(step: Fraction, value: Fraction) -> bool:
    """Whether the value is so many whole steps."""
    return value.numerator * step.denominator % (value.denominator * step.numerator) == 0


def reduced(top: int, bottom: int) -> tuple[int, int]:
    """The pair without its common factor."""
    common = gcd(top, bottom) or 1
    return top // common, bottom // common
