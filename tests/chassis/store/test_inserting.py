"""Rows handed to the driver are what the same rows would be through SQLAlchemy's own insert."""

from datetime import date

import pytest
from biaochi_chassis.store.inserting import insert_rows
from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, String, Table, create_engine, insert, select
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
