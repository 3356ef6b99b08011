"""A statement handed to the driver reads, writes and fails as it would through SQLAlchemy."""

import traceback

import pytest
from biaochi_chassis.store.columns.numbers import DayText, InstantText
from biaochi_chassis.store.database import Connection
from biaochi_chassis.store.statements import change, execute_rows, first_of, rows_of
from biaochi_chassis.store.tables import person_key
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, create_engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from tests.chassis.worlds import CITY, World, database
from tests.servers.databases import OnServer
from tests.servers.postgres import Postgres
from tests.statements import overheard

NAME = "样例党员00017"
DAY = Table(
    "day",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("on", DayText, nullable=False),
    Column("at", InstantText),
    Column("case", String, nullable=False),
)
ROWS = [
    {"number": 1, "on": "2020-02-29", "at": "2026-11-30T12:00:00.000001Z", "case": "甲"},
    {"number": 2, "on": "", "at": None, "case": "%s"},
]
ALL = select(DAY).order_by(DAY.c.number)
COUNT = select(func.count(), func.max(DAY.c.on).label("last")).where(DAY.c.number > bindparam("behind"))
FIRST = ALL.where(DAY.c.number > bindparam("behind")).limit(1)
RENAME = update(DAY).where(DAY.c.number >= bindparam("from")).values(case=bindparam("now"))
TAKE = RENAME.returning(DAY.c.on, DAY.c.case)


def test_rows_are_those_that_sqlalchemy_reads() -> None:
    with create_engine("sqlite://").connect() as connection:
        DAY.create(connection)
        execute_rows(connection, insert(DAY), ROWS)

        assert rows_of(connection, ALL) == connection.execute(ALL).all()
        assert [row._asdict() for row in rows_of(connection, ALL)] == ROWS
        assert first_of(connection, COUNT, {"behind": 0}) == (2, "2020-02-29")
        assert first_of(connection, COUNT, {"behind": 0}).last == "2020-02-29"
        assert first_of(connection, FIRST, {"behind": 1}).case == "%s"
        assert first_of(connection, FIRST, {"behind": 2}) is None


def test_what_is_changed_is_counted_or_returned() -> None:
    with create_engine("sqlite://").connect() as connection:
        DAY.create(connection)
        execute_rows(connection, insert(DAY), ROWS)

        assert change(connection, RENAME, {"from": 3, "now": "乙"}) == 0
        assert change(connection, RENAME, {"from": 1, "now": "乙"}) == 2
        assert rows_of(connection, TAKE, {"from": 2, "now": "丙"}) == [("", "丙")]


def test_who_listens_to_the_statements_of_an_engine_receives_these() -> None:
    with create_engine("sqlite://").connect() as connection, overheard() as said:
        DAY.create(connection)
        rows_of(connection, ALL)

    assert "FROM day ORDER BY" in " ".join(said[-1].split())


async def test_a_failure_shows_no_row_and_takes_back_what_was_written(world: World) -> None:
    row = {"city": CITY, "person": NAME, "algorithm": "AES-256-GCM", "secret": b""}

    def keep(connection: Connection) -> None:
        execute_rows(connection, insert(person_key), [row])
        execute_rows(connection, insert(person_key), [row, row])

    with pytest.raises(IntegrityError) as failed:
        await world.producer.update(keep)

    assert NAME not in "".join(traceback.format_exception(failed.value))
    assert "person_key" in str(failed.value)
    assert await world.producer.update(lambda connection: rows_of(connection, select(person_key))) == []


async def test_a_connection_that_was_cut_is_made_anew(postgresql: Postgres) -> None:
    store = database(OnServer(postgresql), "producer")
    pid = select(func.pg_backend_pid().label("pid"))
    mine = (await store.update(lambda connection: first_of(connection, pid))).pid
    cut = select(func.pg_terminate_backend(mine))

    with pytest.raises(Exception, match="terminating connection") as failed:
        await store.update(lambda connection: rows_of(connection, cut))

    assert failed.value.connection_invalidated  # type: ignore[attr-defined]
    assert (await store.update(lambda connection: first_of(connection, pid))).pid != mine
    await store.close()
