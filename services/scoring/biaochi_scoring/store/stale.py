"""What must be recomputed, in SQL: one row for each mark of each batch of records that caused it."""

from collections.abc import Sequence
from itertools import starmap
from typing import Any

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.store.inserting import add_rows, execute_rows
from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select

from biaochi_scoring.domain.stale import Cause, Mark, Marks
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.tables import dirty

_TAKEN = [f"taken_{place.name}" for place in dirty.primary_key]
_TAKE = delete(dirty).where(*(place == bindparam(f"taken_{place.name}") for place in dirty.primary_key))

_PLACES = (dirty.c.city, dirty.c.cycle, dirty.c.model)
_OF_RUN = [place == bindparam(f"of_{place.name}") for place in _PLACES]
_HOW_MANY = select(func.count()).select_from(dirty).where(*_OF_RUN)
_TAKE_ALL = delete(dirty).where(*_OF_RUN)
_RUNS = select(*_PLACES).distinct().order_by(*_PLACES)
_MARKS = (
    select(
        dirty.c.period,
        dirty.c.subject,
        dirty.c.topic,
        dirty.c.part,
        dirty.c.sequence,
        dirty.c.caller,
        dirty.c.traceparent,
        dirty.c.told_at,
    )
    .where(*_OF_RUN)
    .order_by(dirty.c.told_at, dirty.c.topic, dirty.c.sequence)
)


def add_marks(connection: Connection, marks: Marks) -> None:
    """Write the marks of one transaction."""
    add_rows(connection, dirty, starmap(_row, marks.items()))


def marked_runs(connection: Connection) -> list[Run]:
    """The runs with anything to recompute, in order."""
    return [Run(*row) for row in connection.execute(_RUNS)]


def oldest_marks(connection: Connection) -> list[tuple[str, str, str, str, int, int]]:
    """For each run and partition the first record that is not judged yet: run, topic, part and sequence."""
    places = (dirty.c.city, dirty.c.cycle, dirty.c.model, dirty.c.topic, dirty.c.part)
    rows = connection.execute(select(*places, func.min(dirty.c.sequence)).group_by(*places))
    return [(*row,) for row in rows]


def load_marks(connection: Connection, run: Run) -> list[tuple[Mark, Cause]]:
    """The marks of a run with their causes, in order of publication."""
    rows = connection.execute(_MARKS, {"of_city": run.city, "of_cycle": run.cycle, "of_model": run.model})
    return [(Mark(run, row[0], row[1]), Cause._make(row[2:])) for row in rows]


def take_marks(connection: Connection, taken: Sequence[tuple[Mark, Cause]]) -> None:
    """Remove these marks of one run, all that there were, and no other: what was marked meanwhile stays."""
    run = taken[0][0].run
    of = {"of_city": run.city, "of_cycle": run.cycle, "of_model": run.model}
    if connection.execute(_HOW_MANY, of).scalar_one() == len(taken):
        connection.execute(_TAKE_ALL, of)
        return
    execute_rows(connection, _TAKE, [dict(zip(_TAKEN, _row(mark, cause), strict=False)) for mark, cause in taken])


def cycle_is_marked(connection: Connection, city: str, cycle: str) -> bool:
    """Whether anything of the cycle must still be recomputed."""
    chosen = select(dirty.c.period).where(dirty.c.city == city, dirty.c.cycle == cycle).limit(1)
    return connection.execute(chosen).first() is not None


def anything_marked_up_to(connection: Connection, positions: Positions) -> bool:
    """Whether a record at or before these positions is not in the sheets yet."""
    places = [
        and_(dirty.c.topic == topic, dirty.c.part == part, dirty.c.sequence <= sequence)
        for (topic, part), sequence in positions.items()
    ]
    if not places:
        return False
    chosen = select(dirty.c.period).where(or_(*places)).limit(1)
    return connection.execute(chosen).first() is not None


def _row(mark: Mark, cause: Cause) -> tuple[Any, ...]:
    """In the order of the table, of which the key is the first."""
    return mark.run.city, mark.run.cycle, mark.run.model, mark.period, mark.subject, *cause
