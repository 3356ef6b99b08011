"""What only Apache Kafka can do to us: strangers' records, wrong topics, dead members, brokers that go away."""

import asyncio
import gc
import logging
import os
import re
import threading
from asyncio import CancelledError
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable, Origin, Outgoing
from biaochi_chassis.log.kafka import cluster as kafka_cluster
from biaochi_chassis.log.kafka import wire
from biaochi_chassis.log.kafka.cluster import DELIVERY_MS, Cluster, speaking
from biaochi_chassis.log.kafka.driver import KafkaLog
from biaochi_chassis.log.kafka.listener import AppendListener
from biaochi_chassis.log.kafka.member import Membership
from biaochi_chassis.log.kafka.writer import Writer
from biaochi_chassis.log.partitions import PARTITIONS, partition_of
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_chassis.store.tables import dead
from kafka import KafkaAdminClient, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import (
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
)
from kafka.producer.sender import Sender
from sqlalchemy import select

from tests.chassis.between import LogBetween, nothing
from tests.chassis.worlds import CITY, OTHER_TOPIC, TOPIC, World, database, eventually, outgoing, publish
from tests.servers import kafka as servers
from tests.servers.databases import in_files
from tests.servers.logs import Backbone, on_kafka
from tests.servers.missing import ServerMissing, give_up

SESSION = 3.0
ORIGIN = Origin("producer", TOPIC, 3)


@pytest.fixture
def cluster(kafka_address: str, tmp_path: Path) -> Cluster:
    return Cluster(kafka_address, f"{tmp_path.name}.", SESSION)


@pytest.fixture
async def log(cluster: Cluster) -> AsyncIterator[KafkaLog]:
    async with KafkaLog(cluster) as opened:
        yield opened


@pytest.fixture
def broker() -> Iterator[servers.Broker]:
    """A broker of this test's own, which it may stop."""
    try:
        running = servers.local()
        broker = running.__enter__()
    except ServerMissing as missing:
        give_up(missing)
    yield broker
    running.__exit__(None, None, None)


async def open_world(folder: Path, log: KafkaLog) -> World:
    places = in_files(folder)
    producer, receiver = database(places, "producer"), database(places, "receiver")
    await producer.start()
    await receiver.start()
    return World(Backbone(places, lambda: log, lambda: log), log, producer, receiver)


async def close(*databases: Database) -> None:
    for one in databases:
        await one.close()


async def goes_on_at(log: KafkaLog, partition: int, offset: int) -> bool:
    return (await log.end_offsets(TOPIC))[partition] == offset


async def is_ready(consumer: Consumer) -> bool:
    return await consumer.joined() is None and await consumer.check() is None


async def has_received(world: World, words: list[str]) -> bool:
    return await world.received() == words


async def test_a_topic_is_made_with_twelve_partitions_kept_for_ever(cluster: Cluster, log: KafkaLog) -> None:
    await log.end_offsets(TOPIC)

    admin = KafkaAdminClient(bootstrap_servers=cluster.address)
    try:
        (topic,) = admin.describe_topics([cluster.name(TOPIC)])
        assert len(topic["partitions"]) == PARTITIONS
        configs = str(admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, cluster.name(TOPIC))]))
    finally:
        admin.close()
    assert re.search(r"retention.ms.{0,40}-1\b", configs), configs[:2000]


async def test_a_topic_with_other_partitions_is_refused(cluster: Cluster, log: KafkaLog) -> None:
    admin = KafkaAdminClient(bootstrap_servers=cluster.address)
    admin.create_topics({cluster.name(TOPIC): {"num_partitions": 3}})
    admin.close()

    with pytest.raises(LogDisagrees, match="3 partitions"):
        await log.end_offsets(TOPIC)


async def test_a_lost_topic_is_made_anew_once_nothing_sent_to_it_can_arrive_any_more(cluster: Cluster) -> None:
    now = 0.0
    cluster.clock = lambda: now
    async with KafkaLog(cluster) as log:
        lost = await log.identity(TOPIC)
        admin = KafkaAdminClient(bootstrap_servers=cluster.address)
        admin.delete_topics([cluster.name(TOPIC)])
        admin.close()

        async def is_missed() -> bool:
            try:
                await log.identity(TOPIC)
            except LogUnavailable as missed:
                return "will be made anew in 7 s" in str(missed)
            return False

        await eventually(is_missed)
        now = DELIVERY_MS / 1000

        assert await log.identity(TOPIC) != lost


