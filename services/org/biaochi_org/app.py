"""Puts the registry's service together; the only module that knows all the others."""

from functools import partial

from biaochi.org.v1 import events_pb2, service_pb2
from biaochi.org.v1.service_connect import OrgServiceASGIApplication
from biaochi_chassis.audit.digest import DIGESTS
from biaochi_chassis.audit.signing import head_signer
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.consumer.witnessing import witnessed, witnessing
from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.runtime.auditing import AuditTrail
from biaochi_chassis.runtime.grants import StoredGrants
from biaochi_chassis.runtime.guard import Guard
from biaochi_chassis.runtime.readiness import health_of
from biaochi_chassis.runtime.service import Loop, Service
from biaochi_chassis.runtime.web import ServiceApp, rpc
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.database_clock import DatabaseClock, clock_of
from biaochi_chassis.store.personal.keys import WRAPPING
from biaochi_chassis.store.personal.rewrapping import Rewrapping
from biaochi_chassis.store.personal.wrapping import WrappingKeys, wrapping_of
from biaochi_chassis.store.publishing.comparison import Comparison
from biaochi_chassis.store.publishing.reconcile import Reconciled
from biaochi_chassis.store.publishing.reconcile import reconcile as take_back
from biaochi_chassis.store.publishing.relay import Relay

from biaochi_org.api.disclosing import DISCLOSING
from biaochi_org.api.service import Registry
from biaochi_org.consumer import scoring_received
from biaochi_org.events.decode import READS, SCORING
from biaochi_org.events.encode import TOPIC
from biaochi_org.store.queries import parents
from biaochi_org.use_cases.restoring import restore

NAME = "org"


def build(settings: Settings, log: EventLog, clock: Clock) -> Service:
    """Return the service, not started. The log is the caller's to start before it and to close after it."""
    wrapping = wrapping_of(settings)
    database = _database(settings, wrapping)
    consumer = Consumer(database, log, NAME, witnessing({SCORING: scoring_received}), witnessed(READS))
    comparison = Comparison(database, log, [TOPIC])
    relay = Relay(database, log, comparison)
    health = health_of(database, comparison, relay, consumer)
    clock = clock_of(database, clock)
    grants = StoredGrants(database, clock, parents)
    guard = Guard.of(settings, grants, service_pb2.DESCRIPTOR, events_pb2.DESCRIPTOR)
    audit = AuditTrail(database, TOPIC, DISCLOSING, head_signer(settings, NAME))
    rpc_app = rpc(
        OrgServiceASGIApplication,
        Registry(database, clock, CIPHERS[settings.cipher]),
        ReadYourWrites(consumer, relay=relay),
        guard,
        audit,
    )
    app = ServiceApp([rpc_app], health)
    loops: list[Loop] = [comparison, consumer, audit]
    if isinstance(clock, DatabaseClock):
        health.add("clock", clock.check)
        loops.append(clock)
    if wrapping:
        loops.append(Rewrapping(database, wrapping))
    return Service(NAME, app, health, database, relay, loops, topics=consumer.topics)


async def reconcile(settings: Settings, log: EventLog) -> Reconciled:
    """Take back from the log what an older database lacks, while the service runs or not; the log must be started."""
    wrapping = wrapping_of(settings)
    database = _database(settings, wrapping)
    await database.start()
    try:
        return await take_back(database, log, [TOPIC], partial(restore, CIPHERS[settings.cipher]))
    finally:
        await database.close()


def _database(settings: Settings, wrapping: WrappingKeys | None) -> Database:
    digest, known = DIGESTS[settings.audit_digest], {WRAPPING: wrapping}
    url, owner = settings.database(NAME), settings.owner(NAME)
    return Database(NAME, url, "biaochi_org.migrations", digest, known, owner)
