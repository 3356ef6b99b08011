"""Received: cities, models, cycles, registry, facts. Derived: marks, inputs, sheets, rungs."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "scoring_0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of the chassis and of scoring."""
    create_chassis_tables(op)
    _heard()
    _facts()
    _derived()


def _heard() -> None:
    op.create_table(
        "city",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("plugin", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("calendar", sa.Text, nullable=False),
    )
    op.create_table(
        "model",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("subject_kind", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("graph", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer),
    )
    op.create_table(
        "cycle",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("facts_hash", sa.String),
        sa.Column("registry_sequence", sa.Integer),
        sa.Column("closed_by", sa.String),
        sa.Column("closed_in", sa.String),
        sa.Column("results_hash", sa.String),
    )
    op.create_table(
        "cycle_period",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("cadence", sa.String, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_before", sa.Date, nullable=False),
    )
    op.create_table(
        "pinned_model",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("hash", sa.String, nullable=False),
    )
    op.create_table(
        "registry_state",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("established_on", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
    )
    op.create_index("registry_state_by_kind", "registry_state", ["city", "kind"])


def _facts() -> None:
    op.create_table(
        "fact",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("number", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("indicator", sa.String, nullable=False),
        sa.Column("cycle", sa.String, nullable=False),
        sa.Column("period", sa.String, nullable=False),
        sa.Column("amount", sa.String, nullable=False),
        sa.Column("clause", sa.String, nullable=False),
        sa.Column("case", sa.String, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.String, nullable=False),
        sa.Column("occurred_on", sa.String, nullable=False),
        sa.Column("task", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("share", sa.String, nullable=False),
        sa.Column("points", sa.String, nullable=False),
        sa.Column("due_on", sa.String, nullable=False),
        sa.Column("rater", sa.String, nullable=False),
        sa.Column("rung", sa.String, nullable=False),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("reversed_by", sa.String),
    )
    op.create_index("fact_by_kind", "fact", ["city", "cycle", "kind"])
    op.create_index("fact_by_subject", "fact", ["city", "cycle", "subject"])


def _derived() -> None:
    op.create_table(
        "dirty",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("period", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("topic", sa.String, primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("caller", sa.String, nullable=False),
        sa.Column("traceparent", sa.String, nullable=False),
        sa.Column("told_at", sa.String, nullable=False),
    )
    op.create_table(
        "input",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("period", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("input_hash", sa.String, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "sheet",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("index", sa.String, primary_key=True),
        sa.Column("period", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("values", sa.Text, nullable=False),
        sa.Column("total", sa.String),
        sa.Column("grade", sa.String),
        sa.Column("rung", sa.String),
        sa.Column("rank", sa.Integer),
        sa.Column("movement", sa.Integer),
        sa.Column("input_hash", sa.String, nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("engine", sa.String, nullable=False),
    )
    op.create_index("sheet_by_rank", "sheet", ["city", "cycle", "index", "period", "rank", "subject"])
    op.create_index("sheet_by_subject", "sheet", ["city", "subject"])
    op.create_table(
        "rung_spell",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("index", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("rung", sa.String, nullable=False),
        sa.Column("period", sa.String, nullable=False),
    )
    op.create_table(
        "rebuild",
        sa.Column("digest", sa.String, primary_key=True),
    )
