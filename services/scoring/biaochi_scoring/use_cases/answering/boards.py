"""Shows a board: of a cycle whose results are under notice or final, as they were frozen, to whom its city says."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.refusals import NotForThePublic, NotPublished
from biaochi_scoring.domain.result_versions import ResultVersion
from biaochi_scoring.domain.results.boards import LIGHTS, SCORED, BoardLine, Lamp, board
from biaochi_scoring.store import notices, result_versions
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering

PUBLIC = "viewer"
"""The role of the public."""
FOR_ALL = "public"
"""What a city's rule says of what is open to the public."""


@dataclass(frozen=True, slots=True)
class Board:
    """A page of a board, and which results it shows, to whom, in order of rank or not."""

    version: ResultVersion
    to: str
    ordered: bool
    found: Found[BoardLine]


def show_board(
    connection: Connection, answering: Answering, wanted: Listed, roles: Collection[str], page: Page
) -> Board:
    """Return a page of a board. Raises what `find_list` raises, NotPublished, NotForThePublic."""
    listed, (_, graph) = answering.find_list(connection, wanted)
    to = notices.shown_to(connection, listed.city, listed.cycle)
    versions = result_versions.versions_of(connection, listed.city, listed.cycle)
    if to is None or not versions:
        raise NotPublished(listed.cycle)
    rule = _rule(connection, answering, listed.city)
    to = FOR_ALL if listed.index in rule.get("public", ()) else to
    if to == SCORED and not set(roles) - {PUBLIC}:
        raise NotForThePublic(listed.cycle)
    version, ordered = versions[-1], not rule.get("unordered", False)
    only = (listed.index, listed.period)
    lines = result_versions.lines_of(connection, listed.city, listed.cycle, version.version, only=only)
    shown = board(lines.values(), _lamps(graph), ordered=ordered)
    return Board(version, to, ordered, Found.cut(shown, lambda one: one.subject, page))


def _rule(connection: Connection, answering: Answering, city: str) -> dict[str, Any]:
    """What the city says of its notices: whose results are for all, and whether boards have an order; or nothing."""
    rules = (one.notice for one in answering.graphs.cities(connection) if one.slug == city)
    return next((dict(json.loads(rule) or {}) for rule in rules), {})


def _lamps(graph: Graph) -> list[Lamp]:
    return [
        Lamp(key, node.title.text, {step.key: step.title for step in graph.scales[LIGHTS]})
        for key, node in graph.described.items()
        if graph.shape(key).scale == LIGHTS
    ]
