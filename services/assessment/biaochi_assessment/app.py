"""Puts the assessment service together. The only module that knows all the others."""

from biaochi.assessment.v1 import events_pb2, service_pb2
from biaochi.assessment.v1.service_connect import AssessmentServiceASGIApplication
from biaochi_chassis.audit.digest import DIGESTS
from biaochi_chassis.audit.signing import head_signer
from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.consumer.witnessing import witnessed, witnessing
from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.metrics import WEBHOOK_FAILING_AGE
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

from biaochi_assessment.api.disclosing import DISCLOSING
from biaochi_assessment.api.service import AssessmentApi
from biaochi_assessment.consumer import handlers
from biaochi_assessment.delivery.channels import Channel, EmailChannel, WebhookChannel
from biaochi_assessment.delivery.keys import secrets_of
from biaochi_assessment.delivery.notifying import Notifying
from biaochi_assessment.delivery.posting import Posting
from biaochi_assessment.delivery.sending import WebhookSender, now
from biaochi_assessment.domain.notifications.choices import EMAIL, WEBHOOK
from biaochi_assessment.domain.webhooks.targets import networks_of
from biaochi_assessment.events.decode import READS
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.loops import CalendarLoop
from biaochi_assessment.store.registry import parents
from biaochi_assessment.store.webhooks import failing
from biaochi_assessment.use_cases.notifications import NotificationUseCases
from biaochi_assessment.use_cases.restoring import restore
from biaochi_assessment.use_cases.webhooks import WebhookUseCases

NAME = "assessment"


def build(settings: Settings, log: EventLog, clock: Clock) -> Service:
    """Return the service, not yet started, on its own database and this log."""
    wrapping, cipher = wrapping_of(settings), CIPHERS[settings.cipher]
    database = _database(settings, wrapping)
    clock = clock_of(database, clock)
    comparison = Comparison(database, log, [TOPIC])
    consumer = Consumer(database, log, NAME, witnessing(handlers(clock)), witnessed(READS))
    relay = Relay(database, log, comparison)
    health = health_of(database, comparison, relay, consumer)
    secrets, networks = secrets_of(settings), networks_of(settings.webhook_networks)
    posting, mail_server = Posting(networks), settings.mail_server
    sender = WebhookSender(database, log, secrets, posting)
    channels: dict[str, Channel] = {WEBHOOK: WebhookChannel(database, secrets, posting, now)}
    if mail_server:
        channels[EMAIL] = EmailChannel(mail_server)
    notifying = Notifying(database, log, channels)
    notifications = NotificationUseCases(mail_server is not None, cipher)
    api = AssessmentApi(database, clock, cipher, (WebhookUseCases(secrets, networks), notifications))
    grants = StoredGrants(database, clock, parents)
    guard = Guard.of(settings, grants, service_pb2.DESCRIPTOR, events_pb2.DESCRIPTOR)
    audit = AuditTrail(database, TOPIC, DISCLOSING, head_signer(settings, NAME))
    rpc_app = rpc(AssessmentServiceASGIApplication, api, ReadYourWrites(consumer, relay=relay), guard, audit)
    app = ServiceApp([rpc_app], health)
    calendar = CalendarLoop(database, clock, comparison, cipher)
    loops: list[Loop] = [comparison, consumer, calendar, sender, notifying, audit]
    if isinstance(clock, DatabaseClock):
        health.add("clock", clock.check)
        loops.append(clock)
    if wrapping:
        loops.append(Rewrapping(database, wrapping))
    return Service(
        NAME, app, health, database, relay, loops, topics=consumer.topics, waiting={WEBHOOK_FAILING_AGE: failing}
    )


async def reconcile(settings: Settings, log: EventLog) -> Reconciled:
    """Take back from the log what an older database lacks, while the service runs or not; the log must be started."""
    database = _database(settings, wrapping_of(settings))
    await database.start()
    try:
        return await take_back(database, log, [TOPIC], restore)
    finally:
        await database.close()


def _database(settings: Settings, wrapping: WrappingKeys | None) -> Database:
    digest, known = DIGESTS[settings.audit_digest], {WRAPPING: wrapping}
    url, owner = settings.database(NAME), settings.owner(NAME)
    return Database(NAME, url, "biaochi_assessment.migrations", digest, known, owner)
