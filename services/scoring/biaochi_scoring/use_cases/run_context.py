"""What a run rests on, read from the store: cohorts, opening rungs, the cycle before, and the runs it uses."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.subjects import ORGANIZATIONS, kinds_of

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State, last_of
from biaochi_scoring.domain.links import Links, Used, continued
from biaochi_scoring.domain.model_dependencies import looks_around, named, usable
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store import facts
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.registries import Part, Window
from biaochi_scoring.use_cases.remembered_states import RememberedStates


@dataclass(frozen=True, slots=True)
class Opening:
    """On which rung subjects enter a cycle: as recorded, else as the cycle before left them."""

    received: Mapping[str, str]
    inherited: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RunScope:
    """A cycle of a city under one model's graph."""

    cycle: Cycle
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
    states: RememberedStates
    made_of: dict[Run, int] = field(default_factory=dict)

    def state(self, cycle: Cycle, graph: Graph) -> State:
        found = self.states.find(self.connection, cycle, graph)
        self.made_of[Run(cycle.city, cycle.code, graph.code)] = found.version
        return found

    def past(self, scope: RunScope) -> tuple[Used, State] | None:
        """The run of the same model in the cycle before, its outcomes in order of close."""
        found = self.states.past(self.connection, scope.cycle, scope.graph)
        if found is None:
            return None
        before, graph, state = found
        self.made_of[Run(before.city, before.code, graph.code)] = state.version
        return Used(graph, before.code, state.outcomes), state

    def used(self, scope: RunScope) -> Mapping[str, Used]:
        """The runs of the same cycle that this one uses."""
        codes = named(scope.graph)
        pinned = self.states.graphs.pinned(self.connection, scope.cycle) if codes else []
        chosen = [graph for graph in usable(pinned) if graph.code in codes]
        states = [self.state(scope.cycle, graph) for graph in chosen]
        pairs = zip(chosen, states, strict=True)
        return {graph.code: Used(graph, scope.cycle.code, state.outcomes) for graph, state in pairs}


def load_run_context(connection: Connection, scope: RunScope, states: RememberedStates) -> LoadedRun:
    """Read what a run rests on. Of a closed cycle the registry counts as it was known at the closing."""
    run, cycle, graph = scope.run, scope.cycle, scope.graph
    up_to = cycle.closing.registry_sequence if cycle.closing else None
    reading = _Reading(connection, states)
    used = reading.used(scope)
    leavers = _leavers([graph, *(one.graph for one in used.values())])
    periods = cycle.judged(graph.cadences)
    days = {one.code: Window(one.last_day, one.starts_on if leavers else None) for one in periods}
    part = Part(run.city, _kinds(graph, used.values()), tuple(days.values()), up_to, leavers)
    registered = states.registries.find(connection, part)
    hierarchies = {code: registered.hierarchies[day] for code, day in days.items()}
    past = reading.past(scope)
    last = last_of(past[1]) if past else {}
    keys = {rung.key for rung in graph.rungs}
    opening = Opening(
        _only(facts.recorded_rungs(connection, run), keys) if keys else {},
        _only(_last_rungs(past[1].outcomes.values()), keys) if past and keys else {},
    )
    links = Links(graph, hierarchies, used, past and continued(graph, past[0]))
    cohorts = registered.cohorts(graph.subject_kind)
    context = RunContext(
        run,
        cycle,
        graph,
        {code: cohorts[day] for code, day in days.items()},
        {**opening.inherited, **opening.received},
        last,
        links,
    )
    return LoadedRun(context, opening, reading.made_of)


def _kinds(graph: Graph, used: Iterable[Used]) -> frozenset[str]:
    """Whom of the registry the run has to know: its own kind, and whoever it counts or can be linked to."""
    own = frozenset(kinds_of(graph.subject_kind))
    if looks_around(graph):
        own = own.union(ORGANIZATIONS, *(kinds_of(one.graph.subject_kind) for one in used))
    return own.union(ORGANIZATIONS, graph.counted.values()) if graph.counted else own


def _leavers(graphs: Iterable[Graph]) -> frozenset[str]:
    """Of which kinds of persons those who left before the last day of a period are judged in it."""
    return frozenset(kind for graph in graphs if graph.leavers for kind in kinds_of(graph.subject_kind))


def _only(rungs: Mapping[str, str], keys: Collection[str]) -> Mapping[str, str]:
    return {subject: rung for subject, rung in rungs.items() if rung in keys}


def _last_rungs(past: Collection[Outcome]) -> Mapping[str, str]:
    return {code: sheet.rung for outcome in past for code, sheet in outcome.sheets.items() if sheet.rung is not None}
