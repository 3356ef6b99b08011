"""The opinion on a subject when somebody asks before a promotion or an honour: the rule's own, never ours.

A model says which of its grades answers by exporting it as "clearance". The highest step of that grade has nothing
against the subject; every other step is an adverse opinion, by its own title.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.explanations import Explanation
from biaochi_scoring.domain.facts import Fact

EXPORT = "clearance"
CLEARED, ADVERSE, NOT_JUDGED = ANSWERS = ("CLEARED", "ADVERSE", "NOT_JUDGED")


@dataclass(frozen=True, slots=True)
class Answering:
    """A period in which a model answers, and by which node."""

    cycle: Cycle
    period: Period
    graph: Graph
    node: str

    @property
    def index(self) -> str:
        """A total under which the period's sheets are found."""
        return next(iter(self.graph.published[self.period.cadence].totals))

    def answer(self, value: str | None) -> str:
        """What a value of the node comes to."""
        if value is None:
            return NOT_JUDGED
        steps = self.graph.scales[self.graph.shape(self.node).scale or ""]
        return CLEARED if value == steps[-1].key else ADVERSE

    def clearance(self, subject: str, as_of: date, node: Explanation) -> "Clearance":
        """The opinion that the node's value is."""
        opinion = "" if node.value is None else node.shown
        return Clearance(subject, as_of, self.answer(node.value), opinion, self, node)


@dataclass(frozen=True, slots=True)
class Clearance:
    """The opinion with everything behind it; without `by` where no period that has ended says anything."""

    subject: str
    as_of: date
    answer: str
    opinion: str = ""
    by: Answering | None = None
    explanation: Explanation | None = None

    @property
    def grounds(self) -> Sequence[tuple[Explanation, Sequence[Fact]]]:
        """The nodes right below the opinion, each with every fact under it."""
        below = self.explanation.children if self.explanation else ()
        return [(node, tuple(dict.fromkeys(_facts(node)))) for node in below]


def _facts(node: Explanation) -> Iterable[Fact]:
    yield from node.facts
    for child in node.children:
        yield from _facts(child)


def answering(cycles: Iterable[tuple[Cycle, Sequence[Graph]]]) -> list[Answering]:
    """Every period in which a model answers, the one that ends last first."""
    found = [
        Answering(cycle, period, graph, node)
        for cycle, graphs in cycles
        for graph in graphs
        for cadence, published in graph.published.items()
        if (node := published.exports.get(EXPORT)) is not None
        for period in cycle.judged({cadence})
    ]
    return sorted(found, key=lambda one: (one.period.ends_before, one.cycle.opened), reverse=True)
