"""The tables of this service. A migration makes them; a test holds the two together."""

from biaochi_chassis.store.columns.numbers import DayText, InstantText
from biaochi_chassis.store.columns.said import SaidText
from sqlalchemy import Column, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table, Text, UniqueConstraint

from biaochi_assessment.domain.facts import FIELDS, REVERSAL_FIELDS, SEALED

tables = MetaData()
_OWN_TYPES = {
    **dict.fromkeys(SEALED, SaidText),
    **dict.fromkeys(("occurred_on", "due_on"), DayText),
    "recorded_at": InstantText,
}
"""The types of what is kept of a fact shorter than its canonical text."""

city = Table(
    "city",
    tables,
    Column("city", String(100), primary_key=True),
    Column("title", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("work", Text, nullable=False),
    Column("notice", Text, nullable=False),
)

model = Table(
    "model",
    tables,
    Column("city", String(100), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("code", String(100), nullable=False),
    Column("subject_kind", String(100), nullable=False),
    Column("since", String(10), nullable=False),
    Column("until", String(10), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("accepts", Text, nullable=False),
    Column("rotations", Text, nullable=False),
    Column("nodes", Text, nullable=False),
)

organization_state = Table(
    "organization_state",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("since", String(10), primary_key=True),
    Column("kind", String(100), nullable=False),
    Column("until", String(10), nullable=False),
    Column("parent", String(100), nullable=False, server_default=""),
    Column("successors", Text, nullable=False, server_default=""),
    Index("organization_state_by_kind", "city", "kind"),
)

# A person is known by code alone, once for each membership (kind MEMBER) and post (kind is the role).
person_state = Table(
    "person_state",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("kind", String(100), primary_key=True),
    Column("organization", String(100), primary_key=True),
    Column("since", String(10), primary_key=True),
    Column("until", String(10), nullable=False),
    Index("person_state_by_kind", "city", "kind"),
)

cycle = Table(
    "cycle",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(20), primary_key=True),
    Column("opened_at", String(40), nullable=False),
    Column("closed_at", String(40), nullable=False),
    Column("facts_hash", String(64), nullable=False),
)

period = Table(
    "period",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(20), primary_key=True),
    Column("cycle", String(20), nullable=False),
    Column("place", Integer, nullable=False),
    Column("cadence", String(20), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("starts_on", String(10), nullable=False),
    Column("ends_before", String(10), nullable=False),
    Index("period_by_cycle", "city", "cycle"),
)

pinned_model = Table(
    "pinned_model",
    tables,
    Column("city", String(100), primary_key=True),
    Column("cycle", String(20), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("hash", String(64), nullable=False),
)

# Every field of a fact is read in its canonical text, so that what is hashed is what is stored. Numbers are unique in
# the city, since each is the key of a command or made of one; the key begins as lists do, which saves an index.
fact = Table(
    "fact",
    tables,
    Column("city", String(100), nullable=False),
    *(Column(name, _OWN_TYPES.get(name, Text), nullable=False) for name in FIELDS),
    PrimaryKeyConstraint("city", "cycle", "number"),
    Index("fact_by_subject", "city", "cycle", "subject"),
    Index("fact_by_period", "city", "cycle", "period"),
)

reversal = Table(
    "reversal",
    tables,
    Column("city", String(100), nullable=False),
    *(Column(name, Text, nullable=False) for name in REVERSAL_FIELDS),
    PrimaryKeyConstraint("city", "number"),
    UniqueConstraint("city", "fact"),
    Index("reversal_by_cycle", "city", "cycle"),
)

# Which fact stands in a place that only one can have. Facts are never edited, so what stands has a table of its own.
slot = Table(
    "slot",
    tables,
    Column("city", String(100), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("number", Text, nullable=False),
    sqlite_with_rowid=False,
)

# An item as it stands after its latest step; `fields` is what was filled in so far, as JSON.
work_item = Table(
    "work_item",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("kind", String(100), nullable=False),
    Column("noun", String(100), nullable=False),
    Column("cycle", String(20), nullable=False),
    Column("organization", String(100), nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("parent", String(100), nullable=False),
    Column("state", String(100), nullable=False),
    Column("opened_on", String(10), nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", InstantText, nullable=False),
    Column("due_on", String(10), nullable=False),
    Column("closed_on", String(10), nullable=False),
    Column("fields", Text, nullable=False),
    Index("work_item_by_kind", "city", "cycle", "kind", "organization"),
    Index("work_item_by_parent", "city", "parent"),
)

# A step is never edited; `position` counts the steps of an item from 1.
work_step = Table(
    "work_step",
    tables,
    Column("city", String(100), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("step", String(100), nullable=False),
    Column("on", DayText, nullable=False),
    Column("words", Text, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("taken_at", InstantText, nullable=False),
    Column("fields", Text, nullable=False),
    Column("signed", Text, nullable=False),
    Column("facts", Text, nullable=False),
)

# What was said of a year's calendar: once of a kind, a period, a stage and a deadline.
work_notice = Table(
    "work_notice",
    tables,
    Column("city", String(100), primary_key=True),
    Column("number", String(200), primary_key=True),
    Column("cycle", String(20), nullable=False),
    Column("kind", String(100), nullable=False),
    Column("period", String(20), nullable=False),
    Column("stage", String(10), nullable=False),
    Column("deadline", String(10), nullable=False),
    Column("provisional", String(1), nullable=False),
    Column("said_on", String(10), nullable=False),
    Column("organizations", Text, nullable=False),
    UniqueConstraint("city", "cycle", "kind", "period", "stage", "deadline"),
)

# The latest results that scoring froze of a cycle.
result = Table(
    "result",
    tables,
    Column("city", String(100), primary_key=True),
    Column("cycle", String(20), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("results_hash", String(64), nullable=False),
    Column("facts_hash", String(64), nullable=False),
    Column("consequences", Text, nullable=False),
    Column("lists", Text, nullable=False),
)

notice = Table(
    "notice",
    tables,
    Column("city", String(100), primary_key=True),
    Column("cycle", String(20), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("results_hash", String(64), nullable=False),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("provisional", Integer, nullable=False),
    Column("to", String(20), nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("begun_at", String(40), nullable=False),
)

# What was objected is never edited; from `outcome` on it is empty until somebody decides.
objection = Table(
    "objection",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("cycle", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("model", String(100), nullable=False),
    Column("node", String(100), nullable=False),
    Column("period", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("against", Integer, nullable=False),
    Column("raised_by", Text, nullable=False),
    Column("raised_at", String(40), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", String(40), nullable=False),
    Column("decided_version", Integer, nullable=False),
    Column("facts", Text, nullable=False),
    Column("reversed", Text, nullable=False),
    Index("objection_by_cycle", "city", "cycle", "subject"),
)

# What follows from final results for one subject, and what became of it.
consequence = Table(
    "consequence",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(300), primary_key=True),
    Column("cycle", String(20), nullable=False),
    Column("results_hash", String(64), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("subject", "key", "title", "model", "node", "step", "by")),
    Column("provenance", String(20), nullable=False),
    Column("source", Text, nullable=False),
    Column("followed_at", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("done_by", Text, nullable=False),
    Column("done_at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("ended_by", Text, nullable=False),
    Column("ended_at", String(40), nullable=False),
    Index("consequence_by_cycle", "city", "cycle", "subject"),
)

# Who has which file of which final results.
receipt = Table(
    "receipt",
    tables,
    Column("city", String(100), primary_key=True),
    Column("number", String(128), primary_key=True),
    Column("cycle", String(20), nullable=False),
    Column("results_hash", String(64), nullable=False),
    Column("list", String(20), nullable=False),
    Column("index", String(100), nullable=False),
    Column("period", String(100), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("received_by", String(200), nullable=False),
    Column("received_at", String(40), nullable=False),
    Index("receipt_by_cycle", "city", "cycle"),
)

signature = Table(
    "signature",
    tables,
    Column("city", String(100), primary_key=True),
    Column("cycle", String(20), primary_key=True),
    Column("results_hash", String(64), primary_key=True),
    Column("signed_by", String(200), primary_key=True),
    Column("signed_at", String(40), nullable=False),
)

document = Table(
    "document",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("cycle", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("to", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("results_hash", String(64), nullable=False),
    Column("drafted_by", Text, nullable=False),
    Column("drafted_at", String(40), nullable=False),
    Column("organization", String(100), nullable=False, server_default=""),
    Index("document_by_hash", "city", "hash"),
)

document_signature = Table(
    "document_signature",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("signed_by", String(200), primary_key=True),
    Column("signed_at", String(40), nullable=False),
)

# Where events are sent. `secret` and `former` are sealed; whoever holds `claim` sends, until `claimed_until`.
webhook = Table(
    "webhook",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(100), primary_key=True),
    Column("url", Text, nullable=False),
    Column("types", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("former", Text, nullable=False),
    Column("former_until", String(40), nullable=False),
    Column("registered_by", Text, nullable=False),
    Column("registered_at", String(40), nullable=False),
    Column("suspended", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_at", String(40), nullable=False),
    Column("trouble", Text, nullable=False),
    Column("claim", String(40), nullable=False),
    Column("claimed_until", String(40), nullable=False),
)

webhook_progress = Table(
    "webhook_progress",
    tables,
    Column("city", String(100), primary_key=True),
    Column("webhook", String(100), primary_key=True),
    Column("topic", String(100), primary_key=True),
    Column("part", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("log", String(100), nullable=False),
)

webhook_delivery = Table(
    "webhook_delivery",
    tables,
    Column("city", String(100), primary_key=True),
    Column("webhook", String(100), primary_key=True),
    Column("message", String(100), primary_key=True),
    Column("type", String(40), nullable=False),
    Column("occurred_at", String(40), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("tried_at", String(40), nullable=False),
    Column("delivered_at", String(40), nullable=False),
)

# What a receiver was notified of. `digest`: what it was sent with, empty while that is to come, LISTED where it is not.
notification = Table(
    "notification",
    tables,
    Column("city", String(100), primary_key=True),
    Column("receiver", String(200), primary_key=True),
    Column("number", String(100), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("occurred_at", String(40), nullable=False),
    Column("cycle", String(20), nullable=False),
    Column("about", Text, nullable=False),
    Column("particulars", Text, nullable=False),
    Column("read_at", String(40), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("digest", String(40), nullable=False),
    Index("notification_by_digest", "digest"),
)

# How a receiver wants to be notified. `address` is sealed.
notification_choice = Table(
    "notification_choice",
    tables,
    Column("city", String(100), primary_key=True),
    Column("receiver", String(200), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("rhythm", String(20), nullable=False),
    Column("at", String(5), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("quiet_from", String(5), nullable=False),
    Column("quiet_until", String(5), nullable=False),
    Column("muted", Text, nullable=False),
)

# What is sent to a receiver at once. `address` is sealed; whoever holds `claim` sends, until `claimed_until`.
notification_digest = Table(
    "notification_digest",
    tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("receiver", String(200), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", String(40), nullable=False),
    Column("trouble", Text, nullable=False),
    Column("dead", Integer, nullable=False),
    Column("sent_at", String(40), nullable=False),
    Column("claim", String(40), nullable=False),
    Column("claimed_until", String(40), nullable=False),
    Index("notification_digest_by_receiver", "city", "receiver"),
    Index("notification_digest_by_sent_at", "sent_at"),
)

# Up to where this service's own topic was read for the notifications of a city.
notification_progress = Table(
    "notification_progress",
    tables,
    Column("city", String(100), primary_key=True),
    Column("topic", String(100), nullable=False),
    Column("part", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("log", String(100), nullable=False),
)
