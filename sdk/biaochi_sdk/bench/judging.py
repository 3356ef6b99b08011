"""Judges the models of a city in order, each linked to what the others found, without any server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from biaochi_sdk.bench.city import in_order
from biaochi_sdk.bench.years import newest, reached
from biaochi_sdk.graph.graph import Explained, Graph
from biaochi_sdk.terms.links import LAST_CYCLE, Linked, Use
from biaochi_sdk.values.facts import Fact, Inputs
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.periods import Period, period, periods_of

ABOVE = "above"
"""The column of who stands above, where no column of the other model's own name says it."""
NOBODY = Linked.of({})


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded for one model: the facts by subject, and by column who stands above each subject."""

    facts: Mapping[str, Sequence[Fact]]
    above: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def subjects(self) -> set[str]:
        """Everybody a fact or a column of those above names."""
        return set(self.facts).union(*self.above.values())

    def parents(self, column: str) -> dict[str, str]:
        """Who stands above whom: as a column of that name says, else the general one."""
        return {**self.above.get(ABOVE, {}), **self.above.get(column, {})}


@dataclass(frozen=True, slots=True)
class Judged:
    """One model's outcomes up to a period, in the order of their close, and what they were made of, by period."""

    graph: Graph
    outcomes: dict[str, Outcome]
    inputs: dict[str, dict[str, Inputs]]
    links: dict[str, dict[str, Linked]]
    opening: Mapping[str, str] = field(default_factory=dict)

    def explain(self, subject: str, code: str, key: str) -> Explained:
        """A node of one subject's sheet opened, with what was used of other subjects, periods and models."""
        outcome, inputs = self.outcomes[code], self.inputs[code]
        before = tuple(one for one in self.outcomes.values() if period(one.period).close < period(code).close)
        given = list(inputs.values())
        sight = self.graph.sight(code, outcome.subjects, given, before, self.opening, self.links[code])
        return self.graph.explain_node(outcome.sheets[subject].values, inputs[subject], key, sight.of(subject))


def judge(graphs: Sequence[Graph], known: Mapping[str, Known], code: str, exactly: bool = False) -> dict[str, Judged]:
    """Every model's outcomes up to a period, by code.

    Where rules continue every year since the first that facts name is judged before: a year begins on the rungs where
    the one before ended and sees its results as the last cycle, as on the platform.
    """
    every = (fact for one in known.values() for facts in one.facts.values() for fact in facts)
    named = {period(fact.period).year for fact in every} if any(map(_continues, graphs)) else set()
    last: Mapping[str, Judged] = {}
    for year in range(min(named, default=period(code).year), period(code).year):
        last = _City(graphs, known, last, exactly).judge(str(year))
    return _City(graphs, known, last, exactly).judge(code)


def _continues(graph: Graph) -> bool:
    return bool(graph.rungs) or looks_back(graph)


def looks_back(graph: Graph) -> bool:
    """Whether a rule of the model needs the cycle before."""
    return any(use.relation == LAST_CYCLE for use in graph.uses)


def needed_for(graphs: Sequence[Graph], requested: str) -> list[Graph]:
    """The asked model and every other whose results it needs, in the order they are judged."""
    needed = {requested}
    for graph in reversed(in_order(graphs)):
        if graph.code in needed:
            needed.update(use.model for use in graph.uses)
    return [graph for graph in in_order(graphs) if graph.code in needed]


def periods_until(graph: Graph, code: str) -> list[Period]:
    """The periods a model judges in the cycle up to the asked one, in the order of their close."""
    requested = period(code)
    found = [
        one for cadence in graph.cadences for one in periods_of(requested.year, cadence) if one.close <= requested.close
    ]
    return sorted(found, key=lambda one: one.close)


class _City:
    """One pass over a city's models."""

    def __init__(
        self, graphs: Sequence[Graph], known: Mapping[str, Known], last: Mapping[str, Judged], exactly: bool
    ) -> None:
        self.graphs, self.last, self.exactly = in_order(graphs), last, exactly
        self.known = {graph.code: known.get(graph.code, Known({})) for graph in self.graphs}
        self.subjects = {graph.code: self._everybody(graph) for graph in self.graphs}
        self.found: dict[str, Judged] = {}

    def _everybody(self, graph: Graph) -> list[str]:
        """Who is named for the model, and whom a subject of a model below names as standing above it."""
        below = {use.model for use in graph.uses if use.direction == "below"} & self.known.keys()
        parents = (self.known[code].parents(graph.code).values() for code in below)
        return sorted(self.known[graph.code].subjects.union(*parents))

    def judge(self, code: str) -> dict[str, Judged]:
        """The models one after the other."""
        for graph in self.graphs:
            self.found[graph.code] = self._model(graph, code)
        return self.found

    def _model(self, graph: Graph, code: str) -> Judged:
        subjects, facts = self.subjects[graph.code], self.known[graph.code].facts
        earlier = self.last.get(graph.code)
        judged = Judged(graph, {}, {}, {}, reached(graph, earlier.outcomes.values()) if earlier else {})
        inputs, links = judged.inputs, judged.links
        for one in periods_until(graph, code):
            inputs[one.code] = {subject: graph.gather(one.code, facts.get(subject, ())) for subject in subjects}
            # a relation that only groups says less than one that also gives values: the latter comes last
            uses = sorted(graph.uses, key=lambda use: bool(use.model))
            links[one.code] = {use.relation: self._linked(graph, use, one) for use in uses}
            evaluate = graph.reference if self.exactly else graph.evaluate
            given, before = list(inputs[one.code].values()), tuple(judged.outcomes.values())
            judged.outcomes[one.code] = evaluate(one.code, subjects, given, before, judged.opening, links[one.code])
        return judged

    def _linked(self, graph: Graph, use: Use, one: Period) -> Linked:
        """The other model's outcome of the period; a subject of both that no column places stands above itself."""
        if use.relation == LAST_CYCLE:
            return Linked(self._last(graph, one) or NOBODY.outcome, {})
        other = self.found.get(use.model)
        outcome = (other.outcomes.get(one.code) if other else None) or NOBODY.outcome
        under = use.model if use.direction == "below" else graph.code
        named = self.known[under].parents(graph.code if use.direction == "below" else use.relation)
        own = {subject: subject for subject in self.subjects[graph.code] if subject in self.subjects.get(use.model, ())}
        return Linked(outcome, {**own, **named})

    def _last(self, graph: Graph, one: Period) -> Outcome | None:
        judged = self.last.get(graph.code)
        return newest(judged.outcomes.values(), one.cadence) if judged else None
