"""The states of runs, remembered in a process: one fact does not cost reading its run, nor those it uses, again."""

from abc import ABC, abstractmethod
from collections import defaultdict, deque
from collections.abc import Iterable
from threading import RLock

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle, cycle_before
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.judging.state import Last, State, last_of
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store import sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.registries import Registries

REMEMBERED = 8
"""States of one run, the newest ones: a reader may still be in a snapshot from before the last recomputations."""


class RememberedStates(ABC):
    """The states this process read or wrote last; each is the stored one as long as its version is."""

    def __init__(self, graphs: Graphs) -> None:
        """Begin with none."""
        self.graphs = graphs
        self.registries = Registries()
        self._known: defaultdict[Run, deque[State]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self._reading = RLock()

    def find(self, connection: Connection, cycle: Cycle, graph: Graph) -> State:
        """What is stored of a run, as this connection sees it; several who need it at once read it once."""
        run = Run(cycle.city, cycle.code, graph.code)
        version = sheets.version_of(connection, run)
        known = self._at(run, version)
        if known is None:
            with self._reading:
                known = self._at(run, version)
                if known is None:
                    known = self._caught_up(connection, (cycle, graph), version)
                    self.keep(run, known)
        return known

    def keep(self, run: Run, state: State) -> None:
        """Remember what was read or just stored."""
        with self._reading:
            if self._at(run, state.version) is None:
                known = sorted((*self._known[run], state), key=lambda one: one.version)
                self._known[run] = deque(known, maxlen=REMEMBERED)

    def last(self, connection: Connection, cycle: Cycle, graph: Graph) -> Last:
        """What the first periods of a run move against."""
        past = self.past(connection, cycle, graph)
        return last_of(past[2]) if past else {}

    def rankings(self, connection: Connection, cycle: Cycle, graph: Graph) -> Iterable[Ranking]:
        """Every list of a run, period after period."""
        return self.find(connection, cycle, graph).rankings(self.last(connection, cycle, graph))

    def past(self, connection: Connection, cycle: Cycle, graph: Graph) -> tuple[Cycle, Graph, State] | None:
        """The run of the same model in the cycle before; none where nothing is continued."""
        before = cycle_before(cycle, self.graphs.cycles(connection, cycle.city))
        if before is None or graph.code not in before.models:
            return None
        rule = self.graphs.find(connection, before.city, before.models[graph.code])
        return None if rule is None else (before, rule, self.find(connection, before, rule))

    def _caught_up(self, connection: Connection, judging: tuple[Cycle, Graph], version: int) -> State:
        cycle, graph = judging
        older = [one for one in self._known[Run(cycle.city, cycle.code, graph.code)] if one.version < version]
        followed = self.follow(connection, judging, older[-1], version) if older else None
        return self.read(connection, judging, version) if followed is None else followed

    @abstractmethod
    def follow(self, connection: Connection, judging: tuple[Cycle, Graph], known: State, version: int) -> State | None:
        """Bring what is known of a run to a later version by what was judged since; none where that does not do."""

    @abstractmethod
    def read(self, connection: Connection, judging: tuple[Cycle, Graph], version: int) -> State:
        """Read a run from the store."""

    def _at(self, run: Run, version: int) -> State | None:
        return next((state for state in tuple(self._known[run]) if state.version == version), None)
