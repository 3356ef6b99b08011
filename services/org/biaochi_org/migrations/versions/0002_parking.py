"""The chassis' tables for parked subjects and for the writers' turn."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "org_0002"
down_revision = "org_0001"


def upgrade() -> None:
    """Create them where they are not there yet."""
    create_chassis_tables(op)
