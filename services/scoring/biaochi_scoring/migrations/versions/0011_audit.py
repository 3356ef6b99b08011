"""The chassis' tables of the audit trail, and of the heads of others' trails."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "scoring_0011"
down_revision = "scoring_0010"


def upgrade() -> None:
    """Create them; what was done before has no trail."""
    create_chassis_tables(op)
