"""How many of those who have a result had it opened by the scored themselves, as the audit trail tells."""

from biaochi_chassis.store.audit import codes_read

from biaochi_scoring.domain.refusals import UnknownCycle
from biaochi_scoring.domain.results.opened import SHEETS, Opened, opened, place
from biaochi_scoring.store import sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.queries import known_city


def count_opened(connection: Connection, graphs: Graphs, city: str, code: str) -> Opened:
    """Count the subjects of a cycle, and those whose sheets were opened. Raises UnknownCity, UnknownCycle."""
    known_city(connection, graphs, city)
    if code not in {one.code for one in graphs.cycles(connection, city)}:
        raise UnknownCycle(code)
    read = codes_read(connection, city, SHEETS, place(code, ""))
    return opened(code, sheets.subjects_of(connection, city, code), read)
