"""Lists: how many are on each model's list of the results that stand."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0020"
down_revision = "assessment_0019"


def upgrade() -> None:
    """Of results that were frozen before, nobody said it."""
    op.add_column("result", sa.Column("lists", sa.Text(), nullable=False, server_default=""))
