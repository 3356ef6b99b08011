"""From facts to a model's inputs, one subject and period at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from biaochi_sdk.errors import FactRefused
from biaochi_sdk.facts import Fact as Given
from biaochi_sdk.facts import Inputs
from biaochi_sdk.graph import Graph
from biaochi_sdk.receipt import receipt

from biaochi_scoring.domain.facts import Fact, given


@dataclass(frozen=True, slots=True)
class Gathered:
    """One subject's inputs of one period under the model with this hash, and the inputs' own hash."""

    hash: str
    period: str
    subject: str
    inputs: Inputs
    input_hash: str


def gather(graph: Graph, period: str, subject: str, facts: Iterable[Fact]) -> tuple[Gathered, tuple[str, ...]]:
    """The inputs, and a sentence for each fact that the model does not take and that is left out.

    What a model takes is checked when a fact is recorded, so nothing is left out unless the two disagree.
    """
    chosen = [fact for fact in given(facts) if any(accept.indicator == fact.indicator for accept in graph.accepts)]
    left_out: list[str] = []
    try:
        inputs = graph.gather(period, chosen)
    except FactRefused:
        inputs = graph.gather(period, [fact for fact in chosen if _fits(graph, fact, left_out)])
    return Gathered(graph.hash, period, subject, inputs, receipt(graph, inputs).input_hash), tuple(left_out)


def _fits(graph: Graph, fact: Given, left_out: list[str]) -> bool:
    try:
        graph.check(fact)
    except FactRefused as refused:
        left_out.append(str(refused))
        return False
    return True
