"""Names and reasons about persons may be sealed, which is longer; a server counts what a file does not."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "org_0006"
down_revision = "org_0005"


def upgrade() -> None:
    """Create the table of keys and widen the columns; what stands in them is sealed by `biaochi person seal`."""
    create_chassis_tables(op)
    for table, column in (("person", "name"), ("correction", "before"), ("correction", "after")):
        with op.batch_alter_table(table) as altered:
            altered.alter_column(column, type_=sa.Text, existing_type=sa.String(200), existing_nullable=False)
