"""The order of a list as it was at a position of the log, whole."""

from dataclasses import dataclass

from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.rewinding import position_now, rewound

Placed = tuple[str, int | None]
"""A subject and its place, none while not judged."""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """Everybody of a list in order of place and code, those not judged last; and the position at which it was so."""

    placed: list[Placed]
    position: str


def order_at(connection: Connection, answering: Answering, listed: Listed, position: str) -> PastOrder:
    """The order at a position of what scoring publishes; at none: as it is now, with the position that says so.

    Raises what refuses a list; BadRequest for what is no position; OrderForgotten for a moment that is kept no more:
    the last ten minutes are.
    """
    listed, (cycle, graph) = answering.find_list(connection, listed)
    ranking, run = answering.ranking(connection, listed, (cycle, graph)), Run(cycle.city, cycle.code, graph.code)
    at = position or position_now(connection, listed.city)
    return PastOrder(rewound(connection, run, listed, ranking, at).order(), at)
