"""What a step's value can be: its kind, its denominator and its proven range; all that the plan needs to be exact."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

INT16, INT32, INT64 = 2**15 - 1, 2**31 - 1, 2**63 - 1
TASK_POINTS, RATINGS, VOTES = 100_000, 10_000, 10_000
"""How many points one subject's tasks of a period, how many ratings, and how many votes an input can hold."""
DAYS = 366
"""How many days a period can have."""
GAPS, WHOLE = ("add_up", "forfeit"), ("calendar", "day_to_day")
"""What a gap between spans of days can mean, and what a whole month of them can be."""
COHORT = 1_000_000
"""How many subjects a statistic over the cohort can hold."""


@dataclass(frozen=True, slots=True)
class Shape:
    """kind is number, ratio, flag or scale. A number is n/den; a ratio is n/(den × the divisor column of a step)."""

    kind: str
    cadences: frozenset[str]
    may_miss: bool = False
    den: int = 1
    least: int = 0
    most: int = 0
    low: Fraction = field(default_factory=Fraction)
    high: Fraction = field(default_factory=Fraction)
    divisor: int | None = None
    divisor_most: int = 1
    scale: str | None = None

    @property
    def reach(self) -> int:
        """The largest size of the numerator."""
        return max(abs(self.least), abs(self.most))

    def at(self, cadences: frozenset[str], may_miss: bool) -> "Shape":
        """The same value where fewer cadences know it or it may be missing."""
        return replace(self, cadences=cadences, may_miss=may_miss)


def number(den: int, least: int, most: int, cadences: frozenset[str], may_miss: bool = False) -> Shape:
    """The shape of a number with a denominator and a range."""
    return Shape("number", cadences, may_miss, den, least, most, Fraction(least, den), Fraction(most, den))


def flag(cadences: frozenset[str], may_miss: bool = False) -> Shape:
    """The shape of a condition."""
    return Shape("flag", cadences, may_miss, most=1)


def step_of(scale: str, size: int, cadences: frozenset[str], may_miss: bool = False) -> Shape:
    """The shape of a step on a scale."""
    return Shape("scale", cadences, may_miss, most=size - 1, scale=scale)


def width(reach: int) -> np.dtype[np.signedinteger[Any]]:
    """The narrowest integers that hold numbers up to this size."""
    return np.dtype("int16" if reach <= INT16 else "int32" if reach <= INT32 else "int64")
