"""The life of results: how a city shows them, the nodes of its models, notices, objections and signatures."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.rereading import read_again

revision = "assessment_0009"
down_revision = "assessment_0008"

_LENGTHS = {"code": 100, "subject": 100, "model": 100, "node": 100, "cycle": 20, "period": 20, "outcome": 20, "to": 20}
_LENGTHS |= {"first": 10, "last": 10, "results_hash": 64, "facts_hash": 64, "signed_by": 200}
_LENGTHS |= {"raised_at": 40, "decided_at": 40, "begun_at": 40, "signed_at": 40}


def upgrade() -> None:
    """What scoring published is read again: which results it froze, and the nodes of its models."""
    op.add_column("city", sa.Column("notice", sa.Text, nullable=False, server_default=""))
    op.add_column("model", sa.Column("nodes", sa.Text, nullable=False, server_default="{}"))
    _table("result", ("cycle",), "version*", "results_hash", "facts_hash")
    shown = ("version*", "results_hash", "first", "last", "provisional*", "to", "begun_by", "begun_at")
    _table("notice", ("cycle",), *shown)
    objected = (
        "cycle",
        "subject",
        "model",
        "node",
        "period",
        "words",
        "evidence",
        "against*",
        "raised_by",
        "raised_at",
    )
    decided = ("outcome", "reason", "decided_by", "decided_at", "decided_version*", "facts", "reversed")
    _table("objection", ("code",), *objected, *decided)
    op.create_index("objection_by_cycle", "objection", ["city", "cycle", "subject"])
    _table("signature", ("cycle", "results_hash", "signed_by"), "signed_at")
    read_again(op, "biaochi.scoring.v1")


def _table(name: str, key: tuple[str, ...], *columns: str) -> None:
    """A star marks a number."""
    op.create_table(
        name,
        sa.Column("city", sa.String(100), primary_key=True),
        *(sa.Column(one, sa.String(_LENGTHS[one]), primary_key=True) for one in key),
        *(sa.Column(one.rstrip("*"), _type(one), nullable=False) for one in columns),
    )


def _type(column: str) -> sa.types.TypeEngine[Any]:
    if column.endswith("*"):
        return sa.Integer()
    return sa.String(_LENGTHS[column]) if column in _LENGTHS else sa.Text()
