"""A golden case of a model that uses the results of others: those results are given, node by node, with their links."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from biaochi_sdk import Case, Linked
from biaochi_sdk.graph import Graph
from biaochi_sdk.outcome import Outcome, Sheet

Given = Mapping[str, tuple[str, Mapping[str, str | None]]]


@dataclass(frozen=True, slots=True)
class RelatedCase(Case):
    """A case of one period; given: by relation and by other subject, the subject it belongs to and its node values."""

    given: Mapping[str, Given] = field(default_factory=dict)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everybody a fact, an expectation or a given result names, in code order."""
        named = {subject for given in self.given.values() for subject, _ in given.values()}
        return tuple(sorted(named | {fact.subject for fact in self.facts} | set(self.expect)))

    def run(self, graph: Graph, exactly: bool = False) -> Outcome:
        """The outcome of the period, with the given results linked."""
        (code,) = self.periods
        linked = {relation: _linked(code, of) for relation, of in self.given.items()}
        inputs = [
            graph.gather(code, [fact for fact in self.facts if fact.subject == subject]) for subject in self.subjects
        ]
        evaluate = graph.reference if exactly else graph.evaluate
        return evaluate(code, self.subjects, inputs, (), self.opening, linked)


def _linked(code: str, given: Given) -> Linked:
    sheets = {other: Sheet(dict(values), {}, {}, None, None, ()) for other, (_, values) in given.items()}
    return Linked(Outcome(code, "year", "", sheets), {other: subject for other, (subject, _) in given.items()})
