"""Puts the scoring service together; the only module that knows all the others."""

from collections.abc import Callable
from functools import partial

from biaochi.scoring.v1 import events_pb2, service_pb2
from biaochi.scoring.v1.service_connect import ScoringServiceASGIApplication
from biaochi_chassis.audit.signing import head_signer
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.metrics import UNJUDGED_AGE
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.runtime.auditing import AuditTrail
from biaochi_chassis.runtime.grants import StoredGrants
from biaochi_chassis.runtime.guard import Guard
from biaochi_chassis.runtime.readiness import health_of
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import ServiceApp, rpc
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.comparison import Comparison
from biaochi_chassis.store.publishing.reconcile import Reconciled, Restored
from biaochi_chassis.store.publishing.reconcile import reconcile as take_back
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_sdk.host.discovery import Discovery, absent, discover
from biaochi_sdk.host.installed import InstalledPlugins

from biaochi_scoring.api.disclosing import DISCLOSING
from biaochi_scoring.api.service import Scores
from biaochi_scoring.events.decode import SCORING
from biaochi_scoring.loops import InstallLoop, RecomputeLoop, Work
from biaochi_scoring.store.registry import parents
from biaochi_scoring.store.stale import anything_marked_up_to, oldest_marks
from biaochi_scoring.stores import NAME, consumer_of, database_of
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.install import Plugins
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.states import States

Load = Callable[[tuple[str, ...] | None, InstalledPlugins], Discovery]
"""Returns the cities that are installed, or those allowed by name."""


def build(settings: Settings, log: EventLog, clock: Clock, load: Load = discover) -> Service:
    """Return the service, not started. The log is the caller's to start before it and to close after it.

    Raises SettingsRefused when the settings name a plugin that is not installed.
    """
    installed = InstalledPlugins(settings.plugin_folder)
    for reason in absent(settings.plugins, installed):
        raise SettingsRefused(f"BIAOCHI_PLUGINS cannot be served: {reason}")
    graphs = Graphs()
    database = database_of(settings, settings.database(NAME))
    consumer = consumer_of(database, log, graphs)
    comparison = Comparison(database, log, [SCORING])
    relay = Relay(database, log, comparison)
    plugins = Plugins(database, clock)
    read_your_writes = ReadYourWrites(consumer, _Recomputed(database).known, relay)
    states = States(graphs)
    recomputing, freezing = Recomputing(database, states, clock), Freezing(database, states, clock)
    work = Work(database, comparison, graphs, recomputing, freezing)
    recompute = RecomputeLoop(work, consumer, read_your_writes)
    health = health_of(database, comparison, relay, consumer)
    health.add("plugins", plugins.check)
    scores = Scores(database, Answering(states, clock), plugins)
    grants = StoredGrants(database, clock, parents)
    guard = Guard.of(settings, grants, service_pb2.DESCRIPTOR, events_pb2.DESCRIPTOR)
    audit = AuditTrail(database, SCORING, DISCLOSING, head_signer(settings, NAME))
    app = ServiceApp([rpc(ScoringServiceASGIApplication, scores, read_your_writes, guard, audit)], health)
    install = InstallLoop(plugins, comparison, installed, partial(load, settings.plugins, installed))
    loops, waiting = (comparison, consumer, install, recompute, audit), {UNJUDGED_AGE: oldest_marks}
    return Service(NAME, app, health, database, relay, loops, topics=consumer.topics, waiting=waiting)


async def reconcile(settings: Settings, log: EventLog) -> Reconciled:
    """Take back from the log what an older outbox lacks; results are made again by reading. The log must be started."""
    database = database_of(settings, settings.database(NAME))
    await database.start()
    try:
        return await take_back(database, log, [SCORING], lambda _connection, _events: Restored())
    finally:
        await database.close()


class _Recomputed:
    """Whether what a caller wrote is in the sheets yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, positions: Positions) -> bool:
        return not await self._database.read(lambda connection: anything_marked_up_to(connection, positions))
