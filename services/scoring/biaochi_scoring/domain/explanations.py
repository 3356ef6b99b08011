"""Why a subject has its total: a tree from the total down to facts, in words, from stored values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.catalogue import Published
from biaochi_sdk.explain import Explained
from biaochi_sdk.facts import Inputs
from biaochi_sdk.graph import Graph
from biaochi_sdk.marks import Source

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import Fact


@dataclass(frozen=True, slots=True)
class Explanation:
    """One node in one period: its value, also as people read it, the rule in words, its source, the facts behind it."""

    key: str
    title: str
    period: Period
    value: str | None
    shown: str
    full: str | None
    words: str
    provenance: str
    source: Source
    facts: tuple[Fact, ...]
    children: tuple["Explanation", ...]


@dataclass(frozen=True, slots=True)
class Values:
    """One subject's stored values and inputs of one period."""

    period: Period
    values: Mapping[str, str | None]
    inputs: Inputs


class Explaining:
    """Explains the sheets of one subject in one cycle."""

    def __init__(self, cycle: Cycle, graph: Graph, facts: Sequence[Fact], sheets: Iterable[Values]) -> None:
        """Take its standing facts and what is stored of it for every judged period."""
        self._cycle = cycle
        self._graph = graph
        self._facts = facts
        self._sheets = {sheet.period.code: sheet for sheet in sheets}

    def explain(self, index: str, period: str) -> Explanation:
        """The tree under an index's total in a period that has a sheet."""
        sheet = self._sheets[period]
        explained = self._graph.explain(sheet.values, sheet.inputs, index, sheet.period.cadence)
        return self._open(explained, sheet, explained.title)

    def explain_grade(self, period: str) -> Explanation | None:
        """Why the period's grade is what it is; none where the model gives none."""
        return self._explain_any(self._published(period).grade, period)

    def explain_rung(self, period: str) -> Explanation | None:
        """Why the rung after the period's close is what it is; none where the model has no ladder."""
        return self._explain_any(self._published(period).rung, period)

    def explain_node(self, key: str, period: str) -> Explanation:
        """Why any node of the model is what it is in a period that has a sheet."""
        sheet = self._sheets[period]
        explained = self._graph.explain_node(sheet.values, sheet.inputs, key)
        return self._open(explained, sheet, explained.title)

    def _published(self, period: str) -> Published:
        return self._graph.published[self._sheets[period].period.cadence]

    def _explain_any(self, key: str | None, period: str) -> Explanation | None:
        return self.explain_node(key, period) if key is not None else None

    def _open(self, node: Explained, sheet: Values, title: str) -> Explanation:
        children = [self._open(child, sheet, child.title) for child in node.children]
        return Explanation(
            key=node.key,
            title=title,
            period=sheet.period,
            value=node.value,
            shown=node.shown,
            full=node.full,
            words=node.words,
            provenance=node.provenance,
            source=node.source,
            facts=self._behind(node.indicator, sheet.period) if node.indicator else (),
            children=(*children, *self._earlier(node, sheet)),
        )

    def _behind(self, indicator: str, period: Period) -> tuple[Fact, ...]:
        inside = self._cycle.contained(period)
        return tuple(fact for fact in self._facts if fact.indicator == indicator and fact.period in inside)

    def _earlier(self, node: Explained, sheet: Values) -> Iterable[Explanation]:
        """A value over shorter periods opens into each of them, its title led by the period's code."""
        if node.over is None:
            return
        for earlier in self._cycle.judged({node.over}):
            stored = self._sheets.get(earlier.code)
            if stored is not None and sheet.period.contains(earlier):
                for key in self._over(node.key, stored):
                    explained = self._graph.explain_node(stored.values, stored.inputs, key)
                    yield self._open(explained, stored, f"{earlier.code} {explained.title}")

    def _over(self, key: str, stored: Values) -> Iterable[str]:
        """The nodes of the shorter period that a node is made over."""
        over = [term for term in self._graph.described[key].term.walk() if term.maybe("over")]
        found = (inner.text("key") for term in over for inner in term.walk() if inner.op == "ref")
        return [name for name in dict.fromkeys(found) if name in stored.values]
