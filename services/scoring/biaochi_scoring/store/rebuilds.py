"""Dropping what was derived, and the flag that a rebuild is unfinished."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from biaochi_scoring.store.tables import DERIVED, HEARD, rebuild


async def begin_rebuild(connection: AsyncConnection, digest: str) -> None:
    """Drop everything heard or derived and remember what it must come to again."""
    for table in (*HEARD, *DERIVED, rebuild):
        await connection.execute(delete(table))
    await connection.execute(insert(rebuild).values(digest=digest))


async def end_rebuild(connection: AsyncConnection) -> None:
    """Note that everything is there again."""
    await connection.execute(delete(rebuild))


async def unfinished_rebuild(connection: AsyncConnection) -> str | None:
    """The digest with which a rebuild began that did not end; none when there is none."""
    return (await connection.execute(select(rebuild.c.digest))).scalar()
