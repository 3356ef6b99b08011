"""The tables, as the first migration makes them; everything from `dirty` on is derived from what was received."""

from biaochi_chassis.store.columns.numbers import DayText, InstantText
from biaochi_chassis.store.columns.said import SaidText
from biaochi_chassis.store.columns.traces import TraceText
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from biaochi_scoring.domain.facts import Fact

metadata = MetaData()
IS_RUNG = text("kind = 'rung'")
"""As the index on rungs says it: with a parameter in it no database would use the index."""
_TYPES = {int: Integer, bool: Boolean, str: String, tuple[str, ...]: String}
_OWN_TYPES = {
    **dict.fromkeys(("evidence", "note", "reason"), SaidText),
    **dict.fromkeys(("occurred_on", "due_on"), DayText),
    "recorded_at": InstantText,
}
"""The types of what is only shown of a fact, where it is kept shorter than it is said."""

city = Table(
    "city",
    metadata,
    Column("city", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("plugin", String, nullable=False),
    Column("version", String, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("work", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("consequences", Text, nullable=False),
)

# `sequence` is none from the moment this service publishes a model until it receives it.
model = Table(
    "model",
    metadata,
    Column("city", String, primary_key=True),
    Column("hash", String, primary_key=True),
    Column("code", String, nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("graph", Text, nullable=False),
    Column("sequence", Integer),
)

cycle = Table(
    "cycle",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("opened", Integer, nullable=False),
    Column("facts_hash", String),
    Column("registry_sequence", Integer),
    Column("closed_by", String),
    Column("closed_in", String),
    Column("results_hash", String),
)

cycle_period = Table(
    "cycle_period",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("cadence", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_before", Date, nullable=False),
)

pinned_model = Table(
    "pinned_model",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("hash", String, nullable=False),
)

registry_state = Table(
    "registry_state",
    metadata,
    Column("city", String, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("established_on", Date, nullable=False),
    Column("until", Date),
    Column("parent", String, nullable=False),
    Index("registry_state_by_kind", "city", "kind"),
)

fact = Table(
    "fact",
    metadata,
    Column("city", String, primary_key=True),
    Column("number", String, primary_key=True),
    *(
        Column(name, _OWN_TYPES.get(name, _TYPES[kind]), nullable=False)
        for name, kind in Fact.__annotations__.items()
        if name != "number"
    ),
    Column("reversed_by", String),
    Index("fact_by_subject", "city", "cycle", "subject"),
    Index("fact_of_rung", "city", "cycle", sqlite_where=IS_RUNG, postgresql_where=IS_RUNG),
)

# One row for each batch that marked it, so that a waiting reader knows whether what it wrote is in the sheets yet.
dirty = Table(
    "dirty",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("topic", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("caller", String, nullable=False),
    Column("traceparent", TraceText, nullable=False),
    Column("told_at", InstantText, nullable=False),
    sqlite_with_rowid=False,
)

# `inputs` is JSON without what nothing was recorded of; earlier builds wrote that, too, as null.
input_ = Table(
    "input",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("hash", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("inputs", Text, nullable=False),
    Column("input_hash", String, nullable=False),
    sqlite_with_rowid=False,
)

# `version` counts the recomputations, so that a process knows whether what it remembers is what is stored; it begins
# anywhere.
run = Table(
    "run",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("version", Integer, nullable=False),
)

# What is a subject's own. Ranks, movement and order are the list's: they are derived (domain/rankings.py).
sheet = Table(
    "sheet",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("index", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("model", String, nullable=False),
    Column("values", Text, nullable=False),
    Column("total", String),
    Column("grade", String),
    Column("rung", String),
    Column("input_hash", String, nullable=False),
    Column("marks", Text, nullable=False),
    Column("engine", String, nullable=False),
    sqlite_with_rowid=False,
)

rung_spell = Table(
    "rung_spell",
    metadata,
    Column("city", String, primary_key=True),
    Column("index", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("rung", String, nullable=False),
    Column("period", String, nullable=False),
    sqlite_with_rowid=False,
)

# Why a period of a run has sheets without values.
unjudged = Table(
    "unjudged",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("reason", Text, nullable=False),
)

# How to come from a run as it is back to what it was, a row for each recomputation of the last minutes: of its lists
# (`undo`), and whom it judged (`judged`, none for everybody). `after`: what this service had published before it.
recomputation = Table(
    "recomputation",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("judged", Text),
    Column("undo", LargeBinary, nullable=False),
)

# The cycles whose results are shown, and to whom.
notice = Table(
    "notice",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("to", String, nullable=False),
)

# Every version in which a cycle's results stood. What was shown is kept, not derived: no rebuild touches it.
result_version = Table(
    "result_version",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("results_hash", String, nullable=False),
    Column("facts_hash", String, nullable=False),
    Column("frozen_at", String, nullable=False),
    Column("sheets", Integer, nullable=False),
)

# The canonical line of a result from this version on, until a later one of the same place; empty: it stands no more.
result_line = Table(
    "result_line",
    metadata,
    Column("city", String, primary_key=True),
    Column("cycle", String, primary_key=True),
    Column("index", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("line", Text, nullable=False),
)

RECEIVED = (city, model, cycle, cycle_period, pinned_model, registry_state, fact, notice)
DERIVED = (dirty, input_, run, sheet, unjudged, rung_spell)
