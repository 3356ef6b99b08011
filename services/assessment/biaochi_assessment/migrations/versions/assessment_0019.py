"""Letters: documents that are addressed to one organization."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0019"
down_revision = "assessment_0018"


def upgrade() -> None:
    """What was drafted before is addressed to nobody."""
    op.add_column("document", sa.Column("organization", sa.String(100), nullable=False, server_default=""))
