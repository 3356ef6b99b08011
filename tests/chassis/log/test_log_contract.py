"""What every log promises. A driver is added to `make_log` and must pass all of this."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.synchronize import Event

import pytest
from biaochi_chassis.event.event import LARGEST
from biaochi_chassis.log.contract import Bundle, EventLog, LogDisagrees, Origin, Outgoing
from biaochi_chassis.log.envelope import packed
from biaochi_chassis.log.packing import Packed, pack
from biaochi_chassis.log.partitions import PARTITIONS

from tests.chassis.worlds import OTHER_TOPIC, TOPIC, eventually, outgoing, until
from tests.servers.logs import SESSION, MakeLog

ORIGIN = Origin("producer", TOPIC, 3)
ALL_PLACES = {(TOPIC, partition) for partition in range(PARTITIONS)}
A_GROUP_AGREES = 30.0
"""Seconds: a broker takes three or four, and as many again on a busy machine."""

Opener = Callable[[], Awaitable[EventLog]]


@pytest.fixture
async def open_log(make_log: MakeLog) -> AsyncIterator[Opener]:
    """Opens the same log anew at every call, as another process would."""
    async with AsyncExitStack() as stack:

        async def opened() -> EventLog:
            log = make_log()
            await log.start()
            stack.push_async_callback(log.close)
            return log

        yield opened


@pytest.fixture
async def log(open_log: Opener) -> EventLog:
    return await open_log()


async def read_all(log: EventLog) -> list[bytes | None]:
    return [record.value for record in await log.read(TOPIC, 3, 0, 10_000)]


async def test_records_come_back_whole_and_in_order(log: EventLog) -> None:
    sent = [outgoing(1, "标尺"), outgoing(2), outgoing(3, "\0binary")]
    await log.publish(ORIGIN, sent)

    records = await log.read(TOPIC, 3, 0, 10)

    assert [record.offset for record in records] == [0, 1, 2]
    for record, original in zip(records, sent, strict=True):
        assert (record.topic, record.partition, record.key) == (TOPIC, 3, original.key)
        assert (record.value, record.headers) == (original.value, original.headers)


def bundle(records: Sequence[Outgoing]) -> Bundle:
    """Records as the outbox has packed them."""
    kept = [Packed("", one.key, packed(one.headers, TOPIC, 3, one.key), one.value) for one in records]
    return Bundle(records[0].sequence, len(records), pack(kept), lambda: records)


async def test_records_that_come_packed_are_those_that_come_one_by_one(log: EventLog) -> None:
    sent = [outgoing(sequence) for sequence in range(1, 301)]
    for some in (bundle(sent[:200]), sent[200:201], bundle(sent[201:])):
        await log.publish(ORIGIN, some)

    records = await log.read(TOPIC, 3, 0, 1000)
    assert [record.offset for record in records] == list(range(300))
    for record, original in zip(records, sent, strict=True):
        assert (record.key, record.value, record.headers) == (original.key, original.value, original.headers)
    assert [record.offset for record in await log.read(TOPIC, 3, 150, 100)] == list(range(150, 250))
    newest = await log.newest(ORIGIN)
    assert newest is not None
    assert newest.sequence == 300


async def test_records_that_come_packed_are_appended_once_and_without_a_gap(log: EventLog) -> None:
    sent = [outgoing(sequence) for sequence in range(1, 161)]
    for some in (sent[:100], sent[:100], sent[50:150]):
        await log.publish(ORIGIN, bundle(some))

    assert await read_all(log) == [one.value for one in sent[:150]]
    with pytest.raises(LogDisagrees):
        await log.publish(ORIGIN, bundle(sent[151:]))


async def test_a_tombstone_is_kept_with_its_key_and_headers(log: EventLog) -> None:
    sent = replace(outgoing(1), value=None)
    await log.publish(ORIGIN, [sent, outgoing(2)])

    tombstone, _ = await log.read(TOPIC, 3, 0, 10)

    assert (tombstone.value, tombstone.key, tombstone.headers) == (None, sent.key, sent.headers)


async def test_a_read_begins_and_ends_at_the_offsets_given(log: EventLog) -> None:
    await log.publish(ORIGIN, [outgoing(number) for number in range(1, 11)])

    assert [record.offset for record in await log.read(TOPIC, 3, 4, 3)] == [4, 5, 6]
    assert await log.read(TOPIC, 3, 10, 3) == []
    assert await log.read(TOPIC, 4, 0, 3) == []


async def test_a_topic_is_known_by_the_same_name_however_often_it_is_opened(open_log: Opener) -> None:
    first, second = await open_log(), await open_log()

    assert await first.identity(TOPIC) == await second.identity(TOPIC) != ""


async def test_a_topic_nobody_published_to_is_empty_and_its_ends_are_known(log: EventLog) -> None:
    await log.publish(ORIGIN, [outgoing(1), outgoing(2)])

    assert await log.end_offsets(TOPIC) == {partition: 2 if partition == 3 else 0 for partition in range(PARTITIONS)}
    assert set((await log.end_offsets(OTHER_TOPIC)).values()) == {0}
    assert await log.read(OTHER_TOPIC, 3, 0, 10) == []


async def test_a_look_at_several_topics_says_what_each_answers_alone(log: EventLog) -> None:
    await log.publish(ORIGIN, [outgoing(1), outgoing(2)])

    looked = await log.look([TOPIC, OTHER_TOPIC])

    topics = (TOPIC, OTHER_TOPIC)
    assert looked.identities == {topic: await log.identity(topic) for topic in topics}
    assert looked.ends == {
        (topic, part): end for topic in topics for part, end in (await log.end_offsets(topic)).items()
    }


async def test_what_was_published_already_is_passed_over(log: EventLog) -> None:
    await log.publish(ORIGIN, [outgoing(1), outgoing(2)])
    await log.publish(ORIGIN, [outgoing(1), outgoing(2), outgoing(3)])
    await log.publish(ORIGIN, [outgoing(3)])

    assert await read_all(log) == [b"w1", b"w2", b"w3"]


async def test_a_gap_is_refused_and_nothing_is_appended(log: EventLog) -> None:
    await log.publish(ORIGIN, [outgoing(1)])

    with pytest.raises(LogDisagrees, match="missing"):
        await log.publish(ORIGIN, [outgoing(3)])
    with pytest.raises(LogDisagrees):
        await log.publish(ORIGIN, [outgoing(2), outgoing(4)])

    assert await read_all(log) == [b"w1"]


async def test_another_history_under_the_same_ids_is_refused(log: EventLog) -> None:
    await log.publish(ORIGIN, [outgoing(1), outgoing(2)])

    with pytest.raises(LogDisagrees, match="restore"):
        await log.publish(ORIGIN, [outgoing(1, "something else"), outgoing(2), outgoing(3)])

    assert await read_all(log) == [b"w1", b"w2"]


async def test_everything_is_there_after_reopening(open_log: Opener) -> None:
    first = await open_log()
    await first.publish(ORIGIN, [outgoing(number) for number in range(1, 51)])
    before = await first.read(TOPIC, 3, 0, 100)

    second = await open_log()

    assert await second.read(TOPIC, 3, 0, 100) == before
    await second.publish(ORIGIN, [outgoing(50), outgoing(51)])
    assert len(await first.read(TOPIC, 3, 0, 100)) == 51


async def test_two_publishers_of_one_origin_keep_the_order(open_log: Opener) -> None:
    logs = [await open_log(), await open_log()]
    records = [outgoing(number) for number in range(1, 101)]

    for start in range(0, 100, 10):
        await asyncio.gather(*(log.publish(ORIGIN, records[start : start + 10]) for log in logs))

    # A record may stand there twice, since no publisher waits for the other; what counts is where it first appears.
    assert list(dict.fromkeys(await read_all(logs[0]))) == [record.value for record in records]


async def test_a_waiting_reader_is_woken(open_log: Opener) -> None:
    producer, receiver = await open_log(), await open_log()
    for log in (producer, receiver):
        subscription = await log.subscribe(None, [TOPIC])
        await subscription.wait(0)
        waiting = asyncio.create_task(subscription.wait(30))
        await asyncio.sleep(0.05)
        sequence = (await producer.end_offsets(TOPIC))[3] + 1

        await producer.publish(ORIGIN, [outgoing(sequence)])

        await until(waiting)


async def test_nothing_that_comes_between_looking_and_waiting_is_missed(log: EventLog) -> None:
    subscription = await log.subscribe(None, [TOPIC])
    await log.publish(ORIGIN, [outgoing(1)])

    await asyncio.wait_for(subscription.wait(30), 5)


@pytest.mark.parametrize("group", [None, "readers"])
async def test_who_was_woken_knows_where_what_was_appended_ends(open_log: Opener, group: str | None) -> None:
    producer, receiver = await open_log(), await open_log()
    await producer.publish(ORIGIN, [outgoing(1)])
    subscription = await receiver.subscribe(group, [TOPIC])

    async def noticed(end: int) -> bool:
        await subscription.wait(0.05)
        return (await subscription.ends()).get((TOPIC, 3)) == end

    await producer.publish(ORIGIN, [outgoing(2), outgoing(3)])
    await eventually(lambda: noticed(3))
    await producer.publish(ORIGIN, [outgoing(4)])
    await eventually(lambda: noticed(4))


async def test_a_lone_member_reads_everything(log: EventLog) -> None:
    member = await log.subscribe("readers", [TOPIC])

    assert await member.assigned() == ALL_PLACES


async def test_two_groups_do_not_share(log: EventLog) -> None:
    one, other = await log.subscribe("one", [TOPIC]), await log.subscribe("other", [TOPIC])

    assert await one.assigned() == await other.assigned() == ALL_PLACES


async def test_who_leaves_is_replaced_at_once(open_log: Opener) -> None:
    one = await (await open_log()).subscribe("readers", [TOPIC])
    assert await one.assigned() == ALL_PLACES

    await one.close()

    other = await (await open_log()).subscribe("readers", [TOPIC])
    assert await other.assigned() == ALL_PLACES


async def test_who_comes_gets_a_share_and_who_leaves_gives_it_back(open_log: Opener) -> None:
    one = await (await open_log()).subscribe("readers", [TOPIC])
    other = await (await open_log()).subscribe("readers", [TOPIC])

    async def shared() -> bool:
        shares = [await one.assigned(), await other.assigned()]
        return all(shares) and shares[0] | shares[1] == ALL_PLACES and not shares[0] & shares[1]

    async def all_with_one() -> bool:
        return await one.assigned() == ALL_PLACES

    await eventually(shared, at_most=A_GROUP_AGREES)
    await other.close()
    await eventually(all_with_one, at_most=A_GROUP_AGREES)


def take_part(make_log: MakeLog, joined: Event) -> None:
    """What another process does: it reads its share until it is killed."""

    async def for_ever() -> None:
        async with make_log() as log:
            member = await log.subscribe("readers", [TOPIC])
            while True:
                if await member.assigned():
                    joined.set()
                await member.wait(0.1)

    asyncio.run(for_ever())


async def test_the_share_of_a_killed_process_goes_to_the_living(make_log: MakeLog, open_log: Opener) -> None:
    spawn = get_context("spawn")
    joined = spawn.Event()
    other = spawn.Process(target=take_part, args=(make_log, joined), daemon=True)
    other.start()
    assert await asyncio.to_thread(joined.wait, 30)
    one = await (await open_log()).subscribe("readers", [TOPIC])

    async def shared() -> bool:
        return 0 < len(await one.assigned()) < PARTITIONS

    async def all_with_one() -> bool:
        return await one.assigned() == ALL_PLACES

    await eventually(shared)
    other.kill()
    await asyncio.to_thread(other.join)
    await eventually(all_with_one, SESSION + 10)


async def test_the_largest_event_comes_back_whole(log: EventLog) -> None:
    largest = replace(outgoing(1), value=b"x" * LARGEST)
    await log.publish(ORIGIN, [largest, outgoing(2)])

    assert [len(value or b"") for value in await read_all(log)] == [LARGEST, 2]


async def test_a_reading_from_the_beginning_gives_the_same_every_time(log: EventLog) -> None:
    records = [outgoing(number) for number in range(1, 1201)]
    await log.publish(ORIGIN, records)
    first = await log.read(TOPIC, 3, 0, 10_000)
    at = len(first)
    while at < len(records):
        first.extend(await log.read(TOPIC, 3, at, 10_000))
        at = len(first)

    again = [record for start in range(0, 1200, 100) for record in await log.read(TOPIC, 3, start, 100)]

    assert [record.value for record in first] == [record.value for record in records]
    assert again == first
