"""From facts to a model's inputs, one subject and period at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.graph.receipt import receipt
from biaochi_sdk.terms.columns import Memo
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.facts import Fact as Given
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.facts import Fact, given


class Gathered(NamedTuple):
    """One subject's inputs of one period under the model with this hash, and the inputs' own hash.

    A tuple, since one of everybody is made where another rule is tried.
    """

    hash: str
    period: str
    subject: str
    inputs: Inputs
    input_hash: str


@dataclass(frozen=True, slots=True)
class PeriodInputs:
    """What was gathered of a period under the model with this hash, by columns: subjects of its cohort in their order.

    What many have alike is one object.
    """

    hash: str
    period: str
    subjects: Sequence[str]
    inputs: list[Inputs]
    input_hashes: list[str]

    @classmethod
    def of(cls, model_hash: str, period: str, gathered: Sequence[Gathered]) -> "PeriodInputs":
        """The columns of these, who are all of the cohort."""
        in_order = sorted(gathered, key=lambda one: one.subject)
        hashes = [one.input_hash for one in in_order]
        return cls(model_hash, period, [one.subject for one in in_order], [one.inputs for one in in_order], hashes)

    def __iter__(self) -> Iterator[Gathered]:
        """Each by itself."""
        for subject, inputs, input_hash in zip(self.subjects, self.inputs, self.input_hashes, strict=True):
            yield Gathered(self.hash, self.period, subject, inputs, input_hash)


Alike = tuple[tuple[object, ...], ...]
"""What an input follows from: everything that is judged of a subject's facts but whose they are and their numbers."""
_JUDGED = ("kind", "indicator", "period", "amount", "points", "share", "level", "case", "department", "owners")
_ALIKE = itemgetter(*map(Fact._fields.index, (*_JUDGED, "raised", "choice", "panel", "models")))
_OF_SOMEBODY = itemgetter(*map(Fact._fields.index, ("task", "rater", "reason", "signed")))
"""Where one of these is said, the numbers or persons of the facts count: then nothing else is alike."""
_IN_LOG = itemgetter(Fact._fields.index("sequence"), Fact._fields.index("number"))
KEPT = 10_000
"""Inputs of different facts that are held at a time."""


class Gathering:
    """Gathers under one model; knows which indicators it looks at in which period.

    Many subjects have the same done in the same period, most of them nothing: what follows from it is gathered once.
    """

    def __init__(self, graph: Graph) -> None:
        """Take the model."""
        self._graph = graph
        self._nothing = Memo[str, Inputs](lambda period: graph.gather(period, ()))
        self._taken = Memo[str, frozenset[tuple[str, str]]](self._taken_in)
        self._known: dict[tuple[str, Alike], tuple[Inputs, str]] = {}

    def gather(self, period: str, subject: str, facts: Iterable[Fact]) -> tuple[Gathered, tuple[str, ...]]:
        """The inputs, and a sentence for each fact that the model does not take and that is left out.

        What a model takes of one fact is checked when it is recorded, so only what several say together is left out, as
        a sum above its limit, unless the two disagree.
        """
        known_here = self._taken[period]
        taken = [
            fact
            for fact in facts
            if ((fact.indicator, fact.kind) in known_here or fact.completes) and fact.is_for(self._graph.code)
        ]
        key = alike(taken)
        known = self._known.get((period, key)) if key is not None else None
        if known is not None:
            return Gathered(self._graph.hash, period, subject, *known), ()
        inputs, left_out = self._gather(period, given(taken))
        input_hash = receipt(self._graph, inputs).input_hash
        if key is not None and not left_out:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[period, key] = inputs, input_hash
        return Gathered(self._graph.hash, period, subject, inputs, input_hash), tuple(left_out)

    def nothing(self, period: str, subjects: Sequence[str]) -> PeriodInputs:
        """The inputs of these while nothing is recorded of any of them."""
        inputs, many = self._nothing[period], len(subjects)
        input_hash = receipt(self._graph, inputs).input_hash
        return PeriodInputs(self._graph.hash, period, subjects, [inputs] * many, [input_hash] * many)

    def _gather(self, period: str, chosen: list[Given]) -> tuple[Inputs, list[str]]:
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
        return inputs, left_out

    def _taken_in(self, period: str) -> frozenset[tuple[str, str]]:
        """Those of the period's own cadence: a year that is made over its quarters need not read their facts again."""
        own = self._nothing[period]
        return frozenset((one.indicator, one.kind) for one in self._graph.accepts if one.indicator in own)

    def _fits(self, fact: Given, left_out: list[str]) -> bool:
        try:
            self._graph.check(fact)
        except FactRefused as refused:
            left_out.append(f"{refused.fact}: {refused}")
            return False
        return True


def alike(facts: Sequence[Fact]) -> Alike | None:
    """What these facts have in common with others from which the same follows; none where nothing has."""
    if not facts:
        return ()
    if any(any(_OF_SOMEBODY(fact)) for fact in facts):
        return None
    return tuple(map(_ALIKE, sorted(facts, key=_IN_LOG) if len(facts) > 1 else facts))
