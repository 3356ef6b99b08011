"""A log that was lost with all it kept is filled again by those who published, and nobody takes anything twice."""

from collections.abc import AsyncIterator, Sequence

import pytest
from biaochi_chassis.consumer.consumer import Consumer, Handler, Undecodable
from biaochi_chassis.consumer.tail import Tail
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.log.contract import EventLog, Origin, Outgoing
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.runtime.inspection import dead_letters, parked_subjects
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay

from tests.chassis.between import LogBetween
from tests.chassis.worlds import CITY, TOPIC, World, publish, taken_in, write_down

PARTITION = partition_of(CITY)


@pytest.fixture
async def new_log(world: World) -> AsyncIterator[EventLog]:
    """What stands in the place of the world's log once that is lost: another one, empty."""
    async with world.backbone.make_other_log() as log:
        yield log


def consumer(world: World, log: EventLog, handler: Handler = write_down) -> Consumer:
    return Consumer(world.receiver, log, "receiver", {TOPIC: handler})


async def kept(log: EventLog) -> list[str]:
    return [(record.value or b"").decode() for record in await log.read(TOPIC, PARTITION, 0, 100)]


async def test_it_is_filled_again_from_the_first_event_on(world: World, new_log: EventLog) -> None:
    await world.publish("a", "b")
    await world.relay.mark()
    await publish(world.producer, ["c"])

    await Relay(world.producer, new_log).drain()

    assert await kept(new_log) == ["a", "b", "c"]


async def test_also_by_a_producer_who_publishes_nothing_new(world: World, new_log: EventLog) -> None:
    await world.publish("a", "b")

    await Relay(world.producer, new_log).drain()

    assert await kept(new_log) == ["a", "b"]


async def test_every_event_has_its_effect_once(world: World, new_log: EventLog) -> None:
    await world.publish("a", "b", "c")
    await world.consumer().catch_up()
    await publish(world.producer, ["d"])
    await Relay(world.producer, new_log).drain()

    reader = consumer(world, new_log)
    await reader.catch_up()

    assert await world.received() == ["a", "b", "c", "d"]
    assert reader.progress.at(TOPIC, PARTITION) == 4
    assert await taken_in(world.receiver) == 4


async def test_what_was_read_before_stays_known_while_the_new_one_is_empty(world: World, new_log: EventLog) -> None:
    await world.publish("a", "b")
    await world.consumer().catch_up()

    reader = consumer(world, new_log)
    await reader.catch_up()

    assert reader.progress.at(TOPIC, PARTITION) == 2


async def test_a_new_one_longer_than_what_was_read_is_read_from_its_beginning(world: World, new_log: EventLog) -> None:
    await world.publish("a")
    await world.consumer().catch_up()
    await publish(world.producer, ["b"], city="lanzhou")
    await Relay(world.producer, new_log).drain()
    await publish(world.producer, ["c"])
    await Relay(world.producer, new_log).drain()

    await consumer(world, new_log).catch_up()

    assert await world.received() == ["a", "b", "c"]


async def test_a_new_one_that_ends_where_the_lost_one_did_is_read_from_its_beginning(
    world: World, new_log: EventLog
) -> None:
    stranger = Outgoing(1, "stranger", CITY, {"ce_id": "stranger"}, b"?")
    await world.publish("a")
    await world.log.publish(Origin("stranger", TOPIC, PARTITION), [stranger])
    await world.consumer().catch_up()
    await publish(world.producer, ["b"])
    await Relay(world.producer, new_log).drain()

    reader = consumer(world, new_log)
    await reader.catch_up()
    await reader.catch_up()

    assert await world.received() == ["a", "b"]
    assert reader.progress.at(TOPIC, PARTITION) == 2


async def test_what_could_not_be_read_is_among_the_dead_once(world: World, new_log: EventLog) -> None:
    def cannot_read(_tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        raise Undecodable(0, f"{len(records)} are no words")

    await world.publish("a", "b")
    await world.consumer(cannot_read).catch_up()
    await Relay(world.producer, new_log).drain()

    await consumer(world, new_log, cannot_read).catch_up()

    assert [letter.place for letter in await world.receiver.read(dead_letters)] == [0, 1]


async def test_what_was_parked_stays_parked_once(world: World, new_log: EventLog) -> None:
    def refuse(_tx: UnitOfWork, _records: Sequence[ReceivedEvent]) -> None:
        raise ValueError("refused")

    await world.publish("a", "b")
    await world.consumer(refuse).catch_up(patient=True)
    await Relay(world.producer, new_log).drain()

    await consumer(world, new_log).catch_up()

    assert [subject.events for subject in await world.receiver.read(parked_subjects)] == [2]


async def test_a_tail_receives_what_is_new_and_nothing_again(world: World, new_log: EventLog) -> None:
    log = LogBetween(world.log)
    tail = await Tail.open(log, [TOPIC])
    await world.publish("a")
    assert [event.data for event in await anext(tail)] == [b"a"]
    log.inner = new_log
    await publish(world.producer, ["b"])
    await Relay(world.producer, new_log).drain()

    assert [event.data for event in await anext(tail)] == [b"b"]
    await tail.close()
