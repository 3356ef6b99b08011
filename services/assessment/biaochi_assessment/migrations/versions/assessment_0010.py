"""What was said of a year's calendar, so that nothing is said twice."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0010"
down_revision = "assessment_0009"

_LENGTHS = {"cycle": 20, "kind": 100, "period": 20, "stage": 10, "deadline": 10, "provisional": 1, "said_on": 10}


def upgrade() -> None:
    """Nothing was said before."""
    op.create_table(
        "work_notice",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("number", sa.String(200), primary_key=True),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in _LENGTHS.items()),
        sa.Column("organizations", sa.Text, nullable=False),
        sa.UniqueConstraint("city", "cycle", "kind", "period", "stage", "deadline"),
    )
