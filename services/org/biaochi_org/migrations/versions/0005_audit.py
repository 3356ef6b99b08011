"""The chassis' tables of the audit trail, and of the heads of others' trails."""

from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "org_0005"
down_revision = "org_0004"


def upgrade() -> None:
    """Create them; what was done before has no trail."""
    create_chassis_tables(op)
