"""Ranks and movement are derived from the list: a sheet keeps what is its subject's own. And how lists were before."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0009"
down_revision = "scoring_0008"


def upgrade() -> None:
    """Drop what is derived, add the log of recomputations. Places in values written before are passed over."""
    op.drop_index("sheet_by_rank", "sheet")
    op.drop_column("sheet", "rank")
    op.drop_column("sheet", "movement")
    op.create_table(
        "recomputation",
        sa.Column("city", sa.String, primary_key=True),
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("after", sa.BigInteger, nullable=False),
        sa.Column("judged", sa.Text),
        sa.Column("undo", sa.LargeBinary, nullable=False),
    )
