"""A table as lines of JSON and back: the same rows give the same bytes, on SQLite and on PostgreSQL.

A line has the values in the order of the columns' names; lines are in the order of the primary key.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Date, LargeBinary, MetaData, Table, insert, select

AT_ONCE = 1000

_OF_ALEMBIC = "alembic_version"


def tables(connection: Connection) -> list[Table]:
    """Return the tables that are there, without that of the migrations; one that another refers to comes first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != _OF_ALEMBIC]


def columns(table: Table) -> list[str]:
    """Return the names of a table's columns in the order in which a line has their values."""
    return sorted(column.name for column in table.columns)


def lines(connection: Connection, table: Table, names: Iterable[str]) -> Iterator[bytes]:
    """Read a table, these columns of it, without holding it all in memory."""
    chosen = select(*(table.c[name] for name in names)).order_by(*table.primary_key)
    for row in connection.execute(chosen, execution_options={"yield_per": AT_ONCE}):
        yield _line([_plain(value) for value in row])


def insert_lines(connection: Connection, table: Table, names: Iterable[str], given: Iterable[bytes]) -> None:
    """Insert what `lines` has read of these columns."""
    into = [table.c[name] for name in names]
    left = iter(given)
    while some := list(islice(left, AT_ONCE)):
        connection.execute(insert(table), [_row(into, json.loads(line)) for line in some])


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _row(into: list[Column[Any]], values: list[Any]) -> dict[str, Any]:
    return {column.name: _typed(column, value) for column, value in zip(into, values, strict=True)}


def _plain(value: object) -> str | int | None:
    match value:
        case bytes():
            return b64encode(value).decode()
        case date():
            return value.isoformat()
        case str() | int() | None:
            return value
        case _:
            raise TypeError(f"no table of ours has a {type(value).__name__}")


def _typed(column: Column[Any], value: str | int | None) -> object:
    if isinstance(value, str):
        if isinstance(column.type, LargeBinary):
            return b64decode(value)
        if isinstance(column.type, Date):
            return date.fromisoformat(value)
    return value
