"""Statements that are made once: compiled once, and handed to the driver with their values as they are.

What SQLAlchemy does besides at each execution takes longer than the driver and the server's answer together. A
statement is a constant of its module: what is compiled of it is held for good.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Dialect, UpdateBase
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.selectable import SelectBase

Values = Mapping[str, Any]
Bound = tuple[Any, ...] | dict[str, Any]
Processors = Mapping[int, Callable[[Any], Any]]
"""How values are bound, by the places of the columns or parameters of which any is needed."""
Statement = SelectBase | UpdateBase
Answer = TypeVar("Answer")

_NONE: Values = MappingProxyType({})
_CURSOR = "cursor"
"""Under which a connection's own cursor is held in its `info`."""
_HELD = 4096
"""Far more than there are: each is there once a database."""


class Compiled(NamedTuple):
    """A statement as a driver takes it: its text, what makes parameters of values, and what makes rows of answers."""

    text: str
    bind: Callable[[Values], Bound]
    bind_many: Callable[[Iterable[Values]], Sequence[Bound]]
    read: Callable[[Iterable[Sequence[Any]]], list[Any]]


def rows_of(connection: Connection, statement: Statement, values: Values = _NONE) -> list[Any]:
    """Execute a statement and return its rows: tuples that know their columns by name."""
    made = compiled(statement, connection.dialect)
    return made.read(_say(connection, made.text, [made.bind(values)], _fetch))


def first_of(connection: Connection, statement: Statement, values: Values = _NONE) -> Any:  # noqa: ANN401 - a row
    """Execute a statement and return its first row; None where there is none."""
    found = rows_of(connection, statement, values)
    return found[0] if found else None


def change(connection: Connection, statement: UpdateBase, values: Values = _NONE) -> int:
    """Execute a statement and return how many rows it changed."""
    made = compiled(statement, connection.dialect)
    return _say(connection, made.text, [made.bind(values)], _count)


def execute_rows(connection: Connection, statement: UpdateBase, rows: Sequence[Values]) -> None:
    """Execute a statement once for each row, of which each has a value for every parameter it names."""
    if rows:
        made = compiled(statement, connection.dialect)
        say(connection, made.text, made.bind_many(rows) if len(rows) > 1 else [made.bind(rows[0])])


def say(connection: Connection, text: str, bound: Sequence[Any]) -> None:
    """Have the driver execute a text for each of these values."""
    _say(connection, text, bound, _count)


def _say(connection: Connection, text: str, bound: Sequence[Any], answer: Callable[[DBAPICursor], Answer]) -> Answer:
    """Return what is answered of it. Raises what SQLAlchemy makes of the driver's errors."""
    cursor = connection.info.get(_CURSOR)
    if cursor is None:
        cursor = connection.info[_CURSOR] = connection.connection.cursor()
    many = len(bound) > 1
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, text, bound if many else bound[0], None, many)
    try:
        if many:
            cursor.executemany(text, bound)
        else:
            cursor.execute(text, bound[0])
        return answer(cursor)
    except connection.dialect.loaded_dbapi.Error as trouble:
        connection.info.pop(_CURSOR, None)
        connection._handle_dbapi_exception(trouble, text, None, cursor, None)  # noqa: SLF001 - it has no other name


@lru_cache(_HELD)
def compiled(statement: Statement, dialect: Dialect) -> Compiled:
    """Compile a statement; what it says by itself need not be among the values."""
    made = statement.compile(dialect=dialect)
    names = list(made.positiontup or made.binds)
    own = {name: bind.value for name, bind in made.binds.items() if not bind.required}
    processors = [made.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    processed = {place: process for place, process in enumerate(processors) if process}
    select_values = itemgetter(*names, names[0]) if names else lambda _: ("",)

    def values_of(values: Values) -> tuple[Any, ...]:
        # Of one name more, so that it is a tuple also for a single one.
        found: tuple[Any, ...] = select_values({**own, **values} if own else values)[:-1]
        return found

    def bind(values: Values) -> Bound:
        bound = list(values_of(values))
        for place, process in processed.items():
            bound[place] = process(bound[place])
        return tuple(bound) if made.positiontup is not None else dict(zip(names, bound, strict=True))

    def bind_many(rows: Iterable[Values]) -> Sequence[Bound]:
        bound = bound_alike(list(map(values_of, rows)), processed)
        return bound if made.positiontup is not None else [dict(zip(names, row, strict=True)) for row in bound]

    return Compiled(str(made), bind, bind_many, _reader(statement, dialect))


def bound_alike(rows: list[tuple[Any, ...]], processors: Processors) -> list[tuple[Any, ...]]:
    """Return rows with their values bound, equal ones once: most of a column are alike."""
    if not processors or not rows:
        return rows
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, process in processors.items():
        bound = {value: process(value) for value in set(columns[place])}
        columns[place] = map(bound.__getitem__, columns[place])
    return list(zip(*columns, strict=True))


def _reader(statement: Statement, dialect: Dialect) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
    columns = list(statement.exported_columns)
    kind = namedtuple("Row", [column.key for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024
    processors = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    processed = [(place, process) for place, process in enumerate(processors) if process]

    def read(rows: Iterable[Sequence[Any]]) -> list[Any]:
        if not processed:
            return list(map(kind._make, rows))
        made = []
        for row in rows:
            values = list(row)
            for place, process in processed:
                values[place] = process(values[place])
            made.append(kind._make(values))
        return made

    return read


def _fetch(cursor: DBAPICursor) -> Sequence[Sequence[Any]]:
    return cursor.fetchall()


def _count(cursor: DBAPICursor) -> int:
    return cursor.rowcount
