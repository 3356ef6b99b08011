"""One bad subject never stops a city: it is parked, with what comes behind it, until somebody wants it driven again."""

import asyncio
from collections.abc import Sequence

import pytest
from biaochi_chassis.consumer import consumer as consuming
from biaochi_chassis.consumer.applying import MOST_PARKED
from biaochi_chassis.consumer.consumer import Consumer, Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store import parking
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.tables import dead, parked, parked_subject
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.callers import caller
from tests.chassis.worlds import CITY, TOPIC, World, an_event, count, eventually, write_down

BAD = "市直单位66"


class Picky:
    """A handler that cannot apply events of one subject as long as it is told so."""

    def __init__(self) -> None:
        self.trouble: Exception | None = ValueError("无法入账")
        self.tries = 0

    def __call__(self, tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        write_down(tx, records)
        self.tries += 1
        if self.trouble and any(record.subject == BAD for record in records):
            raise self.trouble


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("biaochi_chassis.consumer.batches.LONGEST_PAUSE", 0.01)
    monkeypatch.setattr("biaochi_chassis.consumer.consumer.POLL", 0.05)


async def publish(world: World, *words: tuple[str, str]) -> None:
    events = [an_event(word)._replace(subject=subject) for subject, word in words]
    await world.producer.write(caller(), lambda tx: tx.publish(events))
    await world.relay.copy()


async def read_on(consumer: Consumer) -> None:
    """Try as often as it takes until something is parked or everything is read."""
    for _ in range(consuming.TRIES + 1):
        try:
            await consumer.catch_up()
        except (ValueError, OperationalError):
            await asyncio.sleep(0.02)


async def parked_words(world: World) -> list[str]:
    chosen = select(parked.c.value).order_by(parked.c.place)
    return await world.receiver.read(lambda connection: [value.decode() for value in connection.scalars(chosen)])


async def redrive(world: World, **words: str) -> int:
    return await world.receiver.update(lambda connection: parking.redrive(connection, words))


async def unbury(world: World, **words: str) -> int:
    return await world.receiver.update(lambda connection: parking.unbury(connection, words))


async def test_one_bad_subject_is_parked_and_the_city_flows(world: World) -> None:
    consumer = world.consumer(Picky())
    await publish(world, ("a", "1"), (BAD, "2"), ("b", "3"), (BAD, "4"), ("a", "5"))

    await read_on(consumer)

    assert await world.received() == ["1", "3", "5"]
    assert await parked_words(world) == ["2", "4"]
    await publish(world, (BAD, "6"), ("b", "7"))
    await consumer.catch_up()
    assert await world.received() == ["1", "3", "5", "7"]
    assert await parked_words(world) == ["2", "4", "6"]
    assert await consumer.check() is None


async def test_what_was_parked_is_driven_again_in_order_on_request(world: World) -> None:
    picky = Picky()
    consumer = world.consumer(picky)
    await publish(world, (BAD, "1"), (BAD, "2"), ("a", "3"))
    await read_on(consumer)
    picky.trouble = None
    running = asyncio.create_task(world.consumer(picky).run())
    assert await redrive(world, subject=BAD) == 1

    async def applied() -> bool:
        return await world.received() == ["3", "1", "2"]

    await eventually(applied)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await parked_words(world) == []
    await publish(world, (BAD, "4"))
    await consumer.catch_up()
    assert await world.received() == ["3", "1", "2", "4"]


async def test_what_still_cannot_be_applied_stays_parked_with_the_new_reason(world: World) -> None:
    picky = Picky()
    consumer = world.consumer(picky)
    await publish(world, (BAD, "1"))
    await read_on(consumer)
    picky.trouble = ValueError("还是不行")
    await redrive(world, topic=TOPIC)

    await consumer.redrive()

    chosen = select(parked_subject.c.redrive_requested, parked_subject.c.reason)
    row = await world.receiver.read(lambda connection: connection.execute(chosen).one())
    assert row.redrive_requested == 0
    assert "还是不行" in row.reason
    assert await parked_words(world) == ["1"]
    assert await world.received() == []


async def test_a_dependency_that_is_down_parks_nobody(world: World) -> None:
    picky = Picky()
    picky.trouble = OperationalError("select", {}, Exception("gone"))
    consumer = world.consumer(picky)
    await publish(world, (BAD, "1"), ("a", "2"))

    await read_on(consumer)
    assert picky.tries > consuming.TRIES
    assert await parked_words(world) == []
    picky.trouble = None
    await asyncio.sleep(0.05)
    await consumer.catch_up()

    assert await world.received() == ["1", "2"]


async def test_a_bad_deploy_does_not_park_everybody(world: World) -> None:
    def broken(_tx: UnitOfWork, _records: Sequence[ReceivedEvent]) -> None:
        raise ValueError("a bug")

    consumer = world.consumer(broken)
    many = MOST_PARKED + 5
    await publish(world, *((f"市直单位{number}", str(number)) for number in range(many)))
    await read_on(consumer)
    assert len(await parked_words(world)) == MOST_PARKED
    assert "held" in (await consumer.check() or "")
    await redrive(world)

    repaired = world.consumer()
    await repaired.catch_up()
    await repaired.redrive()

    assert sorted(await world.received(), key=int) == [str(number) for number in range(many)]
    assert await parked_words(world) == []


async def test_a_dead_letter_is_driven_again_when_it_can_be_read_at_last(world: World) -> None:
    def illiterate(_tx: UnitOfWork, _records: Sequence[ReceivedEvent]) -> None:
        raise Undecodable(0, "no word")

    await publish(world, ("a", "1"))
    await world.consumer(illiterate).catch_up()
    assert await unbury(world, subject="b") == 0
    assert await unbury(world, subject="a") == 1

    consumer = world.consumer()
    await consumer.catch_up()
    await consumer.redrive()

    assert await world.received() == ["1"]
    assert await count(world.receiver, dead) == 0
    assert await world.receiver.read(lambda connection: parking.subjects(connection, "receiver")) == frozenset()


async def published_out_of_order(world: World, numbers: Sequence[int]) -> None:
    """A broken producer publishes events of one subject in this order, and of another in between."""
    records = []
    for sequence, number in enumerate(numbers, 1):
        event = an_event(str(number))._replace(subject=BAD)
        headers = event.headers("broken", partition_of(CITY), 2 * sequence - 1, number)
        records.append(Outgoing(2 * sequence - 1, headers["ce_id"], CITY, headers, event.data))
        other = an_event(f"a{number}")._replace(subject="a")
        headers = other.headers("broken", partition_of(CITY), 2 * sequence, sequence)
        records.append(Outgoing(2 * sequence, headers["ce_id"], CITY, headers, other.data))
    await world.log.publish(Origin("broken", TOPIC, partition_of(CITY)), records)


async def test_events_of_a_subject_are_numbered_as_they_are_published(world: World) -> None:
    received: list[tuple[str, int]] = []

    def listen(_tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        received.extend((record.subject, record.number) for record in records)

    await publish(world, ("a", "1"), ("b", "2"), ("a", "3"))
    await publish(world, ("b", "4"), ("a", "5"))
    await world.consumer(listen).catch_up()

    assert received == [("a", 1), ("b", 1), ("a", 2), ("b", 2), ("a", 3)]


async def test_events_mixed_up_within_a_batch_are_put_in_order(world: World) -> None:
    await published_out_of_order(world, [2, 3, 1])

    await world.consumer().catch_up()

    assert await world.received() == ["1", "a2", "2", "a3", "3", "a1"]


async def test_an_event_before_its_turn_waits_and_the_missing_one_frees_it(world: World) -> None:
    consumer = world.consumer()
    consumer.batch = 2
    await published_out_of_order(world, [1, 3, 4, 2])

    await consumer.catch_up()
    assert await world.received() == ["1", "a1", "a3", "a4", "a2"]
    assert await parked_words(world) == ["3", "4", "2"]
    await consumer.redrive()

    assert await world.received() == ["1", "a1", "a3", "a4", "a2", "2", "3", "4"]
    assert await parked_words(world) == []


async def test_a_dead_letter_does_not_hold_up_what_comes_after_it(world: World) -> None:
    def illiterate(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
        for index, record in enumerate(records):
            if record.data == b"?":
                raise Undecodable(index, "no word")
        write_down(tx, records)

    consumer = world.consumer(illiterate)
    consumer.batch = 1
    await publish(world, ("a", "1"), ("a", "?"), ("a", "3"))
    await consumer.catch_up()

    assert await world.received() == ["1", "3"]
    assert await parked_words(world) == []
