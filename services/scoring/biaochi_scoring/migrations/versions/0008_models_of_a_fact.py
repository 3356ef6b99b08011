"""A fact names the models that count it."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0008"
down_revision = "scoring_0007"


def upgrade() -> None:
    """Facts published before name none."""
    op.add_column("fact", sa.Column("models", sa.String, nullable=False, server_default="[]"))
