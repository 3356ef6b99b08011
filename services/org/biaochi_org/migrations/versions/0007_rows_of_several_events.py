"""A row of the outbox may be several events, which one transaction published together."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "org_0007"
down_revision = "org_0006"


def upgrade() -> None:
    """Add how many events a row is: one, in all that are there."""
    create_chassis_tables(op)
