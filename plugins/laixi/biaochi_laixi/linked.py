"""A golden case whose subjects stand above or below others: what those got is stated by hand, alike in every period."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from biaochi_sdk import Case, Fact, Linked
from biaochi_sdk.graph import Graph
from biaochi_sdk.outcome import Outcome, Sheet
from biaochi_sdk.periods import period

Told = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class LinkedCase(Case):
    """A case with the other models' results: by relation, what they say of whom, and who stands above each."""

    told: Mapping[str, Told] = field(default_factory=dict)
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def run(self, graph: Graph, exactly: bool = False) -> Outcome:
        """The outcome of the last period, each period linked to what is told."""
        before: list[Outcome] = []
        evaluate = graph.reference if exactly else graph.evaluate
        for code in self.periods:
            inputs = [graph.gather(code, self._of(subject)) for subject in self.subjects]
            before.append(evaluate(code, self.subjects, inputs, tuple(before), self.opening, self._linked(code)))
        return before[-1]

    def _of(self, subject: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.subject == subject]

    def _linked(self, code: str) -> dict[str, Linked]:
        cadence = period(code).cadence
        return {
            relation: Linked(
                Outcome(
                    code,
                    cadence,
                    "",
                    {who: Sheet(dict(values), {}, {}, None, None, ()) for who, values in said.items()},
                ),
                self.parents.get(relation, {}),
            )
            for relation, said in self.told.items()
        }
