"""A rebuild is made in a standby store: no flag says any more that one is unfinished."""

from alembic import op

revision = "scoring_0003"
down_revision = "scoring_0002"


def upgrade() -> None:
    """Drop the flag."""
    op.drop_table("rebuild")
