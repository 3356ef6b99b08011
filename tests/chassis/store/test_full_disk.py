"""A database without room refuses what is written, answers what is read, says so, and goes on once there is room."""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.foundation.refusal import StorageFull
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.rpc.refusals import RefusedByService
from biaochi_chassis.runtime.auditing import AuditTrail
from biaochi_chassis.store.audit import trail
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.engines import is_full
from biaochi_chassis.store.publishing.relay import Relay
from sqlalchemy.exc import DBAPIError

from tests.callers import IDENTITY, caller
from tests.chassis.rpc.test_web import CALL, Dictionary, an_app
from tests.chassis.rpc.words_service import WordsClient
from tests.chassis.worlds import TOPIC, database, eventually, publish, write_down, write_word, written
from tests.servers import disk, postgres
from tests.servers.databases import Databases, OnServer, in_files
from tests.servers.missing import ServerMissing, give_up

LONG = "标" * 30
MANY_WORDS = [secrets.token_hex(10_000) for _ in range(100)]
"""Which nothing makes smaller."""
MANY = "insert into effect (city, word) select one.city, one.word from effect one, effect other"


class Place:
    """A database on a disk of its own."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        """Be on the disk that the folder is."""
        self.databases = databases
        self.full: Callable[[], AbstractContextManager[None]] = lambda: disk.full(folder)


@contextmanager
def on_files() -> Iterator[Place]:
    with disk.small_disk("biaochi-full-") as folder:
        yield Place(in_files(folder), folder)


@contextmanager
def on_server() -> Iterator[Place]:
    with postgres.local(disk.small_disk) as cluster:
        yield Place(OnServer(cluster.postgres), cluster.folder)


@pytest.fixture(params=[on_files, on_server])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Such a database, where this machine can have one."""
    give_up_unless_one_can_be_full()
    try:
        made: AbstractContextManager[Place] = request.param()
        opened = made.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield opened
    made.__exit__(None, None, None)


def give_up_unless_one_can_be_full() -> None:
    if not disk.can_be_full():
        give_up(ServerMissing("A full disk is not tested: this machine lets us mount none. Run as root, or in CI."))


def write_many(connection: Connection) -> None:
    for _ in range(2000):
        write_word(connection, LONG)


async def fill(full: Database) -> DBAPIError:
    """Write until there is no room; return what is said then."""
    for _ in range(200):
        try:
            await full.update(write_many)
        except DBAPIError as trouble:
            return trouble
    raise AssertionError("the disk took everything")


async def test_writes_are_refused_reads_go_on_and_all_comes_back_with_the_room(place: Place) -> None:
    words = database(place.databases, "words")
    await words.start()
    await words.update(lambda connection: write_word(connection, "kept"))
    assert await words.without_room() is None

    with place.full():
        assert is_full(await fill(words))
        assert (await written(words))[0] == "kept"
        assert "is full" in str(await words.without_room())
        assert "is full" in str(await words.without_room())

    assert await words.without_room() is None
    await words.update(lambda connection: write_word(connection, "later"))
    assert (await written(words))[-1] == "later"
    await words.close()


async def test_what_is_shown_meanwhile_stands_in_the_process_log_and_is_audited_once_there_is_room(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    words = database(place.databases, "words")
    await words.start()
    shown = AuditTrail(words, TOPIC, {"Show": lambda answer, _call: [str(answer)]})
    calling = caller().to("Show", "gateway")
    assert await written(words) == []
    with place.full():
        await fill(words)
        await shown.disclosed(calling, None, "p-1")
        await shown.disclosed(calling, None, "p-2")
        meanwhile = await words.read(lambda connection: list(trail(connection)))
    await shown.exchange()
    found = await words.read(lambda connection: list(trail(connection)))
    await words.close()

    assert meanwhile == []
    assert [row.entry.subjects for row in found] == ["p-1", "p-2"]
    said = [record.getMessage() for record in caplog.records if "no room for an entry" in record.getMessage()]
    assert ["p-1" in said[0], "p-2" in said[1]] == [True, True]


async def test_a_caller_is_refused_with_a_code_of_its_own(place: Place) -> None:
    words, clients = database(place.databases, "words"), Clients(IDENTITY)
    await words.start()
    client = clients.of(WordsClient, an_app(Dictionary(database=words, statement=MANY)), deadline=60)
    await words.update(write_many)
    with place.full(), pytest.raises(RefusedByService) as caught:
        await client.write("select", CALL.headers())

    assert (caught.value.code, caught.value.retryable) == (StorageFull.code, True)
    assert "磁盘满了" in caught.value.sentence
    await clients.close()
    await words.close()


async def test_who_waits_for_what_there_is_no_room_to_take_in_is_refused_for_it(place: Place, tmp_path: Path) -> None:
    words, elsewhere = database(place.databases, "words"), database(in_files(tmp_path), "elsewhere")
    log = EmbeddedLog(tmp_path / "log.db")
    consumer = Consumer(words, log, "words", {TOPIC: write_down})

    async def finds_no_room() -> bool:
        return consumer.has_no_room

    for one in (words, elsewhere, log):
        await one.start()
    await consumer.catch_up()
    written_elsewhere = await publish(elsewhere, [LONG * 3] * 10_000)
    await Relay(elsewhere, log).copy()

    with place.full():
        await fill(words)
        reading = asyncio.create_task(consumer.run())
        await eventually(finds_no_room)
        with pytest.raises(StorageFull, match=str(written_elsewhere)) as refused:
            await ReadYourWrites(consumer).wait_for(written_elsewhere, patience=0)
        assert refused.value.retryable
    await ReadYourWrites(consumer).wait_for(written_elsewhere, patience=30)

    reading.cancel()
    await asyncio.wait([reading])
    for one in (words, elsewhere, log):
        await one.close()


async def test_who_waits_for_what_the_log_has_no_room_for_is_refused_for_it(tmp_path: Path) -> None:
    give_up_unless_one_can_be_full()
    words, elsewhere = (database(in_files(tmp_path), name) for name in ("words", "elsewhere"))
    with disk.small_disk("biaochi-full-") as folder:
        log = EmbeddedLog(folder / "log.db")
        consumer = Consumer(words, log, "words", {TOPIC: write_down})
        relays = [Relay(words, log), Relay(elsewhere, log)]

        async def finds_no_room() -> bool:
            return relays[0].has_no_room

        async def has_copied_all() -> bool:
            return await relays[0].check() is None

        for one in (words, elsewhere, log):
            await one.start()
        copying = [asyncio.create_task(consumer.run()), *(asyncio.create_task(one.run()) for one in relays)]
        with disk.full(folder):
            await publish(words, MANY_WORDS)
            written_elsewhere = await publish(elsewhere, MANY_WORDS)
            await eventually(finds_no_room)
            with pytest.raises(StorageFull, match=str(written_elsewhere)):
                await ReadYourWrites(consumer, relay=relays[0]).wait_for(written_elsewhere, patience=0)
            assert "a disk is full" in str(await relays[0].check())
        await ReadYourWrites(consumer, relay=relays[0]).wait_for(written_elsewhere, patience=30)
        await eventually(has_copied_all)

        for task in copying:
            task.cancel()
        await asyncio.wait(copying)
        for one in (words, elsewhere, log):
            await one.close()
