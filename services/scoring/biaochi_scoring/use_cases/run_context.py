"""What a run rests on, read from the store: cohorts, opening rungs, the cycle before, and the runs it uses."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.subjects import ORGANIZATIONS

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.dependencies import looks_around, named, usable
from biaochi_scoring.domain.judging import Ranks, RunContext, State
from biaochi_scoring.domain.linking import Links, Used, continued
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store import facts
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.registries import Part
from biaochi_scoring.use_cases.states import States


@dataclass(frozen=True, slots=True)
class Opening:
    """On which rung subjects enter a cycle: as recorded, else as the cycle before left them."""

    received: Mapping[str, str]
    inherited: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RunScope:
    """A cycle of a city under one model's graph, with the cycle it continues."""

    cycle: Cycle
    before: Cycle | None
    graph: Graph

    @property
    def run(self) -> Run:
        """The run that it is of."""
        return Run(self.cycle.city, self.cycle.code, self.graph.code)


@dataclass(frozen=True)
class LoadedRun:
    """The context of a run, its opening rungs, and the versions of the runs it was made of."""

    context: RunContext
    opening: Opening
    made_of: Mapping[Run, int]


@dataclass
class _Reading:
    """Reads states for one run context and notes their versions."""

    connection: Connection
    states: States
    made_of: dict[Run, int] = field(default_factory=dict)

    def state(self, cycle: Cycle, graph: Graph) -> State:
        found = self.states.find(self.connection, cycle, graph)
        self.made_of[Run(cycle.city, cycle.code, graph.code)] = found.version
        return found

    def past(self, scope: RunScope) -> Used | None:
        """The run of the same model in the cycle before, its outcomes in order of close."""
        before, graph = scope.before, None
        if before is not None and scope.graph.code in before.models:
            graph = self.states.graphs.find(self.connection, before.city, before.models[scope.graph.code])
        if before is None or graph is None:
            return None
        outcomes = (self.state(before, graph)).outcomes
        closed = [period.code for period in before.judged(graph.cadences) if period.code in outcomes]
        return Used(graph, before.code, {code: outcomes[code] for code in closed})

    def used(self, scope: RunScope) -> Mapping[str, Used]:
        """The runs of the same cycle that this one uses."""
        codes = named(scope.graph)
        pinned = self.states.graphs.pinned(self.connection, scope.cycle) if codes else []
        chosen = [graph for graph in usable(pinned) if graph.code in codes]
        states = [self.state(scope.cycle, graph) for graph in chosen]
        pairs = zip(chosen, states, strict=True)
        return {graph.code: Used(graph, scope.cycle.code, state.outcomes) for graph, state in pairs}


def load_run_context(connection: Connection, scope: RunScope, states: States) -> LoadedRun:
    """Read what a run rests on. Of a closed cycle the registry counts as it was known at the closing."""
    run, cycle, graph = scope.run, scope.cycle, scope.graph
    up_to = cycle.closing.registry_sequence if cycle.closing else None
    reading = _Reading(connection, states)
    used = reading.used(scope)
    days = {period.code: period.last_day for period in cycle.judged(graph.cadences)}
    part = Part(run.city, _kinds(graph, used.values()), tuple(days.values()), up_to)
    registered = states.registries.find(connection, part)
    hierarchies = {code: registered[day] for code, day in days.items()}
    cohorts = {code: hierarchy.cohort(graph.subject_kind) for code, hierarchy in hierarchies.items()}
    last = reading.past(scope)
    past = list(last.outcomes.values()) if last else []
    keys = {rung.key for rung in graph.rungs}
    opening = Opening(
        _only(facts.recorded_rungs(connection, run), keys),
        _only(_last_rungs(past), keys),
    )
    links = Links(graph, hierarchies, used, last and continued(graph, last))
    context = RunContext(
        run, cycle, graph, cohorts, {**opening.inherited, **opening.received}, _last_ranks(past), links
    )
    return LoadedRun(context, opening, reading.made_of)


def _kinds(graph: Graph, used: Iterable[Used]) -> frozenset[str]:
    """Whom of the registry the run has to know: its own kind, and where it looks around, whoever can be linked."""
    own = frozenset([graph.subject_kind])
    return own.union(ORGANIZATIONS, (one.graph.subject_kind for one in used)) if looks_around(graph) else own


def _only(rungs: Mapping[str, str], keys: Collection[str]) -> Mapping[str, str]:
    return {subject: rung for subject, rung in rungs.items() if rung in keys}


def _last_rungs(past: Collection[Outcome]) -> Mapping[str, str]:
    return {code: sheet.rung for outcome in past for code, sheet in outcome.sheets.items() if sheet.rung is not None}


def _last_ranks(past: Collection[Outcome]) -> Ranks:
    ranks: dict[tuple[str, str], dict[str, int | None]] = {}
    for cadence, outcome in {outcome.cadence: outcome for outcome in past}.items():
        for code, sheet in outcome.sheets.items():
            for index, rank in sheet.ranks.items():
                ranks.setdefault((cadence, index), {})[code] = rank
    return ranks
