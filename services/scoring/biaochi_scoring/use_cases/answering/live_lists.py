"""Who may see a list while it still moves: whoever has to do with it, and the public where its city says so."""

import json
from collections.abc import Collection

from biaochi_scoring.domain.refusals import LiveForTheScored
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.answering.boards import FOR_ALL, PUBLIC
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.queries import known_city


def check_live(connection: Connection, graphs: Graphs, city: str, roles: Collection[str]) -> None:
    """Raise LiveForTheScored for the public alone, unless the city's rule opens its live lists to it; UnknownCity."""
    known_city(connection, graphs, city)
    if set(roles) - {PUBLIC}:
        return
    rules = [json.loads(one.notice) or {} for one in graphs.cities(connection) if one.slug == city]
    if not any(rule.get("live") == FOR_ALL for rule in rules):
        raise LiveForTheScored
