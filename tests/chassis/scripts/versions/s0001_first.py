"""The tables of a small service: what the chassis needs and one list of effects."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "s_0001"
down_revision = None


def upgrade() -> None:
    """Create them."""
    create_chassis_tables(op)
    op.create_table(
        "effect",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("city", sa.String(100), nullable=False),
        sa.Column("word", sa.String(100), nullable=False),
    )
