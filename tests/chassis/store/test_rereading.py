"""A migration that needs more of a topic than was kept lets it be read again, whoever reads it now."""

from dataclasses import dataclass

import pytest
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.inbox import Fenced, Mark, move
from biaochi_chassis.store.rereading import read_again
from sqlalchemy import Connection

from tests.chassis.worlds import CITY, OTHER_TOPIC, TOPIC, World

PLACE = (TOPIC, partition_of(CITY))


@dataclass(frozen=True)
class Migrating:
    """The part of Alembic's `op` that a migration is given."""

    connection: Connection

    def get_bind(self) -> Connection:
        return self.connection


async def migrate(world: World, topic: str) -> None:
    await world.receiver.update(lambda connection: read_again(Migrating(connection), topic))


async def test_a_topic_is_read_again_from_its_beginning_with_its_effects(world: World) -> None:
    await world.publish("one", "two")
    await world.consumer().catch_up()

    await migrate(world, TOPIC)
    await world.consumer().catch_up()

    assert await world.received() == ["one", "two", "one", "two"]


async def test_another_topic_stays_read(world: World) -> None:
    await world.publish("one")
    await world.consumer().catch_up()

    await migrate(world, OTHER_TOPIC)
    await world.consumer().catch_up()

    assert await world.received() == ["one"]


async def test_whoever_was_reading_it_is_fenced(world: World) -> None:
    await world.publish("one")
    await world.consumer().catch_up()
    await migrate(world, TOPIC)
    with pytest.raises(Fenced):
        await world.receiver.update(lambda one: move(one, "receiver", PLACE, (Mark(1, 1, 1), Mark(2, 2, 1))))
