"""A service publishes nothing before its database and the log agree; an older database is brought up to the log."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable, Origin
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.idempotency import must_be_same
from biaochi_chassis.store.outbox import everything
from biaochi_chassis.store.publishing.comparison import Comparison, LogDisagreement, LogNotCompared
from biaochi_chassis.store.publishing.reconcile import Restored, reconcile
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_chassis.store.tables import outbox, outbox_head
from sqlalchemy import delete, update

from tests.callers import caller
from tests.chassis.between import LogBetween, nothing
from tests.chassis.worlds import CITY, OTHER_TOPIC, SCRIPTS, TOPIC, World, eventually, publish, write_word, written

PLACE = (TOPIC, partition_of(CITY))
ORIGIN = Origin("producer", *PLACE)


def at(sequence: int) -> str:
    return f"{PLACE[0]}/{PLACE[1]}/{sequence}"


async def away() -> None:
    raise LogUnavailable("the broker is away")


@pytest.fixture
async def older(world: World) -> AsyncIterator[Database]:
    """The producer's database as it was after its first two events, while the log has four."""
    await world.publish("a", "b", "c", "d")
    dump = Database("producer", world.databases("producer_dump"), SCRIPTS)
    await dump.start()
    await publish(dump, ["a", "b"])
    yield dump
    await dump.close()


async def in_log(world: World) -> list[str]:
    return [(record.value or b"").decode() for record in await world.log.read(*PLACE, 0, 100)]


async def in_outbox(database: Database) -> list[str]:
    return await database.read(lambda connection: [one.value.decode() for _, one in everything(connection, TOPIC)])


def take_back(connection: Connection, events: Sequence[ReceivedEvent]) -> Restored:
    """Make the words again; each was said under itself as key."""
    words = [event.data.decode() for event in events]
    for word in words:
        write_word(connection, word)
    return Restored([(CITY, word, word) for word in words])


async def test_the_newest_record_of_an_origin_is_found_as_it_was_published(world: World) -> None:
    assert await world.log.newest(ORIGIN) is None
    await world.publish("a", "b")

    newest = await world.log.newest(ORIGIN)

    assert newest is not None
    assert (newest.sequence, newest.event_id, newest.key, newest.value) == (2, f"producer/{at(2)}", CITY, b"b")
    assert await world.log.newest(Origin("somebody else", *PLACE)) is None


async def test_nothing_is_published_before_the_comparison_and_everything_after_it(world: World) -> None:
    comparison = Comparison(world.producer, world.log, [TOPIC])

    with pytest.raises(LogNotCompared) as refused:
        await publish(world.producer, ["a"])
    assert (refused.value.code, refused.value.retryable) == ("LOG_NOT_COMPARED", True)
    await world.producer.write(caller(), lambda tx: write_word(tx.connection, "an effect publishes nothing"))
    await comparison.look()
    await publish(world.producer, ["a"])

    assert await in_outbox(world.producer) == ["a"]
    assert await written(world.producer) == ["an effect publishes nothing"]


async def test_while_the_log_is_away_a_process_that_never_compared_writes_nothing_and_one_that_did_goes_on(
    world: World,
) -> None:
    log = LogBetween(world.log, before_newest=away)
    comparison = Comparison(world.producer, log, [TOPIC])
    assert await comparison.check() is not None
    running = asyncio.create_task(comparison.run())
    await eventually(lambda: _is_none(comparison.check()))

    with pytest.raises(LogNotCompared, match="还没有连上日志"):
        await publish(world.producer, ["a"])
    log.before_newest = nothing
    await asyncio.wait_for(comparison.agreed(), 10)
    log.before_newest = away
    await publish(world.producer, ["a"])

    assert await in_outbox(world.producer) == ["a"]
    running.cancel()


async def test_a_doubt_that_comes_while_it_compares_is_not_forgotten(world: World) -> None:
    log = LogBetween(world.log)
    comparison = Comparison(world.producer, log, [TOPIC])

    async def doubt() -> None:
        comparison.doubt()

    log.before_newest = doubt
    await comparison.look()
    with pytest.raises(LogNotCompared, match="变了样"):
        await publish(world.producer, ["a"])
    log.before_newest = nothing
    await comparison.look()

    await asyncio.wait_for(comparison.agreed(), 10)
    await publish(world.producer, ["a"])


async def _is_none(answer: object) -> bool:
    return await answer is None  # type: ignore[misc]  # whatever a check answers


async def test_an_older_database_is_refused_with_both_positions_and_loses_nothing(
    world: World, older: Database
) -> None:
    comparison = Comparison(older, world.log, [TOPIC])
    relay = Relay(older, world.log, comparison)
    await comparison.look()

    with pytest.raises(LogDisagreement) as refused:
        await publish(older, ["something else"])
    await relay.drain()

    assert refused.value.code == "LOG_DISAGREES"
    assert f"数据库发布到 {at(2)}，日志已有 {at(4)}" in refused.value.sentence
    assert "biaochi log reconcile" in refused.value.sentence
    assert refused.value.details == {"database": at(2), "log": at(4)}
    assert await comparison.check() is None
    assert await comparison.held() == refused.value.sentence
    assert await in_log(world) == ["a", "b", "c", "d"]


