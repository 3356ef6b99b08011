"""A list: in which places the subjects of one index and period stand; derived from the columns of their evaluation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat

import numpy as np
from biaochi_sdk.graph.evaluation import Cohort, Evaluation, Ranks, RowValues
from biaochi_sdk.plan.updating import Rows
from biaochi_sdk.terms.columns import FEW

from biaochi_scoring.domain.standings import Standing, movement

LAST = np.iinfo(np.int64).max
"""Where those stand who have no place."""
KEPT = 10_000
"""Standings of one list that are held at a time."""


@dataclass(frozen=True)
class Ranking:
    """The places of a list, and those of the period before of the same cadence, by row of the cohort; 0 for none."""

    evaluation: Evaluation
    index: str
    before: Evaluation | None

    @property
    def cohort(self) -> Cohort:
        """Whom it lists, in order of code."""
        return self.evaluation.cohort

    @cached_property
    def ranks(self) -> Ranks:
        """The places."""
        return self.evaluation.ranks(self.index)

    @cached_property
    def ranks_before(self) -> Ranks:
        """The places of the period before."""
        if self.before is None or self.index not in self.before.published.ranks:
            return np.zeros(len(self.cohort), np.int64)
        there = self.cohort.rows_in(self.before.cohort)
        ranks = self.before.ranks(self.index)
        return np.where(there < 0, 0, ranks[there]) if len(ranks) else np.zeros(len(self.cohort), np.int64)

    @cached_property
    def order(self) -> Rows:
        """The rows in order of rank and code, those without a place last."""
        return np.argsort(np.where(self.ranks == 0, LAST, self.ranks), kind="stable")

    @property
    def total_node(self) -> str:
        """The node that is the total of the index."""
        return self.evaluation.published.totals[self.index]

    @cached_property
    def totals(self) -> Sequence[str | None]:
        """The totals by row."""
        return self.evaluation.texts(self.total_node)

    def total(self, row: int) -> str | None:
        """The total of a row, if it is judged."""
        return self.evaluation.text(self.total_node, row)

    def rank(self, row: int) -> int | None:
        """The place of a row, if it has one."""
        return int(self.ranks[row]) or None

    def movement(self, row: int) -> int | None:
        """How many places it rose since the period before."""
        return movement(self.rank(row), int(self.ranks_before[row]) or None)

    def places(self, row: int) -> Mapping[str, str | None]:
        """The values of the nodes that are places in a line, of any index."""
        return {key: self.evaluation.text(key, row) for key in self.evaluation.nodes if key in self.evaluation.places}

    def standing(self, row: int, rung: str | None) -> Standing:
        """The standing that a row is shown as with this rung; of the latest some thousand the ones made before."""
        known = self._standings.get((row, rung))
        if known is None:
            if len(self._standings) >= KEPT:
                self._standings.clear()
            known = self._standings[row, rung] = self.placed(row).standing(rung)
        return known

    def standings(self, rows: Sequence[int], rungs: Sequence[str | None]) -> list[Standing]:
        """The same of these rows, each with its rung; of many they are made by columns, and not held."""
        if len(rows) < FEW:
            return [self.standing(row, rung) for row, rung in zip(rows, rungs, strict=True)]
        at = np.array(rows, np.intp)
        ranks, before = (part[at].tolist() for part in (self.ranks, self.ranks_before))
        grade, cycle = self.evaluation.published.grade, str(self.evaluation.evaluated.year)
        shown = zip(
            (self.cohort.subjects[row] for row in rows),
            self.evaluation.texts(self.total_node, at),
            self.evaluation.texts(grade, at) if grade else repeat(None),
            rungs,
            (rank or None for rank in ranks),
            (movement(rank or None, then or None) for rank, then in zip(ranks, before, strict=True)),
            repeat(cycle),
            repeat(self.index),
            repeat(self.evaluation.evaluated.code),
            self.evaluation.meetings_of(at),
            strict=False,
        )
        return [Standing(*one) for one in shown]

    @cached_property
    def _standings(self) -> dict[tuple[int, str | None], Standing]:
        return {}

    def placed(self, row: int) -> "Placed":
        """A row of the list."""
        return Placed(self, row)

    def find(self, subject: str) -> "Placed | None":
        """The row of a subject, if it is listed."""
        row = self.cohort.rows.get(subject)
        return None if row is None else Placed(self, row)

    @property
    def by_subject(self) -> "Mapping[str, Placed]":
        """All rows by subject."""
        return _BySubject(self)


@dataclass(frozen=True, slots=True)
class Placed:
    """One subject in its list, read from the columns when it is asked."""

    ranking: Ranking
    row: int

    @property
    def subject(self) -> str:
        """Whose it is."""
        return self.ranking.cohort.subjects[self.row]

    @property
    def nodes(self) -> RowValues:
        """The value of every node, by key."""
        return RowValues(self.ranking.evaluation, self.row)

    @property
    def total(self) -> str | None:
        """The total of the index."""
        return self.ranking.total(self.row)

    @property
    def grade(self) -> str | None:
        """The grade of the period, where there is one."""
        return self._text(self.ranking.evaluation.published.grade)

    @property
    def rung(self) -> str | None:
        """The rung after the close of the period, where there is one."""
        return self._text(self.ranking.evaluation.published.rung)

    @property
    def rank(self) -> int | None:
        """Its place."""
        return self.ranking.rank(self.row)

    @property
    def marks(self) -> tuple[str, ...]:
        """What is put before a meeting."""
        return self.ranking.evaluation.meeting(self.row)

    def _text(self, key: str | None) -> str | None:
        return self.ranking.evaluation.text(key, self.row) if key else None

    def standing(self, rung: str | None) -> Standing:
        """The standing it is shown as, with the rung held on the day it is shown."""
        return Standing(
            subject=self.subject,
            total=self.total,
            grade=self.grade,
            rung=rung,
            rank=self.rank,
            movement=self.ranking.movement(self.row),
            cycle=str(self.ranking.evaluation.evaluated.year),
            index=self.ranking.index,
            period=self.ranking.evaluation.evaluated.code,
            marks=self.marks,
        )


@dataclass(frozen=True, slots=True)
class Held(Placed):
    """One subject in a list that is still open, on the rung that it holds meanwhile."""

    held: str | None

    @property
    def rung(self) -> str | None:
        """The rung it holds, not the one that the values of now would lead to."""
        return self.held


@dataclass(frozen=True, slots=True)
class AtOpening(Held):
    """One subject of a list as it entered the cycle: on a rung, and nothing of it judged yet."""

    @property
    def total(self) -> str | None:
        """None yet."""
        return None

    @property
    def grade(self) -> str | None:
        """None yet."""
        return None

    @property
    def rank(self) -> int | None:
        """None yet."""
        return None

    @property
    def marks(self) -> tuple[str, ...]:
        """None yet."""
        return ()

    def standing(self, rung: str | None) -> Standing:
        """The standing it is shown as: without a period, and without a movement."""
        shown = Placed.standing(self, rung)
        return replace(shown, movement=None, period="")


@dataclass(frozen=True)
class _BySubject(Mapping[str, Placed]):
    ranking: Ranking

    def __getitem__(self, subject: str) -> Placed:
        return Placed(self.ranking, self.ranking.cohort.rows[subject])

    def __iter__(self) -> Iterator[str]:
        return iter(self.ranking.cohort.subjects)

    def __len__(self) -> int:
        return len(self.ranking.cohort)
