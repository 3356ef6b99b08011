"""The straight lines between the points of an interpolation, as whole numbers at one denominator."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm


@dataclass(frozen=True, slots=True)
class Lines:
    """From each start on the result is factor × value + offset, in parts of den, of a value in its own parts.

    A start is compared with the value times cut. The first line, before every start, and the last are level.
    """

    den: int
    cut: int
    starts: tuple[int, ...]
    factors: tuple[int, ...]
    offsets: tuple[int, ...]
    first: int

    @classmethod
    def of(cls, numbers: Sequence[Fraction], value_den: int) -> "Lines":
        """The lines between points written one after the other, each a value and what it is worth."""
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        slopes = [
            (upper - lower) / (end - start) if end != start else Fraction(0)
            for (start, lower), (end, upper) in pairwise(points)
        ] + [Fraction(0)]
        rests = [worth - at * slope for (at, worth), slope in zip(points, slopes, strict=True)]
        parts = [*(slope / value_den for slope in slopes), *rests, *(worth for _, worth in points)]
        den, cut = lcm(*(part.denominator for part in parts)), lcm(*(at.denominator for at, _ in points))
        return cls(
            den,
            cut,
            tuple(int(at * value_den * cut) for at, _ in points),
            tuple(int(slope * den / value_den) for slope in slopes),
            tuple(int(rest * den) for rest in rests),
            int(points[0][1] * den),
        )
