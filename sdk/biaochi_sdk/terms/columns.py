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
from biaochi_sdk.values.exact import written

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
