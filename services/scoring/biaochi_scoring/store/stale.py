"""What must be recomputed, in SQL: one row for each mark of each batch of records that caused it."""

from itertools import starmap
from typing import Any

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.store.inserting import add_rows, put_rows
from biaochi_chassis.store.statements import change, execute_rows, first_of, rows_of
from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select

from biaochi_scoring.domain.stale import Cause, Mark, Marked, Marks
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.tables import dirty

_TAKEN = [f"taken_{place.name}" for place in dirty.primary_key]
_TAKE = delete(dirty).where(*(place == bindparam(f"taken_{place.name}") for place in dirty.primary_key))

_RUN = ("city", "cycle", "model")
_PLACES = tuple(dirty.c[name] for name in _RUN)
_OF_RUN = [place == bindparam(f"of_{place.name}") for place in _PLACES]
_HOW_MANY = select(func.count().label("marks")).select_from(dirty).where(*_OF_RUN)
_TAKE_ALL = delete(dirty).where(*_OF_RUN)
_RUNS = select(*_PLACES).distinct().order_by(*_PLACES)
_MARKS = select(*(place for place in dirty.c if place.name not in _RUN)).where(*_OF_RUN)
_AT_ONCE = 10_000


def add_marks(connection: Connection, marks: Marks) -> None:
    """Write the marks of one transaction."""
    add_rows(connection, dirty, starmap(_row, marks.items()))


def mark_again(connection: Connection, marks: Marks) -> None:
    """Write marks of which some may be there already: by the same record in the same place."""
    put_rows(connection, dirty, starmap(_row, marks.items()))


def marked_runs(connection: Connection) -> list[Run]:
    """The runs with anything to recompute, in order."""
    return [Run(*row) for row in rows_of(connection, _RUNS)]


def oldest_marks(connection: Connection) -> list[tuple[str, str, str, str, int, int]]:
    """For each run and partition the first record that is not judged yet: run, topic, part and sequence."""
    places = (dirty.c.city, dirty.c.cycle, dirty.c.model, dirty.c.topic, dirty.c.part)
    rows = connection.execute(select(*places, func.min(dirty.c.sequence)).group_by(*places))
    return [(*row,) for row in rows]


def load_marks(connection: Connection, run: Run) -> Marked:
    """The marks of a run with their causes."""
    marked = Marked(run)
    for some in connection.execute(_MARKS, _of(run)).partitions(_AT_ONCE):
        marked.extend(some)
    return marked


def take_marks(connection: Connection, taken: Marked) -> None:
    """Remove these marks of one run, all that there were, and no other: what was marked meanwhile stays."""
    run = taken.run
    if first_of(connection, _HOW_MANY, _of(run)).marks == len(taken):
        change(connection, _TAKE_ALL, _of(run))
        return
    rows = [dict(zip(_TAKEN, (run.city, run.cycle, run.model, *place), strict=True)) for place in taken]
    execute_rows(connection, _TAKE, rows)


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


def _of(run: Run) -> dict[str, str]:
    return {"of_city": run.city, "of_cycle": run.cycle, "of_model": run.model}


def _row(mark: Mark, cause: Cause) -> tuple[Any, ...]:
    """In the order of the table, of which the key is the first."""
    return mark.run.city, mark.run.cycle, mark.run.model, mark.period, mark.subject, *cause
