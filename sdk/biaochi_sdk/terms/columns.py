"""A column is one step's value for every subject: integers, a divisor column for a ratio, and who is judged."""

from collections.abc import Callable, Hashable, Sequence
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
Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


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
    """The canonical texts of a column."""
    tops = column.top.tolist()
    found: list[str | None]
    if shape.kind == "flag":
        found = ["1" if top else "0" for top in tops]
    elif shape.kind == "scale":
        found = [names[top] for top in tops]
    elif column.divisor is None:
        found = [spelled(top, shape.den) for top in tops]
    else:
        found = [spelled(top, shape.den * bottom) for top, bottom in zip(tops, column.divisor.tolist(), strict=True)]
    if column.judged is None:
        return found
    return [text if judged else None for text, judged in zip(found, column.judged.tolist(), strict=True)]


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
