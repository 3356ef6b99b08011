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
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Bound = tuple[Any, ...] | dict[str, Any]
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
    read: Callable[[Iterable[Sequence[Any]]], list[Any]]


def rows_of(connection: Connection, statement: Statement, values: Values = _NONE) -> list[Any]:
    """Execute a statement and return its rows: tuples that know their columns by name."""
    text, bind, read = compiled(statement, connection.dialect)
    return read(_say(connection, text, [bind(values)], _fetch))


def first_of(connection: Connection, statement: Statement, values: Values = _NONE) -> Any:  # noqa: ANN401 - a row
    """Execute a statement and return its first row; None where there is none."""
    found = rows_of(connection, statement, values)
    return found[0] if found else None


def change(connection: Connection, statement: UpdateBase, values: Values = _NONE) -> int:
    """Execute a statement and return how many rows it changed."""
    text, bind, _ = compiled(statement, connection.dialect)
    return _say(connection, text, [bind(values)], _count)


def execute_rows(connection: Connection, statement: UpdateBase, rows: Sequence[Values]) -> None:
    """Execute a statement once for each row, of which each has a value for every parameter it names."""
    if rows:
        text, bind, _ = compiled(statement, connection.dialect)
        say(connection, text, [bind(row) for row in rows])


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
    processors = [_implied(made.binds[name].type, dialect).bind_processor(dialect) for name in names]
    processed = [(place, process) for place, process in enumerate(processors) if process]
    values_of = itemgetter(*names, names[0]) if names else lambda _: ("",)

    def bind(values: Values) -> Bound:
        # Of one name more, so that it is a tuple also for a single one.
        bound: Sequence[Any] = values_of({**own, **values} if own else values)[:-1]
        if processed:
            bound = list(bound)
            for place, process in processed:
                bound[place] = process(bound[place])
        return tuple(bound) if made.positiontup is not None else dict(zip(names, bound, strict=True))

    return Compiled(str(made), bind, _reader(statement, dialect))


def _reader(statement: Statement, dialect: Dialect) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
    columns = list(statement.exported_columns)
    kind = namedtuple("Row", [column.key for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024
    processors = [_implied(column.type, dialect).result_processor(dialect, None) for column in columns]
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


def _implied(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)


def _fetch(cursor: DBAPICursor) -> Sequence[Sequence[Any]]:
    return cursor.fetchall()


def _count(cursor: DBAPICursor) -> int:
    return cursor.rowcount
