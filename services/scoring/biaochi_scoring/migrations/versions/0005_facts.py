"""What facts of newer kinds say: steps, voters' classes, signatures, owners, reasons, and who may know the rater."""

import sqlalchemy as sa
from alembic import op

revision = "scoring_0005"
down_revision = "scoring_0004"


def upgrade() -> None:
    """Facts published before say none of it."""
    for name in ("choice", "panel", "department", "reason", "names"):
        op.add_column("fact", sa.Column(name, sa.String, nullable=False, server_default=""))
    for name in ("signed", "seen_by"):
        op.add_column("fact", sa.Column(name, sa.String, nullable=False, server_default="[]"))
    op.add_column("fact", sa.Column("owners", sa.Integer, nullable=False, server_default="0"))
    op.add_column("fact", sa.Column("raised", sa.Boolean, nullable=False, server_default=sa.false()))
