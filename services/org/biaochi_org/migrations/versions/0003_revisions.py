"""The chassis' table of revisions, by which memories in processes know that they are out of date."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "org_0003"
down_revision = "org_0002"


def upgrade() -> None:
    """Create it."""
    create_chassis_tables(op)
