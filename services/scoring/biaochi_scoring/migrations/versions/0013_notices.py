"""Which cycles' results are shown: boards are of those alone."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0013"
down_revision = "scoring_0012"


def upgrade() -> None:
    """A notice that began before is known once the results are rebuilt."""
    op.create_table(
        "notice",
        *(sa.Column(name, sa.String, primary_key=True) for name in ("city", "cycle")),
        sa.Column("to", sa.String, nullable=False),
    )
