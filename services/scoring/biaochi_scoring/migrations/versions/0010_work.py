"""A city brings its kinds of work."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0010"
down_revision = "scoring_0009"


def upgrade() -> None:
    """Cities published before bring none."""
    op.add_column("city", sa.Column("work", sa.Text, nullable=False, server_default="[]"))
