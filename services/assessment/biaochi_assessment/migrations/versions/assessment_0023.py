"""Instants and days of facts and of steps of work are kept as numbers."""

from alembic import op
from biaochi_chassis.store.columns.recasting import DAY, INSTANT, recast

revision = "assessment_0023"
down_revision = "assessment_0022"


def upgrade() -> None:
    """Make numbers of the texts."""
    connection = op.get_bind()
    recast(connection, "fact", {"recorded_at": INSTANT, "occurred_on": DAY, "due_on": DAY})
    recast(connection, "work_item", {"opened_at": INSTANT})
    recast(connection, "work_step", {"on": DAY, "taken_at": INSTANT})
