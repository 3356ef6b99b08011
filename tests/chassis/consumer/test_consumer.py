"""Every record has its effect once and in order, whatever fails; what can never be read is set aside."""

import asyncio
from collections.abc import Sequence

import pytest
from biaochi_chassis.consumer.consumer import Consumer, Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.log.contract import LogDisagrees, Origin, Outgoing
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.tables import consumer_position, dead
from sqlalchemy import select, update

from tests.callers import caller
from tests.chassis.between import LogBetween
from tests.chassis.worlds import (
    CITY,
    TOPIC,
    World,
    an_event,
    count,
    database,
    effect,
    eventually,
    taken_in,
    until,
    write_down,
)

PLACE = (TOPIC, partition_of(CITY))
OTHER_CITY = "yantai"


class Trouble(Exception):
    """What a handler of these tests fails with."""


class Troubled:
    """A handler that fails for one city as long as it is told to."""

    def __init__(self, city: str) -> None:
        self.city = city
        self.failing = True
        self.tries = 0

    def __call__(self, tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        write_down(tx, records)
        if records[0].city == self.city:
            self.tries += 1
            if self.failing:
                raise Trouble(self.city)


def illiterate(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
    """Cannot read words that begin with a question mark; finds out after it has written."""
    write_down(tx, records)
    for index, record in enumerate(records):
        if record.data.startswith(b"?"):
            raise Undecodable(index, f"the word {record.data.decode()} is no word")


async def buried(world: World) -> list[tuple[int, str]]:
    chosen = select(dead.c.place, dead.c.reason).order_by(dead.c.place)
    return await world.receiver.read(lambda one: [(place, reason) for place, reason in one.execute(chosen)])


async def test_what_is_published_is_received_once_and_in_order(world: World) -> None:
    consumer = world.consumer()
    for start in range(0, 50, 10):
        await world.publish(*(str(number) for number in range(start, start + 10)))
        await consumer.catch_up()
        await consumer.catch_up()

    assert await world.received() == [str(number) for number in range(50)]
    assert consumer.progress.at(*PLACE) == 50
    assert await consumer.check() is None


async def test_a_record_says_who_published_what_and_when(world: World) -> None:
    received: list[ReceivedEvent] = []

    def listen(_tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        received.extend(records)

    await world.publish("标尺")
    await world.consumer(listen).catch_up()

    (record,) = received
    assert (record.topic, record.partition, record.offset, record.sequence) == (*PLACE, 0, 1)
    assert (record.id, record.city, record.subject) == (f"producer/{PLACE[0]}/{PLACE[1]}/1", CITY, "市直单位07")
    assert (record.type, record.data, record.time.isoformat()) == (
        f"{TOPIC}.Said",
        "标尺".encode(),
        "2020-12-31T04:00:00+00:00",
    )
    assert record.call.caller == caller().caller
    assert len(record.call.trace_id) == 32


async def test_a_batch_that_fails_is_tried_again_leaves_no_trace_before_and_holds_its_partition_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine it would be parked before the test has looked.
    monkeypatch.setattr("biaochi_chassis.consumer.consumer.TRIES", 1000)
    handler = Troubled(CITY)
    consumer = world.consumer(handler)
    running = asyncio.create_task(consumer.run())
    await world.publish("a", "c")
    await world.publish("b", city=OTHER_CITY)

    async def flows() -> bool:
        return await world.received(OTHER_CITY) == ["b"] and handler.tries > 1

    async def flows_again() -> bool:
        return await world.received() == ["a", "c"] and await consumer.check() is None

    await eventually(flows)
    assert await world.received() == []
    assert "held" in (await consumer.check() or "")
    handler.failing = False
    await eventually(flows_again)
    running.cancel()


async def test_a_record_that_can_never_be_read_is_set_aside_and_the_rest_goes_on(world: World) -> None:
    await world.publish("a", "?1", "b", "?2", "c")

    await world.consumer(illiterate).catch_up()

    assert await world.received() == ["a", "b", "c"]
    assert await buried(world) == [(1, "the word ?1 is no word"), (3, "the word ?2 is no word")]


async def test_a_batch_of_nothing_readable_is_passed(world: World) -> None:
    consumer = world.consumer(illiterate)
    await world.publish("?1")
    await consumer.catch_up()
    await world.publish("a")
    await consumer.catch_up()

    assert await world.received() == ["a"]
    assert consumer.progress.at(*PLACE) == 2


NO_NUMBERS = ("-1", "2147483648", "1" * 5000, "１")
"""Negative, too large for a database, endless, and written wide."""
NUMBERS = [(name, number) for name in ("ce_sequence", "ce_subjectsequence") for number in NO_NUMBERS]


async def test_a_number_that_no_database_keeps_is_set_aside(world: World) -> None:
    for place, (name, number) in enumerate(NUMBERS, 1):
        headers = {**an_event("?").headers("stranger", PLACE[1], 1), name: number}
        await world.log.publish(Origin("stranger", *PLACE), [Outgoing(place, "stranger", CITY, headers, b"?")])
    await world.publish("a")
    consumer = world.consumer()

    await consumer.catch_up()

    assert await world.received() == ["a"]
    assert consumer.progress.at(*PLACE) == 1
    reasons = [reason for _, reason in await buried(world)]
    assert [("is no number of an event" in reason) for reason in reasons] == [True] * len(NUMBERS)


async def test_a_record_without_our_envelope_is_set_aside(world: World) -> None:
    stranger = Outgoing(1, "stranger", CITY, {"ce_id": "stranger"}, b"?")
    await world.log.publish(Origin("stranger", *PLACE), [stranger])
    await world.publish("a")

    await world.consumer().catch_up()

    assert await world.received() == ["a"]
    ((place, reason),) = await buried(world)
    assert place == 0
    assert "the envelope cannot be read" in reason


@pytest.mark.parametrize("headers", [{}, {"ce_sequence": "0"}, {"ce_sequence": "1"}], ids=["none", "zero", "old"])
async def test_a_stranger_at_the_end_of_a_batch_does_not_hide_how_far_it_came(
    world: World, headers: dict[str, str]
) -> None:
    await world.publish("a", "b")
    stranger = Outgoing(1, "stranger", CITY, {"ce_id": "stranger", **headers}, b"?")
    await world.log.publish(Origin("stranger", *PLACE), [stranger])
    consumer = world.consumer()

    await consumer.catch_up()

    assert consumer.progress.at(*PLACE) == 2


async def test_an_event_that_stands_in_the_log_twice_has_one_effect(world: World) -> None:
    await world.publish("a", "b")
    consumer = world.consumer()
    await consumer.catch_up()
    rewound = update(consumer_position).values(place=0, sequence=0)
    await world.receiver.update(lambda connection: connection.execute(rewound))

    await world.consumer().catch_up()

    assert await world.received() == ["a", "b"]


async def test_two_groups_each_receive_everything(world: World) -> None:
    await world.publish("a", "b")

    await world.consumer(group="one").catch_up()
    await world.consumer(group="other").catch_up()

    assert await world.received() == ["a", "b", "a", "b"]


async def test_replicas_share_and_each_record_has_one_effect(world: World) -> None:
    cities = [f"city{number}" for number in range(40)]

    async def all_received() -> bool:
        return await count(world.receiver, effect) >= 5 * len(cities)

    async with world.backbone.make_log() as other_log:
        replicas = [world.consumer(), Consumer(world.receiver, other_log, "receiver", {TOPIC: write_down})]
        running = [asyncio.create_task(replica.run()) for replica in replicas]
        for number in range(5):
            for city in cities:
                await world.publish(str(number), city=city)
        await eventually(all_received, 30)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    assert await count(world.receiver, effect) == 5 * len(cities)
    for city in cities:
        assert await world.received(city) == ["0", "1", "2", "3", "4"]


async def test_a_zombie_writes_nothing_after_its_partition_was_taken_over(world: World) -> None:
    asleep, awake = asyncio.Event(), asyncio.Event()

    async def sleep() -> None:
        asleep.set()
        await awake.wait()

    other_process = database(world.databases, "receiver")
    zombie = Consumer(other_process, LogBetween(world.log, after_reading=sleep), "receiver", {TOPIC: write_down})
    await world.publish("a", "b")
    paused = asyncio.create_task(zombie.catch_up())
    await asleep.wait()
    await world.consumer().catch_up()
    await world.publish("c")
    successor = world.consumer()
    await successor.catch_up()

    awake.set()
    await until(paused)
    await other_process.close()

    assert await world.received() == ["a", "b", "c"]


async def test_two_who_both_believe_that_a_partition_is_theirs_do_no_harm(world: World) -> None:
    believers = [Consumer(world.receiver, LogBetween(world.log), "receiver", {TOPIC: write_down}) for _ in range(2)]
    words = [str(number) for number in range(30)]
    for word in words:
        await world.publish(word)
        await asyncio.gather(*(believer.catch_up() for believer in believers))

    assert await world.received() == words


async def test_an_event_under_the_key_of_another_city_is_among_the_dead(world: World) -> None:
    headers = an_event("b", OTHER_CITY).headers("producer", PLACE[1], 2)
    await world.publish("a")
    await world.log.publish(Origin("stranger", *PLACE), [Outgoing(1, "stranger/1", CITY, headers, b"b")])

    await world.consumer().catch_up()

    assert await world.received() == ["a"]
    assert await buried(world) == [(1, f"it is of {OTHER_CITY}, but lies under the key {CITY}")]


async def test_a_transaction_knows_how_far_its_service_has_read(world: World) -> None:
    await world.publish("a", "b", "c")
    await world.consumer().catch_up()

    known = (await world.receiver.write(caller(), lambda tx: tx.known())).answer

    assert known.at(*PLACE) == 3


async def test_what_was_read_beyond_the_end_of_the_same_log_is_not_passed_over_in_silence(world: World) -> None:
    await world.publish("a")
    await world.consumer().catch_up()
    here = (consumer_position.c.topic == TOPIC, consumer_position.c.part == PLACE[1])
    beyond = update(consumer_position).where(*here).values(place=2)
    await world.receiver.update(lambda connection: connection.execute(beyond))

    with pytest.raises(LogDisagrees, match="rebuild"):
        await world.consumer().catch_up()


async def test_reading_takes_large_batches_in_one_transaction(world: World) -> None:
    batches: list[int] = []

    def listen(_tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        batches.append(len(records))

    await world.publish(*(str(number) for number in range(4500)))
    await world.consumer(listen).catch_up()

    assert batches == [2000, 2000, 500]
    assert await taken_in(world.receiver) == 4500
