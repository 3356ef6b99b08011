"""Pages of a list of standings, cut from its order, whatever of it is asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from biaochi_chassis.foundation.pages import Found, Page, gone
from biaochi_sdk.graph.evaluation import Cohort, Ranks
from biaochi_sdk.terms.columns import Bools

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.past_order import ListOrder
from biaochi_scoring.domain.judging.place_moves import Shift
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.shown import on_rung, shown


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of standings as they are now, and the position at which the list had the order that they are shown in."""

    found: Found[Standing]
    position: str

    @property
    def standings(self) -> Sequence[Standing]:
        """The standings on the page."""
        return self.found.items


@dataclass(frozen=True, slots=True)
class Moved:
    """Shifts of places, and of places in the period before; and who moved otherwise."""

    ranks: Sequence[Shift]
    ranks_before: Sequence[Shift]
    subjects: Sequence[str]


@dataclass(frozen=True, slots=True)
class ListPages:
    """A list of a cycle as this connection sees it, shown on a day; no ranking means that nobody is listed.

    `order`: in which it is shown.
    """

    connection: Connection
    cycle: Cycle
    ranking: Ranking | None
    order: ListOrder
    today: date

    def page(self, listed: Listed, page: Page, below: Collection[str] | None = None) -> Found[Standing]:
        """A page of those on the grade and rung, found by the text and below the parent that are asked for, if any.

        `below`: who stands below the parent. Raises what `_cut` raises.
        """
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
        if listed.search:
            chosen &= self._named(
                {one for one in self.ranking.cohort.rows if _has(one, listed.search)} | listed.subjects
            )
        if below is not None:
            chosen &= self._named(below)
        return self._cut(chosen, page)

    def moved(self, moved: Moved, page: Page) -> Found[Standing]:
        """A page of those who stand where the shifts moved others to, and of those named. Raises what `_cut` raises."""
        if self.ranking is None:
            return self._cut(np.zeros(0, np.bool_), page)
        chosen = _in(self.ranking.ranks, moved.ranks) | _in(self.ranking.ranks_before, moved.ranks_before)
        chosen |= self._named(moved.subjects)
        return self._cut(chosen, page)

    def _named(self, subjects: Collection[str]) -> Bools:
        cohort = self.ranking.cohort if self.ranking else Cohort(())
        found = np.zeros(len(cohort), np.bool_)
        found[cohort.rows_of(subjects)] = True
        return found

    def _cut(self, chosen: Bools, page: Page) -> Found[Standing]:
        """Raises BadRequest for a subject as a bound of the page who was not in the list."""
        start = self._bound(page.after, "after")[1] if page.after else 0
        end = self._bound(page.before, "before")[0] if page.before else len(self.order.rows)
        wanted = chosen[self.order.rows] if len(chosen) else chosen
        bounds = int(wanted[:start].sum()), int(wanted[:end].sum())
        found = Found.within(self.order.rows[wanted].tolist(), bounds, page)
        if self.ranking is None:
            return Found([], 0, found.has_more, found.has_previous)
        standings = shown(self.connection, self.cycle, self.ranking, found.items, self.today)
        return Found(standings, found.total, found.has_more, found.has_previous)

    def _bound(self, subject: str, field: str) -> tuple[int, int]:
        bounds = self.order.bounds_of(subject)
        if bounds is None:
            raise gone(field)
        return bounds


def _has(code: str, search: str) -> bool:
    return search.lower() in code.lower()


def _in(ranks: Ranks, shifts: Sequence[Shift]) -> Bools:
    found = np.zeros(len(ranks), np.bool_)
    for shift in shifts:
        found |= (ranks >= shift.first + shift.by) & (ranks <= shift.last + shift.by)
    return found
