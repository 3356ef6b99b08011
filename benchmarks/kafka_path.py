"""What our way over Apache Kafka costs beside bare kafka-python: the same records, bytes and brokers.

Run it with `python -m benchmarks.kafka_path`. Bare: one idempotent producer with acks=all, one consumer that takes each
record and forgets it. Ours: transactions with an outbox, the relay, and a consumer that keeps inbox, numbers and
positions in PostgreSQL in the transaction of an effect that does nothing. CPU is this process's own, all threads.
"""

import asyncio
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from biaochi.assessment.v1.events_pb2 import Fact, LedgerEntryRecorded
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.log.contract import LogRecord
from biaochi_chassis.log.kafka.cluster import Cluster
from biaochi_chassis.log.kafka.driver import KafkaLog
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay

from tests.servers import kafka, postgres
from tests.servers.databases import OnServer

EVENTS = 20_000
AT_ONCE = 100
"""Events of one transaction, as a batch of commands has them."""
CITY, TOPIC = "lanzhou", "biaochi.assessment.v1"
CALL = Call("developer", frozenset(), f"00-{'1' * 32}-{'2' * 16}-01")


class Cost(NamedTuple):
    """What one event took, in microseconds."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{1e6 / self.wall:8.0f} events/s, {self.cpu:6.0f} us of CPU each"


@dataclass
class Watch:
    """Measures from when it is made."""

    def __post_init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def cost(self) -> Cost:
        """What each event has cost since then."""
        wall, cpu = time.perf_counter() - self._wall, time.process_time() - self._cpu
        return Cost(wall / EVENTS * 1e6, cpu / EVENTS * 1e6)


def events() -> list[Event]:
    """Ledger entries as the assessment service publishes them, of 500 organizations."""
    now = datetime(2021, 2, 1, tzinfo=UTC)
    published = []
    for number in range(EVENTS):
        subject = f"{number % 500:05}"
        fact = Fact(
            number=f"entry-{number}", kind="ledger", subject=subject, indicator="dues", cycle="2020", amount="1"
        )
        fact.period, fact.recorded_by, fact.recorded_at = "2020-Q3", "developer", "2021-02-01T00:00:00Z"
        data = LedgerEntryRecorded(fact=fact).SerializeToString()
        published.append(Event(TOPIC, CITY, subject, LedgerEntryRecorded.DESCRIPTOR.full_name, data, CALL, now))
    return published


async def ours(published: Sequence[Event], database: Database, log: KafkaLog) -> list[Cost]:
    """Published in transactions, copied to the log, read with an effect."""
    watch = Watch()
    for start in range(0, EVENTS, AT_ONCE):
        some = published[start : start + AT_ONCE]
        await database.write(CALL, partial(UnitOfWork.publish, events=some))
    costs = [watch.cost()]
    watch = Watch()
    await Relay(database, log).copy()
    costs.append(watch.cost())
    watch = Watch()
    await Consumer(database, log, "measured", {TOPIC: no_effect}).catch_up()
    return [*costs, watch.cost()]


def no_effect(_tx: UnitOfWork, _records: Sequence[ReceivedEvent]) -> None:
    """Have read them."""


def bare(records: Sequence[LogRecord], cluster: Cluster) -> list[Cost]:
    """The same keys, headers and values, by the library alone."""
    cluster.ensure(TOPIC)
    name, place = cluster.name(TOPIC), partition_of(CITY)
    watch, producer = Watch(), cluster.producer()
    for record in records:
        headers = [(key, value.encode()) for key, value in record.headers.items()]
        producer.send(name, partition=place, key=record.key.encode(), value=record.value, headers=headers)
    producer.flush()
    costs = [watch.cost()]
    producer.close()
    watch, consumer = Watch(), cluster.consumer()
    consumer.assign(cluster.places(TOPIC))
    consumer.seek_to_beginning()
    left = len(records)
    while left:
        left -= sum(len(some) for some in consumer.poll(timeout_ms=1000).values())
    costs.append(watch.cost())
    consumer.close()
    return costs


async def measure(address: str, server: postgres.Postgres) -> None:
    """Both ways, one after the other."""
    database = Database("assessment", OnServer(server)("assessment"), "biaochi_assessment.migrations")
    await database.start()
    async with KafkaLog(Cluster(address, "ours.")) as log:
        published, copied, received = await ours(events(), database, log)
        records = [
            record
            for start in range(0, EVENTS, 1000)
            for record in await log.read(TOPIC, partition_of(CITY), start, 1000)
        ]
    await database.close()
    produced, consumed = await asyncio.to_thread(bare, records, Cluster(address, "bare."))
    print(f"{EVENTS} events of {len(records[0].value or b'')} bytes and {len(records[0].headers)} headers")
    print(f"bare produce      {produced}\nbare consume      {consumed}")
    print(f"ours, transaction {published}\nours, relay       {copied}\nours, consumer    {received}")
    whole, relay = (published.cpu + copied.cpu) / produced.cpu, copied.cpu / produced.cpu
    print(f"producing, ours : bare  {whole:.1f} times the CPU; the relay alone {relay:.1f} times")
    print(f"consuming, ours : bare  {received.cpu / consumed.cpu:.1f} times the CPU")


def main() -> None:
    """Measure and print."""
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f}")
    with kafka.running() as address, postgres.running() as server:
        asyncio.run(measure(address, server))


if __name__ == "__main__":
    main()
