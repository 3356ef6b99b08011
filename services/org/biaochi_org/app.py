"""Puts the registry's service together; the only module that knows all the others."""

from biaochi.org.v1 import events_pb2, service_pb2
from biaochi.org.v1.service_connect import OrgServiceASGIApplication
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.runtime.grants import StoredGrants
from biaochi_chassis.runtime.guard import Guard
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.runtime.web import rpc, service_app
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.relay import Relay

from biaochi_org.api.service import Registry
from biaochi_org.consumer import scoring_received
from biaochi_org.events.decode import SCORING

NAME = "org"


def build(settings: Settings, log: EventLog, clock: Clock) -> Service:
    """Return the service, not started. The log is the caller's to start before it and to close after it."""
    database = Database(NAME, settings.database(NAME), "biaochi_org.migrations")
    consumer = Consumer(database, log, NAME, {SCORING: scoring_received})
    relay = Relay(database, log)
    health = Health()
    health.add("consumer", consumer.check)
    health.add("relay", relay.check)
    guard = Guard.of(settings, StoredGrants(database, clock), service_pb2.DESCRIPTOR, events_pb2.DESCRIPTOR)
    rpc_app = rpc(OrgServiceASGIApplication, Registry(database, clock), ReadYourWrites(consumer), guard)
    app = service_app(NAME, [rpc_app], health)
    return Service(NAME, app, health, database, relay, (consumer,), topics=consumer.topics)
