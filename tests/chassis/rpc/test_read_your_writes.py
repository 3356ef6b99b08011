"""Every caller reads its own writes: a service waits a little, then says NOT_YET_KNOWN."""

import asyncio

import pytest
from biaochi_chassis.event.positions import NOWHERE, Positions
from biaochi_chassis.foundation.refusal import NotYetKnown
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites

from tests.chassis.worlds import OTHER_TOPIC, World, until


async def test_what_is_known_is_not_waited_for(world: World) -> None:
    consumer = world.consumer()
    published = await world.publish("a")
    await consumer.catch_up()

    await ReadYourWrites(consumer).wait_for(published, patience=0)
    await ReadYourWrites(consumer).wait_for(NOWHERE, patience=0)


async def test_what_is_not_yet_known_is_waited_for(world: World) -> None:
    running = asyncio.create_task(world.consumer().run())
    consumer = world.consumer(group="slow")
    published = await world.publish("a")
    waiting = asyncio.create_task(ReadYourWrites(consumer).wait_for(published, patience=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()

    await consumer.catch_up()

    await until(waiting)
    running.cancel()


async def test_what_stays_unknown_is_refused_and_may_be_tried_again(world: World) -> None:
    published = await world.publish("a")

    with pytest.raises(NotYetKnown, match=str(published)) as refused:
        await ReadYourWrites(world.consumer()).wait_for(published, patience=0.05)

    assert refused.value.retryable
    assert refused.value.code == "NOT_YET_KNOWN"


async def test_topics_a_service_does_not_read_are_not_waited_for(world: World) -> None:
    elsewhere = Positions.of({(OTHER_TOPIC, 3): 10**9})

    await ReadYourWrites(world.consumer()).wait_for(elsewhere, patience=0)
    await ReadYourWrites().wait_for(elsewhere, patience=0)


async def test_who_waits_for_what_is_derived_is_counted(world: World) -> None:
    async def never(_positions: Positions) -> bool:
        return False

    consumer = world.consumer()
    written = await world.publish("a")
    reading = ReadYourWrites(consumer, never)

    waiting = asyncio.create_task(reading.wait_for(written, patience=30))
    await asyncio.sleep(0.05)
    assert reading.awaited == 0  # what was written is not read yet
    await consumer.catch_up()
    for _ in range(500):
        if reading.awaited:
            break
        await asyncio.sleep(0.01)
    assert reading.awaited == 1

    waiting.cancel()
    await asyncio.wait([waiting])
    assert reading.awaited == 0


async def test_what_another_replica_has_read_is_known_too(world: World) -> None:
    published = await world.publish("a")
    await world.consumer().catch_up()

    await ReadYourWrites(world.consumer()).wait_for(published, patience=1)


async def test_what_is_derived_must_be_ready_too(world: World) -> None:
    consumer = world.consumer()
    published = await world.publish("a")
    await consumer.catch_up()
    ready = asyncio.Event()

    async def recomputed(positions: Positions) -> bool:
        assert positions == published
        return ready.is_set()

    read_your_writes = ReadYourWrites(consumer, recomputed)
    with pytest.raises(NotYetKnown):
        await read_your_writes.wait_for(published, patience=0.05)
    waiting = asyncio.create_task(read_your_writes.wait_for(published, patience=30))
    await asyncio.sleep(0.02)
    ready.set()
    read_your_writes.changed()

    await until(waiting)
