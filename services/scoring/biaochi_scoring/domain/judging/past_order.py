"""How to come from a list as it is after a recomputation to its order before: what a bounded log keeps of each one.

In the same compact form as what is published, the other way round: by the place now, how many places higher or lower
those who stand there stood; and by name who stood elsewhere, who was not listed, and who is not listed any more.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from biaochi_sdk.graph.evaluation import Cohort, Ranks
from biaochi_sdk.plan.updating import Rows

from biaochi_scoring.domain.judging.place_moves import Shift, places_lower, shifts_of
from biaochi_scoring.domain.judging.rankings import LAST, Ranking

SIDES: Final = ("left", "right")


@dataclass(frozen=True, slots=True)
class Undo:
    """`shifts`: of places now; `ranks`: where those stood of whom no shift says so, 0 for none; `new`: not listed."""

    shifts: tuple[Shift, ...]
    ranks: Mapping[str, int]
    new: tuple[str, ...]


def undo(before: Ranking | None, after: Ranking | None, changed: Rows) -> Undo | None:
    """What leads from a list back to what it was; none where nobody's place is another.

    `changed`: the rows whose own result changed; each of them is named, and the shifts are of the others.
    """
    if after is None or before is None:
        ranks = dict(zip(before.cohort.subjects, before.ranks.tolist(), strict=True)) if before else {}
        new = after.cohort.subjects if after else ()
        return Undo((), ranks, new) if ranks or new else None
    there = after.cohort.rows_in(before.cohort)
    listed = there >= 0
    now, then = after.ranks, np.where(listed, before.ranks[there], 0)
    if before.cohort is after.cohort and np.array_equal(now, then):
        return None
    others = listed.copy()
    others[changed] = False
    by = places_lower(now[others], then[others])
    said = now + np.where(now > 0, by[np.minimum(now, len(by) - 1)], 0)
    named, subjects = listed & (~others | (said != then)), after.cohort.subjects
    ranks = {subjects[row]: int(then[row]) for row in np.flatnonzero(named).tolist()}
    if before.cohort is not after.cohort:
        ranks |= {one: before.rank(row) or 0 for one, row in before.cohort.rows.items() if one not in after.cohort.rows}
    new = tuple(subjects[row] for row in np.flatnonzero(~listed).tolist())
    return Undo(shifts_of(by, now[others]), ranks, new)


@dataclass(frozen=True, slots=True)
class ListOrder:
    """Who is listed, as rows of the cohort, in the order of a moment: those who were listed then and are so now.

    `places`: where each of these rows stood, `LAST` without a place; `gone`: where those stood who are listed no more.
    """

    cohort: Cohort
    rows: Rows
    places: Ranks
    gone: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def now(cls, ranking: Ranking) -> "ListOrder":
        """The order as it is."""
        return cls(ranking.cohort, ranking.order, _places(ranking.ranks)[ranking.order])

    def by_code(self) -> "ListOrder":
        """The same subjects in order of code: as if all stood in one place."""
        rows = np.sort(self.rows)
        return ListOrder(self.cohort, rows, np.zeros(len(rows), np.int64), dict.fromkeys(self.gone, 0))

    def bounds_of(self, subject: str) -> tuple[int, int] | None:
        """How many rows come before the subject, and how many up to it; none for one that was not listed."""
        if subject in self.gone:
            first, last = (int(np.searchsorted(self.places, self.gone[subject], side)) for side in SIDES)
            tied = [self.cohort.subjects[row] for row in self.rows[first:last].tolist()]
            place = first + bisect_left(tied, subject)
            return place, place
        (found,) = np.nonzero(self.rows == self.cohort.rows.get(subject, -1))
        return (int(found[0]), int(found[0]) + 1) if len(found) else None


class Rewinding:
    """A list taken back, one recomputation after another, the newest first."""

    def __init__(self, ranking: Ranking | None) -> None:
        """Begin with the list as it is; none where nobody is listed."""
        self._cohort = ranking.cohort if ranking else Cohort(())
        self._ranks = ranking.ranks if ranking else np.zeros(0, np.int64)
        self._rows = dict(self._cohort.rows)
        self._listed = np.ones(len(self._ranks), np.bool_)

    def take_back(self, one: Undo) -> None:
        """The list before one more recomputation."""
        ranks = self._ranks.copy()
        for shift in one.shifts:
            ranks[(self._ranks >= shift.first) & (self._ranks <= shift.last)] += shift.by
        for subject in one.new:
            self._listed[self._rows.pop(subject)] = False
        back = [subject for subject in one.ranks if subject not in self._rows]
        self._rows |= {subject: row for row, subject in enumerate(back, len(ranks))}
        self._ranks = np.append(ranks, np.zeros(len(back), np.int64))
        self._listed = np.append(self._listed, np.ones(len(back), np.bool_))
        self._ranks[[self._rows[subject] for subject in one.ranks]] = list(one.ranks.values())

    def order(self) -> list[tuple[str, int | None]]:
        """Whoever was listed, each with the place, in order of place and code, those without one last."""
        ranks = self._ranks.tolist()
        places = ((ranks[row] or LAST, subject) for subject, row in self._rows.items())
        return [(subject, None if place == LAST else place) for place, subject in sorted(places)]

    def listed(self) -> ListOrder:
        """The order over those who are listed now."""
        size, places, gone = len(self._cohort), _places(self._ranks), dict[str, int]()
        here, listed = places[:size].copy(), self._listed[:size].copy()
        for subject, row in self._rows.items() if len(places) > size else ():
            if row >= size and subject in self._cohort.rows:
                here[self._cohort.rows[subject]], listed[self._cohort.rows[subject]] = places[row], True
            elif row >= size:
                gone[subject] = int(places[row])
        rows = np.argsort(here, kind="stable")
        rows = rows[listed[rows]]
        return ListOrder(self._cohort, rows, here[rows], gone)


def _places(ranks: Ranks) -> Ranks:
    return np.where(ranks == 0, LAST, ranks)
