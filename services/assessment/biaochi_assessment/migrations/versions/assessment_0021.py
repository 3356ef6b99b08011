"""What had its effect is kept as runs of sequences, and no longer id by id."""

from alembic import op
from biaochi_chassis.store.inbox import gather
from biaochi_chassis.store.tables import create_chassis_tables

revision = "assessment_0021"
down_revision = "assessment_0020"


def upgrade() -> None:
    """Make runs of the ids that are there."""
    create_chassis_tables(op)
    gather(op)
