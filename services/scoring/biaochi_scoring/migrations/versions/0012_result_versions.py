"""A city says how it shows its results, and every version of frozen results is kept."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0012"
down_revision = "scoring_0011"


def upgrade() -> None:
    """Results frozen before become their first version at the next start."""
    op.add_column("city", sa.Column("notice", sa.Text, nullable=False, server_default="null"))
    op.create_table(
        "result_version",
        *(sa.Column(name, sa.String, primary_key=True) for name in ("city", "cycle")),
        sa.Column("version", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("results_hash", "facts_hash", "frozen_at")),
        sa.Column("sheets", sa.Integer, nullable=False),
    )
    op.create_table(
        "result_line",
        *(sa.Column(name, sa.String, primary_key=True) for name in ("city", "cycle", "index", "period", "subject")),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("line", sa.Text, nullable=False),
    )
