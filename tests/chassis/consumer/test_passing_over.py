"""Events that nobody reads here are counted as read at once; the stored position follows with others, or soon alone."""

import asyncio
from collections.abc import Sequence

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.consumer.witnessing import witnessed
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.store import inbox
from biaochi_chassis.store.database import UnitOfWork

from tests.chassis.worlds import CITY, TOPIC, World, an_event, eventually, running, write_down

PLACE = (TOPIC, partition_of(CITY))
USEFUL = f"{TOPIC}.Useful"


def consumer(world: World) -> Consumer:
    """One that has a use for `USEFUL` alone, and writes down whatever it is handed."""

    def only_useful(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        if useful := [record for record in records if record.type == USEFUL]:
            write_down(tx, useful)

    return Consumer(world.receiver, world.log, "receiver", {TOPIC: only_useful}, witnessed({TOPIC: [USEFUL]}))


async def say(world: World, word: str, kind: str = USEFUL) -> int:
    """Publish a word as an event of this type; answers its sequence."""
    event = an_event(word)._replace(type=kind)
    written = await world.producer.write(event.call, lambda tx: tx.publish([event]))
    await world.relay.copy()
    return written.positions.at(*PLACE)


async def stored(world: World) -> int:
    return (await world.receiver.read(lambda one: inbox.positions(one, "receiver"))).at(*PLACE)


async def test_they_are_known_as_read(world: World) -> None:
    reader = consumer(world)
    async with running(reader):
        sequence = await say(world, "?", f"{TOPIC}.Other")

        async def known() -> bool:
            reader.look_soon(everywhere=False)
            return reader.progress.at(*PLACE) == sequence

        await eventually(known)

    assert await world.received() == []


async def test_whoever_waits_for_them_knows_them_at_once(world: World) -> None:
    reader = consumer(world)
    async with running(reader):
        await say(world, "a")

        async def is_received() -> bool:
            return await world.received() == ["a"]

        await eventually(is_received)
        sequence = await say(world, "?", f"{TOPIC}.Other")

        await ReadYourWrites(reader).wait_for(Positions.of({PLACE: sequence}), patience=1.0)


async def test_whoever_works_on_effects_is_woken_by_what_is_of_use_alone(world: World) -> None:
    reader = consumer(world)
    async with running(reader):
        await say(world, "a")

        async def is_received() -> bool:
            return await world.received() == ["a"] and reader.taken_in == 1

        await eventually(is_received)
        woken = reader.took_in.next()
        sequence = await say(world, "?", f"{TOPIC}.Other")

        async def is_stored() -> bool:
            return await stored(world) == sequence

        await eventually(is_stored)
        assert (reader.taken_in, woken.is_set()) == (1, False)

        await say(world, "b")
        await eventually(lambda: _is_set(woken))

    assert reader.taken_in == 2


async def _is_set(woken: asyncio.Event) -> bool:
    return woken.is_set()


async def test_and_stored_soon_though_nothing_else_comes(world: World) -> None:
    async with running(consumer(world)):
        await say(world, "a")
        sequence = await say(world, "?", f"{TOPIC}.Other")

        async def is_stored() -> bool:
            return await stored(world) == sequence

        await eventually(is_stored)

    assert await world.received() == ["a"]


async def test_one_transaction_passes_over_many(world: World) -> None:
    reader = consumer(world)
    positions: set[int] = set()
    async with running(reader):
        await say(world, "a")
        for _ in range(20):
            sequence = await say(world, "?", f"{TOPIC}.Other")
            positions.add(await stored(world))

        async def is_stored() -> bool:
            return await stored(world) == sequence

        await eventually(is_stored)

    assert len(positions) < 20


async def test_what_is_read_after_them_is_applied_in_the_order_of_its_subject(world: World) -> None:
    words = [("a", USEFUL), ("?", f"{TOPIC}.Other"), ("b", USEFUL), ("?", f"{TOPIC}.Other"), ("c", USEFUL)]
    async with running(consumer(world)):
        for word, kind in words:
            await say(world, word, kind)

        async def all_received() -> bool:
            return await world.received() == ["a", "b", "c"]

        await eventually(all_received)


async def test_one_that_ends_before_the_position_is_stored_loses_nothing(world: World) -> None:
    reader = consumer(world)
    async with running(reader):
        await say(world, "a")
        sequence = await say(world, "?", f"{TOPIC}.Other")

        async def known() -> bool:
            reader.look_soon(everywhere=False)
            return reader.progress.at(*PLACE) == sequence

        await eventually(known)
    await say(world, "b")

    async with running(consumer(world)):

        async def all_received() -> bool:
            return await world.received() == ["a", "b"]

        await eventually(all_received)


async def test_who_catches_up_stores_all_of_it(world: World) -> None:
    sequence = await say(world, "?", f"{TOPIC}.Other")

    await consumer(world).catch_up()

    assert await stored(world) == sequence
