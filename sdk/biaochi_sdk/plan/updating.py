"""Columns kept of a cohort, brought up to date: for the few that changed, and whole where everybody is compared."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from biaochi_sdk.plan.program import Program
from biaochi_sdk.plan.whole_columns import Whole
from biaochi_sdk.terms.columns import Bools, Column, Ints, differing, taken
from biaochi_sdk.terms.steps import Step

COMPARED = frozenset(["cascade", "cut", "portion", "quota", "rank", "statistic", "tied"])
"""Operations that compare the subjects of a cohort: a change of one may be a change of all."""
LINKED = frozenset(["above", "below", "unit"])
"""Operations that only read what other models found; as long as that stays, so do they."""
Rows = npt.NDArray[np.intp]


class Updating:
    """One update of kept columns. What was kept is not touched: a column with other values is another column."""

    def __init__(self, program: Program, columns: Mapping[int, Column], at: Callable[[Rows | None], Whole]) -> None:
        """`at` answers what computes whole columns: of these rows only, or of everybody."""
        self._program, self._at = program, at
        self.columns = dict(columns)
        needed = [step for segment in program.segments for step in segment.whole]
        loaded = {place for segment in program.segments for place in segment.loads}
        self._read = loaded.union(*(step.args for step in needed))

    def update(self, rows: Rows) -> Rows:
        """Compute anew what rests on these rows; answer them and all for whom a comparison now says something else.

        A place that nothing else is made of is compared, but moves nobody into the answer.
        """
        for segment in self._program.segments:
            for step in segment.whole:
                if step.op in COMPARED:
                    rows = self._compare(step, rows)
                elif step.op not in LINKED:
                    made = self._at(rows).column(step, self._some(step.args, rows))
                    self.columns[step.place] = put(self.columns[step.place], rows, made)
            some = self._some(segment.loads, rows)
            self._program.compute(segment, some, len(rows))
            for place in segment.stores:
                self.columns[place] = put(self.columns[place], rows, some[place])
        return rows

    def _compare(self, step: Step, rows: Rows) -> Rows:
        known = self.columns[step.place]
        self.columns |= self._program.constants(step, self.columns, len(known.top))
        made = self.columns[step.place] = self._at(None).column(step, self.columns)
        return np.union1d(rows, np.flatnonzero(differing(known, made))) if step.place in self._read else rows

    def _some(self, places: Sequence[int], rows: Rows) -> dict[int, Column]:
        return {place: taken(self.columns[place], rows) for place in places if place in self.columns}


def put(known: Column, rows: Rows, made: Column) -> Column:
    """The column with these values in these rows; the very same where it has them already."""
    if not differing(taken(known, rows), made).any():
        return known
    parts = [
        None if part is None or other is None else _with(part, rows, other)
        for part, other in ((known.top, made.top), (known.divisor, made.divisor), (known.judged, made.judged))
    ]
    return Column(*parts)  # type: ignore[arg-type]  # each part is of the type it had


def _with(part: Ints | Bools, rows: Rows, made: Ints | Bools) -> Ints | Bools:
    changed: Ints | Bools = part.copy()
    np.put(changed, rows, made)
    return changed