async def test_an_older_database_takes_back_what_the_log_has_and_goes_on_behind_it(
    world: World, older: Database
) -> None:
    comparison = Comparison(older, world.log, [TOPIC])
    running = asyncio.create_task(comparison.run())
    reconciled = await reconcile(older, world.log, [TOPIC], take_back)
    comparison.doubt()
    await asyncio.wait_for(comparison.agreed(), 10)

    await publish(older, ["e"])
    await Relay(older, world.log, comparison).drain()

    assert reconciled.events == 2
    assert await in_outbox(older) == await in_log(world) == ["a", "b", "c", "d", "e"]
    assert await written(older) == ["c", "d"]
    assert await world.received() == []
    await world.consumer().catch_up()
    assert await world.received() == ["a", "b", "c", "d", "e"]
    running.cancel()


async def test_a_command_that_was_taken_back_is_known_by_its_key(world: World, older: Database) -> None:
    await reconcile(older, world.log, [TOPIC], take_back)

    (known,) = (await older.write(caller(), lambda tx: list(tx.recall(CITY, ["d"]).values()))).answer

    assert known.answer == b"d"
    must_be_same(known, ["whatever it said"])
    assert str(known.positions) == at(4)


async def test_reconciling_twice_or_without_need_changes_nothing(world: World, older: Database) -> None:
    await reconcile(older, world.log, [TOPIC, OTHER_TOPIC], take_back)

    for database in (older, world.producer):
        again = await reconcile(database, world.log, [TOPIC, OTHER_TOPIC], take_back)
        assert (again.events, again.unknown) == (0, ())


async def test_an_empty_database_takes_everything_back_from_the_log(world: World) -> None:
    await world.publish(*(f"w{number}" for number in range(1200)))
    empty = Database("producer", world.databases("producer_empty"), SCRIPTS)
    await empty.start()

    reconciled = await reconcile(empty, world.log, [TOPIC], take_back)

    assert reconciled.events == 1200
    assert await written(empty) == [f"w{number}" for number in range(1200)]
    await empty.close()


@pytest.mark.parametrize("words", [["a", "b", "c", "x"], ["a", "b", "c", "x", "y"], ["a", "x"]])
async def test_two_histories_are_never_mixed(world: World, words: list[str]) -> None:
    await world.publish("a", "b", "c", "d")
    other = Database("producer", world.databases("producer_other"), SCRIPTS)
    await other.start()
    await publish(other, words)

    with pytest.raises((LogDisagreement, LogDisagrees), match=r"同一份历史|another event"):
        await reconcile(other, world.log, [TOPIC], take_back)

    assert await in_log(world) == ["a", "b", "c", "d"]
    assert await written(other) == []
    await other.close()


async def test_a_log_that_cannot_be_filled_again_is_found_before_anything_is_written(world: World) -> None:
    await publish(world.producer, ["a"])
    await publish(world.producer, ["b"])
    await world.producer.update(lambda connection: connection.execute(delete(outbox).where(outbox.c.sequence == 1)))
    comparison = Comparison(world.producer, world.log, [TOPIC])

    await comparison.look()

    with pytest.raises(LogDisagreement, match="日志补不齐"):
        await publish(world.producer, ["c"])


async def test_an_older_log_is_filled_again_though_the_mark_says_that_it_was_further(world: World) -> None:
    await world.publish("a", "b")
    await publish(world.producer, ["c", "d"])
    log = await world.log.identity(TOPIC)
    marked = update(outbox_head).values(published=4, log=log)
    await world.producer.update(lambda connection: connection.execute(marked))
    comparison = Comparison(world.producer, world.log, [TOPIC])

    await comparison.look()
    await Relay(world.producer, world.log, comparison).drain()

    assert await in_log(world) == ["a", "b", "c", "d"]


async def test_a_database_that_was_changed_under_a_running_service_is_compared_again(world: World) -> None:
    await publish(world.producer, ["a"])
    await publish(world.producer, ["b", "c"])
    comparison = Comparison(world.producer, world.log, [TOPIC])
    relay = Relay(world.producer, world.log, comparison)
    await comparison.look()
    await relay.copy()

    await world.producer.update(_go_back)
    await relay.copy()

    with pytest.raises(LogNotCompared, match="重新核对"):
        await publish(world.producer, ["x"])
    await comparison.look()
    with pytest.raises(LogDisagreement, match="日志已有"):
        await publish(world.producer, ["x"])


def _go_back(connection: Connection) -> None:
    connection.execute(delete(outbox).where(outbox.c.sequence > 1))
    connection.execute(update(outbox_head).values(next_sequence=2))
