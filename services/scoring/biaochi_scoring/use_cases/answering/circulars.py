"""Circulars: what everybody on a page of a list lost points on, read in one pass over the run."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging.state import State
from biaochi_scoring.domain.losses import Items, JudgedNodes, Loss, losses
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store import facts
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.list_pages import Listing
from biaochi_scoring.use_cases.pages import ReportPage
from biaochi_scoring.use_cases.queries import Answering


@dataclass(frozen=True, slots=True)
class Circular:
    """A page of a list, what each of its subjects lost points on, the rule, and the title of the total."""

    listing: Listing
    losses: Mapping[str, Sequence[Loss]]
    graph: Graph
    total_title: str


def circular(connection: Connection, answering: Answering, listed: Listed, requested: ReportPage) -> Circular:
    """What every subject of a page of the list lost points on. Raises what refuses a list."""
    listing = answering.standings(connection, listed, requested.page, requested.listing)
    subjects = [standing.subject for standing in listing.standings]
    listed, (cycle, graph) = answering.find_list(connection, listed)
    period = cycle.period(listed.period) or cycle.whole
    total = graph.published[period.cadence].totals[listed.index]
    counted = facts.standing_facts(connection, Run(listed.city, cycle.code, graph.code), frozenset(subjects))
    lost = _Losses(cycle, graph, answering.states.find(connection, cycle, graph), total, period)
    found = {subject: lost.of(subject, counted.get(subject, ())) for subject in subjects}
    return Circular(listing, found, graph, graph.described[total].title.text)


class _Losses:
    """What subjects lost of one total in a period."""

    def __init__(self, cycle: Cycle, graph: Graph, state: State, total: str, period: Period) -> None:
        self._cycle, self._graph = cycle, graph
        self._judged = {code: one.evaluation for code, one in state.judgements.items()}
        self._total, self._period = total, period
        self._items: dict[tuple[str, ...], Items] = {}

    def of(self, subject: str, known: Sequence[Fact]) -> Sequence[Loss]:
        """What one subject lost."""
        rows = {code: one.cohort.rows[subject] for code, one in self._judged.items() if subject in one.cohort.rows}
        counted: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in known:
            if fact.is_for(self._graph.code):
                counted[fact.indicator].append(fact)
        return losses(
            self._items_in(tuple(rows)), lambda key, period: self._judged[period].text(key, rows[period]), counted
        )

    def _items_in(self, periods: tuple[str, ...]) -> Items:
        """The items of those who were judged in these periods."""
        if periods not in self._items:
            nodes = {code: self._judged[code].nodes for code in periods}
            self._items[periods] = JudgedNodes(self._graph, self._cycle, nodes).items(self._total, self._period)
        return self._items[periods]
