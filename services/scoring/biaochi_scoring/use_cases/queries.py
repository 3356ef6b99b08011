"""The queries of this service: cities, models, standings, rungs and results; shown as of the clock's today."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.pages import MOST, Found, Page, check_order
from biaochi_chassis.foundation.refusal import RequestTooLarge
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle, same_cadence_before
from biaochi_scoring.domain.judging.past_order import ORDERS, ListOrder, Rewinding
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.judging.state import last_of
from biaochi_scoring.domain.ladder import RungSpell
from biaochi_scoring.domain.models import City, Model, in_force, in_order, superseded
from biaochi_scoring.domain.refusals import (
    CursorExpired,
    OrderForgotten,
    UnknownCity,
    UnknownCycle,
    UnknownIndex,
    UnknownModelCode,
    UnknownPeriod,
    UnknownStep,
)
from biaochi_scoring.domain.standings import Run, Standing
from biaochi_scoring.store import models, rungs
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.list_pages import Listing, ListPages, Moved
from biaochi_scoring.use_cases.rewinding import position_now, rewound
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context
from biaochi_scoring.use_cases.shown import shown
from biaochi_scoring.use_cases.sights import KeptSights
from biaochi_scoring.use_cases.states import States


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a model, which one took its place if any did, and the cycles that pinned it."""

    model: Model
    graph: Graph
    superseded_by: str | None
    cycles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answering:
    """What every query needs."""

    states: States
    clock: Clock
    sights: KeptSights = field(default_factory=KeptSights)

    @property
    def graphs(self) -> Graphs:
        """The graphs of this process."""
        return self.states.graphs

    def cities(self, connection: Connection) -> list[tuple[City, list[tuple[Model, Graph]]]]:
        """Every installed city with its models in force, one for each code and first day."""
        known = models.load_models(connection)
        return [
            (city, self._parsed(connection, in_force([model for model in known if model.city == city.slug])))
            for city in self.graphs.cities(connection)
        ]

    def models(
        self, connection: Connection, city: str, codes: Collection[str], as_of: date | None
    ) -> list[tuple[Model, Graph]]:
        """The models with these codes, or all, in force on a day. A code with none on that day is left out."""
        known_city(connection, self.graphs, city)
        valid = in_force(models.load_models(connection, city), as_of or self.clock.today())
        chosen = [model for model in valid if not codes or model.code in codes]
        return self._parsed(connection, chosen)

    def versions(self, connection: Connection, city: str, code: str) -> list[Version]:
        """Every published version of a model in order of first day and publication. Raises UnknownModelCode."""
        known_city(connection, self.graphs, city)
        known = models.load_models(connection, city)
        received = [model for model in known if model.code == code]
        if not received:
            raise UnknownModelCode(code, sorted({model.code for model in known}))
        parsed = self._parsed(connection, in_order(received))
        opened = self.graphs.cycles(connection, city)
        successor = superseded(received)
        return [
            Version(
                model,
                graph,
                successor.get(model.hash),
                [cycle.code for cycle in opened if cycle.models.get(code) == model.hash],
            )
            for model, graph in parsed
        ]

    def standings(self, connection: Connection, listed: Listed, page: Page, position: str = "") -> Listing:
        """A page of a list, in the order that is wanted, equal ones by code, those without what it goes by last.

        With a position: in the order of then, and only of those who were listed then.

        Raises UnknownCity, UnknownCycle, UnknownIndex, UnknownPeriod, UnknownStep; BadRequest for an unknown order;
        CursorExpired for a position of which the order is not known any more.
        """
        listed, (cycle, graph) = self.find_list(connection, listed)
        _check_steps(listed, graph)
        pages = self._pages(connection, listed, (cycle, graph), position)
        found = pages.page(listed, page, self._below(connection, listed, RunScope(cycle, graph)))
        return Listing(found, position or position_now(connection, listed.city))

    def moved(self, connection: Connection, listed: Listed, moved: Moved, page: Page) -> Found[Standing]:
        """A page of those who stand now where others have moved to, in the same order. Raises what refuses a list."""
        listed, judging = self.find_list(connection, listed)
        return self._pages(connection, listed, judging, "").moved(moved, page)

    def _below(self, connection: Connection, listed: Listed, scope: RunScope) -> Collection[str] | None:
        """Who stands right below the parent that is asked for; none where none is."""
        if not listed.parent:
            return None
        hierarchies = load_run_context(connection, scope, self.states).context.links.hierarchies
        return hierarchies[listed.period].right_below(listed.parent, scope.graph.subject_kind)

    def _pages(self, connection: Connection, listed: Listed, judging: tuple[Cycle, Graph], position: str) -> ListPages:
        ranking = self.ranking(connection, listed, judging)
        if ranking and not position and not listed.order and not listed.descending:
            return ListPages(connection, judging[0], ranking, ListOrder.now(ranking), self.clock.today())
        try:
            back, before = self._back(connection, listed, judging, position), None
            earlier = self._list_before(connection, listed, judging) if listed.order == "MOVEMENT" else None
            if earlier is not None:
                before = self._back(connection, *earlier, position)
        except OrderForgotten:
            raise CursorExpired from None
        order = back.listed(listed.order, before, descending=listed.descending)
        return ListPages(connection, judging[0], ranking, order, self.clock.today())

    def _back(self, connection: Connection, listed: Listed, judging: tuple[Cycle, Graph], position: str) -> Rewinding:
        """A list as it was at a position; as it is where none is named."""
        ranking, run = self.ranking(connection, listed, judging), Run(listed.city, listed.cycle, judging[1].code)
        return rewound(connection, run, listed, ranking, position) if position else Rewinding(ranking)

    def _list_before(
        self, connection: Connection, listed: Listed, judging: tuple[Cycle, Graph]
    ) -> tuple[Listed, tuple[Cycle, Graph]] | None:
        """The list against which another moved: of the period before, in the same cycle or the one it continues."""
        cycle, graph = judging
        periods = cycle.judged(graph.cadences)
        (period,) = (one for one in periods if one.code == listed.period)
        earlier = same_cadence_before(period, periods)
        if earlier is not None:
            return replace(listed, period=earlier.code), judging
        past = self.states.past(connection, cycle, graph)
        last = last_of(past[2]).get(period.cadence) if past else None
        if past is None or last is None:
            return None
        return replace(listed, cycle=past[0].code, period=last.evaluated.code), past[:2]

    def ranking(self, connection: Connection, listed: Listed, judging: tuple[Cycle, Graph]) -> Ranking | None:
        """The list whole; none where nobody is judged by it."""
        state = self.states.find(connection, *judging)
        known = state.judgements.get(listed.period)
        listing = known is not None and listed.index in known.evaluation.published.totals
        last = self.states.last(connection, *judging)
        return state.ranking(listed.index, listed.period, last) if listing else None

    def standings_of(self, connection: Connection, wanted: Listed, subjects: Collection[str]) -> list[Standing]:
        """What these organizations earned themselves: everything, or in the cycle, index and period that are named.

        In order of subject, cycle, index and period. Raises UnknownCity, UnknownCycle, UnknownIndex, UnknownPeriod.
        """
        at_most(subjects)
        known_city(connection, self.graphs, wanted.city)
        found: list[Standing] = []
        cycles = [self._cycle(connection, wanted)] if wanted.cycle else self.graphs.cycles(connection, wanted.city)
        publishing = self._publishing(connection, cycles, wanted.index)
        if wanted.period:
            _check_judged(wanted.period, publishing)
        for cycle, graph in publishing:
            for ranking in self.states.rankings(connection, cycle, graph):
                if wanted.index in ("", ranking.index) and wanted.period in ("", ranking.evaluation.evaluated.code):
                    rows = ranking.cohort.rows_of(subjects).tolist()
                    found += shown(connection, cycle, ranking, rows, self.clock.today())
        return sorted(found, key=lambda standing: (standing.subject, standing.cycle, standing.index, standing.period))

    def rungs_of(self, connection: Connection, city: str, subjects: Collection[str]) -> list[tuple[RungSpell, str]]:
        """The spells that have begun, in order of subject and date, each with the title of its rung."""
        at_most(subjects)
        known_city(connection, self.graphs, city)
        spells = rungs.spells_of(connection, city, subjects, self.clock.today())
        titles = self._rung_titles(connection, city)
        return [(spell, titles.get((spell.cycle, spell.index, spell.rung), spell.rung)) for spell in spells]

    def results(self, connection: Connection, city: str, codes: Collection[str]) -> list[Cycle]:
        """These cycles, or all; one that was not opened is left out."""
        known_city(connection, self.graphs, city)
        known = self.graphs.cycles(connection, city)
        return [cycle for cycle in known if not codes or cycle.code in codes]

    def find_list(self, connection: Connection, listed: Listed) -> tuple[Listed, tuple[Cycle, Graph]]:
        """The list with its period filled in, and what judges it. Raises what is unknown about it."""
        known_city(connection, self.graphs, listed.city)
        cycle = self._cycle(connection, listed)
        graphs = self.graphs.pinned(connection, cycle)
        graph = next((one for one in graphs if listed.index in one.indexes), None)
        if graph is None:
            raise _unknown_index(listed.index, graphs)
        period = listed.period or cycle.whole.code
        _check_judged(period, [(cycle, graph)])
        return replace(listed, period=period), (cycle, graph)

    def _cycle(self, connection: Connection, listed: Listed) -> Cycle:
        known = self.graphs.cycles(connection, listed.city)
        cycle = next((one for one in known if one.code == listed.cycle), None)
        if cycle is None:
            raise UnknownCycle(listed.cycle)
        return cycle

    def _publishing(self, connection: Connection, cycles: Iterable[Cycle], index: str) -> list[tuple[Cycle, Graph]]:
        """What judges these cycles and publishes the index, where one is named. Raises UnknownIndex."""
        every = [(cycle, graph) for cycle in cycles for graph in self.graphs.pinned(connection, cycle)]
        found = [(cycle, graph) for cycle, graph in every if not index or index in graph.indexes]
        if index and not found:
            raise _unknown_index(index, [graph for _, graph in every])
        return found

    def _parsed(self, connection: Connection, some: Sequence[Model]) -> list[tuple[Model, Graph]]:
        found = [(model, self.graphs.find(connection, model.city, model.hash)) for model in some]
        return [(model, graph) for model, graph in found if graph is not None]

    def _rung_titles(self, connection: Connection, city: str) -> dict[tuple[str, str, str], str]:
        return {
            (cycle.code, index, rung.key): rung.title
            for cycle in self.graphs.cycles(connection, city)
            for graph in self.graphs.pinned(connection, cycle)
            for index in graph.indexes
            for rung in graph.rungs
        }


