"""Movements: who is shown on another grade or rung in a later list, or than when the cycle began."""

from collections.abc import Mapping
from dataclasses import dataclass

from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.judging.rankings import AtOpening, Placed
from biaochi_scoring.domain.moves import GRADE, RUNG, Move, directions, moves, of_aspects
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context
from biaochi_scoring.use_cases.shown import all_shown

TIERS = (GRADE, RUNG)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two lists, the second the later one. `opening`: the first is how everybody entered its cycle."""

    before: Listed
    after: Listed
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Going:
    """Which moves: in grade or in rung, and up or down; empty fields let everything through."""

    aspect: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """Who moves, and the rule of the later list, by whose steps it is up or down."""

    moves: list[Move]
    graph: Graph


def movement(connection: Connection, answering: Answering, compared: Compared, going: Going) -> Movement:
    """Who is shown on another grade or rung in the later list. Raises what refuses a list."""
    opening = _opening(connection, answering, compared.before) if compared.opening else None
    before = _shown(connection, answering, compared.before) if opening is None else opening
    after = _shown(connection, answering, compared.after)
    _, (_, graph) = answering.find_list(connection, compared.after)
    aspects = (going.aspect,) if going.aspect else (RUNG,) if compared.opening else TIERS
    found = of_aspects(moves(before, after), aspects)
    if going.direction:
        found = [move for move in found if _goes(move, graph, aspects, going.direction)]
    return Movement(found, graph)


def _goes(move: Move, graph: Graph, aspects: tuple[str, ...], direction: str) -> bool:
    found = directions(move, graph)
    return any(found[aspect] == direction for aspect in aspects)


def _shown(connection: Connection, answering: Answering, listed: Listed) -> Mapping[str, Placed]:
    listed, (cycle, graph) = answering.find_list(connection, listed)
    ranking = answering.ranking(connection, listed, (cycle, graph))
    return all_shown(connection, cycle, ranking, answering.clock.today()) if ranking else {}


def _opening(connection: Connection, answering: Answering, listed: Listed) -> Mapping[str, Placed]:
    """Everybody of the list on the rung on which they entered its cycle, as recorded or as the cycle before left it."""
    listed, (cycle, graph) = answering.find_list(connection, listed)
    ranking = answering.ranking(connection, listed, (cycle, graph))
    if ranking is None:
        return {}
    rungs = load_run_context(connection, RunScope(cycle, graph), answering.states).context.opening
    return {code: AtOpening(ranking, row, rungs.get(code)) for code, row in ranking.cohort.rows.items()}
