"""What was put right in the registry, and why."""

import sqlalchemy as sa
from alembic import op

revision = "org_0004"
down_revision = "org_0003"

SLUG, CODE, NAME, WORD = sa.String(64), sa.String(64), sa.String(200), sa.String(40)


def upgrade() -> None:
    """Create the table of corrections."""
    op.create_table(
        "correction",
        sa.Column("city", SLUG, primary_key=True),
        sa.Column("number", sa.String(200), primary_key=True),
        sa.Column("subject", CODE, nullable=False),
        sa.Column("what", WORD, nullable=False),
        sa.Column("organization", CODE, nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("before", NAME, nullable=False),
        sa.Column("after", NAME, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("corrected_by", sa.String(200), nullable=False),
        sa.Column("corrected_at", sa.String(40), nullable=False),
    )
    op.create_index("correction_subject", "correction", ["city", "subject", "corrected_at"])