def test_a_producer_that_another_thread_ends_is_a_log_that_is_away(cluster: Cluster) -> None:
    class EndedBefore(list[Outgoing]):
        def __iter__(self) -> Iterator[Outgoing]:
            writer.close()
            return super().__iter__()

    class EndedAmid(list[Outgoing]):
        def __iter__(self) -> Iterator[Outgoing]:
            # As kafka-python says it when its network is closed while a record is on its way there.
            raise RuntimeError("NetworkSelector closed!")

    with closing(Writer(cluster)) as writer:
        for ended in (EndedBefore, EndedAmid):
            with pytest.raises(LogUnavailable):
                writer.send(ORIGIN, ended([outgoing(1)]))
            writer.send(ORIGIN, [outgoing(1)])


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (TopicAuthorizationFailedError, "BIAOCHI_KAFKA_USER may not describe, create, read and write topics there"),
        (GroupAuthorizationFailedError, "BIAOCHI_KAFKA_USER may not read in groups there"),
        (UnknownTopicOrPartitionError, "a topic is not there any more, and will be made anew"),
    ],
)
def test_what_a_cluster_refuses_is_a_sentence_that_says_what_would_help(
    trouble: type[KafkaError], sentence: str
) -> None:
    with pytest.raises(LogUnavailable, match=sentence), speaking(Cluster("broker:9092", "office.")):
        raise trouble


def test_a_partition_that_the_client_does_not_know_yet_is_a_log_that_is_away() -> None:
    sentence = "a topic is not there any more, and will be made anew"

    with pytest.raises(LogUnavailable, match=sentence), speaking(Cluster("broker:9092")):
        raise KeyError(TopicPartition("biaochi.org.v1", 3))
    with pytest.raises(KeyError), speaking(Cluster("broker:9092")):
        raise KeyError("a fault of ours")


async def test_what_strangers_write_is_set_aside_and_the_rest_goes_on(
    cluster: Cluster, log: KafkaLog, tmp_path: Path
) -> None:
    world = await open_world(tmp_path, log)
    await world.publish("a")
    producer = KafkaProducer(bootstrap_servers=cluster.address)
    name, partition = cluster.name(TOPIC), partition_of(CITY)
    producer.send(name, partition=partition, key=b"lanzhou", value=None)
    producer.send(name, partition=partition, key=b"\xff", value=b"{no protobuf", headers=[("ce_id", b"\xff")])
    producer.send(name, partition=partition, key=None, value=b"")
    producer.flush()
    producer.close()
    await world.publish("b")

    await world.consumer().catch_up()

    assert await world.received() == ["a", "b"]
    chosen = select(dead.c.reason).order_by(dead.c.place)
    reasons = await world.receiver.read(lambda connection: connection.scalars(chosen).all())
    assert len(reasons) == 3
    assert "tombstone" in reasons[0]
    await close(world.producer, world.receiver)


async def test_what_a_strangers_transaction_leaves_is_no_record_and_stops_nobody(
    cluster: Cluster, log: KafkaLog, tmp_path: Path
) -> None:
    world = await open_world(tmp_path, log)
    await world.publish("a")
    consumer = world.consumer()
    reading = asyncio.create_task(consumer.run())
    name, partition = cluster.name(TOPIC), partition_of(CITY)
    stranger = KafkaProducer(bootstrap_servers=cluster.address, transactional_id=name)
    await asyncio.to_thread(stranger.init_transactions)
    for word, end, behind_records in (("b", stranger.commit_transaction, 2), ("c", stranger.abort_transaction, 5)):
        stranger.begin_transaction()
        stranger.send(name, partition=partition, key=b"lanzhou", value=b"of a stranger")
        await asyncio.to_thread(stranger.flush)
        await asyncio.to_thread(end)
        async with KafkaLog(cluster) as of_another_process:
            await eventually(partial(goes_on_at, of_another_process, partition, behind_records + 1))
        await eventually(partial(goes_on_at, log, partition, behind_records))
        await eventually(partial(is_ready, consumer))
        await world.publish(word)
    stranger.close()

    await eventually(partial(has_received, world, ["a", "b", "c"]))

    reading.cancel()
    again = world.consumer(group="from the beginning")
    await again.catch_up()
    assert await world.received() == ["a", "b", "c", "a", "b", "c"]
    chosen = select(dead.c.place).order_by(dead.c.reader, dead.c.place)
    assert await world.receiver.read(lambda connection: connection.scalars(chosen).all()) == [1, 4] * 2
    await close(world.producer, world.receiver)


