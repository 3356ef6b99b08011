"""The service's store with its reader of the log; whoever makes results again need not load what serves them."""

from collections.abc import Callable

from biaochi_chassis.audit.digest import DIGESTS
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.consumer.witnessing import witnessed, witnessing
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.store.blue_green import StandbyStore
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.relay import Relay

from biaochi_scoring.consumer import BatchHandler
from biaochi_scoring.events.decode import READS, TOPICS
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.handlers import EventHandlers
from biaochi_scoring.use_cases.rebuild import Rebuilding, Rebuilt, Store, standings_digest

NAME = "scoring"


async def rebuild(settings: Settings, log: EventLog, standby: Callable[[str], StandbyStore] = StandbyStore) -> Rebuilt:
    """Derive everything again from the log, whether the platform runs or not. The log is opened and closed here."""
    place = standby(settings.database(NAME))
    serving, fresh = _store(settings, settings.database(NAME), log), _store(settings, place.url, log)
    await serving.database.start()
    await log.start()
    try:
        await place.clear()
        await fresh.database.start()
        relay = Relay(serving.database, log)
        return await Rebuilding(serving, fresh, place, relay, settings.clock()).rebuild()
    finally:
        await log.close()
        await fresh.database.close()
        await serving.database.close()
        await place.remove()


async def digest(settings: Settings) -> str:
    """Answer the SHA-256 over all sheets as they are stored now."""
    database = database_of(settings, settings.database(NAME))
    await database.start()
    try:
        return await database.read(standings_digest)
    finally:
        await database.close()


def database_of(settings: Settings, url: str) -> Database:
    """The database at this address, not started; one that is not the service's own has no other owner."""
    owner = settings.owner(NAME) if url == settings.database(NAME) else ""
    return Database(NAME, url, "biaochi_scoring.migrations", DIGESTS[settings.audit_digest], owner=owner)


def _store(settings: Settings, url: str, log: EventLog) -> Store:
    database = database_of(settings, url)
    return Store(database, consumer_of(database, log, Graphs()))


def consumer_of(database: Database, log: EventLog, graphs: Graphs) -> Consumer:
    """What reads the log into a database."""
    handler = BatchHandler(EventHandlers(graphs)).handle
    return Consumer(database, log, NAME, witnessing(dict.fromkeys(TOPICS, handler)), witnessed(READS))
