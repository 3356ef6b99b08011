"""Columns become columns of other types, for a migration: on a server in place, in a file by a copy of the table."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Connection, Integer, LargeBinary, MetaData, Table, func, insert, select, text
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from biaochi_chassis.store.columns.numbers import day_number, instant_number
from biaochi_chassis.store.columns.said import said_bytes


class Recast(NamedTuple):
    """What becomes of the texts of a column: the type, and how each is made, in Python and in SQL of a server."""

    type: TypeEngine[Any]
    made: Callable[[str], object]
    sql: str


SAID = Recast(
    LargeBinary(),
    said_bytes,
    r"case left({0}, 1) when chr(1) then '\x01'::bytea || decode(substr({0}, 2), 'base64') "
    "else convert_to({0}, 'UTF8') end",
)
INSTANT = Recast(
    BigInteger(),
    instant_number,
    "case {0} when '' then 0 else (extract(epoch from {0}::timestamptz) * 1000000)::bigint end",
)
DAY = Recast(Integer(), day_number, "case {0} when '' then 0 else replace({0}, '-', '')::integer end")


def recast(connection: Connection, name: str, columns: Mapping[str, Recast]) -> None:
    """Let columns of a table be of other types, without what rows of an earlier time were filled with."""
    if connection.dialect.name == "postgresql":
        _change(connection, name, columns)
    else:
        _copy(connection, name, columns)


def _change(connection: Connection, name: str, columns: Mapping[str, Recast]) -> None:
    changes = []
    for column, to in columns.items():
        there = f'"{column}"'
        kind = to.type.compile(connection.dialect)
        changes += [
            f"alter {there} drop default",
            f"alter {there} type {kind} using {to.sql.format(there)}",
        ]
    connection.execute(text(f"alter table {name} {', '.join(changes)}"))


def _copy(connection: Connection, name: str, columns: Mapping[str, Recast]) -> None:
    for column, to in columns.items():
        connection.connection.create_function(f"made_{column}", 1, to.made, deterministic=True)
    connection.execute(text(f"alter table {name} rename to former"))
    former = Table("former", MetaData(), autoload_with=connection)
    for index in former.indexes:
        index.drop(connection)
    table = former.to_metadata(MetaData(), name=name)
    for column, to in columns.items():
        table.c[column].type, table.c[column].server_default = to.type, None
    connection.execute(CreateTable(table))
    values = [getattr(func, f"made_{one.name}")(one) if one.name in columns else one for one in former.columns]
    connection.execute(insert(table).from_select(list(former.columns.keys()), select(*values)))
    former.drop(connection)
    # In one order, whoever migrates: a file's statistics apart, its indexes are looked through as they were made.
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        index.create(connection)