def raw(offset: int, origin: str = "", kind: str = "") -> ConsumerRecord:
    headers = [(wire.ORIGIN, origin.encode()), ("ce_type", kind.encode())]
    return ConsumerRecord(TOPIC, 3, None, offset, 0, 0, b"lanzhou", b"", headers, None, 7, 0, 0)


@pytest.mark.parametrize(
    ("offset", "found"),
    [(9, []), (10, [10, 12, 13]), (11, [12, 13, 17]), (12, [12, 13, 17]), (14, [17, 18]), (18, [18]), (19, [])],
)
def test_what_was_received_is_found_by_its_offset_though_some_have_no_record(offset: int, found: list[int]) -> None:
    listener, place = AppendListener(Cluster("broker:9092")), TopicPartition(TOPIC, 3)
    listener.keep({place: [raw(at) for at in (10, 12, 13, 17, 18)]})

    assert [record.offset for record in listener.recent(place, offset, 3)] == found


def test_what_was_received_is_of_use_where_anybody_who_listens_named_its_type_or_none() -> None:
    listener, place = AppendListener(Cluster("broker:9092")), TopicPartition(TOPIC, 3)
    received = {place: [raw(1, kind="a"), raw(2, kind="b")]}

    listener.listen("one", [place], ["c"])
    assert not listener.is_of_use(received)
    listener.listen("two", [place], ["b"])
    assert listener.is_of_use(received)
    listener.listen("two", [])
    assert not listener.is_of_use(received)
    listener.listen("three", [place])
    assert listener.is_of_use(received)


async def test_what_is_of_no_use_wakes_whoever_waits_all_the_same(log: KafkaLog) -> None:
    subscription = await log.subscribe(None, [TOPIC], [f"{TOPIC}.Other"])
    await log.publish(ORIGIN, [outgoing(1)])

    async def noticed() -> bool:
        await subscription.wait(1.0)
        return (await subscription.ends()).get((TOPIC, 3)) == 1

    await eventually(noticed)


@pytest.mark.parametrize(
    "said", ["producer", "producer/", "producer/²", f"producer/{'9' * 5000}", "producer/-1", "other/7"]
)
def test_an_origin_that_a_stranger_wrote_is_no_number_of_ours(said: str) -> None:
    assert wire.sequence_from(ORIGIN, raw(0, said)) is None
    assert wire.sequence_from(ORIGIN, raw(0, "producer/7")) == 7


async def test_the_first_share_is_whole_also_where_a_topic_is_only_just_made(cluster: Cluster) -> None:
    shares: list[int] = []

    def note(places: Collection[object]) -> None:
        shares.append(len(places))

    members = [Membership(cluster, f"readers{number}", [TOPIC, OTHER_TOPIC], note) for number in range(6)]

    async def all_have_one() -> bool:
        return len(shares) == len(members)

    await eventually(all_have_one, 30)
    assert set(shares) == {2 * PARTITIONS}
    for member in members:
        await asyncio.to_thread(member.leave)


