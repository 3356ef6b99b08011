"""Puts the assessment service together. The only module that knows all the others."""

from biaochi.assessment.v1 import events_pb2, service_pb2
from biaochi.assessment.v1.service_connect import AssessmentServiceASGIApplication
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

from biaochi_assessment.api.service import AssessmentApi
from biaochi_assessment.consumer import HANDLERS

NAME = "assessment"


def build(settings: Settings, log: EventLog, clock: Clock) -> Service:
    """Return the service, not yet started, on its own database and this log."""
    database = Database(NAME, settings.database(NAME), "biaochi_assessment.migrations")
    relay, consumer = Relay(database, log), Consumer(database, log, NAME, HANDLERS)
    health = Health()
    health.add("relay", relay.check)
    health.add("consumer", consumer.check)
    api = AssessmentApi(database, clock)
    guard = Guard.of(settings, StoredGrants(database, clock), service_pb2.DESCRIPTOR, events_pb2.DESCRIPTOR)
    app = service_app(NAME, [rpc(AssessmentServiceASGIApplication, api, ReadYourWrites(consumer), guard)], health)
    return Service(NAME, app, health, database, relay, [consumer], topics=consumer.topics)
