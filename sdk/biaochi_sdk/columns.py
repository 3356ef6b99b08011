"""A column is one step's value for every subject: integers, a divisor column for a ratio, and who is judged."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

from biaochi_sdk.errors import EvaluationRefused
from biaochi_sdk.exact import exact, written
from biaochi_sdk.facts import Inputs
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import Step

Int = np.signedinteger[npt.NBitBase]
Ints = npt.NDArray[Int]
Bools = npt.NDArray[np.bool_]
Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
Given = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """Numerators, positions, or for a condition truth values; divisor where it is a ratio; judged where a value may be missing."""

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


def read_all(
    steps: Sequence[Step], shapes: Sequence[Shape], cadence: str, inputs: Sequence[Inputs], dtype: np.dtype[Int]
) -> dict[int, Column]:
    """The columns of every input the cadence knows, from the gathered values of all subjects."""
    asked = [step for step in steps if step.op == "input" and cadence in shapes[step.place].cadences]
    return {step.place: read(step, shapes[step.place], inputs, dtype) for step in asked}


def read(step: Step, shape: Shape, inputs: Sequence[Inputs], dtype: npt.DTypeLike) -> Column:
    """One input's column; what cannot have been gathered is refused."""
    key = step.key or ""
    given = [values.get(key) for values in inputs]
    if shape.kind == "ratio":
        return _pairs(step, shape, given, dtype)
    reader = Memo[str | None, int](lambda value: _whole(step, shape, value))
    singles = cast("list[str | None]", given)
    try:
        top = np.fromiter(map(reader.__getitem__, singles), dtype, len(given))
    except TypeError:
        raise _unread(step, next(value for value in given if isinstance(value, list))) from None
    if shape.kind == "flag":
        return Column(top.astype(np.bool_))
    if not shape.may_miss:
        return Column(top)
    return Column(top, judged=np.fromiter((value is not None for value in given), np.bool_, len(given)))


def _whole(step: Step, shape: Shape, given: str | None) -> int:
    if given is None:
        return shape.most if step.term.text("missing") == "full" else 0
    value = exact(given) * shape.den
    if value.denominator != 1 or not shape.least <= value <= shape.most:
        raise _unread(step, given)
    return value.numerator


def _pairs(step: Step, shape: Shape, given: Sequence[Given], dtype: npt.DTypeLike) -> Column:
    unit = step.term.args[-1].value.denominator if step.term.text("how") == "share" else 1
    pairs = Memo[tuple[str, ...], tuple[int, int]](lambda value: _pair(step, shape, unit, value))
    ends = [pairs[tuple(value) if isinstance(value, list) else ()] for value in given]
    tops, divisors = np.array([top for top, _ in ends], dtype), np.array([bottom for _, bottom in ends], dtype)
    judged = divisors > 0
    return Column(tops, np.maximum(divisors, 1), judged)


def _pair(step: Step, shape: Shape, unit: int, given: tuple[str, ...]) -> tuple[int, int]:
    if not given:
        return 0, 0
    if len(given) != 2:
        raise _unread(step, given)
    top, bottom = exact(given[0]) * shape.den * unit, exact(given[1]) * unit
    whole = top.denominator == bottom.denominator == 1 and 0 <= bottom <= shape.divisor_most
    if not whole or (bottom and not shape.low <= top / shape.den / bottom <= shape.high):
        raise _unread(step, given)
    return (top.numerator, bottom.numerator) if bottom else (0, 0)


def _unread(step: Step, given: object) -> EvaluationRefused:
    return EvaluationRefused(f"{step.key} is {given!r}, which no facts make: gather the facts with this graph again")
