"""What facts of newer kinds say: steps, voters' classes, signatures, owners, reasons, and who may know the rater."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0003"
down_revision = "assessment_0002"

_FIELDS = ("choice", "panel", "signed", "department", "owners", "raised", "reason", "names", "seen_by")


def upgrade() -> None:
    """Facts recorded before say none of it."""
    for name in _FIELDS:
        op.add_column("fact", sa.Column(name, sa.Text, nullable=False, server_default=""))
