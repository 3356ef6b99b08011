"""Which list is asked for; and the rungs that are held on a day, in SQL."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from biaochi_scoring.store.tables import rung_spell

# Above this many subjects it is quicker to read all of them than to name them.
MOST_NAMED = 1000


@dataclass(frozen=True, slots=True)
class Listed:
    """Which list is asked for, what of it and in which order; empty filters let everything through.

    `search`: in a code; whoever is among `subjects` is found as well. `order`: one of those a list may be had in,
    by place if empty; `descending` turns it round, but for those who have nothing to be ordered by.
    """

    city: str
    cycle: str
    index: str
    period: str
    rung: str = ""
    grade: str = ""
    parent: str = ""
    search: str = ""
    subjects: frozenset[str] = frozenset()
    order: str = ""
    descending: bool = False


def held_rungs(
    connection: Connection, city: str, index: str, subjects: Collection[str] | None, today: date
) -> dict[str, str]:
    """The rung that each of these subjects, or everybody, holds on a day: that of the latest spell that has begun."""
    chosen = (
        select(rung_spell.c.subject, rung_spell.c.rung)
        .where(rung_spell.c.city == city, rung_spell.c.index == index, rung_spell.c.since <= today)
        .order_by(rung_spell.c.since, rung_spell.c.cycle)
    )
    if subjects is not None and len(subjects) <= MOST_NAMED:
        chosen = chosen.where(rung_spell.c.subject.in_(sorted(subjects)))
    return {row.subject: row.rung for row in connection.execute(chosen)}
