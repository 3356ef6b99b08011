"""A cycle judged as it is and as somebody supposes it, both by the judging that results come from. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from biaochi_sdk.graph import Graph

from biaochi_scoring.domain import marks
from biaochi_scoring.domain.admission import Admission
from biaochi_scoring.domain.judging import Basis, Judged, Judging, State, to_gather
from biaochi_scoring.domain.marks import EVERYONE, by_period
from biaochi_scoring.domain.standings import Sheet
from biaochi_scoring.domain.supposed_facts import Standing, Supposed, left_out, opening_rungs, suppose
from biaochi_scoring.domain.suppositions import Supposition


@dataclass(frozen=True)
class Question:
    """A cycle's run as it is stored, the rule its facts are compared under and the one they would be judged by.

    `outdated` are the marks that no recomputation has taken yet. `inherited` are the rungs the cycle before ended on.
    """

    now: Basis
    base: Basis
    then: Basis
    inherited: Mapping[str, str]
    state: State
    outdated: Mapping[str, frozenset[str]]
    supposition: Supposition

    def subjects(self, named: Iterable[str]) -> frozenset[str]:
        """Whose standing facts the answer needs, beside the subjects named."""
        anew = [basis for basis in (self.base, self.then) if not self.same_inputs(basis)]
        everybody = (member.code for basis in anew for cohort in basis.cohorts.values() for member in cohort)
        marked = (subject for _, subject in to_gather(self.now, self.state, self.outdated))
        return frozenset([*named, *marked, *everybody])

    def same_inputs(self, basis: Basis) -> bool:
        """Whether a rule makes the same of a subject's facts as the pinned one, so that they need no gathering."""
        return _inputs(self.now.graph) == _inputs(basis.graph)


def _inputs(graph: Graph) -> object:
    return graph.cadences, [(accept.indicator, graph.described[accept.indicator].term) for accept in graph.accepts]


@dataclass(frozen=True)
class Simulation:
    """The state before and after, the facts as supposed, and a sentence for each standing fact that is left out."""

    before: State
    after: State
    supposed: Supposed
    left_out: tuple[str, ...]

    def sheets(self, state: State, index: str, period: str) -> Mapping[str, Sheet]:
        """The sheets of one list by subject."""
        return {
            sheet.subject: sheet for sheet in state.sheets.values() if (sheet.index, sheet.period) == (index, period)
        }


def simulate(question: Question, standing: Standing) -> Simulation:
    """Judge both sides; takes a moment of computing and nothing else. Raises what refuses a supposed fact."""
    now, then = question.now, question.then
    supposed = suppose(standing, question.supposition, Admission(then.cycle, then.graph, then.cohorts))
    stored = question.state
    if question.outdated:
        stored = Judging(now, stored).judge(question.outdated, standing).state
    before = _judge(question, question.base, stored, Supposed(standing, ()))
    basis = replace(then, opening=opening_rungs(then.opening, question.inherited, supposed))
    after = _judge(question, basis, stored, supposed)
    facts = (fact for some in standing.values() for fact in some)
    unknown = [] if question.same_inputs(then) else left_out(facts, now.graph, then.graph)
    return Simulation(before.state, after.state, supposed, (*unknown, *dict.fromkeys(after.left_out)))


def _judge(question: Question, basis: Basis, stored: State, supposed: Supposed) -> Judged:
    """The pinned rule: what the facts touch. Another: everybody anew, from the same inputs where they are the same."""
    touched = by_period(mark for fact in supposed.touched for mark in marks.of_fact(basis.cycle, basis.graph, fact))
    if basis.graph.hash == question.now.graph.hash:
        return Judging(basis, stored).judge(touched, supposed.facts)
    everything = {period.code: {EVERYONE, *touched.get(period.code, ())} for period in basis.periods}
    known = stored.inputs if question.same_inputs(basis) else {}
    return Judging(basis, State(0, known)).judge(everything, supposed.facts)
