"""Reports: documents and comparisons computed from what is stored, without scoring anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.graph.reports import Concordance, concordance
from biaochi_sdk.values.facts import Accept

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.facts import given
from biaochi_scoring.domain.raters import Rater, Sought, raters
from biaochi_scoring.domain.refusals import (
    NotRated,
    UnknownCycle,
    UnknownNode,
    UnknownPeriod,
    UnknownValue,
)
from biaochi_scoring.domain.values import is_number
from biaochi_scoring.store import facts
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering, known_city


@dataclass(frozen=True, slots=True)
class Chosen:
    """Those of a list for whom a node has one of these values; no node means the grade."""

    listed: Listed
    node: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks given by one indicator of a cycle, in one period; no period means the whole cycle."""

    city: str
    cycle: str
    indicator: str
    period: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """Answers what reports ask."""

    answering: Answering

    def concordance(self, connection: Connection, first: Chosen, second: Chosen) -> Concordance:
        """Who was chosen by both, who by one. Raises what refuses a list, and UnknownNode."""
        return concordance(self._chosen(connection, first), self._chosen(connection, second))

    def raters(self, connection: Connection, marked: Marked, sought: Sought) -> tuple[Accept, list[Rater]]:
        """How everybody marks by an indicator. Raises UnknownCity, UnknownCycle, UnknownPeriod, NotRated."""
        known = self.pinned(connection, marked.city)
        cycle, graphs = next((one for one in known if one[0].code == marked.cycle), (None, ()))
        if cycle is None:
            raise UnknownCycle(marked.cycle)
        accept = _rated(marked.indicator, graphs)
        period = cycle.period(marked.period or cycle.code)
        if period is None:
            raise UnknownPeriod(marked.period, [one.code for one in cycle.periods])
        received = facts.facts_of_indicator(connection, marked.city, marked.cycle, marked.indicator)
        inside = cycle.contained(period)
        marks = given(fact for fact in received if fact.period in inside)
        return accept, raters(marks, accept, sought)

    def pinned(self, connection: Connection, city: str) -> list[tuple[Cycle, Sequence[Graph]]]:
        """The cycles of a city, each with the models it pinned. Raises UnknownCity."""
        graphs = self.answering.graphs
        known_city(connection, graphs, city)
        return [
            (cycle, self.answering.graphs.pinned(connection, cycle))
            for cycle in self.answering.graphs.cycles(connection, city)
        ]

    def _chosen(self, connection: Connection, chosen: Chosen) -> Mapping[str, bool]:
        """For every subject judged by the node, whether it was chosen."""
        listed, (cycle, graph) = self.answering.find_list(connection, chosen.listed)
        period = cycle.period(listed.period) or cycle.whole
        node = chosen.node or graph.published[period.cadence].grade or ""
        ranking = self.answering.ranking(connection, listed, (cycle, graph))
        values = {subject: sheet.nodes for subject, sheet in ranking.by_subject.items()} if ranking else {}
        if node not in graph.described or any(node not in one for one in values.values()):
            raise UnknownNode(node, period.code)
        if ranking and values:
            _check_values(node, chosen.values, ranking.evaluation.steps(node))
        return {subject: one[node] in chosen.values for subject, one in values.items() if one[node] is not None}


def _check_values(node: str, values: Iterable[str], steps: Sequence[str]) -> None:
    for value in sorted(values):
        if value not in steps and (steps or not is_number(value)):
            raise UnknownValue(node, value, steps)


def _rated(indicator: str, graphs: Sequence[Graph]) -> Accept:
    marked = {one.indicator: one for graph in graphs for one in graph.accepts if one.kind in ("rating", "ballot")}
    if indicator not in marked:
        raise NotRated(indicator, sorted(marked))
    return marked[indicator]
