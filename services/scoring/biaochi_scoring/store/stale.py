"""What must be recomputed, in SQL: one row for each mark of each batch of records that caused it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from biaochi_chassis.event.positions import Positions
from sqlalchemy import and_, bindparam, delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from biaochi_scoring.domain.stale import Cause, Mark, Marks
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.tables import dirty


async def add_marks(connection: AsyncConnection, marks: Marks) -> None:
    """Write the marks of one transaction."""
    if marks:
        await connection.execute(insert(dirty), [_row(mark, cause) for mark, cause in marks.items()])


async def marked_runs(connection: AsyncConnection) -> list[Run]:
    """The runs with anything to recompute, in order."""
    places = (dirty.c.city, dirty.c.cycle, dirty.c.model)
    rows = await connection.execute(select(*places).distinct().order_by(*places))
    return [Run(row.city, row.cycle, row.model) for row in rows]


async def load_marks(connection: AsyncConnection, run: Run) -> list[tuple[Mark, Cause]]:
    """The marks of a run with their causes, in order of publication."""
    rows = await connection.execute(
        select(dirty).where(_of(run)).order_by(dirty.c.told_at, dirty.c.topic, dirty.c.sequence)
    )
    return [
        (
            Mark(run, row.period, row.subject),
            Cause(row.topic, row.part, row.sequence, row.caller, row.traceparent, row.told_at),
        )
        for row in rows
    ]


async def take_marks(connection: AsyncConnection, taken: Sequence[tuple[Mark, Cause]]) -> None:
    """Remove these marks and no other: what was marked meanwhile stays."""
    places = list(dirty.primary_key.columns)
    statement = delete(dirty).where(*(place == bindparam(f"taken_{place.name}") for place in places))
    rows = [_row(mark, cause) for mark, cause in taken]
    await connection.execute(statement, [{f"taken_{place.name}": row[place.name] for place in places} for row in rows])


async def cycle_is_marked(connection: AsyncConnection, city: str, cycle: str) -> bool:
    """Whether anything of the cycle must still be recomputed."""
    chosen = select(dirty.c.period).where(dirty.c.city == city, dirty.c.cycle == cycle).limit(1)
    return (await connection.execute(chosen)).first() is not None


async def anything_marked_up_to(connection: AsyncConnection, positions: Positions) -> bool:
    """Whether a record at or before these positions is not in the sheets yet."""
    places = [
        and_(dirty.c.topic == topic, dirty.c.part == part, dirty.c.sequence <= sequence)
        for (topic, part), sequence in positions.items()
    ]
    if not places:
        return False
    chosen = select(dirty.c.period).where(or_(*places)).limit(1)
    return (await connection.execute(chosen)).first() is not None


def _of(run: Run) -> Any:  # noqa: ANN401 - an SQL condition
    return and_(dirty.c.city == run.city, dirty.c.cycle == run.cycle, dirty.c.model == run.model)


def _row(mark: Mark, cause: Cause) -> dict[str, Any]:
    caused = asdict(cause)
    caused["told_at"] = caused.pop("published_at")
    return {**asdict(mark.run), "period": mark.period, "subject": mark.subject, **caused}
