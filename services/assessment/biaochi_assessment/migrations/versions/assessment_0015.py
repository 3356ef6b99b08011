"""Notifications: what people were notified of, how they chose to be, what was sent, and how far the log was read."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0015"
down_revision = "assessment_0014"


def upgrade() -> None:
    """There are none yet: what happens from now on is notified of."""
    op.create_table(
        "notification",
        _key("city"),
        _key("receiver", 200),
        _key("number"),
        _text("kind", 40),
        _text("occurred_at", 40),
        _text("cycle", 20),
        _text("about"),
        _text("particulars"),
        _text("read_at", 40),
        _text("made_at", 40),
        _text("digest", 40),
    )
    op.create_index("notification_by_digest", "notification", ["digest"])
    op.create_table(
        "notification_choice",
        _key("city"),
        _key("receiver", 200),
        _text("channel", 20),
        _text("address"),
        _text("rhythm", 20),
        _text("at", 5),
        _number("weekday"),
        _text("quiet_from", 5),
        _text("quiet_until", 5),
        _text("muted"),
    )
    op.create_table(
        "notification_digest",
        _key("city"),
        _key("code", 40),
        _text("receiver", 200),
        _text("channel", 20),
        _text("address"),
        _text("made_at", 40),
        _number("attempts"),
        _text("next_at", 40),
        _text("trouble"),
        _number("dead"),
        _text("sent_at", 40),
        _text("claim", 40),
        _text("claimed_until", 40),
    )
    op.create_index("notification_digest_by_receiver", "notification_digest", ["city", "receiver"])
    op.create_index("notification_digest_by_sent_at", "notification_digest", ["sent_at"])
    op.create_table(
        "notification_progress",
        _key("city"),
        _text("topic", 100),
        *(_number(name) for name in ("part", "sequence", "place")),
        _text("log", 100),
    )


def _key(name: str, length: int = 100) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def _text(name: str, length: int = 0) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)
