"""Who goes on for an organization that ended; of those that ended before, it is not known here."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0016"
down_revision = "assessment_0015"


def upgrade() -> None:
    """What ended before this has the one above it to stand in."""
    op.add_column("organization_state", sa.Column("successors", sa.Text, nullable=False, server_default=""))
