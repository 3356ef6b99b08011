"""Databases are copied as they are at one moment, and a copy gives the same rows wherever it is put."""

import asyncio
from collections.abc import Mapping
from datetime import date
from itertools import count as counting

import pytest
from biaochi_chassis.store.backup import rows, state
from biaochi_chassis.store.backup.moment import one_moment
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.migrating.upgrade import migrating
from biaochi_chassis.store.tables import consumer_position, outbox, outbox_head, revision
from sqlalchemy import Column, Connection, Date, LargeBinary, MetaData, String, Table, delete, insert, select, update

from tests.chassis.worlds import SCRIPTS, TOPIC, database, publish
from tests.servers.databases import Databases, OnServer, in_files
from tests.servers.postgres import Postgres

NAMES = ("first", "second")

kinds = Table(
    "kinds",
    MetaData(),
    Column("code", String(100), primary_key=True),
    Column("day", Date),
    Column("data", LargeBinary),
    Column("note", String(100)),
)
GIVEN: list[Mapping[str, object]] = [
    {"code": "标", "day": date(2020, 2, 29), "data": bytes(range(256)), "note": "行\n行"},
    {"code": "B", "day": None, "data": b"", "note": None},
    {"code": "a", "day": date(1949, 10, 1), "data": None, "note": "“引号”"},
]


def read_number(connection: Connection) -> int:
    return int(connection.execute(select(revision.c.number)).scalar_one())


async def count_on(database: Database, number: int) -> None:
    await database.update(lambda connection: connection.execute(update(revision).values(number=number)))


async def begun(databases: Databases) -> list[Database]:
    """Two databases in which one number is counted."""
    both = [database(databases, name) for name in NAMES]
    for one in both:
        await one.start()
        await one.update(lambda connection: connection.execute(insert(revision).values(name="counted", number=0)))
    return both


def looked_at(databases: Databases) -> list[int]:
    """The number in each of both, the second read a while after the first."""
    with one_moment({name: databases(name) for name in NAMES}) as connections:
        return [read_number(connection) for connection in connections.values()]


async def test_what_is_seen_of_several_databases_is_of_one_moment(databases: Databases) -> None:
    first, second = await begun(databases)
    over = asyncio.Event()

    async def write() -> None:
        # What is in the second was in the first before: nobody may see it in the second only.
        for number in counting(1):
            await count_on(first, number)
            await count_on(second, number)
            if over.is_set():
                return

    writing = asyncio.create_task(write())
    seen = [await asyncio.to_thread(looked_at, databases)]
    while len(seen) < 20 or seen[-1] == seen[0]:
        seen.append(await asyncio.to_thread(looked_at, databases))
    over.set()
    await writing

    assert all(one - other in (0, 1) for one, other in seen), seen
    for one in (first, second):
        await one.close()


async def test_nobody_waits_while_they_are_read_and_nothing_new_is_seen(databases: Databases) -> None:
    first, second = await begun(databases)
    with one_moment({name: databases(name) for name in NAMES}) as connections:
        await count_on(first, 7)
        await count_on(second, 7)
        assert [read_number(connection) for connection in connections.values()] == [0, 0]
    assert looked_at(databases) == [7, 7]
    for one in (first, second):
        await one.close()


def put(url: str, given: list[Mapping[str, object]]) -> None:
    with migrating(url) as connection:
        kinds.metadata.create_all(connection)
        connection.execute(insert(kinds), given)


def test_the_same_rows_are_the_same_bytes_on_every_database(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases
) -> None:
    elsewhere = in_files(tmp_path_factory.mktemp("elsewhere"))
    put(databases("a"), GIVEN)
    put(elsewhere("b"), GIVEN[::-1])
    with migrating(databases("a")) as here, migrating(elsewhere("b")) as there:
        (table,) = rows.tables(here)
        names = rows.columns(table)
        lines = list(rows.lines(here, table, names))
        assert names == ["code", "data", "day", "note"]
        assert lines == list(rows.lines(there, rows.tables(there)[0], names))


def test_rows_come_back_as_they_were_from_files_to_a_server(
    postgresql: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files, server = in_files(tmp_path_factory.mktemp("files")), OnServer(postgresql)
    put(files("a"), GIVEN)
    put(server("b"), GIVEN[:1])
    with migrating(files("a")) as here, migrating(server("b")) as there:
        (table,), (into,) = rows.tables(here), rows.tables(there)
        names = rows.columns(table)
        there.execute(delete(into))
        rows.insert_lines(there, into, names, rows.lines(here, table, names))
        assert list(rows.lines(there, into, names)) == list(rows.lines(here, table, names))
        chosen = select(kinds.c.code, kinds.c.day, kinds.c.data, kinds.c.note).order_by(kinds.c.code.desc())
        assert [row._asdict() for row in there.execute(chosen)] == sorted(
            GIVEN, key=lambda one: str(one["code"]), reverse=True
        )


async def test_an_outbox_that_lacks_an_event_of_its_topic_is_named(databases: Databases) -> None:
    producer = database(databases, "producer")
    await producer.start()
    await publish(producer, ["a"])
    await publish(producer, ["b", "c"])
    assert await producer.read(state.unpublishable) is None

    await producer.update(lambda connection: connection.execute(delete(outbox).where(outbox.c.sequence == 1)))

    lacking = await producer.read(state.unpublishable)
    assert lacking is not None
    assert lacking.startswith(f"1 events of {TOPIC}/")
    await producer.close()


async def test_whoever_is_restored_publishes_and_reads_from_the_beginning(databases: Databases) -> None:
    producer = database(databases, "producer")
    await producer.start()
    await publish(producer, ["a"])
    place = {"reader": "r", "topic": TOPIC, "part": 1, "place": 5, "sequence": 5, "epoch": 1, "log": ""}
    await producer.update(lambda connection: connection.execute(insert(consumer_position).values(place)))

    assert await producer.update(state.forget_log) == [TOPIC]

    logs = await producer.read(lambda connection: connection.scalars(select(consumer_position.c.log)).all())
    heads = await producer.read(
        lambda connection: connection.execute(select(outbox_head.c.log, outbox_head.c.published)).all()
    )
    assert logs == [heads[0].log]
    assert logs != [""]
    assert heads[0].published == 0
    await producer.close()


async def test_a_server_says_that_somebody_is_connected(postgresql: Postgres) -> None:
    server = OnServer(postgresql)
    with migrating(server("first")) as connection:
        assert not state.in_use(connection)
    other = database(server, "first")
    await other.read(lambda _: None)
    with migrating(server("first")) as connection:
        assert state.in_use(connection)
    await other.close()


def test_an_emptied_database_has_the_tables_of_its_migration_and_no_row(databases: Databases) -> None:
    put(databases("a"), GIVEN)
    with migrating(databases("a")) as connection:
        assert state.has_tables(connection)
        state.empty_at(connection, SCRIPTS, "head")
        there = rows.tables(connection)
        assert "kinds" not in [table.name for table in there]
        assert all(connection.execute(select(table)).first() is None for table in there)
        assert state.revision(connection)
