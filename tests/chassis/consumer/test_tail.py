"""A tail receives everything published after it was opened, and nothing from before."""

import asyncio

from biaochi_chassis.consumer.tail import Tail
from biaochi_chassis.log.contract import Origin, Outgoing

from tests.chassis.worlds import CITY, TOPIC, World, an_event


async def words(tail: Tail, count: int) -> list[str]:
    received: list[str] = []
    async with asyncio.timeout(5):
        while len(received) < count:
            received.extend(record.data.decode() for record in await anext(tail))
    return received


async def test_several_tails_receive_all_that_comes_after_their_opening(world: World) -> None:
    await world.publish("before")
    first = await Tail.open(world.log, [TOPIC])
    await world.publish("a", "b")
    second = await Tail.open(world.log, [TOPIC])
    await world.publish("c")
    await world.publish("d", city="yantai")

    assert sorted(await words(first, 4)) == ["a", "b", "c", "d"]
    assert sorted(await words(second, 2)) == ["c", "d"]
    for tail in (first, second):
        await tail.close()


async def test_a_waiting_tail_is_woken(world: World) -> None:
    tail = await Tail.open(world.log, [TOPIC])
    listening = asyncio.create_task(words(tail, 1))
    await asyncio.sleep(0.02)

    await world.publish("a")

    assert await listening == ["a"]
    await tail.close()


async def test_many_events_come_in_order(world: World) -> None:
    tail = await Tail.open(world.log, [TOPIC])
    published = [str(number) for number in range(1200)]
    await world.publish(*published)

    assert await words(tail, 1200) == published
    await tail.close()


async def test_a_tail_passes_over_what_is_no_event_of_ours(world: World) -> None:
    tail = await Tail.open(world.log, [TOPIC])
    await world.log.publish(Origin("stranger", TOPIC, 0), [Outgoing(1, "stranger", CITY, {}, b"?")])
    await world.publish("a")

    assert await words(tail, 1) == ["a"]
    await tail.close()


async def test_a_tail_of_some_types_passes_over_all_others(world: World) -> None:
    tail = await Tail.open(world.log, [TOPIC], lambda: [f"{TOPIC}.Shouted"])
    shouted = an_event("b")._replace(type=f"{TOPIC}.Shouted")
    events = [an_event("a"), shouted, an_event("c"), shouted._replace(data=b"d")]
    await world.producer.write(shouted.call, lambda tx: tx.publish(events))
    await world.relay.copy()

    assert await words(tail, 2) == ["b", "d"]
    await tail.close()


async def test_a_tail_passes_over_what_came_while_nothing_was_wanted(world: World) -> None:
    wanted: list[str] = []
    called = asyncio.Event()

    def wanting() -> list[str]:
        called.set()
        return wanted

    tail = await Tail.open(world.log, [TOPIC], wanting)
    listening = asyncio.create_task(words(tail, 2))
    await world.publish("a")
    await called.wait()

    wanted.append(an_event("b").type)
    await world.publish("b", "c")

    assert await listening == ["b", "c"]
    await tail.close()
