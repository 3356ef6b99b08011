"""The chassis' own tables and nothing else."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "outbox_0001"
down_revision = None


def upgrade() -> None:
    """Create them."""
    create_chassis_tables(op)
