"""Who lost a partition, or reads it from another place than it is at, can write nothing."""

from dataclasses import replace

import pytest
from biaochi_chassis.store import inbox
from biaochi_chassis.store.inbox import Fenced, Mark

from tests.chassis.worlds import TOPIC, World

PLACE = (TOPIC, 3)


async def taken_over(world: World) -> Mark:
    return (await world.receiver.update(lambda connection: inbox.take_over(connection, "reader", [PLACE])))[PLACE]


async def moved(world: World, old: Mark, new: Mark) -> None:
    await world.receiver.update(lambda connection: inbox.move(connection, "reader", PLACE, (old, new)))


async def test_the_owner_goes_on_from_where_it_is(world: World) -> None:
    first = await taken_over(world)
    await moved(world, first, replace(first, place=5, sequence=5))

    assert first == Mark(place=0, sequence=0, epoch=1)
    assert await taken_over(world) == Mark(place=5, sequence=5, epoch=2)


async def test_an_earlier_owner_is_fenced(world: World) -> None:
    zombie = await taken_over(world)
    await taken_over(world)

    with pytest.raises(Fenced):
        await moved(world, zombie, replace(zombie, place=1))


async def test_an_owner_that_was_overtaken_is_fenced(world: World) -> None:
    owner = await taken_over(world)
    await moved(world, owner, replace(owner, place=5))

    with pytest.raises(Fenced):
        await moved(world, owner, replace(owner, place=3))
