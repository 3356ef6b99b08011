"""The states of runs, remembered in a process: one fact does not cost reading its run, nor those it uses, again."""

from dataclasses import replace

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging import State, state_of
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store import sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.registries import Registries


class States:
    """The states this process read or wrote last; each is the stored one as long as its version is."""

    def __init__(self, graphs: Graphs) -> None:
        """Begin with none."""
        self.graphs = graphs
        self.registries = Registries()
        self._known: dict[Run, State] = {}

    def find(self, connection: Connection, cycle: Cycle, graph: Graph) -> State:
        """What is stored of a run."""
        run = Run(cycle.city, cycle.code, graph.code)
        version = sheets.version_of(connection, run)
        known = self._known.get(run)
        if known is None or known.version != version:
            known = _read(connection, (cycle, graph), version)
            self.keep(run, known)
        return known

    def keep(self, run: Run, state: State) -> None:
        """Remember what was read or just stored, unless something newer is remembered."""
        if run not in self._known or self._known[run].version < state.version:
            self._known[run] = state


def _read(connection: Connection, judging: tuple[Cycle, Graph], version: int) -> State:
    cycle, graph = judging
    run = Run(cycle.city, cycle.code, graph.code)
    gathered = sheets.load_inputs(connection, run, graph.hash)
    stored = sheets.load_sheets(connection, run)
    unjudged = sheets.load_unjudged(connection, run)
    state = state_of(version, gathered, stored, cycle.judged(graph.cadences))
    return state if not unjudged else replace(state, unjudged=unjudged)
