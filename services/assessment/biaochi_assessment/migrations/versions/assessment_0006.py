"""A fact names the models that count it, as decided when it was recorded."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0006"
down_revision = "assessment_0005"


def upgrade() -> None:
    """Facts recorded before name none: their kind decides."""
    op.add_column("fact", sa.Column("models", sa.Text, nullable=False, server_default=""))
