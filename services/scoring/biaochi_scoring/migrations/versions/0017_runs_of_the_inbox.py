"""What had its effect is kept as runs of sequences, and no longer id by id."""

from alembic import op
from biaochi_chassis.store.inbox import gather
from biaochi_chassis.store.tables import create_chassis_tables

revision = "scoring_0017"
down_revision = "scoring_0016"


def upgrade() -> None:
    """Make runs of the ids that are there."""
    create_chassis_tables(op)
    gather(op)
