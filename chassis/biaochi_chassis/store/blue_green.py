"""Blue-green: a second store is made anew while a service's own serves, which then becomes equal to it.

On SQLite it is a file next to the first, on PostgreSQL a schema of the same database; a transaction of the first store
finds its tables under `beside`. A row that is the same in both is left alone, so that normally nothing is written.
"""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, create_engine, delete, exists, insert, make_url, select, text
from sqlalchemy.pool import NullPool

from biaochi_chassis.store.engines import is_sqlite, with_password
from biaochi_chassis.store.tables import chassis_tables, consumer_position, granted, revision

SCHEMA = "beside"

_READERS = [table for table in chassis_tables.sorted_tables if "reader" in table.c and table is not consumer_position]


class StandbyStore:
    """The place of the second store."""

    def __init__(self, url: str) -> None:
        """Take the address of the first; nothing is done yet."""
        self._first = make_url(url)
        self._file = Path(f"{self._first.database}.{SCHEMA}") if is_sqlite(url) else None

    @property
    def url(self) -> str:
        """Its address, for a Database."""
        if self._file:
            return self._first.set(database=str(self._file)).render_as_string()
        only = self._first.update_query_dict({"options": f"-csearch_path={SCHEMA}"})
        return only.render_as_string(hide_password=False)

    async def clear(self) -> None:
        """Make an empty place, whatever was left there."""
        await self.remove()
        if not self._file:
            await self._say(f"create schema {SCHEMA}")

    async def remove(self) -> None:
        """Leave nothing behind."""
        if self._file:
            for ending in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        else:
            await self._say(f"drop schema if exists {SCHEMA} cascade")

    def attach(self, connection: Connection) -> None:
        """Let this connection to the first store see it."""
        if self._file:
            connection.execute(text(f"attach database :file as {SCHEMA}"), {"file": str(self._file)})

    async def _say(self, statement: str) -> None:
        await asyncio.to_thread(self._execute, statement)

    def _execute(self, statement: str) -> None:
        engine = with_password(create_engine(self._first, poolclass=NullPool))
        with engine.begin() as connection:
            connection.execute(text(statement))


def twin(table: Table) -> Table:
    """The same table in the second store."""
    return table.to_metadata(MetaData(), schema=SCHEMA)


def become(connection: Connection, tables: Iterable[Table]) -> bool:
    """Have in these tables, and of what was read, exactly what the second store has; whoever reads is fenced.

    Answers whether any of these tables had anything else.
    """
    different = [_become(connection, table) for table in tables]
    # With their revisions: whoever remembers what was here reads what is here now. What was granted is received, too.
    for table in (*_READERS, granted, revision):
        _become(connection, table)
    _read_on(connection)
    return any(different)


def _become(connection: Connection, table: Table) -> bool:
    """Remove what is not there like this, then add what is not here; answer whether there was any of either."""
    there = twin(table).alias()
    at_place = [table.c[column.key] == there.c[column.key] for column in table.primary_key]
    alike = [column.is_not_distinct_from(there.c[column.key]) for column in table.columns if not column.primary_key]
    gone = connection.execute(delete(table).where(~exists().where(*at_place, *alike)))
    new = select(there).where(~exists().where(*at_place))
    added = connection.execute(insert(table).from_select([column.key for column in table.columns], new))
    return bool(gone.rowcount or added.rowcount)


def _read_on(connection: Connection) -> None:
    """Go on reading where the second store stands, in new epochs."""
    place = consumer_position.c
    here = connection.execute(select(place.reader, place.topic, place.part, place.epoch))
    epochs = {tuple(row[:3]): row.epoch for row in here}
    rows = [dict(row) for row in connection.execute(select(twin(consumer_position))).mappings()]
    for row in rows:
        row["epoch"] += epochs.get((row["reader"], row["topic"], row["part"]), 0)
    connection.execute(delete(consumer_position))
    if rows:
        connection.execute(insert(consumer_position), rows)
