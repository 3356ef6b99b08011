"""Scoring without its service: a store that takes what a test hands it in any order, and recomputes on request."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.clock import Clock, FixedClock
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.log.envelope import Envelope
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.outbox import everything
from biaochi_chassis.store.tables import consumer_position
from biaochi_scoring.consumer import BatchHandler
from biaochi_scoring.domain.standings import Run, Standing
from biaochi_scoring.events.decode import SCORING, TOPICS
from biaochi_scoring.store.stale import marked_runs
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.handlers import EventHandlers
from biaochi_scoring.use_cases.list_pages import Listing
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.rebuild import settle, standings_digest
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.simulate import Simulating
from biaochi_scoring.use_cases.states import States
from google.protobuf.message import Message
from sqlalchemy import delete, insert, select

from tests.scoring.town import TOWN, Town
from tests.servers.databases import Databases

AFTERWARDS = FixedClock(datetime(2022, 6, 1, tzinfo=UTC))
CALL = Call("tester", frozenset(), "00-" + "12" * 16 + "-" + "34" * 8 + "-01")


@dataclass
class Scorer:
    """A store with its use cases."""

    database: Database
    clock: Clock = AFTERWARDS
    graphs: Graphs = field(default_factory=Graphs)

    def __post_init__(self) -> None:
        self.states = States(self.graphs)
        self.recomputing = Recomputing(self.database, self.states, self.clock)
        self.freezing = Freezing(self.database, self.states, self.clock)
        self.answering = Answering(self.states, self.clock)
        self.simulating = Simulating(self.database, self.answering)

    async def handle_all(self, town: Town) -> None:
        """Handle every event of a town that was not handled yet, topic by topic, and settle."""
        await self.handle_new(town)
        await self.settle()

    async def handle_new(self, town: Town) -> None:
        """Handle every event of a town that was not handled yet, topic by topic; recompute nothing."""
        for topic in TOPICS:
            await self.handle(town.records[topic][await self.received(topic) :])

    async def received(self, topic: str) -> int:
        """How many records of a topic were taken in."""
        place = select(consumer_position.c.place).where(consumer_position.c.topic == topic)
        return await self.database.read(lambda connection: connection.execute(place).scalar()) or 0

    async def handle(self, records: Sequence[ReceivedEvent]) -> None:
        """Take in a batch of one topic in one transaction, together with its position."""
        if not records:
            return
        last = records[-1]
        place = {"reader": "scoring", "topic": last.topic, "part": last.partition}
        row = {**place, "place": last.offset + 1, "sequence": last.sequence, "epoch": 1}

        def take_in(tx: UnitOfWork) -> None:
            BatchHandler(EventHandlers(self.graphs)).handle(tx, records)
            tx.connection.execute(delete(consumer_position).where(consumer_position.c.topic == last.topic))
            tx.connection.execute(insert(consumer_position), row)

        await self.database.write(CALL, take_in)

    async def recompute(self) -> None:
        """Recompute everything marked, once."""
        for run in await self.marked():
            await self.recomputing.recompute(run)

    async def marked(self) -> list[Run]:
        """What must be recomputed."""
        return await self.database.read(marked_runs)

    async def settle(self) -> None:
        """Recompute and freeze until nothing is left to do."""
        await settle(self.database, self.clock)

    async def digest(self) -> str:
        """The digest over all sheets."""
        return await self.database.read(standings_digest)

    async def standings(self, period: str, cycle: str = "2020", index: str = "branch") -> dict[str, Standing]:
        """The whole list of a period by subject."""
        listing = await self.page(Listed(TOWN, cycle, index, period), Page(1000))
        return {standing.subject: standing for standing in listing.standings}

    async def page(self, listed: Listed, page: Page) -> Listing:
        """One page of a list."""
        return await self.database.read(lambda connection: self.answering.standings(connection, listed, page))

    async def published(self) -> list[scoring.StandingsMoved]:
        """What was published of lists that moved, in order."""
        return [scoring.StandingsMoved.FromString(data) for data in await self._published(scoring.StandingsMoved)]

    async def frozen(self) -> list[scoring.ResultsFrozen]:
        """What was published of frozen results, in order."""
        return [scoring.ResultsFrozen.FromString(data) for data in await self._published(scoring.ResultsFrozen)]

    async def _published(self, kind: type[Message]) -> list[bytes]:
        name = kind.DESCRIPTOR.full_name
        found = await self.database.read(lambda connection: list(everything(connection, SCORING)))
        return [one.value for part, one in found if Envelope(one.envelope, SCORING, part, one.city)["ce_type"] == name]

    def on(self, day: str) -> "Scorer":
        """The same store with the clock at the beginning of a day."""
        return Scorer(self.database, FixedClock(datetime.fromisoformat(f"{day}T00:00:00+08:00")))


def database_in(databases: Databases, kind: type[Database] = Database) -> Database:
    """Scoring's database, where the test keeps it."""
    return kind("scoring", databases("scoring"), "biaochi_scoring.migrations")


@asynccontextmanager
async def open_scorer(databases: Databases, kind: type[Database] = Database) -> AsyncIterator[Scorer]:
    """A scorer over that database."""
    database = database_in(databases, kind)
    await database.start()
    try:
        yield Scorer(database)
    finally:
        await database.close()
