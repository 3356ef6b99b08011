"""Many rows by one statement, compiled once and handed to the driver with the rows as they are."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

from biaochi_chassis.store.statements import Processors, Values, bound_alike, compiled, execute_rows, say

AT_ONCE = 10_000
"""Rows that are put at a time: of more only so many are held."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that each have a value for every column of the table."""
    execute_rows(connection, _insert(table), rows)


def add_rows(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows that each have a value for every column of the table in its order.

    A value is as the driver takes it, unless the column's type is one of ours.
    """
    _execute_in_order(connection, _insert(table), table, rows)


def put_rows(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """The same; a row takes the place of one of its key."""
    _execute_in_order(connection, _put(table, connection.dialect.name), table, rows)


def _execute_in_order(connection: Connection, statement: Insert, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    text = compiled(statement, connection.dialect).text
    left, names, own = iter(rows), table.columns.keys(), _own_types(table, connection.dialect)
    while some := bound_alike(list(islice(left, AT_ONCE)), own):
        positional = connection.dialect.positional
        say(connection, text, some if positional else [dict(zip(names, row, strict=True)) for row in some])


@lru_cache
def _own_types(table: Table, dialect: Dialect) -> Processors:
    """Those of the columns whose types are ours."""
    types = {place: column.type for place, column in enumerate(table.columns)}
    processors = {
        place: type_.bind_processor(dialect) for place, type_ in types.items() if isinstance(type_, TypeDecorator)
    }
    return {place: process for place, process in processors.items() if process}


@lru_cache
def _insert(table: Table) -> Insert:
    return insert(table)


@lru_cache
def _put(table: Table, dialect: str) -> Insert:
    new = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    own = {column.name: new.excluded[column.name] for column in table.columns if not column.primary_key}
    return new.on_conflict_do_update(index_elements=list(table.primary_key), set_=own)