@pytest.fixture
def by_hand() -> Iterator[None]:
    """Nothing is collected unless somebody asks for it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.usefixtures("by_hand")
def test_a_client_that_finds_no_broker_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # What pytest keeps of a log would keep the sockets of its exceptions.
    caplog.set_level(logging.CRITICAL, "kafka")
    monkeypatch.setattr(kafka_cluster, "PATIENCE_MS", 100)
    away = Cluster("127.0.0.1:9")
    before = threading.active_count(), open_files()

    for connect in (away.consumer, away.producer, lambda: away.ensure(TOPIC)):
        with pytest.raises(LogUnavailable), speaking(away):
            connect()
    with speaking(away):
        pass

    assert (threading.active_count(), open_files()) == before


async def test_who_has_no_share_yet_is_not_ready(tmp_path: Path) -> None:
    async with KafkaLog(Cluster("127.0.0.1:9")) as log:
        world = await open_world(tmp_path, log)
        consumer = world.consumer()
        running = asyncio.create_task(consumer.run())
        await asyncio.sleep(0.1)

        assert await consumer.joined() == "waits for its share of the log"

        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await close(world.producer, world.receiver)


@asynccontextmanager
async def living(folder: Path, broker: servers.Broker) -> AsyncIterator[World]:
    """A world whose relay and consumer run, on a broker that may go away."""
    async with KafkaLog(Cluster(broker.address, "", SESSION)) as log:
        world = await open_world(folder, log)
        running = [asyncio.create_task(world.consumer().run()), asyncio.create_task(world.relay.run())]
        yield world
        for task in running:
            task.cancel()
        assert [type(end) for end in await asyncio.gather(*running, return_exceptions=True)] == [CancelledError] * 2
        await close(world.producer, world.receiver)


async def comes_to_receive(world: World, *words: str) -> None:
    async def everything() -> bool:
        return await world.received() == list(words)

    await eventually(everything, 40)


async def test_a_broker_that_goes_away_is_waited_for_and_nothing_is_lost(
    broker: servers.Broker, tmp_path: Path
) -> None:
    async with living(tmp_path, broker) as world:
        await world.publish("a")
        await asyncio.to_thread(broker.server.kill)
        with pytest.raises(LogUnavailable):
            await world.publish("b")

        await asyncio.to_thread(broker.start)

        await comes_to_receive(world, "a", "b")


async def test_a_broker_that_lost_everything_is_filled_again_and_nothing_is_taken_twice(
    broker: servers.Broker, tmp_path: Path
) -> None:
    async with living(tmp_path, broker) as world:
        await world.publish("a", "b")
        await comes_to_receive(world, "a", "b")
        await asyncio.to_thread(broker.server.kill)
        await asyncio.to_thread(broker.wipe)
        await publish(world.producer, ["c"])

        await asyncio.to_thread(broker.start)

        await comes_to_receive(world, "a", "b", "c")
        await world.publish("d")
        await comes_to_receive(world, "a", "b", "c", "d")
        again = await world.log.read(TOPIC, partition_of(CITY), 0, 100)
        assert list(dict.fromkeys(record.value for record in again)) == [b"a", b"b", b"c", b"d"]


async def test_what_was_held_for_a_lost_log_is_not_the_first_in_the_new_one(
    broker: servers.Broker, tmp_path: Path
) -> None:
    is_lost = asyncio.Event()

    async def lose_the_log() -> None:
        await asyncio.to_thread(broker.server.kill)
        await asyncio.to_thread(broker.wipe)
        is_lost.set()

    cluster = Cluster(broker.address, "", SESSION)
    async with KafkaLog(cluster) as log, KafkaLog(replace(cluster)) as of_another_process:
        world, between = await open_world(tmp_path, log), LogBetween(log)
        world.relay = Relay(world.producer, between)
        await world.publish("a", "b")
        lost = await of_another_process.identity(TOPIC)
        between.before_publishing = lose_the_log
        holding = asyncio.create_task(world.publish("c"))
        await is_lost.wait()
        await asyncio.to_thread(broker.start)

        async def is_another() -> bool:
            with suppress(LogUnavailable):
                return await of_another_process.identity(TOPIC) != lost
            return False

        await eventually(is_another, 40)
        with pytest.raises(LogUnavailable):
            await holding
        assert not [thread for thread in threading.enumerate() if isinstance(thread, Sender)]
        between.before_publishing = nothing
        await world.relay.copy()

        assert [record.value for record in await log.read(TOPIC, partition_of(CITY), 0, 100)] == [b"a", b"b", b"c"]
        await close(world.producer, world.receiver)


async def test_a_log_may_be_opened_before_its_broker() -> None:
    log = on_kafka("127.0.0.1:9")()
    async with log:
        with pytest.raises(LogUnavailable):
            await log.publish(ORIGIN, [outgoing(1)])
