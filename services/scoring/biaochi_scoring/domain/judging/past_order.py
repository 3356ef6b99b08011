"""How to come from a list as it is after a recomputation to what it was before: what a bounded log keeps of each one.

In the same compact form as what is published, the other way round: by the place now, how many places higher or lower
those who stand there stood; and by name who stood elsewhere, who had another total, who was not listed, and who is not
listed any more.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from biaochi_sdk.graph.evaluation import Cohort, Ranks
from biaochi_sdk.plan.updating import Rows
from biaochi_sdk.values.exact import exact

from biaochi_scoring.domain.judging.place_moves import Shift, places_lower, shifts_of
from biaochi_scoring.domain.judging.rankings import LAST, Ranking

SIDES: Final = ("left", "right")


@dataclass(frozen=True, slots=True)
class Undo:
    """`shifts`: of places now; `ranks`: where those stood of whom no shift says so, 0 for none; `new`: not listed.

    `totals`: of those who had another one, none while not judged; None where an earlier build did not keep them.
    """

    shifts: tuple[Shift, ...]
    ranks: Mapping[str, int]
    new: tuple[str, ...]
    totals: Mapping[str, str | None] | None


def undo(before: Ranking | None, after: Ranking | None, changed: Rows) -> Undo | None:
    """What leads from a list back to what it was; none where nobody's place is another.

    `changed`: the rows whose own result changed; each of them is named, and the shifts are of the others.
    """
    if after is None or before is None:
        ranks = dict(zip(before.cohort.subjects, before.ranks.tolist(), strict=True)) if before else {}
        totals = dict(zip(before.cohort.subjects, before.totals, strict=True)) if before else {}
        new = after.cohort.subjects if after else ()
        return Undo((), ranks, new, totals) if ranks or new else None
    there = after.cohort.rows_in(before.cohort)
    listed = there >= 0
    now, then = after.ranks, np.where(listed, before.ranks[there], 0)
    other_total = after.evaluation.differing(before.evaluation, (after.total_node,), changed).tolist()
    totals = {
        one: before.total(before.cohort.rows[one])
        for one in map(after.cohort.subjects.__getitem__, other_total)
        if one in before.cohort.rows
    }
    if before.cohort is after.cohort and not totals and np.array_equal(now, then):
        return None
    others = listed.copy()
    others[changed] = False
    by = places_lower(now[others], then[others])
    said = now + np.where(now > 0, by[np.minimum(now, len(by) - 1)], 0)
    named, subjects = listed & (~others | (said != then)), after.cohort.subjects
    ranks = {subjects[row]: int(then[row]) for row in np.flatnonzero(named).tolist()}
    if before.cohort is not after.cohort:
        gone = {one: row for one, row in before.cohort.rows.items() if one not in after.cohort.rows}
        ranks |= {one: before.rank(row) or 0 for one, row in gone.items()}
        totals |= {one: before.total(row) for one, row in gone.items()}
    new = tuple(subjects[row] for row in np.flatnonzero(~listed).tolist())
    return Undo(shifts_of(by, now[others]), ranks, new, totals)


@dataclass(frozen=True, slots=True)
class ListOrder:
    """Who is listed, as rows of the cohort, in the order of a moment: those who were listed then and are so now.

    `keys`: what each of these rows is ordered by, those who have nothing of it `LAST`; equal ones by code. `gone`: the
    same of those who are listed no more.
    """

    cohort: Cohort
    rows: Rows
    keys: Ranks
    gone: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def now(cls, ranking: Ranking) -> "ListOrder":
        """The order by place as it is."""
        return cls(ranking.cohort, ranking.order, _places(ranking.ranks)[ranking.order])

    def bounds_of(self, subject: str) -> tuple[int, int] | None:
        """How many rows come before the subject, and how many up to it; none for one that was not listed."""
        if subject in self.gone:
            first, last = (int(np.searchsorted(self.keys, self.gone[subject], side)) for side in SIDES)
            tied = [self.cohort.subjects[row] for row in self.rows[first:last].tolist()]
            place = first + bisect_left(tied, subject)
            return place, place
        (found,) = np.nonzero(self.rows == self.cohort.rows.get(subject, -1))
        return (int(found[0]), int(found[0]) + 1) if len(found) else None


class Rewinding:
    """A list taken back, one recomputation after another, the newest first."""

    def __init__(self, ranking: Ranking | None) -> None:
        """Begin with the list as it is; none where nobody is listed."""
        self._totals: list[str | None] = list(ranking.totals) if ranking else []
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
        self._totals += [None] * len(back)
        for subject, total in (one.totals or {}).items():
            self._totals[self._rows[subject]] = total

    def order(self) -> list[tuple[str, int | None]]:
        """Whoever was listed, each with the place, in order of place and code, those without one last."""
        ranks = self._ranks.tolist()
        places = ((ranks[row] or LAST, subject) for subject, row in self._rows.items())
        return [(subject, None if place == LAST else place) for place, subject in sorted(places)]

    def listed(self, order: str, before: "Rewinding | None", *, descending: bool) -> ListOrder:
        """One of the ORDERS over those who are listed now; `before`: the list of the period before as it was then.

        Descending, those who have nothing to be ordered by are still the last.
        """
        size, keys, gone = len(self._cohort), ORDERS[order](self, before or Rewinding(None)), dict[str, int]()
        keys = np.where(keys == LAST, LAST, -keys) if descending else keys
        here, listed = keys[:size].copy(), self._listed[:size].copy()
        for subject, row in self._rows.items() if len(keys) > size else ():
            if row >= size and subject in self._cohort.rows:
                here[self._cohort.rows[subject]], listed[self._cohort.rows[subject]] = keys[row], True
            elif row >= size:
                gone[subject] = int(keys[row])
        rows = np.argsort(here, kind="stable")
        rows = rows[listed[rows]]
        return ListOrder(self._cohort, rows, here[rows], gone)

    def by_place(self, _: "Rewinding") -> Ranks:
        """Keys by which the first place is the first."""
        return _places(self._ranks)

    def by_code(self, _: "Rewinding") -> Ranks:
        """Keys in the order of codes."""
        keys = np.zeros(len(self._ranks), np.int64)
        keys[[self._rows[subject] for subject in sorted(self._rows)]] = np.arange(len(self._rows))
        return keys

    def by_total(self, _: "Rewinding") -> Ranks:
        """Keys by which the highest total is the first."""
        known = sorted({total for total in self._totals if total is not None}, key=exact, reverse=True)
        keys = {total: key for key, total in enumerate(known)}
        return np.array([LAST if total is None else keys[total] for total in self._totals], np.int64)

    def by_movement(self, before: "Rewinding") -> Ranks:
        """Keys by which whoever rose by the most places since the period before is the first."""
        then = np.zeros(len(self._ranks), np.int64)
        for subject, row in self._rows.items():
            if subject in before._rows:  # noqa: SLF001 - another of this class
                then[row] = before._ranks[before._rows[subject]]  # noqa: SLF001
        return np.where((self._ranks > 0) & (then > 0), self._ranks - then, LAST)


ORDERS: Final[Mapping[str, Callable[[Rewinding, Rewinding], Ranks]]] = {
    "": Rewinding.by_place,
    "CODE": Rewinding.by_code,
    "TOTAL": Rewinding.by_total,
    "MOVEMENT": Rewinding.by_movement,
}
"""What a list of standings may be ordered by; by place unless it says."""


def _places(ranks: Ranks) -> Ranks:
    return np.where(ranks == 0, LAST, ranks)
