"""Marks of raters one by one: mean, median or trimmed mean as a ratio, as columns and as fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from biaochi_sdk.terms.columns import Ints
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.exact import exact

Pair = tuple[Fraction, int]


@dataclass(frozen=True, slots=True)
class Averaging:
    """Fewer than least marks are not judged; from trim_from on, trim are left out at each end."""

    median: bool
    trim: int
    trim_from: int
    least: int

    @classmethod
    def of(cls, term: Term) -> "Averaging":
        """What the term of an input of marks says."""
        named = {name: int(arg.value) for name, arg in zip(term.texts("parts"), term.args[3:], strict=True)}
        return cls(term.text("average") == "median", named.get("trim", 0), named.get("trim_from", 0), named["least"])

    def pair(self, marks: Sequence[str]) -> Pair:
        """The specification: the sum of the marks that count, and how many they are; (0, 0) where too few came in."""
        ordered, size = sorted(exact(mark) for mark in marks), len(marks)
        if size < max(self.least, 1):
            return Fraction(0), 0
        off = (size - 1) // 2 if self.median else self.trim if size >= self.trim_from else 0
        kept = ordered[off : size - off]
        return sum(kept, Fraction(0)), len(kept)

    def columns(self, den: int, given: Sequence[Sequence[str] | None]) -> tuple[Ints, Ints]:
        """The same for a whole cohort at once: sums in parts of den, and counts."""
        sizes = np.array([len(row) if row else 0 for row in given], np.int64)
        marks = np.array([int(exact(mark) * den) for row in given if row for mark in row], np.int64)
        rows = np.repeat(np.arange(len(given)), sizes)
        ordered = marks[np.lexsort((marks, rows))]
        ends = np.cumsum(sizes)
        trimmed = np.where(sizes >= self.trim_from, self.trim, 0)
        off = np.where(sizes > 0, (sizes - 1) // 2, 0) if self.median else trimmed
        enough = sizes >= max(self.least, 1)
        low, high = np.where(enough, ends - sizes + off, 0), np.where(enough, ends - off, 0)
        sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(ordered)])
        return sums[high] - sums[low], high - low
