"""The first tables: what was received, cycles, facts and their reversals."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "assessment_0001"
down_revision = None
branch_labels = None
depends_on = None

_FACT = (
    *("number", "kind", "subject", "indicator", "cycle", "period", "recorded_by", "recorded_at", "amount"),
    *("clause", "case", "evidence", "note", "occurred_on", "task", "title", "share", "points", "due_on"),
    *("rater", "rung", "level"),
)


def upgrade() -> None:
    """Create them."""
    create_chassis_tables(op)
    _create_knowledge()
    _create_cycles()
    _create_facts()


def _create_knowledge() -> None:
    op.create_table("city", _city(), _text("title"), _text("calendar"))
    op.create_table(
        "model",
        _city(),
        _key("hash", 64),
        *(_short(name, 100) for name in ("code", "subject_kind")),
        *(_short(name, 10) for name in ("since", "until")),
        sa.Column("sequence", sa.Integer, nullable=False),
        _text("accepts"),
        _text("rotations"),
    )
    op.create_table(
        "organization_state", _city(), _key("code", 100), _key("since", 10), _short("kind", 100), _short("until", 10)
    )
    op.create_index("organization_state_by_kind", "organization_state", ["city", "kind"])


def _create_cycles() -> None:
    op.create_table(
        "cycle", _city(), _key("code", 20), _short("opened_at", 40), _short("closed_at", 40), _short("facts_hash", 64)
    )
    op.create_table(
        "period",
        _city(),
        _key("code", 20),
        _short("cycle", 20),
        sa.Column("place", sa.Integer, nullable=False),
        _short("cadence", 20),
        sa.Column("ordinal", sa.Integer, nullable=False),
        *(_short(name, 10) for name in ("starts_on", "ends_before")),
    )
    op.create_index("period_by_cycle", "period", ["city", "cycle"])
    op.create_table("pinned_model", _city(), _key("cycle", 20), _key("code", 100), _short("hash", 64))


def _create_facts() -> None:
    fact_key = sa.PrimaryKeyConstraint("city", "number")
    op.create_table("fact", _short("city", 100), *(_text(name) for name in _FACT), fact_key)
    for name, last in (("fact_by_cycle", "number"), ("fact_by_subject", "subject"), ("fact_by_period", "period")):
        op.create_index(name, "fact", ["city", "cycle", last])
    op.create_table(
        "reversal",
        _short("city", 100),
        *(_text(name) for name in ("number", "fact", "cycle", "reason", "recorded_by", "recorded_at")),
        sa.PrimaryKeyConstraint("city", "number"),
        sa.UniqueConstraint("city", "fact"),
    )
    op.create_index("reversal_by_cycle", "reversal", ["city", "cycle"])
    slot = sa.Column("slot", sa.Text, primary_key=True)
    op.create_table("slot", _city(), slot, _text("number"), sqlite_with_rowid=False)


def _city() -> sa.Column[str]:
    return _key("city", 100)


def _key(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def _short(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
