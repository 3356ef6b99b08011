"""Rows handed to the driver are what the same rows would be through SQLAlchemy's own insert."""

from datetime import date

import pytest
from biaochi_chassis.store.inserting import add_rows, insert_rows, put_rows
from biaochi_chassis.store.statements import execute_rows
from sqlalchemy import (
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

THING = Table(
    "thing",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("case", String(10), nullable=False),
    Column("since", Date),
    Column("value", LargeBinary, nullable=False),
)
ROWS = [
    {"value": b"\x00%s", "number": 1, "case": "甲", "since": date(2020, 1, 1)},
    {"number": 2, "case": "", "since": None, "value": b""},
]


def test_rows_are_inserted_as_sqlalchemy_would() -> None:
    with create_engine("sqlite://").connect() as connection:
        THING.create(connection)
        insert_rows(connection, THING, ROWS)
        ours = connection.execute(select(THING).order_by(THING.c.number)).all()
        connection.rollback()
        THING.create(connection, checkfirst=True)
        connection.execute(insert(THING), ROWS)
        theirs = connection.execute(select(THING).order_by(THING.c.number)).all()

    assert ours == theirs
    assert len(ours) == len(ROWS)


def test_no_rows_are_no_statement_and_a_row_twice_is_refused() -> None:
    with create_engine("sqlite://").connect() as connection:
        THING.create(connection)
        insert_rows(connection, THING, [])
        insert_rows(connection, THING, ROWS)
        with pytest.raises(IntegrityError):
            insert_rows(connection, THING, ROWS)


def test_rows_are_replaced_and_removed_by_a_statement_that_is_made_once() -> None:
    replace = update(THING).where(THING.c.number == bindparam("at")).values(since=bindparam("from"))
    remove = delete(THING).where(THING.c.number == bindparam("at"))
    with create_engine("sqlite://").connect() as connection:
        THING.create(connection)
        insert_rows(connection, THING, ROWS)
        execute_rows(connection, replace, [{"at": 2, "from": date(2020, 7, 1)}])
        execute_rows(connection, remove, [{"at": 1, "": "what no parameter asks for"}])

        assert connection.execute(select(THING.c.number, THING.c.since)).all() == [(2, date(2020, 7, 1))]


def test_rows_in_the_order_of_the_table_are_added_or_take_the_place_of_those_of_their_key() -> None:
    pair = Table("pair", MetaData(), Column("name", String, primary_key=True), Column("value", Integer))
    rows = [(f"{number:05}", number) for number in range(10_001)]
    with create_engine("sqlite://").connect() as connection:
        pair.create(connection)
        add_rows(connection, pair, iter(rows))
        put_rows(connection, pair, [("00003", None), ("x", 1)])
        put_rows(connection, pair, [])

        expected = sorted([*rows[:3], ("00003", None), *rows[4:], ("x", 1)])
        assert connection.execute(select(pair).order_by(pair.c.name)).all() == expected
        with pytest.raises(IntegrityError):
            add_rows(connection, pair, [("x", 2)])
