"""Of every dated state of an organization the one above it, and the periods whose results cannot be judged."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0004"
down_revision = "scoring_0003"


def upgrade() -> None:
    """Add them; what was received before has no parent until a later migration lets it be read again."""
    op.add_column("registry_state", sa.Column("parent", sa.String, nullable=False, server_default=""))
    op.create_table(
        "unjudged",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("period", sa.String, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
    )
