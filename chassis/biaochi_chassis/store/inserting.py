"""Many rows into a table by one statement, compiled once and handed to the driver with the rows as they are."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

Row = Mapping[str, Any]
Bound = tuple[Any, ...] | dict[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that each have a value for every column of the table."""
    if rows:
        statement, bind = _compiled(table, connection.dialect)
        connection.exec_driver_sql(statement, [bind(row) for row in rows])


@lru_cache
def _compiled(table: Table, dialect: Dialect) -> tuple[str, Callable[[Row], Bound]]:
    names = [column.name for column in table.columns]
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    processors = {column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns}
    processed = {name: process for name, process in processors.items() if process}
    in_order = compiled.positiontup

    def bind(row: Row) -> Bound:
        values = {**row, **{name: process(row[name]) for name, process in processed.items()}} if processed else row
        return tuple([values[name] for name in in_order]) if in_order else {name: values[name] for name in names}

    return str(compiled), bind
