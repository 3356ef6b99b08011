"""Many rows by one statement, compiled once and handed to the driver with the rows as they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Table, Update, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

AT_ONCE = 10_000
"""Rows that are put at a time: of more only so many are held."""

Row = Mapping[str, Any]
Processors = Mapping[int, Callable[[Any], Any]]
"""How values are bound, by the places of the columns or parameters of which any is needed."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
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
    text, _, _ = _compiled(statement, connection.dialect)
    left, names, own = iter(rows), table.columns.keys(), _own_types(table, connection.dialect)
    while some := _bound(list(islice(left, AT_ONCE)), own):
        positional = connection.dialect.positional
        connection.exec_driver_sql(text, some if positional else [dict(zip(names, row, strict=True)) for row in some])


def _bound(rows: list[tuple[Any, ...]], processors: Processors) -> list[tuple[Any, ...]]:
    if not processors or not rows:
        return rows
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, process in processors.items():
        # Most values of a column are alike.
        bound = {value: process(value) for value in set(columns[place])}
        columns[place] = map(bound.__getitem__, columns[place])
    return list(zip(*columns, strict=True))


@lru_cache
def _own_types(table: Table, dialect: Dialect) -> Processors:
    """Those of the columns whose types are ours."""
    types = {place: column.type for place, column in enumerate(table.columns)}
    processors = {
        place: type_.bind_processor(dialect) for place, type_ in types.items() if isinstance(type_, TypeDecorator)
    }
    return {place: process for place, process in processors.items() if process}


def execute_rows(connection: Connection, statement: Insert | Update | Delete, rows: Sequence[Row]) -> None:
    """Execute a statement that is made once, for rows that each have a value for every parameter it names.

    Where one is bound by its type, equal values are bound alike.
    """
    if rows:
        text, names, processors = _compiled(statement, connection.dialect)
        bound = _bound([tuple([row[name] for name in names]) for row in rows], processors)
        positional = connection.dialect.positional
        connection.exec_driver_sql(text, bound if positional else [dict(zip(names, row, strict=True)) for row in bound])


@lru_cache
def _insert(table: Table) -> Insert:
    return insert(table)


@lru_cache
def _put(table: Table, dialect: str) -> Insert:
    new = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    own = {column.name: new.excluded[column.name] for column in table.columns if not column.primary_key}
    return new.on_conflict_do_update(index_elements=list(table.primary_key), set_=own)


@lru_cache
def _compiled(statement: Insert | Update | Delete, dialect: Dialect) -> tuple[str, Sequence[str], Processors]:
    """Its text, its parameters in order, and how their values are bound."""
    compiled = statement.compile(dialect=dialect)
    names = list(compiled.positiontup or compiled.binds)
    types = [compiled.binds[name].type.dialect_impl(dialect) for name in names]
    processors = {place: type_.bind_processor(dialect) for place, type_ in enumerate(types)}
    return str(compiled), names, {place: process for place, process in processors.items() if process}
