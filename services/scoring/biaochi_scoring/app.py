"""Puts the scoring service together; the only module that knows all the others."""

from dataclasses import dataclass

from biaochi.scoring.v1.service_connect import ScoringServiceASGIApplication
from biaochi_chassis.clock import Clock
from biaochi_chassis.consumer import Consumer
from biaochi_chassis.database import Database
from biaochi_chassis.health import Health
from biaochi_chassis.knowledge import Knowledge
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.positions import Positions
from biaochi_chassis.relay import Relay
from biaochi_chassis.service import Service
from biaochi_chassis.settings import Settings
from biaochi_chassis.web import rpc, service_app

from biaochi_scoring.api.service import Scores
from biaochi_scoring.consumer import InstallLoop, Listening, RecomputeLoop, Work
from biaochi_scoring.events.hearing import TOPICS
from biaochi_scoring.store.marks import anything_marked_up_to
from biaochi_scoring.use_cases.answer import Answering
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.hear import Hearing
from biaochi_scoring.use_cases.install import Plugins
from biaochi_scoring.use_cases.rebuild import rebuild as rebuild_from_log
from biaochi_scoring.use_cases.rebuild import refuse_unfinished, standings_digest
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.states import States

NAME = "scoring"


@dataclass
class Scoring(Service):
    """The scoring service; it does not start over an unfinished rebuild."""

    async def start(self) -> None:
        """Migrate and run the loops. Raises RebuildUnfinished when a rebuild was interrupted."""
        if self.database:
            await self.database.start()
            await refuse_unfinished(self.database)
        await super().start()


def build(settings: Settings, log: EventLog, clock: Clock) -> Service:
    """Return the service, not started. The log is the caller's to start before it and to close after it."""
    graphs = Graphs()
    database = _database(settings)
    consumer = _consumer(database, log, graphs)
    relay = Relay(database, log)
    plugins = Plugins(database, clock)
    knowledge = Knowledge(consumer, _Recomputed(database).known)
    states = States(graphs)
    work = Work(database, log, graphs, Recomputing(database, states, clock), Freezing(database, graphs, clock))
    recompute = RecomputeLoop(work, consumer, knowledge)
    health = Health()
    health.add("consumer", consumer.check)
    health.add("relay", relay.check)
    health.add("plugins", plugins.check)
    answering = Answering(database, states, clock)
    scores = Scores(answering, plugins)
    app = service_app(NAME, [rpc(ScoringServiceASGIApplication, scores, knowledge)], health)
    install = InstallLoop(plugins, settings.plugins)
    return Scoring(NAME, app, health, database, relay, (consumer, install, recompute))


async def rebuild(settings: Settings, log: EventLog) -> tuple[str, str, int]:
    """Drop what scoring derived and recompute it from the log: digests before and after, and how many events there are.

    The platform must be stopped; the log is opened and closed here. An interrupted rebuild is completed.
    """
    database = _database(settings)
    await database.start()
    await log.start()
    try:
        consumer = _consumer(database, log, Graphs())
        rebuilt = await rebuild_from_log(database, settings.clock(), consumer, Relay(database, log))
        events = sum([sum((await log.end_offsets(topic)).values()) for topic in TOPICS])
    finally:
        await log.close()
        await database.close()
    return rebuilt.before, rebuilt.after, events


async def digest(settings: Settings) -> str:
    """Answer the SHA-256 over all sheets as they are stored now."""
    database = _database(settings)
    await database.start()
    try:
        return await standings_digest(database)
    finally:
        await database.close()


def _database(settings: Settings) -> Database:
    return Database(NAME, settings.database(NAME), "biaochi_scoring.migrations")


def _consumer(database: Database, log: EventLog, graphs: Graphs) -> Consumer:
    return Consumer(database, log, NAME, dict.fromkeys(TOPICS, Listening(Hearing(graphs)).hear))


class _Recomputed:
    """Whether what a caller wrote is in the sheets yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, positions: Positions) -> bool:
        async with self._database.reading() as connection:
            return not await anything_marked_up_to(connection, positions)
