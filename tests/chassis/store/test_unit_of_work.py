"""What a service changes, publishes and remembers commits together; writers take turns and readers never wait."""

import asyncio
import random
import threading
from base64 import b64encode

import pytest
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import LARGEST
from biaochi_chassis.event.positions import NOWHERE, Positions
from biaochi_chassis.foundation.refusal import IdempotencyKeyReused, RequestTooLarge
from biaochi_chassis.log.envelope import unpacked
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import Connection, UnitOfWork
from biaochi_chassis.store.idempotency import (
    ProcessedCommand,
    StoredAnswer,
    content_hash,
    forget_content,
    is_same,
    must_be_same,
    recall,
)
from biaochi_chassis.store.outbox import everything
from biaochi_chassis.store.tables import idempotency, outbox
from sqlalchemy import func, insert, select, text

from tests.callers import caller
from tests.chassis.worlds import (
    CITY,
    OTHER_TOPIC,
    TOPIC,
    World,
    an_event,
    busy,
    database,
    effect,
    publish,
    write_word,
    written,
)

CALL = caller()


async def published(world: World) -> list[tuple[str, int, str]]:
    found = await world.producer.read(lambda connection: list(everything(connection, TOPIC)))
    return [(one.city, one.sequence, one.value.decode()) for _, one in found]


async def test_what_is_published_gets_sequences_in_order_of_its_city(world: World) -> None:
    first = await publish(world.producer, ["a", "b"])
    second = await publish(world.producer, ["c"])

    assert await published(world) == [(CITY, 1, "a"), (CITY, 2, "b"), (CITY, 3, "c")]
    assert first.at(TOPIC, partition_of(CITY)) == 2
    assert second.at(TOPIC, partition_of(CITY)) == 3


async def test_one_unit_of_work_may_publish_to_several_topics_and_cities(world: World) -> None:
    events = [an_event("a"), an_event("b", topic=OTHER_TOPIC), an_event("c", city="yantai"), an_event("d")]

    written = await world.producer.write(CALL, lambda tx: tx.publish(events))

    here, there = partition_of(CITY), partition_of("yantai")
    expected = {(OTHER_TOPIC, here): 1, (TOPIC, here): 2, (TOPIC, there): 1}
    assert written.positions == Positions.of(expected)


async def test_an_envelope_says_who_where_and_when(world: World) -> None:
    event = an_event("a")._replace(call=Call("样例党员00017", frozenset(), CALL.traceparent))

    await world.producer.write(CALL, lambda tx: tx.publish([event]))

    text = await world.producer.read(lambda one: one.scalars(select(outbox.c.headers)).one())
    assert unpacked(text, TOPIC, partition_of(CITY), CITY) == {
        "ce_specversion": "1.0",
        "ce_id": f"producer/{TOPIC}/{partition_of(CITY)}/1",
        "ce_source": "/biaochi/producer",
        "ce_type": f"{TOPIC}.Said",
        "ce_subject": "市直单位07",
        "ce_time": "2020-12-31T04:00:00.000000Z",
        "ce_partitionkey": CITY,
        "ce_sequence": "1",
        "ce_caller": "样例党员00017",
        "ce_traceparent": CALL.traceparent,
        "content-type": "application/protobuf",
        "ce_subjectsequence": "1",
    }


async def test_an_exception_leaves_no_trace(world: World) -> None:
    def fail_at_the_end(tx: UnitOfWork) -> None:
        write_word(tx.connection, "a")
        tx.publish([an_event("a")])
        tx.remember([ProcessedCommand(CITY, "key", "hash", b"answer")])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await world.producer.write(CALL, fail_at_the_end)

    await publish(world.producer, ["b"])
    assert await written(world.producer) == []
    assert await published(world) == [(CITY, 1, "b")]


async def test_an_abandoned_unit_of_work_answers_and_leaves_no_trace(world: World) -> None:
    def abandon(tx: UnitOfWork) -> str:
        write_word(tx.connection, "a")
        tx.publish([an_event("a")])
        tx.abandon()
        return "looked at"

    assert await world.producer.write(CALL, abandon) == ("looked at", NOWHERE)

    assert await written(world.producer) == []
    assert await published(world) == []


async def test_a_command_is_remembered_with_its_answer_and_known_where_all_is_that_was_published(world: World) -> None:
    commands = [ProcessedCommand(CITY, f"key{number}", content_hash(b"content"), b"answer") for number in range(1200)]

    def remember(tx: UnitOfWork) -> None:
        tx.publish([an_event("a")])
        tx.remember(commands)

    async def recalled(city: str, keys: list[str]) -> dict[str, StoredAnswer]:
        return (await world.producer.write(CALL, lambda tx: tx.recall(city, keys))).answer

    await world.producer.write(CALL, remember)
    later = await publish(world.producer, ["b"])
    known = await recalled(CITY, [f"key{number}" for number in range(1100, 1300)])
    elsewhere = await recalled("yantai", ["key1"])

    assert sorted(known) == [f"key{number}" for number in range(1100, 1200)]
    assert known["key1100"].answer == b"answer"
    assert known["key1100"].positions == later
    assert elsewhere == {}
    must_be_same(known["key1100"], [content_hash(b"content")])
    with pytest.raises(IdempotencyKeyReused) as refused:
        must_be_same(known["key1100"], [content_hash(b"other content")], index=7)
    assert refused.value.index == 7


