"""A column is one step's value for every subject: integers, a divisor column for a ratio, and who is judged."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.values.exact import exact, written

Int = np.signedinteger[Any]
Ints = npt.NDArray[Int]
Bools = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
VERY_FEW, FEW = 8, 256
"""Rows: fewer are sooner told apart one by one than by columns, and very few sooner spelled."""
NEAR = 1024
"""Values no farther apart than this, or than there are rows, are told apart by counting instead of sorting."""


@dataclass(frozen=True, slots=True)
class Column:
    """Numerators, positions or truth values; divisor where it is a ratio; judged where a value may be missing."""

    top: Ints | Bools
    divisor: Ints | None = None
    judged: Bools | None = None


class Memo(dict[Key, Made], Generic[Key, Made]):
    """Remembers what a function made of each key, so that a column of few values costs few calls."""

    def __init__(self, make: Callable[[Key], Made]) -> None:
        """Start empty."""
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Made:
        """Make it once."""
        made = self[key] = self._make(key)
        return made


def taken(column: Column, rows: Places) -> Column:
    """These rows of a column, in the order given."""
    return Column(
        column.top[rows],
        None if column.divisor is None else column.divisor[rows],
        None if column.judged is None else column.judged[rows],
    )


def both(*masks: Bools | None) -> Bools | None:
    """Judged where all are; None where nothing may be missing."""
    found: Bools | None = None
    for mask in masks:
        if mask is not None:
            found = mask if found is None else found & mask
    return found


def order(column: Column, shape: Shape) -> npt.NDArray[np.int64]:
    """Integers that compare as the values do: ratios on the common multiple of their divisors."""
    top = np.asarray(column.top, np.int64)
    if column.divisor is None:
        return top
    common = lcm(*range(1, shape.divisor_most + 1))
    return top * (common // np.asarray(column.divisor, np.int64))


@lru_cache(maxsize=65_536)
def spelled(top: int, den: int) -> str:
    """The canonical text of a numerator over a denominator."""
    return written(Fraction(top, den))


def texts(column: Column, shape: Shape, names: Sequence[str]) -> list[str | None]:
    """The canonical texts of a column; a value that stands in many rows is spelled once."""
    if len(column.top) < VERY_FEW:
        return [text_at(column, shape, names, row) for row in range(len(column.top))]
    known: Sequence[str | None]
    if shape.kind == "flag":
        known, at = ("0", "1"), np.asarray(column.top, np.intp)
    elif shape.kind == "scale":
        known, at = names, np.asarray(column.top, np.intp)
    elif column.divisor is None:
        tops, at = distinct(column.top)
        known = [spelled(top, shape.den) for top in tops]
    else:
        known, at = _ratios(column.top, column.divisor, shape.den)
    if column.judged is not None:
        known, at = [*known, None], np.where(column.judged, at, len(known))
    found = np.empty(len(known), np.object_)
    found[:] = known
    said: list[str | None] = found[at].tolist()
    return said


def _ratios(tops: Ints | Bools, divisors: Ints, den: int) -> tuple[list[str], Places]:
    """The texts of the distinct ratios of two columns, and which of them stands in each row."""
    known, top_at = distinct(tops)
    bottoms, bottom_at = distinct(divisors)
    pairs, at = distinct(top_at * len(bottoms) + bottom_at)
    ends = (divmod(pair, len(bottoms)) for pair in pairs)
    return [spelled(known[top], den * bottoms[bottom]) for top, bottom in ends], at


def numbered(values: Iterable[Key], count: int) -> tuple[list[Key], Places]:
    """The distinct ones of so many values in the order in which they come, and which of them each is."""
    numbers = Memo[Key, int](lambda _: len(numbers))
    at = np.fromiter(map(numbers.__getitem__, values), np.intp, count)
    return list(numbers), at


def distinct(values: Ints | Bools) -> tuple[list[int], Places]:
    """The distinct ones of a column of integers, and which of them stands in each row."""
    if len(values) < FEW:
        return numbered(values.tolist(), len(values))
    low, high = int(values.min()), int(values.max())
    if high - low > max(len(values), NEAR):
        found, at = np.unique(values, return_inverse=True)
        return found.tolist(), at
    above = np.asarray(values, np.int64) - low
    there = np.bincount(above, minlength=1) > 0
    return (np.flatnonzero(there) + low).tolist(), (np.cumsum(there) - 1)[above]


def text_at(column: Column, shape: Shape, names: Sequence[str], row: int) -> str | None:
    """The canonical text of one row of a column."""
    if column.judged is not None and not column.judged[row]:
        return None
    top = int(column.top[row])
    if shape.kind == "flag":
        return "1" if top else "0"
    if shape.kind == "scale":
        return names[top]
    return spelled(top, shape.den if column.divisor is None else shape.den * int(column.divisor[row]))


def read(given: Sequence[str | None], shape: Shape, names: Sequence[str]) -> Column:
    """The column of which these are the canonical texts; of a ratio with the smallest divisors that will do."""
    judged = np.fromiter((text is not None for text in given), np.bool_, len(given)) if shape.may_miss else None
    if shape.kind == "flag":
        return Column(np.fromiter((text == "1" for text in given), np.bool_, len(given)), None, judged)
    if shape.kind == "scale":
        at: dict[str | None, int] = {None: 0, **{name: place for place, name in enumerate(names)}}
        return Column(np.fromiter((at[text] for text in given), np.int8, len(given)), None, judged)
    parts = Memo[str | None, tuple[int, int]](lambda text: _parts(text, shape.den))
    tops, divisors = (np.array([parts[text][at] for text in given], np.int64) for at in (0, 1))
    return Column(tops, divisors if shape.kind == "ratio" else None, judged)


def _parts(text: str | None, den: int) -> tuple[int, int]:
    value = exact(text or "0") * den
    return value.numerator, value.denominator


def differing(one: Column, other: Column) -> Bools:
    """In which rows two columns of one step say something else; ratios by their value."""
    found = np.asarray(one.top != other.top)
    if one.divisor is not None and other.divisor is not None:
        found = found | (one.divisor != other.divisor)
    if one.judged is not None and other.judged is not None:
        found = np.where(one.judged & other.judged, found, one.judged != other.judged)
    if one.divisor is not None and other.divisor is not None:
        there = found if one.judged is None or other.judged is None else found & one.judged & other.judged
        for row in np.flatnonzero(there).tolist():
            found[row] = _ratio_at(one, row) != _ratio_at(other, row)
    return found


def _ratio_at(column: Column, row: int) -> Fraction:
    return Fraction(int(column.top[row]), 1 if column.divisor is None else int(column.divisor[row]))
