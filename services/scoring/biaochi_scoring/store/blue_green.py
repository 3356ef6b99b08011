"""Blue-green: the store that serves becomes what the standby store has: its sheets, and everything they rest on."""

from collections import defaultdict
from dataclasses import astuple
from typing import Any

from biaochi_chassis.store import blue_green
from biaochi_chassis.store.tables import consumer_position
from sqlalchemy import CompoundSelect, Connection, Table, delete, insert, select, tuple_, update

from biaochi_scoring.store.standings import Listed
from biaochi_scoring.store.tables import DERIVED, RECEIVED, dirty, run, sheet

PLACE = ("city", "cycle", "index", "period", "subject")
SHOWN = ("values", "total", "grade", "rung", "marks")


def is_complete(connection: Connection) -> bool:
    """Whether the standby store has read exactly as far as this one, and has nothing left to recompute."""
    there = blue_green.twin(dirty)
    if connection.execute(select(there.c.city).limit(1)).first():
        return False
    tables = (consumer_position, blue_green.twin(consumer_position))
    here, over_there = [_read_up_to(connection, table) for table in tables]
    return here == over_there


def shown_otherwise(connection: Connection) -> dict[Listed, tuple[set[str], set[str]]]:
    """For each list the subjects with another or a new sheet in the standby store; and those without one there."""
    here, there = (select(*(table.c[name] for name in (*PLACE, *SHOWN))) for table in (sheet, blue_green.twin(sheet)))
    changed = _by_list(connection, there.except_(here))
    other = _by_list(connection, here.except_(there))
    return {
        listed: (changed[listed], other[listed] - changed[listed]) for listed in sorted({*changed, *other}, key=astuple)
    }


def change_places(connection: Connection) -> bool:
    """Become what the standby store is; answer whether anything of what it has was another here.

    What a process remembers of a run is not what is stored any more.
    """
    different = blue_green.become(connection, [table for table in (*RECEIVED, *DERIVED) if table is not run])
    there = blue_green.twin(run)
    places, kept = tuple_(*run.primary_key), tuple_(*there.primary_key)
    connection.execute(delete(run).where(places.not_in(select(*there.primary_key))))
    connection.execute(update(run).values(version=run.c.version + 1))
    new = select(there).where(kept.not_in(select(*run.primary_key)))
    connection.execute(insert(run).from_select([column.name for column in run.columns], new))
    return different


def _by_list(connection: Connection, chosen: CompoundSelect[Any]) -> defaultdict[Listed, set[str]]:
    found: defaultdict[Listed, set[str]] = defaultdict(set)
    for city, cycle, index, period, subject, *_ in connection.execute(chosen):
        found[Listed(city, cycle, index, period)].add(subject)
    return found


def _read_up_to(connection: Connection, table: Table) -> set[tuple[object, ...]]:
    rows = connection.execute(select(table.c.topic, table.c.part, table.c.place).where(table.c.place > 0))
    return {tuple(row) for row in rows}
