"""Pages of a list of standings, cut from its order, whatever of it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge
from biaochi_sdk.graph.evaluation import Ranks
from biaochi_sdk.terms.columns import Bools

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.place_moves import Shift
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed, Page
from biaochi_scoring.use_cases.shown import on_rung, shown

MOST = 1000
USUAL = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of standings, how many the list has in all, and whether more follow."""

    standings: Sequence[Standing]
    total: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """Shifts of places, and of places in the period before; and who moved otherwise."""

    ranks: Sequence[Shift]
    ranks_before: Sequence[Shift]
    subjects: Sequence[str]


@dataclass(frozen=True, slots=True)
class ListPages:
    """A list of a cycle as this connection sees it, shown on a day; no ranking means that nobody is listed."""

    connection: Connection
    cycle: Cycle
    ranking: Ranking | None
    today: date

    def page(self, listed: Listed, page: Page) -> Listing:
        """A page of those on the grade and rung that are asked for, if any. Raises what `_cut` raises."""
        if self.ranking is None:
            return self._cut(np.zeros(0, np.bool_), page)
        chosen = np.ones(len(self.ranking.cohort), np.bool_)
        if listed.grade:
            key = self.ranking.evaluation.published.grade
            chosen &= self.ranking.evaluation.chosen(key, listed.grade) if key else False
        if listed.rung:
            on = np.zeros(len(chosen), np.bool_)
            on[on_rung(self.connection, self.cycle, self.ranking, listed.rung, self.today)] = True
            chosen &= on
        return self._cut(chosen, page)

    def moved(self, moved: Moved, page: Page) -> Listing:
        """A page of those who stand where the shifts moved others to, and of those named. Raises what `_cut` raises."""
        if self.ranking is None:
            return self._cut(np.zeros(0, np.bool_), page)
        chosen = _in(self.ranking.ranks, moved.ranks) | _in(self.ranking.ranks_before, moved.ranks_before)
        chosen[self.ranking.cohort.rows_of(moved.subjects)] = True
        return self._cut(chosen, page)

    def _cut(self, chosen: Bools, page: Page) -> Listing:
        """Raises RequestTooLarge above 1000, BadRequest for a subject to go on after who is not in the list."""
        if page.first > MOST:
            raise RequestTooLarge(f"一页要了 {page.first} 条，每页最多 {MOST} 条：请分页查询。", field="first")
        row = self.ranking.cohort.rows.get(page.after) if self.ranking else None
        if page.after and row is None:
            raise BadRequest(f"“{page.after}”不在这份名单里：请用上一页最后一个组织的代码续查。", field="after")
        if self.ranking is None:
            return Listing([], 0, False)
        order = self.ranking.order
        rest = order if row is None else order[int(np.flatnonzero(order == row)[0]) + 1 :]
        rest = rest[chosen[rest]]
        rows = rest[: page.first or USUAL]
        standings = shown(self.connection, self.cycle, self.ranking, rows.tolist(), self.today)
        return Listing(standings, int(chosen.sum()), len(rest) > len(rows))


def _in(ranks: Ranks, shifts: Sequence[Shift]) -> Bools:
    found = np.zeros(len(ranks), np.bool_)
    for shift in shifts:
        found |= (ranks >= shift.first + shift.by) & (ranks <= shift.last + shift.by)
    return found
