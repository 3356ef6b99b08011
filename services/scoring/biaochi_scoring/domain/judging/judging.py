"""One run judged anew: period after period in order of close, only what is marked or recalls something that changed.

Pure: the same context and facts give the same values, whatever was computed before. A period in which single subjects
are marked costs what they change, and a comparison of everybody where the rule compares; marked for everyone, it is
evaluated whole.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from biaochi_sdk.graph.evaluation import Cohort, Evaluation
from biaochi_sdk.plan.updating import Rows
from biaochi_sdk.terms.columns import Column, taken
from biaochi_sdk.values.errors import LinkRefused
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.cycles import Period
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging.gathering import GatheringAll
from biaochi_scoring.domain.judging.inputs import PeriodInputs
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import Delta, Judgement, State, Texts
from biaochi_scoring.domain.stale import EVERY_INPUT, EVERYONE

ENGINE = version("biaochi-sdk")
"""What computes here, for the receipt of every sheet written."""
NOBODY = Cohort(())
NO_ROWS: Rows = np.zeros(0, np.intp)
NOTHING: Texts = np.zeros(0, np.object_)


@dataclass(frozen=True)
class Judged:
    """The state after judging, what became of each period judged, the inputs gathered, and why facts were left out."""

    state: State
    deltas: Mapping[str, Delta]
    gathered: tuple[PeriodInputs, ...]
    left_out: tuple[str, ...]


def to_gather(context: RunContext, state: State, marked: Mapping[str, Collection[str]]) -> dict[str, Sequence[str]]:
    """Whose inputs must be gathered, by period: marked members, and members of whom none are stored."""
    wanted: dict[str, Sequence[str]] = {}
    for period, subjects in marked.items():
        cohort, known = context.cohorts.get(period, NOBODY), state.judgements.get(period)
        if known is None or EVERY_INPUT in subjects:
            wanted[period] = cohort.subjects
        else:
            new: Iterable[str] = ()
            if _is_other(cohort, known):
                new = (subject for subject in cohort.subjects if subject not in known.evaluation.cohort.rows)
            wanted[period] = sorted({*(subject for subject in subjects if subject in cohort.rows), *new})
    return wanted


class Judging:
    """One recomputation under way."""

    def __init__(self, context: RunContext, state: State) -> None:
        """Begin from what is known."""
        self.context = context
        self.before = state
        self.judgements: dict[str, Judgement] = {}
        self.deltas: dict[str, Delta] = {}
        self.unjudged: dict[str, str] = {}
        self._recalled: defaultdict[str, set[str]] = defaultdict(set)
        """By cadence, of whom an earlier period says something else that its periods recall."""

    def judge(self, marked: Mapping[str, Collection[str]], facts: Mapping[str, Sequence[Fact]]) -> Judged:
        """Judge the marked periods and every later one that recalls what changed, in whatever period it did."""
        gathering = GatheringAll(self.context, to_gather(self.context, self.before, marked)).take(facts.items())
        return self.judge_gathered(marked, gathering.gathered, gathering.left_out)

    def judge_gathered(
        self,
        marked: Mapping[str, Collection[str]],
        gathered: Mapping[str, PeriodInputs],
        left_out: Sequence[str] = (),
    ) -> Judged:
        """The same from inputs that were gathered before, by period."""
        for period in self.context.periods:
            recalled = self._recalled[period.cadence]
            if period.code in marked or (recalled and period.code in self.before.judgements):
                self._judge(period, {*marked.get(period.code, ()), *recalled}, gathered.get(period.code))
            else:
                self._keep(period.code)
        state = State(self.before.version + 1, self.context.periods, self.judgements, self.unjudged)
        return Judged(state, self.deltas, tuple(gathered.values()), tuple(left_out))

    def _keep(self, period: str) -> None:
        if period in self.before.judgements:
            self.judgements[period] = self.before.judgements[period]
        if period in self.before.unjudged:
            self.unjudged[period] = self.before.unjudged[period]

    def _judge(self, period: Period, subjects: Collection[str], gathered: PeriodInputs | None) -> None:
        cohort, known = self.context.cohorts[period.code], self.before.judgements.get(period.code)
        if not len(cohort):
            gone = known.evaluation.cohort.subjects if known else ()
            self.deltas[period.code] = Delta(period, known, None, NO_ROWS, gone, None)
            return
        new = gathered or PeriodInputs(self.context.graph.hash, period.code, (), [], [])
        rows = cohort.rows_of(new.subjects)
        there = cohort.rows_in(known.evaluation.cohort) if known else np.full(len(cohort), -1)
        hashes, engines = (_texts(part, there) for part in ((known.hashes, known.engines) if known else (NOTHING,) * 2))
        hashes[rows] = new.input_hashes
        given = self._given(period, cohort, known, (there, rows, new.inputs))
        evaluation, concerned = self._evaluated(period, cohort, known, (subjects, given))
        changed = self._changed(evaluation, known, concerned)
        if known:
            others = rows[(there[rows] < 0) | (hashes[rows] != known.hashes[there[rows]])]
            changed = np.union1d(changed, others)
        engines[changed] = ENGINE
        self.judgements[period.code] = Judgement(evaluation, hashes, engines)
        gone = _gone(cohort, known)
        everybody = known is None or EVERYONE in subjects or _is_other(cohort, known)
        judged = None if everybody else frozenset(subjects)
        self.deltas[period.code] = Delta(period, known, self.judgements[period.code], changed, gone, judged)
        self._recall(evaluation, known, concerned, gone)

    def _given(
        self, period: Period, cohort: Cohort, known: Judgement | None, new: tuple[Rows, Rows, Sequence[Inputs]]
    ) -> dict[int, Column]:
        """The columns of the inputs: those known, with the newly gathered ones in their rows."""
        there, rows, inputs = new
        graph = self.context.graph
        if known is None or not len(known.evaluation.cohort):
            return graph.columns(period.cadence, inputs)
        given = known.evaluation.given
        if _is_other(cohort, known):
            given = {place: taken(column, np.maximum(there, 0)) for place, column in given.items()}
        return graph.given(given, period.cadence, rows, inputs) if len(rows) else dict(given)

    def _evaluated(
        self, period: Period, cohort: Cohort, known: Judgement | None, from_: tuple[Collection[str], dict[int, Column]]
    ) -> tuple[Evaluation, Rows | None]:
        """The evaluation, and whom it can concern at most; none where that is everybody.

        Of nobody anything, with the reason noted, when the results it uses are not there.
        """
        subjects, given = from_
        graph, opening = self.context.graph, self.context.opening
        earlier = [one.evaluation.outcome for one in self.judgements.values()]
        if known and EVERYONE not in subjects and known.evaluation.whole and not _is_other(cohort, known):
            return graph.updated(known.evaluation, cohort.rows_of(subjects), given, earlier, opening)
        linked = self.context.links.of(period)
        try:
            return graph.begun(period.code, cohort, given, earlier, opening, linked), None
        except LinkRefused as refused:
            self.unjudged[period.code] = self.context.links.why_not(refused)
            return graph.unjudged(period.code, cohort, given), None

    def _changed(self, evaluation: Evaluation, known: Judgement | None, concerned: Rows | None) -> Rows:
        """The rows whose own values are others."""
        if known is None:
            return np.arange(len(evaluation.cohort))
        own = evaluation.nodes.keys() - self.context.graph.places
        return evaluation.differing(known.evaluation, own, concerned)

    def _recall(
        self, evaluation: Evaluation, known: Judgement | None, concerned: Rows | None, gone: Collection[str]
    ) -> None:
        for cadence, recalled in self.context.graph.recalls.items():
            nodes = recalled & evaluation.nodes.keys()
            if nodes:
                compared = bool(nodes & self.context.graph.places)
                rows = np.arange(len(evaluation.cohort))
                if known is not None:
                    rows = evaluation.differing(known.evaluation, nodes, None if compared else concerned)
                subjects = evaluation.cohort.subjects
                self._recalled[cadence].update((subjects[row] for row in rows.tolist()), gone)


def _is_other(cohort: Cohort, known: Judgement) -> bool:
    return cohort.subjects is not known.evaluation.cohort.subjects


def _gone(cohort: Cohort, known: Judgement | None) -> tuple[str, ...]:
    if known is None or not _is_other(cohort, known):
        return ()
    return tuple(subject for subject in known.evaluation.cohort.subjects if subject not in cohort.rows)


def _texts(known: Texts, there: Rows) -> Texts:
    """What was known by row, for the rows as they are now."""
    if len(known) == len(there) and np.array_equal(there, np.arange(len(there))):
        return known.copy()
    found = np.full(len(there), "", np.object_)
    found[there >= 0] = known[there[there >= 0]]
    return found
