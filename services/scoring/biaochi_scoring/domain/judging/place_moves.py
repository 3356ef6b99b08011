"""How a list moved in one recomputation: who changed themselves, and in compact form how the places of the others did.

Who stood in a place now stands some places lower; whoever moved otherwise than most who stood there is named. So a fact
that one subject passes thousands by is told in a line, and whoever kept the list has it exactly again.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from biaochi_sdk.graph.evaluation import Ranks
from biaochi_sdk.plan.updating import Rows

from biaochi_scoring.domain.judging.rankings import Ranking

_NO_ROWS: Rows = np.zeros(0, np.intp)
_NONE = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Shift:
    """Those who stood from the first to the last of these places now stand `by` lower; below 0 higher."""

    first: int
    last: int
    by: int


@dataclass(frozen=True)
class PlaceMoves:
    """Rows by what became of them: changed themselves, or moved otherwise than the shifts say.

    `ranks`: shifts of the places of all others; `ranks_before`: of their places in the period before, by which they
    rose or fell. `others`: how many others moved. `gone`: who is not listed any more.
    """

    changed: Rows
    gone: tuple[str, ...]
    ranks: tuple[Shift, ...]
    ranks_before: tuple[Shift, ...]
    exceptions: Rows
    others: int

    def __bool__(self) -> bool:
        """Whether anything moved."""
        return bool(len(self.changed) or self.gone or self.others)


def place_moves(before: Ranking | None, after: Ranking, rows: Rows, gone: Collection[str]) -> PlaceMoves:
    """What moved in a list; `rows` are those whose own values may be others, all that are new among them."""
    changed = rows if before is None else after.evaluation.differing(before.evaluation, _shown(after), rows)
    if before is None:
        return PlaceMoves(changed, tuple(gone), (), (), _NO_ROWS, 0)
    others = np.ones(len(after.cohort), np.bool_)
    others[changed] = False
    there = after.cohort.rows_in(before.cohort)
    here = np.flatnonzero(others & (there >= 0))
    there = there[here]
    old, new = before.ranks[there], after.ranks[here]
    old_before, new_before = before.ranks_before[there], after.ranks_before[here]
    moved = (old != new) | (_movement(old, old_before) != _movement(new, new_before))
    if not moved.any():
        return PlaceMoves(changed, tuple(gone), (), (), _NO_ROWS, 0)
    ranks, ranks_before = places_lower(old, new), places_lower(old_before, new_before)
    then = np.where(old > 0, old + ranks[old], 0)
    then_before = np.where(old_before > 0, old_before + ranks_before[old_before], 0)
    wrong = (then != new) | (_movement(then, then_before) != _movement(new, new_before))
    return PlaceMoves(
        changed, tuple(gone), shifts_of(ranks, old), shifts_of(ranks_before, old_before), here[wrong], int(moved.sum())
    )


def moved_away(subjects: Collection[str]) -> PlaceMoves:
    """A list in which nobody stands any more."""
    return PlaceMoves(_NO_ROWS, tuple(subjects), (), (), _NO_ROWS, 0)


def _shown(ranking: Ranking) -> list[str]:
    """The nodes of which a standing shows the value."""
    published = ranking.evaluation.published
    keys = (published.totals[ranking.index], published.grade, published.rung, *ranking.evaluation.meetings)
    return [key for key in keys if key is not None]


def _movement(ranks: Ranks, before: Ranks) -> Ranks:
    return np.where((ranks > 0) & (before > 0), before - ranks, _NONE)


def places_lower(old: Ranks, new: Ranks) -> Ranks:
    """By the place where somebody stood, how many places lower those who stood there stand now.

    Where they part, as those in classes of their own do, what most of them do counts, of the two ways seen last.
    """
    by = np.zeros(int(old.max(initial=0)) + 1, np.int64)
    if np.array_equal(old, new):
        return by
    both = (old > 0) & (new > 0)
    stood, lower = old[both], (new - old)[both]
    by[stood] = lower
    same = by[stood] == lower
    if same.all():
        return by
    otherwise = by.copy()
    otherwise[stood[~same]] = lower[~same]
    so, other = (np.bincount(stood[one[stood] == lower], minlength=len(by)) for one in (by, otherwise))
    return np.where(other > so, otherwise, by)


def shifts_of(by: Ranks, old: Ranks) -> tuple[Shift, ...]:
    """The shifts of a table, over stretches of places in which somebody stood."""
    if not by.any():
        return ()
    stood = np.flatnonzero(np.bincount(old, minlength=1))
    stood = stood[stood > 0]
    shift = by[stood]
    begins = np.flatnonzero(np.append(True, shift[1:] != shift[:-1]))
    ends = np.append(begins[1:], len(stood)) - 1
    found = zip(stood[begins].tolist(), stood[ends].tolist(), shift[begins].tolist(), strict=True)
    return tuple(Shift(first, last, by_places) for first, last, by_places in found if by_places)
