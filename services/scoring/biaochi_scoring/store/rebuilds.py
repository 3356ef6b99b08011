"""Dropping what was derived, and the flag that a rebuild is unfinished."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from biaochi_scoring.store.tables import DERIVED, HEARD, rebuild


async def begin_rebuild(connection: AsyncConnection) -> None:
    """Drop everything heard or derived and remember that it must be rebuilt."""
    for table in (*HEARD, *DERIVED, rebuild):
        await connection.execute(delete(table))
    await connection.execute(insert(rebuild).values(unfinished=1))


async def end_rebuild(connection: AsyncConnection) -> None:
    """Note that everything is there again."""
    await connection.execute(delete(rebuild))


async def rebuild_is_unfinished(connection: AsyncConnection) -> bool:
    """Whether a rebuild began and did not end."""
    return (await connection.execute(select(rebuild.c.unfinished))).first() is not None
