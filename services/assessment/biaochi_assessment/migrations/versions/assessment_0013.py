"""Webhooks: where events are sent, how far each has come, and what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0013"
down_revision = "assessment_0012"


def upgrade() -> None:
    """There are none yet."""
    op.create_table(
        "webhook",
        *_key("code"),
        *(_text(name) for name in ("url", "types", "secret", "former")),
        _text("former_until", 40),
        _text("registered_by"),
        _text("registered_at", 40),
        sa.Column("suspended", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        _text("next_at", 40),
        _text("trouble"),
        _text("claim", 40),
        _text("claimed_until", 40),
    )
    op.create_table(
        "webhook_progress",
        *_key("webhook", "topic"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("part", "sequence", "place")),
        _text("log", 100),
    )
    op.create_table(
        "webhook_delivery",
        *_key("webhook", "message"),
        _text("type", 40),
        _text("occurred_at", 40),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("attempts", "status")),
        _text("trouble"),
        _text("tried_at", 40),
        _text("delivered_at", 40),
    )


def _key(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(100), primary_key=True) for name in ("city", *names)]


def _text(name: str, length: int = 0) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text, nullable=False)
