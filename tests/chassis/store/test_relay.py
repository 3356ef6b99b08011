"""Whatever dies between outbox and log, the log holds every event once and in order."""

import asyncio
from collections.abc import Sequence

import pytest
from biaochi_chassis.log.contract import (
    LogDisagrees,
    LogUnavailable,
)
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.runtime import inspection
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_chassis.store.tables import outbox
from sqlalchemy import delete

from tests.chassis.between import LogBetween, nothing
from tests.chassis.worlds import CITY, SCRIPTS, TOPIC, World, busy, database, eventually, publish, running
from tests.statements import overheard

PARTITION = partition_of(CITY)


async def die() -> None:
    raise LogUnavailable("died")


async def in_log(world: World) -> list[str]:
    return [(record.value or b"").decode() for record in await world.log.read(TOPIC, PARTITION, 0, 10_000)]


async def unpublished(world: World) -> int:
    return await world.producer.read(inspection.unpublished)


@pytest.mark.parametrize("moment", ["before_publishing", "after_publishing"])
async def test_a_crash_around_the_copy_loses_and_doubles_nothing(world: World, moment: str) -> None:
    await publish(world.producer, ["a", "b"])
    with pytest.raises(LogUnavailable):
        await Relay(world.producer, LogBetween(world.log, **{moment: die})).drain()

    await publish(world.producer, ["c"])
    await Relay(world.producer, world.log).drain()

    assert await in_log(world) == ["a", "b", "c"]
    assert await unpublished(world) == 0


async def test_a_crash_between_copy_and_mark_doubles_nothing(world: World) -> None:
    await publish(world.producer, ["a", "b"])
    await world.relay.copy()
    assert await unpublished(world) == 2

    await publish(world.producer, ["c"])
    await Relay(world.producer, world.log).drain()

    assert await in_log(world) == ["a", "b", "c"]
    assert await unpublished(world) == 0


async def test_a_mark_whose_storing_was_cut_short_is_stored_by_the_drain(world: World) -> None:
    """A service that is asked to end cancels its relay, which may wait for the writers' turn at that moment."""
    await publish(world.producer, ["a", "b"])
    await world.relay.copy()
    async with busy(world.producer):
        marking = asyncio.create_task(world.relay.mark())
        await asyncio.sleep(0)
        marking.cancel()
        await asyncio.gather(marking, return_exceptions=True)

    await world.relay.drain()

    assert await unpublished(world) == 0


async def test_two_relays_of_one_service_do_no_harm(world: World) -> None:
    relays = [world.relay, Relay(world.producer, world.log)]
    for number in range(10):
        await publish(world.producer, [f"{number}a", f"{number}b"])
        await asyncio.gather(*(relay.copy() for relay in relays))
        await relays[number % 2].mark()

    assert await in_log(world) == [f"{number}{letter}" for number in range(10) for letter in "ab"]


async def test_more_than_one_copy_at_once_keeps_the_order(world: World) -> None:
    words = [f"w{number}" for number in range(2500)]
    await publish(world.producer, words)

    await world.relay.drain()

    assert await in_log(world) == words


async def test_a_running_relay_hands_on_at_once_what_is_published_and_goes_on_after_trouble(world: World) -> None:
    unreachable = LogBetween(world.log, before_publishing=die)
    relay = Relay(world.producer, unreachable)
    running = asyncio.create_task(relay.run())
    listener = await world.log.subscribe(None, [TOPIC])

    await publish(world.producer, ["a"])
    await asyncio.sleep(0.05)
    assert await in_log(world) == []
    assert await relay.check() is not None
    unreachable.before_publishing = nothing
    await publish(world.producer, ["b"])
    async with asyncio.timeout(5):
        while await in_log(world) != ["a", "b"]:
            await listener.wait(30)

    assert await relay.check() is None
    running.cancel()


async def test_a_log_that_cannot_be_filled_again_ends_the_relay(world: World) -> None:
    """A service that forgot what it published, as those before the outbox kept it did, cannot make a lost log whole."""
    await world.publish("a", "b")
    await world.producer.update(lambda connection: connection.execute(delete(outbox)))
    await publish(world.producer, ["c"])

    async with world.backbone.make_other_log() as another:
        with pytest.raises(LogDisagrees, match="missing"):
            await asyncio.wait_for(Relay(world.producer, another).run(), 5)


async def test_a_database_begun_anew_does_not_hide_behind_the_old_ids(world: World) -> None:
    await world.publish("a", "b")
    anew = Database("producer", world.databases("producer_anew"), SCRIPTS)
    await anew.start()
    await publish(anew, ["something else"])

    with pytest.raises(LogDisagrees, match="another event"):
        await Relay(anew, world.log).copy()

    await anew.close()
    assert await in_log(world) == ["a", "b"]


async def test_what_was_just_committed_is_handed_on_without_being_read(world: World) -> None:
    async with running(world.relay):
        await publish(world.producer, ["a"])
        await eventually(lambda: holds(world, ["a"]))
        with overheard() as said:
            await publish(world.producer, ["b", "c"])
            await publish(world.producer, ["d"])
            await eventually(lambda: holds(world, ["a", "b", "c", "d"]))

    assert not [statement for statement in said if "SELECT outbox_head" in statement]


async def test_what_another_process_committed_before_comes_before(world: World) -> None:
    other = database(world.databases, "producer")
    async with running(world.relay):
        await publish(world.producer, ["a"])
        await eventually(lambda: holds(world, ["a"]))
        await publish(other, ["b"])
        await publish(world.producer, ["c"])
        await publish(other, ["d"], city="yantai")
        await publish(world.producer, ["e"])
        await eventually(lambda: holds(world, ["a", "b", "c", "e"]))
        await eventually(lambda: is_all_published(world))
    await other.close()


async def holds(world: World, words: Sequence[str]) -> bool:
    return await in_log(world) == words


async def is_all_published(world: World) -> bool:
    """What only another process published is found within two seconds."""
    return await world.relay.check() is None
