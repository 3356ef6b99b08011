"""Many rows by one statement, compiled once and handed to the driver with the rows as they are."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Table, Update, insert

Row = Mapping[str, Any]
Bound = tuple[Any, ...] | dict[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that each have a value for every column of the table."""
    execute_rows(connection, _insert(table), rows)


def execute_rows(connection: Connection, statement: Insert | Update | Delete, rows: Sequence[Row]) -> None:
    """Execute a statement that is made once, for rows that each have a value for every parameter it names."""
    if rows:
        text, bind = _compiled(statement, connection.dialect)
        connection.exec_driver_sql(text, [bind(row) for row in rows])


@lru_cache
def _insert(table: Table) -> Insert:
    return insert(table)


@lru_cache
def _compiled(statement: Insert | Update | Delete, dialect: Dialect) -> tuple[str, Callable[[Row], Bound]]:
    compiled = statement.compile(dialect=dialect)
    in_order = compiled.positiontup
    names = list(in_order or compiled.binds)
    processors = [compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    processed = [(place, process) for place, process in enumerate(processors) if process]
    values = itemgetter(*names, names[0])  # one name more, so that it answers a tuple also for a single one

    def bind(row: Row) -> Bound:
        bound: Sequence[Any] = values(row)[:-1]
        if processed:
            bound = list(bound)
            for place, process in processed:
                bound[place] = process(bound[place])
        return tuple(bound) if in_order else dict(zip(names, bound, strict=True))

    return str(compiled), bind
