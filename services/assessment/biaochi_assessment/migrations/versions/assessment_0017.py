"""What follows from final results, for each subject, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0017"
down_revision = "assessment_0016"

_LENGTHS = {"cycle": 20, "results_hash": 64, "provenance": 20, "state": 20}
_LENGTHS |= {"followed_at": 40, "done_at": 40, "ended_at": 40}
_COLUMNS = (
    *("cycle", "results_hash", "subject", "key", "title", "model", "node", "step", "by", "provenance", "source"),
    *("followed_at", "state", "words", "done_by", "done_at", "reason", "ended_by", "ended_at"),
)


def upgrade() -> None:
    """From results that were frozen before nothing follows."""
    op.add_column("result", sa.Column("consequences", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "consequence",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("code", sa.String(300), primary_key=True),
        *(
            sa.Column(name, sa.String(_LENGTHS[name]) if name in _LENGTHS else sa.Text, nullable=False)
            for name in _COLUMNS
        ),
    )
    op.create_index("consequence_by_cycle", "consequence", ["city", "cycle", "subject"])