def known_city(connection: Connection, graphs: Graphs, city: str) -> None:
    """Raise UnknownCity unless a plugin brought it."""
    if city not in {one.slug for one in graphs.cities(connection)}:
        raise UnknownCity(city)


def _check_steps(listed: Listed, graph: Graph) -> None:
    check_order(listed.order, ORDERS, "名次")
    for what, given, known in (("台阶", "rung", graph.rungs), ("等次", "grade", graph.grades)):
        key = getattr(listed, given)
        if key and key not in {one.key for one in known}:
            raise UnknownStep((what, key), known, given)


def _unknown_index(index: str, graphs: Iterable[Graph]) -> UnknownIndex:
    return UnknownIndex(index, sorted({one for graph in graphs for one in graph.indexes}))


def _check_judged(period: str, judging: Iterable[tuple[Cycle, Graph]]) -> None:
    """Raise UnknownPeriod unless one of these judges the period."""
    judged = dict.fromkeys(one.code for cycle, graph in judging for one in cycle.judged(graph.cadences))
    if period not in judged:
        raise UnknownPeriod(period, list(judged))


def at_most(subjects: Collection[str]) -> None:
    """Raise RequestTooLarge for more than 1000 subjects in one query."""
    if len(subjects) > MOST:
        raise RequestTooLarge(f"一次问了 {len(subjects)} 个组织，最多 {MOST} 个：请分批查询。", field="subjects")
