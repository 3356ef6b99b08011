"""What is known of a run: of each judged period the evaluation as columns, and what its inputs were, by row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from biaochi_sdk.graph.evaluation import Evaluation
from biaochi_sdk.plan.updating import Rows
from biaochi_sdk.values.outcome import Outcome

from biaochi_scoring.domain.cycles import Period, same_cadence_before
from biaochi_scoring.domain.judging.rankings import Ranking

Texts = npt.NDArray[np.object_]
ListKey = tuple[str, str]
"""Index and period."""
Last = Mapping[str, Evaluation]
"""By cadence the last evaluation of the cycle before: what its first periods move against."""


@dataclass(frozen=True)
class Judgement:
    """What is known of one period. By row: the hash of the inputs, and the version of the SDK that computed them."""

    evaluation: Evaluation
    hashes: Texts
    engines: Texts


@dataclass(frozen=True)
class Delta:
    """What one recomputation made of one period: the rows that are new or whose own values or inputs are others.

    `before`: what was known, if anything; `gone`: who is not listed any more. `judged`: whom; none for everybody.
    """

    period: Period
    before: Judgement | None
    after: Judgement | None
    rows: Rows
    gone: tuple[str, ...]
    judged: frozenset[str] | None

    def subjects(self) -> Iterator[str]:
        """Those rows, and those who are gone, by code."""
        if self.after is not None:
            yield from (self.after.evaluation.cohort.subjects[row] for row in self.rows.tolist())
        yield from self.gone


@dataclass(frozen=True)
class State:
    """A run after `version` recomputations. `unjudged` says why a period has no values.

    `periods`: all that are judged, in order of close.
    """

    version: int
    periods: tuple[Period, ...] = ()
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    unjudged: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What each period's evaluation says, in order of close."""
        return {code: one.evaluation.outcome for code, one in self.judgements.items()}

    def rankings(self, last: Last) -> Iterable[Ranking]:
        """Every list, period after period."""
        for code, one in self.judgements.items():
            yield from (self.ranking(index, code, last) for index in one.evaluation.published.totals)

    def ranking(self, index: str, period: str, last: Last) -> Ranking:
        """One list of a judged period; it is kept as long as the period before says the same."""
        before = self._before(period, last)
        known = self._rankings.get((index, period))
        if known is None or known.before is not before:
            known = self._rankings[index, period] = Ranking(self.judgements[period].evaluation, index, before)
        return known

    @cached_property
    def _rankings(self) -> dict[ListKey, Ranking]:
        return {}

    def continues(self, code: str) -> bool:
        """Whether the period before one, of the same cadence, is of the cycle before."""
        return self._previous(code) is None

    def _previous(self, code: str) -> Period | None:
        (period,) = (one for one in self.periods if one.code == code)
        return same_cadence_before(period, self.periods)

    def _before(self, code: str, last: Last) -> Evaluation | None:
        previous = self._previous(code)
        if previous is None:
            return last.get(self.judgements[code].evaluation.evaluated.cadence)
        known = self.judgements.get(previous.code)
        return None if known is None else known.evaluation


def last_of(state: State) -> Last:
    """By cadence the last evaluation of a run."""
    return {one.evaluation.evaluated.cadence: one.evaluation for one in state.judgements.values()}
