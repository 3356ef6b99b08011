"""The work of a year: the kinds that a city declares, items, and the steps taken on them."""

import sqlalchemy as sa
from alembic import op

revision = "assessment_0007"
down_revision = "assessment_0006"

_ITEM = ("kind", "noun", "cycle", "organization", "title", "words", "parent", "state", "opened_on", "opened_by")
_ITEM_REST = ("opened_at", "due_on", "closed_on", "fields")
_LENGTHS = {"kind": 100, "noun": 100, "cycle": 20, "organization": 100, "parent": 100, "state": 100, "step": 100}
_LENGTHS |= {"opened_on": 10, "due_on": 10, "closed_on": 10, "on": 10, "opened_at": 40, "taken_at": 40}


def upgrade() -> None:
    """Cities published before declare no work."""
    op.add_column("city", sa.Column("work", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "work_item",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("code", sa.String(100), primary_key=True),
        *(_column(name) for name in (*_ITEM, *_ITEM_REST)),
    )
    op.create_index("work_item_by_kind", "work_item", ["city", "cycle", "kind", "organization"])
    op.create_index("work_item_by_parent", "work_item", ["city", "parent"])
    op.create_table(
        "work_step",
        sa.Column("city", sa.String(100), primary_key=True),
        sa.Column("item", sa.String(100), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *(
            _column(name)
            for name in ("number", "step", "on", "words", "taken_by", "taken_at", "fields", "signed", "facts")
        ),
    )


def _column(name: str) -> sa.Column[str]:
    length = _LENGTHS.get(name)
    return sa.Column(name, sa.String(length) if length else sa.Text, nullable=False)
