"""Documents that two persons stand for."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0012"
down_revision = "assessment_0011"

_LENGTHS = {"kind": 20, "cycle": 20, "to": 20, "hash": 64, "results_hash": 64, "drafted_at": 40}
_COLUMNS = ("kind", "cycle", "title", "to", "text", "hash", "results_hash", "drafted_by", "drafted_at")


def upgrade() -> None:
    """There are none yet."""
    key = (sa.Column(name, sa.String(100), primary_key=True) for name in ("city", "code"))
    columns = (
        sa.Column(name, sa.String(_LENGTHS.get(name)) if name in _LENGTHS else sa.Text, nullable=False)
        for name in _COLUMNS
    )
    op.create_table("document", *key, *columns)
    op.create_index("document_by_hash", "document", ["city", "hash"])
    op.create_table(
        "document_signature",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("code", sa.String(100), primary_key=True),
        sa.Column("signed_by", sa.String(200), primary_key=True),
        sa.Column("signed_at", sa.String(40), nullable=False),
    )
