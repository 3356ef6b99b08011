"""Who lost a partition, or reads it from another place than it is at, can write nothing; no event is taken in twice."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.log.contract import Origin
from biaochi_chassis.store import inbox, tables
from biaochi_chassis.store.inbox import Fenced, Mark
from sqlalchemy import Connection, insert, select

from tests.chassis.worlds import TOPIC, World, count

PLACE = (TOPIC, 3)
OURS, THEIRS = Origin("producer", *PLACE), Origin("other", *PLACE)


@dataclass(frozen=True)
class Migrating:
    """The part of Alembic's `op` that a migration is given."""

    connection: Connection

    def get_bind(self) -> Connection:
        return self.connection


def event(sequence: int, event_id: str = "") -> ReceivedEvent:
    named, then = event_id or OURS.event_id(sequence), datetime(2020, 1, 1, tzinfo=UTC)
    return ReceivedEvent(*PLACE, sequence, sequence, named, "type", "subject", "city", then, "caller", "", b"")


async def taken(world: World, events: Iterable[ReceivedEvent]) -> list[str]:
    """What has not had its effect yet, taken in."""
    new = await world.receiver.update(lambda connection: inbox.new_only(connection, "reader", list(events)))
    return [one.id for one in new]


async def runs(world: World) -> list[tuple[str, int, int]]:
    at = tables.inbox_run.c
    chosen = select(at.source, at.first, at.last).order_by(at.source, at.first)
    found = await world.receiver.read(lambda connection: connection.execute(chosen).all())
    return [(one.source, one.first, one.last) for one in found]


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


async def test_what_comes_without_a_gap_is_one_row(world: World) -> None:
    await taken(world, map(event, range(1, 101)))
    await taken(world, map(event, range(101, 151)))

    assert await runs(world) == [("producer", 1, 150)]


async def test_a_gap_parts_two_runs_until_it_is_filled(world: World) -> None:
    await taken(world, map(event, (1, 2, 5, 6)))
    assert await runs(world) == [("producer", 1, 2), ("producer", 5, 6)]

    assert await taken(world, map(event, range(1, 7))) == [OURS.event_id(3), OURS.event_id(4)]

    assert await runs(world) == [("producer", 1, 6)]


async def test_what_came_before_or_twice_is_taken_once_in_its_place(world: World) -> None:
    await taken(world, map(event, (2, 3)))

    assert await taken(world, map(event, (1, 3, 4, 4, 2, 5))) == [OURS.event_id(number) for number in (1, 4, 5)]


async def test_each_producer_and_each_reader_has_runs_of_its_own(world: World) -> None:
    await taken(world, [event(1), event(1, THEIRS.event_id(1)), event(2, THEIRS.event_id(2))])
    others = await world.receiver.update(lambda connection: inbox.new_only(connection, "another", [event(1)]))

    assert await runs(world) == [("other", 1, 2), ("producer", 1, 1), ("producer", 1, 1)]
    assert len(others) == 1


async def test_an_id_that_says_another_place_is_known_by_itself(world: World) -> None:
    strange = ["stranger/7", "producer/elsewhere/3/1", f"producer/{TOPIC}/3/01"]
    events = [event(1, name) for name in strange]

    assert await taken(world, events) == strange
    assert await taken(world, [*events, event(1)]) == [OURS.event_id(1)]


async def test_in_any_order_and_however_often_each_has_its_effect_once(world: World) -> None:
    chance = random.Random(7)
    effects: list[str] = []
    for _ in range(30):
        effects += await taken(world, (event(chance.randint(1, 60)) for _ in range(chance.randint(1, 20))))

    assert len(effects) == len(set(effects))
    kept = {OURS.event_id(one) for _, first, last in await runs(world) for one in range(first, last + 1)}
    assert kept == set(effects)


async def test_what_an_earlier_build_took_in_one_by_one_is_known(world: World) -> None:
    before = [*(OURS.event_id(number) for number in (1, 2, 3, 10, 11)), THEIRS.event_id(2), "stranger/7"]
    rows = [{"reader": "reader", "event_id": one} for one in before]

    def migrated(connection: Connection) -> None:
        connection.execute(insert(tables.inbox), rows)
        inbox.gather(Migrating(connection))

    await world.receiver.update(migrated)

    assert await runs(world) == [("other", 2, 2), ("producer", 1, 3), ("producer", 10, 11)]
    assert await count(world.receiver, tables.inbox) == 1
    assert await taken(world, [event(3), event(4), event(10), event(7, "stranger/7")]) == [OURS.event_id(4)]
