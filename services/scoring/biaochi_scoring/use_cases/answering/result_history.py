"""The history of a cycle's frozen results: every version, what changed from the one before, and its lines whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biaochi_chassis.foundation.pages import Found, Page

from biaochi_scoring.domain.refusals import UnknownCycle, UnknownVersion
from biaochi_scoring.domain.result_versions import SHOWN, ResultChange, ResultVersion, change
from biaochi_scoring.store import result_versions
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.queries import known_city

Titles = Mapping[str, Mapping[str, str]]
"""By model and key."""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a cycle's results with what each changed, and the titles of what changed."""

    versions: Sequence[tuple[ResultVersion, Sequence[ResultChange]]]
    titles: Titles

    def title(self, model: str, key: str) -> str:
        """What a value is called."""
        return SHOWN.get(key) or self.titles[model].get(key, key)


def result_history(connection: Connection, graphs: Graphs, city: str, code: str, subject: str) -> History:
    """The history of everybody's results or of one subject's. Raises UnknownCity, UnknownCycle."""
    known_city(connection, graphs, city)
    cycle = next((one for one in graphs.cycles(connection, city) if one.code == code), None)
    if cycle is None:
        raise UnknownCycle(code)
    titles = {
        graph.code: {key: node.title.text for key, node in graph.described.items()}
        for graph in graphs.pinned(connection, cycle)
    }
    versions = result_versions.versions_of(connection, city, code)
    changes = (_changes(connection, city, code, version.version, subject) for version in versions)
    return History(list(zip(versions, changes, strict=True)), titles)


def result_lines(connection: Connection, graphs: Graphs, city: str, code: str, version: int, page: Page) -> Found[str]:
    """A page of the lines that a version's hash is made over. Raises UnknownCity, UnknownVersion."""
    known_city(connection, graphs, city)
    known = result_versions.versions_of(connection, city, code)
    if version not in {one.version for one in known}:
        raise UnknownVersion(code, version, len(known))
    lines = list(result_versions.lines_of(connection, city, code, version).values())
    start = int(page.after or 0)
    return Found(lines[start : start + page.size], len(lines), start + page.size < len(lines), start > 0)


def _changes(connection: Connection, city: str, code: str, version: int, subject: str) -> list[ResultChange]:
    """What a version changed; the first one changed nothing."""
    if version == 1:
        return []
    after = result_versions.changed_lines(connection, city, code, version, subject)
    before = result_versions.lines_of(connection, city, code, version - 1, subject)
    return [change(place, before.get(place, ""), line) for place, line in after.items()]
