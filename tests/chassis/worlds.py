"""What the chassis' tests stand on: small services over files of their own, and events that say who they are."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from biaochi_chassis.consumer.consumer import Consumer, Handler
from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.log.contract import EventLog, Outgoing
from biaochi_chassis.store.database import Connection, Database, UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_chassis.store.tables import inbox, inbox_run
from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select

from tests.callers import caller
from tests.servers.databases import Databases
from tests.servers.logs import Backbone

TOPIC = "biaochi.tests.v1"
OTHER_TOPIC = "biaochi.other.v1"
CITY = "lanzhou"
NOON = datetime(2020, 12, 31, 4, 0, tzinfo=UTC)
SCRIPTS = "tests.chassis.scripts"

effect = Table(
    "effect",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("city", String(100), nullable=False),
    Column("word", String(100), nullable=False),
)


def an_event(word: str, city: str = CITY, topic: str = TOPIC) -> Event:
    return Event(topic, city, "市直单位07", f"{topic}.Said", word.encode(), caller(), NOON)


def outgoing(sequence: int, word: str = "", city: str = CITY) -> Outgoing:
    event = an_event(word or f"w{sequence}", city)
    headers = event.headers("producer", 3, sequence)
    return Outgoing(sequence, headers["ce_id"], city, headers, event.data)


def database(databases: Databases, name: str) -> Database:
    return Database(name, databases(name), SCRIPTS)


@asynccontextmanager
async def running(loop: Consumer | Relay) -> AsyncIterator[None]:
    """Let it run for the length of the block."""
    task = asyncio.create_task(loop.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def publish(database: Database, words: Sequence[str], city: str = CITY) -> Positions:
    events = [an_event(word, city) for word in words]
    return (await database.write(caller(), lambda tx: tx.publish(events))).positions


def write_down(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
    """The plainest handler: one row a record, in order."""
    tx.connection.execute(insert(effect), [{"city": r.city, "word": r.data.decode()} for r in records])


def write_word(connection: Connection, word: str) -> None:
    connection.execute(insert(effect).values(city=CITY, word=word))


async def written(database: Database, city: str = CITY) -> list[str]:
    chosen = select(effect.c.word).where(effect.c.city == city).order_by(effect.c.number)
    return await database.read(lambda connection: list(connection.scalars(chosen)))


async def count(database: Database, table: Table) -> int:
    chosen = select(func.count()).select_from(table)
    return await database.read(lambda connection: connection.scalars(chosen).one())


async def taken_in(database: Database) -> int:
    """How many events had their effect."""
    runs = select(func.sum(inbox_run.c.last - inbox_run.c.first + 1))
    alone = await count(database, inbox)
    return alone + await database.read(lambda connection: connection.scalar(runs) or 0)


@dataclass
class World:
    """One service that publishes, one that receives, and the log between them."""

    backbone: Backbone
    log: EventLog
    producer: Database
    receiver: Database
    relay: Relay = field(init=False)

    def __post_init__(self) -> None:
        self.relay = Relay(self.producer, self.log)

    @property
    def databases(self) -> Databases:
        return self.backbone.databases

    def consumer(self, handler: Handler = write_down, group: str = "receiver") -> Consumer:
        return Consumer(self.receiver, self.log, group, {TOPIC: handler})

    async def publish(self, *words: str, city: str = CITY) -> Positions:
        """Publish, and have it in the log."""
        positions = await publish(self.producer, words, city)
        await self.relay.copy()
        return positions

    async def received(self, city: str = CITY) -> list[str]:
        return await written(self.receiver, city)


@asynccontextmanager
async def busy(database: Database, work: Callable[[Connection], object] = lambda _: None) -> AsyncIterator[None]:
    """Keep the one who writes busy, with the work done and not committed: what comes meanwhile waits for the end."""
    begun, over = threading.Event(), threading.Event()

    def working(connection: Connection) -> None:
        work(connection)
        begun.set()
        over.wait()

    writing = asyncio.create_task(database.update(working))
    await asyncio.to_thread(begun.wait)
    try:
        yield
    finally:
        over.set()
        await writing


async def until(condition: "asyncio.Future[object] | asyncio.Task[None]", at_most: float = 5.0) -> None:
    await asyncio.wait_for(condition, at_most)


async def eventually(is_true: Callable[[], Awaitable[bool]], at_most: float = 10.0) -> None:
    """Look again and again; fails when it does not become true in time."""
    async with asyncio.timeout(at_most):
        while not await is_true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
