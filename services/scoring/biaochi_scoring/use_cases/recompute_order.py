"""Whose turn it is to be recomputed: after what it rests on, so that one change judges each run once."""

from collections import defaultdict
from collections.abc import Sequence

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.model_dependencies import usable
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.stale import marked_runs
from biaochi_scoring.use_cases.graphs import Graphs


def in_turn(connection: Connection, graphs: Graphs) -> list[Run]:
    """The runs with anything to recompute: cycles in order of opening, in a cycle each run after those it uses."""
    marked: defaultdict[tuple[str, str], list[Run]] = defaultdict(list)
    for run in marked_runs(connection):
        marked[run.city, run.cycle].append(run)
    known = [cycle for city in sorted({city for city, _ in marked}) for cycle in graphs.cycles(connection, city)]
    in_order: list[Run] = []
    for cycle in known:
        in_order += _of_cycle(connection, graphs, cycle, marked[cycle.city, cycle.code])
    return in_order


def _of_cycle(connection: Connection, graphs: Graphs, cycle: Cycle, runs: Sequence[Run]) -> list[Run]:
    if len(runs) < 2:
        return list(runs)
    codes = [graph.code for graph in usable(graphs.pinned(connection, cycle))]
    places = {code: place for place, code in enumerate(codes)}
    return sorted(runs, key=lambda run: (places.get(run.model, len(codes)), run.model))
