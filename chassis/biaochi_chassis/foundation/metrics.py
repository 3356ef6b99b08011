"""Every metric of the platform, declared once: docs/operations/metrics.md says what each is good for.

Who measures often holds its child (`REQUEST_SECONDS.labels(...)`), so that a request looks nothing up. What costs a
question to the database or the log is measured when somebody scrapes, and at no other time (runtime/sampling.py).
"""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

REGISTRY = CollectorRegistry()

_INSTANTS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_MINUTES = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)

# The moment a series began would double their number.
disable_created_metrics()  # type: ignore[no-untyped-call]  # it alone carries no types
ProcessCollector(registry=REGISTRY)

REQUEST_SECONDS = Histogram(
    "biaochi_request_seconds",
    "Seconds from a request to its answer; its count is the number of requests.",
    ["service", "operation"],
    registry=REGISTRY,
    buckets=_INSTANTS,
)
REFUSALS = Counter(
    "biaochi_refusals",
    "Requests that were refused or failed, by the stable code of the answer.",
    ["service", "code"],
    registry=REGISTRY,
)
UNPLANNED = Counter(
    "biaochi_unplanned",
    "Operations that graphql-core executed because they have no plan, by the reason.",
    ["reason"],
    registry=REGISTRY,
)
CHANGE_ANSWERS = Counter(
    "biaochi_change_answers",
    "Answers to changes that were made; each goes to all subscribers who ask and see the same.",
    registry=REGISTRY,
)
EXPORTS = Counter(
    "biaochi_exports",
    "Exports by list, format and outcome: OK, or the code of what refused them.",
    ["list", "format", "outcome"],
    registry=REGISTRY,
)
UPLOADS = Counter(
    "biaochi_uploads",
    "Uploaded files by outcome: OK, or the code of what refused them.",
    ["outcome"],
    registry=REGISTRY,
)
SUBSCRIPTIONS = Gauge(
    "biaochi_subscriptions",
    "Subscriptions that are open at this gateway.",
    registry=REGISTRY,
)
READY = Gauge(
    "biaochi_ready",
    "1 when the part says that it is ready, else 0.",
    ["service"],
    registry=REGISTRY,
)
DATABASE_UP = Gauge(
    "biaochi_database_up",
    "1 when the database answered a read within two seconds, else 0.",
    ["service"],
    registry=REGISTRY,
)
LOG_UP = Gauge(
    "biaochi_log_up",
    "1 when the log said within two seconds where it ends, else 0.",
    ["service"],
    registry=REGISTRY,
)
CONSUMER_LAG = Gauge(
    "biaochi_consumer_lag_events",
    "Events of the topic that the service has still to read, over all its replicas.",
    ["service", "topic"],
    registry=REGISTRY,
)
OUTBOX_EVENTS = Gauge(
    "biaochi_outbox_events",
    "Events that are committed and not in the log yet; those of the last second may be there already.",
    ["service"],
    registry=REGISTRY,
)
OUTBOX_AGE = Gauge(
    "biaochi_outbox_age_seconds",
    "For how long the oldest event that is not in the log yet has been seen waiting.",
    ["service"],
    registry=REGISTRY,
)
DEAD_LETTERS = Gauge(
    "biaochi_dead_letters",
    "Records that the service cannot read, set aside with their reasons.",
    ["service"],
    registry=REGISTRY,
)
PARKED_SUBJECTS = Gauge(
    "biaochi_parked_subjects",
    "Subjects whose events could not be applied and wait.",
    ["service"],
    registry=REGISTRY,
)
NEWEST_JUDGED_FACT = Gauge(
    "biaochi_newest_judged_fact_timestamp_seconds",
    "When the newest fact that this process has judged was recorded; absent before the first one.",
    ["service"],
    registry=REGISTRY,
)
UNJUDGED_AGE = Gauge(
    "biaochi_unjudged_age_seconds",
    "For how long the oldest event whose consequences are not judged yet has been seen waiting.",
    ["service"],
    registry=REGISTRY,
)
RECOMPUTE_SECONDS = Histogram(
    "biaochi_recompute_seconds",
    "Seconds that one recomputation of one model in one cycle took, from reading to the commit.",
    ["service"],
    registry=REGISTRY,
    buckets=_MINUTES,
)
DATABASE_WAIT = Histogram(
    "biaochi_database_wait_seconds",
    "Seconds that work waited for one of the readers' connections, or for the writers' turn in this process.",
    ["service", "pool"],
    registry=REGISTRY,
    buckets=_INSTANTS,
)
DATABASE_CONNECTIONS = Gauge(
    "biaochi_database_connections_in_use",
    "Connections of this process that work at this moment: four read at the most, one writes.",
    ["service", "pool"],
    registry=REGISTRY,
)
WEBHOOK_TRIES = Counter(
    "biaochi_webhook_tries",
    "Messages that were sent to a webhook, by what came of it: taken, failed.",
    ["service", "outcome"],
    registry=REGISTRY,
)
WEBHOOK_FAILING_AGE = Gauge(
    "biaochi_webhook_failing_age_seconds",
    "For how long the webhook has been seen failing that has failed longest.",
    ["service"],
    registry=REGISTRY,
)
NOTIFICATION_TRIES = Counter(
    "biaochi_notification_tries",
    "Digests that were sent to a person, by channel and by what came of it: taken, failed, dead after the last try.",
    ["service", "channel", "outcome"],
    registry=REGISTRY,
)
EVENT_LOOP_LAG = Histogram(
    "biaochi_event_loop_lag_seconds",
    "Seconds by which a call that was due came late, measured once a second.",
    registry=REGISTRY,
    buckets=_INSTANTS,
)