async def test_what_a_command_is_remembered_by_is_kept_short_and_that_of_an_earlier_build_is_known(
    world: World,
) -> None:
    hashed = content_hash(b"content")
    whole = b64encode(bytes.fromhex(hashed)).decode().rstrip("=")
    earlier = [
        {"city": CITY, "idempotency_key": key, "content_hash": kept, "answer": key.encode(), "positions": ""}
        for key, kept in (("first", hashed), ("later", whole))
    ]
    await world.producer.update(lambda one: one.execute(insert(idempotency), earlier))
    await world.producer.write(
        CALL, lambda tx: tx.remember([ProcessedCommand(CITY, key, hashed, b"mine") for key in ("mine", "another")])
    )

    known = await world.producer.read(lambda one: recall(one, CITY, ["mine", "another", "first", "later"]))

    answers = {"mine": b"mine", "another": b"mine", "first": b"first", "later": b"later"}
    assert {key: one.answer for key, one in known.items()} == answers
    assert all(is_same(one.content_hash, [hashed]) for one in known.values())
    assert not any(is_same(one.content_hash, [content_hash(b"other content")]) for one in known.values())
    rows = await world.producer.read(lambda one: one.execute(select(idempotency)).mappings().all())
    kept = {row["idempotency_key"]: len(row["content_hash"]) + len(row["answer"]) for row in rows}
    assert kept == {"mine": 23, "another": 26, "first": 69, "later": 48}


async def test_whose_answer_is_forgotten_is_found_by_it_however_it_is_kept(world: World) -> None:
    hashed = content_hash(b"content")
    done = [ProcessedCommand(CITY, key, hashed, code) for key, code in (("P1", b"P1"), ("k", b"P1"), ("P2", b"P2"))]
    await world.producer.write(CALL, lambda tx: tx.remember(done))

    await world.producer.update(lambda one: forget_content(one, CITY, "P1"))

    known = await world.producer.read(lambda one: recall(one, CITY, ["P1", "k", "P2"]))
    assert {key: one.content_hash for key, one in known.items()} == {"P1": "", "k": "", "P2": hashed[:32]}


async def test_an_event_larger_than_a_broker_takes_is_refused_when_published(world: World) -> None:
    def publish_both(tx: UnitOfWork) -> None:
        with pytest.raises(RequestTooLarge):
            tx.publish([an_event("a")._replace(data=b"x" * (LARGEST + 1))])
        tx.publish([an_event("a")._replace(data=b"x" * LARGEST)])

    assert (await world.producer.write(CALL, publish_both)).positions.at(TOPIC, partition_of(CITY)) == 1


async def test_writers_take_turns_in_order_of_arrival(world: World) -> None:
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(publish(world.producer, [str(number)]))

    assert [word for _, _, word in await published(world)] == [str(number) for number in range(20)]


async def test_a_reader_does_not_wait_for_a_writer_and_sees_one_moment(world: World) -> None:
    together = threading.Barrier(2)
    looked, changed = threading.Event(), threading.Event()

    def look(connection: Connection) -> int:
        return connection.scalars(select(func.count()).select_from(effect)).one()

    def look_together(connection: Connection) -> int:
        together.wait(10)
        return look(connection)

    def look_twice(connection: Connection) -> tuple[int, int]:
        before = look(connection)
        looked.set()
        changed.wait()
        return before, look(connection)

    async with busy(world.producer, lambda connection: write_word(connection, "a")):
        assert await asyncio.gather(*(world.producer.read(look_together) for _ in range(2))) == [0, 0]

    looking = asyncio.create_task(world.producer.read(look_twice))
    await asyncio.to_thread(looked.wait)
    await world.producer.update(lambda connection: write_word(connection, "b"))
    changed.set()
    assert await looking == (1, 1)
    assert await world.producer.read(look) == 2


async def test_two_processes_may_write_one_database(world: World) -> None:
    second = database(world.databases, "producer")
    await second.start()

    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(publish([world.producer, second][number % 2], [str(number)]))
    await second.close()

    assert [sequence for _, sequence, _ in await published(world)] == list(range(1, 21))


async def test_cancelled_requests_leave_whole_transactions_or_none(world: World) -> None:
    dice = random.Random(20)

    async def impatient(number: int) -> None:
        try:
            async with asyncio.timeout(dice.random() * 0.006):
                await publish(world.producer, [f"{number}a", f"{number}b"])
        except TimeoutError:
            return

    for number in range(150):
        await impatient(number)
    await publish(world.producer, ["last"])

    rows = await published(world)
    assert [sequence for _, sequence, _ in rows] == list(range(1, len(rows) + 1))
    words = [word for _, _, word in rows]
    assert words[-1] == "last"
    assert [word[:-1] for word in words[:-1:2]] == [word[:-1] for word in words[1:-1:2]]


async def test_a_database_opened_again_is_already_migrated(world: World) -> None:
    await publish(world.producer, ["a"])

    again = database(world.databases, "producer")
    await asyncio.gather(again.start(), again.start())
    await publish(again, ["b"])
    await again.close()

    assert [word for _, _, word in await published(world)] == ["a", "b"]


async def test_a_database_of_an_earlier_version_gets_the_columns_that_are_new(world: World) -> None:
    await publish(world.producer, ["a"])
    earlier = text("alter table outbox_head drop column published")
    await world.producer.update(lambda connection: connection.execute(earlier))

    again = database(world.databases, "producer")
    await again.start()
    await publish(again, ["b"])
    await again.close()

    assert [word for _, _, word in await published(world)] == ["a", "b"]
