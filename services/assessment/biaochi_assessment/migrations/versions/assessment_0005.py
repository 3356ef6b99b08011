"""The chassis' table of revisions, by which memories in processes know that they are out of date."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "assessment_0005"
down_revision = "assessment_0004"


def upgrade() -> None:
    """Create it."""
    create_chassis_tables(op)
