"""The order of a list as it was at a position of the log, on any replica: what came since is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.log.partitions import partition_of

from biaochi_scoring.domain.judging.past_order import Rewinding
from biaochi_scoring.domain.refusals import OrderForgotten
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.events.decode import SCORING
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.positions import published_up_to
from biaochi_scoring.store.recomputations import Recomputation, recomputations_since
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering

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
    place = SCORING, partition_of(listed.city)
    now = published_up_to(connection, SCORING, listed.city)
    wanted = dict(Positions.parse(position).items()).get(place, 0) if position else now
    rewinding = Rewinding(answering.ranking(connection, listed, (cycle, graph)))
    if wanted < now:
        version = answering.states.find(connection, cycle, graph).version
        since = recomputations_since(connection, Run(cycle.city, cycle.code, graph.code), 0)
        for back in _reached(since, version, wanted, position):
            if (listed.index, listed.period) in back.undo:
                rewinding.take_back(back.undo[listed.index, listed.period])
    return PastOrder(rewinding.order(), str(Positions.of({place: min(wanted, now)})))


def _reached(since: Iterable[Recomputation], version: int, wanted: int, position: str) -> Iterable[Recomputation]:
    """Those that came after the position, the newest first, if none of them is missing."""
    for one in since:
        if one.version != version:
            raise OrderForgotten(position)
        if one.after < wanted:
            return
        yield one
        version -= 1
    if version:
        raise OrderForgotten(position)
