"""All results of a cycle: the stored sheets with the places their lists give them. What digests are made over."""

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.standings import Result, Sheet
from biaochi_scoring.store import sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.states import States


def results_of(connection: Connection, states: States, cycle: Cycle) -> list[Result]:
    """The results in order of index, period and subject."""
    rankings: dict[tuple[str, str, str], Ranking] = {}
    for graph in states.graphs.pinned(connection, cycle):
        for ranking in states.rankings(connection, cycle, graph):
            rankings[graph.code, ranking.index, ranking.evaluation.evaluated.code] = ranking
    stored = sheets.cycle_sheets(connection, cycle.city, cycle.code)
    return [_result(sheet, rankings[sheet.model, sheet.index, sheet.period]) for sheet in stored]


def _result(sheet: Sheet, ranking: Ranking) -> Result:
    row = ranking.cohort.rows[sheet.subject]
    nodes = {**sheet.nodes(ranking.evaluation.nodes), **ranking.places(row)}
    return Result(sheet, nodes, ranking.rank(row), ranking.movement(row))
