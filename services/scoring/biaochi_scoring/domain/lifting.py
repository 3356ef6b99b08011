"""What is missing to the next step: the smallest sets of other inputs that would lift a subject, proven by judging.

A set lifts if the run, judged with these inputs of the subject and everything else as it is, puts it on a higher step.
It is smallest if no part of it lifts, and each of its values is the least change: one step less, and it does not lift.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from biaochi_sdk.graph.receipt import receipt
from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.judging.inputs import PeriodInputs
from biaochi_scoring.domain.judging.judging import Judging
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State

MOST_TOGETHER = 3
"""How many inputs a set changes at most."""
MOST_TRIED = 12
"""Of how many inputs sets of several are made: of those that move the total most."""
OF_OTHERS = frozenset(["rating", "ballot", "registered", "decision"])
"""What a subject cannot change by what it does: marks, votes and decisions of others, and what the registry counts."""

Values = Mapping["Place", str]


@dataclass(frozen=True, slots=True)
class Place:
    """An input of a period."""

    period: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An input with its value, none where there is none, and the values it may have, the worst of them first."""

    place: Place
    value: str | None
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Change:
    """Another value of an input."""

    place: Place
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Lift:
    """A smallest set of changes, and where it leads: the step and the total after it."""

    changes: tuple[Change, ...]
    step: str
    total: str | None


@dataclass(frozen=True, slots=True)
class Lifts:
    """Where a subject stands, and what would lift it; `judged`: how often it was judged to prove it."""

    step: str | None
    total: str | None
    lifts: tuple[Lift, ...]
    judged: int


class Lifting:
    """The search for one subject in one list."""

    def __init__(self, context: RunContext, state: State, subject: str, period: str, index: str) -> None:
        """Begin from the run as it is; `period` is judged, and the subject in its cohort."""
        self._context, self._state, self._subject, self._period = context, state, subject, period
        published = state.judgements[period].evaluation.published
        self._step_of = published.rung or published.grade
        self._total_of = published.totals[index]
        evaluation = state.judgements[period].evaluation
        self._steps = evaluation.steps(self._step_of) if self._step_of else ()
        self._judged = 0
        self._known: dict[frozenset[tuple[Place, str]], tuple[str | None, str | None]] = {}

    def lifts(self, inputs: Mapping[str, Inputs]) -> Lifts:
        """What would lift the subject, from its inputs by period; fewer changes first, then in the rule's order."""
        self._inputs = inputs
        step, total = self._shown(self._state)
        if not self._step_of or step is None or step == self._steps[-1]:
            return Lifts(step, total, (), self._judged)
        self._standing = self._steps.index(step)
        best = [(one, self._best(one)) for one in self._candidates()]
        moving = [(one, value) for one, value in best if value is not None]
        found: list[tuple[Candidate, ...]] = []
        found += [(one,) for one, value in moving if self._is_lifted({one.place: value})]
        alone = {one.place for some in found for one in some}
        others = [(one, value) for one, value in moving if one.place not in alone][:MOST_TRIED]
        values = {one.place: value for one, value in others}
        for size in range(2, MOST_TOGETHER + 1):
            for some in combinations([one for one, _ in others], size):
                places = {one.place for one in some}
                if any({one.place for one in known} <= places for known in found):
                    continue
                if self._is_lifted({place: values[place] for place in places}):
                    found.append(some)
        values = {one.place: value for one, value in moving}
        return Lifts(step, total, tuple(self._least(some, values) for some in found), self._judged)

    def _candidates(self) -> Iterator[Candidate]:
        graph = self._context.graph
        for period, inputs in self._inputs.items():
            for accept in graph.accepts:
                value = inputs.get(accept.indicator)
                if accept.indicator in inputs and accept.kind not in OF_OTHERS and not isinstance(value, list):
                    allowed = graph.allowed(accept.indicator)
                    if allowed:
                        yield Candidate(Place(period, accept.indicator), value, allowed)

    def _best(self, one: Candidate) -> str | None:
        """The end of its range that moves the subject up; none where neither does."""
        here = self._rank({})
        ends = [(self._rank({one.place: value}), value) for value in (one.values[0], one.values[-1])]
        most, value = max(ends, key=lambda end: end[0])
        return value if most > here else None

    def _least(self, some: Sequence[Candidate], best: Mapping[Place, str]) -> Lift:
        """The set with each value brought back as far as it still lifts, again until none goes further."""
        values = {one.place: best[one.place] for one in some}
        before: dict[Place, str] = {}
        while values != before:
            before = dict(values)
            for one in some:
                values[one.place] = self._brought_back(one, values, upwards=best[one.place] == one.values[-1])
        step, total = self._after(values)
        changes = tuple(Change(one.place, one.value, values[one.place]) for one in some)
        return Lift(changes, step or "", total)

    def _brought_back(self, one: Candidate, values: Values, *, upwards: bool) -> str:
        """The value nearest to the present one with which the others of the set still lift, by halving."""
        towards = one.values if upwards else one.values[::-1]
        low = towards.index(one.value) if one.value in towards else -1
        high = towards.index(values[one.place])
        while high - low > 1:
            middle = (low + high) // 2
            lifted = self._is_lifted({**values, one.place: towards[middle]})
            low, high = (low, middle) if lifted else (middle, high)
        return towards[high]

    def _is_lifted(self, values: Values) -> bool:
        step, _ = self._after(values)
        return step is not None and self._steps.index(step) > self._standing

    def _rank(self, values: Values) -> tuple[int, Fraction]:
        """How far up these values lead: by step, then by total."""
        step, total = self._after(values)
        return (-1 if step is None else self._steps.index(step)), exact(total or "0")

    def _after(self, values: Values) -> tuple[str | None, str | None]:
        """Step and total, judged with these values in the place of the subject's."""
        key = frozenset(values.items())
        if key not in self._known:
            self._known[key] = self._shown(self._supposed(values)) if values else self._shown(self._state)
        return self._known[key]

    def _supposed(self, values: Values) -> State:
        self._judged += 1
        changed: dict[str, Inputs] = {}
        for place, value in values.items():
            changed.setdefault(place.period, dict(self._inputs[place.period]))[place.indicator] = value
        graph = self._context.graph
        gathered = {
            period: PeriodInputs(graph.hash, period, [self._subject], [inputs], [receipt(graph, inputs).input_hash])
            for period, inputs in changed.items()
        }
        marked = {period: {self._subject} for period in changed}
        return Judging(self._context, replace(self._state)).judge_gathered(marked, gathered).state

    def _shown(self, state: State) -> tuple[str | None, str | None]:
        evaluation = state.judgements[self._period].evaluation
        row = evaluation.cohort.rows[self._subject]
        step = evaluation.text(self._step_of, row) if self._step_of else None
        return step, evaluation.text(self._total_of, row)
