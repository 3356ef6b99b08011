"""From facts to a model's inputs, one subject and period at a time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.graph.receipt import receipt
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.facts import Fact as Given
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.facts import Fact, given


@dataclass(frozen=True, slots=True)
class Gathered:
    """One subject's inputs of one period under the model with this hash, and the inputs' own hash."""

    hash: str
    period: str
    subject: str
    inputs: Inputs
    input_hash: str


class Gathering:
    """Gathers under one model; knows which indicators it looks at in which period."""

    def __init__(self, graph: Graph) -> None:
        """Take the model."""
        self._graph = graph
        self._looked_at: dict[str, Collection[str]] = {}
        self._taken = {(accept.indicator, accept.kind) for accept in graph.accepts}

    def gather(self, period: str, subject: str, facts: Iterable[Fact]) -> tuple[Gathered, tuple[str, ...]]:
        """The inputs, and a sentence for each fact that the model does not take and that is left out.

        What a model takes of one fact is checked when it is recorded, so only what several say together is left out, as
        a sum above its limit, unless the two disagree.
        """
        indicators = self._indicators(period)
        chosen = given(
            fact
            for fact in facts
            if fact.is_for(self._graph.code) and (fact.completes or self._takes(fact, indicators))
        )
        left_out: list[str] = []
        inputs = None
        while inputs is None:
            try:
                inputs = self._graph.gather(period, chosen)
            except FactRefused as refused:
                fitting = [fact for fact in chosen if self._fits(fact, left_out)]
                if len(fitting) == len(chosen):  # each fits, and this one not together with the others
                    left_out.append(f"{refused.fact}: {refused}")
                    fitting = [fact for fact in chosen if fact.id != refused.fact]
                if len(fitting) == len(chosen):
                    raise
                chosen = fitting
        input_hash = receipt(self._graph, inputs).input_hash
        return Gathered(self._graph.hash, period, subject, inputs, input_hash), tuple(left_out)

    def _indicators(self, period: str) -> Collection[str]:
        """Those of the period's own cadence: a year that is made over its quarters need not read their facts again."""
        if period not in self._looked_at:
            self._looked_at[period] = self._graph.gather(period, ()).keys()
        return self._looked_at[period]

    def _takes(self, fact: Fact, indicators: Collection[str]) -> bool:
        return fact.indicator in indicators and (fact.indicator, fact.kind) in self._taken

    def _fits(self, fact: Given, left_out: list[str]) -> bool:
        try:
            self._graph.check(fact)
        except FactRefused as refused:
            left_out.append(f"{refused.fact}: {refused}")
            return False
        return True
