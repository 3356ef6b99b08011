"""A database keeps its promises whichever it is: turns across processes, byte order, patience."""

import asyncio
import time
import traceback
from pathlib import Path

import psycopg
import pytest
from biaochi_chassis.event.event import LARGEST
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.store.database import Database, UnitOfWork
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.callers import caller
from tests.chassis.worlds import SCRIPTS, World, database, effect, publish, write_word, written
from tests.servers.databases import Databases, in_files
from tests.servers.postgres import Postgres


async def write_the_next(place: Database) -> None:
    """Read, then write what follows from it: wrong when another writer comes between."""

    def work(tx: UnitOfWork) -> None:
        count = tx.connection.scalars(select(func.count()).select_from(effect)).one()
        time.sleep(0.002)
        write_word(tx.connection, str(count))

    await place.write(caller(), work)


async def test_what_a_writer_has_read_still_holds_when_it_writes_in_every_process(world: World) -> None:
    other_process = database(world.databases, "producer")

    async with asyncio.TaskGroup() as group:
        for number in range(30):
            group.create_task(write_the_next([world.producer, other_process][number % 2]))
    await other_process.close()

    assert await written(world.producer) == [str(number) for number in range(30)]


async def test_a_reader_can_change_nothing(world: World) -> None:
    with pytest.raises(DBAPIError):
        await world.producer.read(lambda connection: write_word(connection, "a"))

    assert await written(world.producer) == []


async def test_what_it_fails_with_shows_no_row(world: World) -> None:
    nowhere = insert(effect).values(number=1, city=None, word="样例党员00017")

    with pytest.raises(IntegrityError) as failed:
        await world.producer.write(caller(), lambda tx: tx.connection.execute(nowhere))

    said = "".join(traceback.format_exception(failed.value))
    assert "city" in said
    assert "样例党员00017" not in said


async def test_two_processes_may_start_on_an_empty_database_at_once(databases: Databases) -> None:
    both = [database(databases, "fresh"), database(databases, "fresh")]

    await asyncio.gather(*(one.start() for one in both))

    for one in both:
        await publish(one, ["a"])
        await one.close()


async def test_a_database_that_does_not_sort_by_bytes_is_refused(postgresql: Postgres) -> None:
    address = postgresql.address("postgres").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "create database by_letters template template0 encoding 'UTF8' locale_provider icu icu_locale 'en'"
        )

    with pytest.raises(SettingsRefused, match="sort by bytes"):
        await Database("producer", postgresql.address("by_letters"), SCRIPTS).start()


async def test_a_server_cut_off_in_between_is_found_again(world: World, postgresql: Postgres) -> None:
    await publish(world.producer, ["a"])
    with psycopg.connect(postgresql.address("postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
            [world.databases("producer").rpartition("/")[2]],
        )

    positions = await publish(world.producer, ["b"])

    assert [sequence for _, sequence in positions.items()] == [2]


async def test_a_commit_of_a_bulk_is_on_the_disk_and_a_few_of_them_go_into_the_file_at_once(tmp_path: Path) -> None:
    place = database(in_files(tmp_path), "producer")
    await place.start()
    file, write_ahead = tmp_path / "producer.db", tmp_path / "producer.db-wal"
    before = file.stat().st_size

    for word in "abcdefgh":
        await publish(place, [word * LARGEST])

    assert write_ahead.stat().st_size > 8 * LARGEST
    assert file.stat().st_size - before < LARGEST
    await place.close()
