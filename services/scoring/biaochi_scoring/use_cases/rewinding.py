"""A list as it was at a position of the log, on any replica: what came since is taken back."""

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.log.partitions import partition_of

from biaochi_scoring.domain.judging.past_order import Rewinding
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.refusals import OrderForgotten
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.events.decode import SCORING
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.positions import published_up_to
from biaochi_scoring.store.recomputations import recomputations_after
from biaochi_scoring.store.sheets import version_of
from biaochi_scoring.store.standings import Listed


def position_now(connection: Connection, city: str) -> str:
    """Up to where scoring has published; unlike other positions also said where nothing was yet."""
    return f"{SCORING}/{partition_of(city)}/{published_up_to(connection, SCORING, city)}"


def rewound(connection: Connection, run: Run, listed: Listed, ranking: Ranking | None, position: str) -> Rewinding:
    """The list, whose ranking is the one of this connection, as it was at a position of what scoring publishes.

    Raises BadRequest for what is no position; OrderForgotten for a moment that is kept no more, the last ten minutes
    are, and for one that never was; for an order by total, also for one of which an earlier build kept no totals.
    """
    now = published_up_to(connection, SCORING, listed.city)
    wanted = Positions.parse(position).at(SCORING, partition_of(listed.city))
    if wanted > now:
        raise OrderForgotten(position)
    rewinding = Rewinding(ranking)
    if wanted == now:
        return rewinding
    since = recomputations_after(connection, run, version_of(connection, run), wanted)
    if since is None:
        raise OrderForgotten(position)
    for one in since:
        undo = one.undo.get((listed.index, listed.period))
        if undo is None:
            continue
        if undo.totals is None and listed.order == "TOTAL":
            raise OrderForgotten(position)
        rewinding.take_back(undo)
    return rewinding
