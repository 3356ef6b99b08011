"""What follows from a city's results."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0016"
down_revision = "scoring_0015"


def upgrade() -> None:
    """A city that was published before says what follows once its plugin is loaded again."""
    op.add_column("city", sa.Column("consequences", sa.Text, nullable=False, server_default="[]"))
