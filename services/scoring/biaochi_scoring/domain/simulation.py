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
    """A cycle's run as it is stored and the rule it would be judged by, with what else is supposed.

    `outdated` are the marks that no recomputation has taken yet. `inherited` are the rungs the cycle before ended on.
    """

    now: Basis
    then: Basis
    inherited: Mapping[str, str]
    state: State
    outdated: Mapping[str, frozenset[str]]
    supposition: Supposition

    @property
    def same_rule(self) -> bool:
        """Whether only facts are supposed."""
        return self.now.graph.hash == self.then.graph.hash

    @property
    def same_inputs(self) -> bool:
        """Whether both rules make the same of a subject's facts, so that nobody's must be gathered again."""
        return _inputs(self.now.graph) == _inputs(self.then.graph)

    def subjects(self, named: Iterable[str]) -> frozenset[str]:
        """Whose standing facts the answer needs, beside the subjects named."""
        everybody = (member.code for cohort in self.then.cohorts.values() for member in cohort)
        marked = (subject for _, subject in to_gather(self.now, self.state, self.outdated))
        return frozenset([*named, *marked, *(() if self.same_inputs else everybody)])


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
    before = question.state
    if question.outdated:
        before = Judging(now, before).judge(question.outdated, standing).state
    basis = replace(then, opening=opening_rungs(then.opening, question.inherited, supposed))
    judged = _judge(question, basis, before, supposed)
    facts = (fact for some in standing.values() for fact in some)
    unknown = [] if question.same_inputs else left_out(facts, now.graph, then.graph)
    return Simulation(before, judged.state, supposed, (*unknown, *dict.fromkeys(judged.left_out)))


def _judge(question: Question, basis: Basis, before: State, supposed: Supposed) -> Judged:
    """Facts alone: what they touch. Another rule: everybody anew, from the same inputs where they are the same."""
    touched = by_period(mark for fact in supposed.touched for mark in marks.of_fact(basis.cycle, basis.graph, fact))
    if question.same_rule:
        return Judging(basis, before).judge(touched, supposed.facts)
    everything = {period.code: {EVERYONE, *touched.get(period.code, ())} for period in basis.periods}
    known = before.inputs if question.same_inputs else {}
    return Judging(basis, State(0, known)).judge(everything, supposed.facts)
