"""Who has which file of which final results."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0018"
down_revision = "assessment_0017"

_LENGTHS = {"cycle": 20, "results_hash": 64, "list": 20, "index": 100, "period": 100, "file_hash": 64}
_LENGTHS |= {"received_by": 200, "received_at": 40}


def upgrade() -> None:
    """There are none yet."""
    op.create_table(
        "receipt",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("number", sa.String(128), primary_key=True),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in _LENGTHS.items()),
    )
    op.create_index("receipt_by_cycle", "receipt", ["city", "cycle"])
