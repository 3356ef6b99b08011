"""A cycle judged as it is and as somebody supposes it, both by the judging that results come from. Pure.

A list rests on the runs its model uses: judged first, on both sides, they carry what is supposed of them upwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain import stale
from biaochi_scoring.domain.admission import Admission, Admissions
from biaochi_scoring.domain.judging.inputs import Gathered
from biaochi_scoring.domain.judging.judging import Judged, Judging, to_gather
from biaochi_scoring.domain.judging.rankings import Placed
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State
from biaochi_scoring.domain.links import Used
from biaochi_scoring.domain.stale import EVERYONE, by_period
from biaochi_scoring.domain.supposed_facts import Standing, Supposed, left_out, opening_rungs, suppose
from biaochi_scoring.domain.suppositions import Supposition


@dataclass(frozen=True)
class Question:
    """A run as it is stored, the rule its facts are compared under and the one they would be judged by.

    `outdated` are the marks that no recomputation has taken yet. `inherited` are the rungs the cycle before ended on.
    `inputs` are those stored of everybody, where another rule is to judge them.
    """

    now: RunContext
    base: RunContext
    then: RunContext
    inherited: Mapping[str, str]
    state: State
    outdated: Mapping[str, frozenset[str]]
    inputs: Sequence[Gathered]

    def subjects(self) -> frozenset[str]:
        """Whose standing facts the answer needs, besides those of subjects that are named."""
        anew = [context for context in (self.base, self.then) if not self.same_inputs(context)]
        everybody = (subject for context in anew for cohort in context.cohorts.values() for subject in cohort.subjects)
        marked = chain.from_iterable(to_gather(self.now, self.state, self.outdated).values())
        return frozenset([*marked, *everybody])

    def same_inputs(self, context: RunContext) -> bool:
        """Whether a rule makes the same of a subject's facts as the pinned one, so that they need no gathering."""
        return _inputs(self.now.graph) == _inputs(context.graph)


def _inputs(graph: Graph) -> object:
    return graph.cadences, [(accept.indicator, graph.described[accept.indicator].term) for accept in graph.accepts]


@dataclass(frozen=True)
class Simulation:
    """The list's run before and after, what it would rest on, and a sentence for each standing fact left out."""

    before: State
    after: State
    then: RunContext
    supposed: Supposed
    left_out: tuple[str, ...]

    def listed(self, state: State, index: str, period: str) -> Mapping[str, Placed]:
        """One list by subject."""
        known = state.judgements.get(period)
        return (
            state.ranking(index, period, self.then.last).by_subject
            if known and index in known.evaluation.published.totals
            else {}
        )


def simulate(questions: Sequence[Question], supposition: Supposition, standing: Standing) -> Simulation:
    """Judge the runs in the order given, the list's own last; takes a moment of computing and nothing else.

    Raises what refuses a supposed fact.
    """
    rules = [Admission(one.then.cycle, one.then.graph, one.then.cohorts) for one in reversed(questions)]
    supposed = suppose(standing, supposition, Admissions(rules))
    now, before, after = _Side(Supposed(standing, ())), _Side(Supposed(standing, ())), _Side(supposed)
    unknown: list[str] = []
    for question in questions:
        stored = now.bring_up_to_date(question)
        old = before.judge(question, question.base, (stored, now))
        opening = opening_rungs(question.then.opening, question.inherited, supposed)
        new = after.judge(question, replace(question.then, opening=opening), (stored, now))
        unknown += [*_unknown(question, standing), *dict.fromkeys(new.left_out)]
    return Simulation(old.state, new.state, after.linked(questions[-1].then), supposed, tuple(unknown))


def _unknown(question: Question, standing: Standing) -> list[str]:
    if question.same_inputs(question.then):
        return []
    return left_out((fact for some in standing.values() for fact in some), question.now.graph, question.then.graph)


@dataclass
class _Side:
    """One way to judge: with which facts, and what came of the runs judged so far, by model."""

    supposed: Supposed
    used: dict[str, Used] = field(default_factory=dict)

    def linked(self, context: RunContext) -> RunContext:
        """The context with the runs it uses as they are on this side."""
        used = {code: self.used.get(code, one) for code, one in context.links.used.items()}
        return replace(context, links=replace(context.links, used=used))

    def bring_up_to_date(self, question: Question) -> Judged:
        """The run as it is stored, with everything taken in that is marked."""
        reached = self._reached(question.now, question.now.links.used)
        outdated = _with_everyone(question.outdated, reached)
        judged = Judged(question.state, {}, (), ())
        if outdated:
            judged = Judging(self.linked(question.now), question.state).judge(outdated, self.supposed.facts)
        self._note(question.now, judged.state)
        return judged

    def judge(self, question: Question, context: RunContext, stored: tuple[Judged, "_Side"]) -> Judged:
        """The pinned rule: what the facts or the runs it uses touch.

        Another: everybody anew, from the same inputs where they are the same.
        """
        known, now = stored
        state = known.state
        facts = self.supposed.touched
        touched = by_period(mark for fact in facts for mark in stale.of_fact(context.cycle, context.graph, fact))
        if context.graph.hash == question.now.graph.hash:
            wanted = _with_everyone(touched, self._reached(context, now.used))
        else:
            wanted = _with_everyone(touched, [period.code for period in context.periods])
            state = _begun(question, context, known) if question.same_inputs(context) else State(0)
        judged = Judging(self.linked(context), state).judge(wanted, self.supposed.facts)
        self._note(context, judged.state)
        return judged

    def _reached(self, context: RunContext, before: Mapping[str, Used]) -> set[str]:
        """The periods in which a run it uses has other results than before."""
        pairs = [(self.used[code], before[code]) for code in context.links.used if code in self.used and code in before]
        return {
            period
            for new, old in pairs
            for period in new.outcomes.keys() | old.outcomes.keys()
            if new.outcomes.get(period) != old.outcomes.get(period)
        }

    def _note(self, context: RunContext, state: State) -> None:
        self.used[context.graph.code] = Used(context.graph, context.cycle.code, state.outcomes)


def _begun(question: Question, context: RunContext, known: Judged) -> State:
    """The run under another rule, of which nothing is known but the inputs."""
    inputs = {(one.period, one.subject): one for one in chain(question.inputs, *known.gathered)}
    graph, judgements = context.graph, {}
    for code, judged in known.state.judgements.items():
        cohort, cadence = judged.evaluation.cohort, judged.evaluation.evaluated.cadence
        given = graph.columns(cadence, [inputs[code, subject].inputs for subject in cohort.subjects])
        judgements[code] = replace(judged, evaluation=graph.unjudged(code, cohort, given))
    return State(0, context.periods, judgements)


def _with_everyone(marked: Mapping[str, Iterable[str]], periods: Iterable[str]) -> dict[str, frozenset[str]]:
    everyone = {period: frozenset([EVERYONE, *marked.get(period, ())]) for period in periods}
    return {**{period: frozenset(subjects) for period, subjects in marked.items()}, **everyone}
