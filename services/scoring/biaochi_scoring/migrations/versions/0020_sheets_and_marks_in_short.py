"""The values of a sheet stand in the order of its model's nodes, whose keys the model knows; a mark has a number."""

import json

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.columns.recasting import INSTANT, Recast, recast

revision = "scoring_0020"
down_revision = "scoring_0019"

_ALONE = (
    "(select '[' || coalesce(string_agg(value::text, ',' order by place), '') || ']' "
    """from json_each("values"::json) with ordinality as said(key, value, place))"""
)


def upgrade() -> None:
    """Leave out the keys; they stand in the model's order already. Of the instant of a mark, make the number."""
    connection = op.get_bind()
    recast(connection, "dirty", {"told_at": INSTANT})
    if connection.dialect.name == "postgresql":
        op.execute(sa.table("sheet", sa.column("values")).update().values({"values": sa.text(_ALONE)}))
    else:
        recast(connection, "sheet", {"values": Recast(sa.Text(), _alone, "{0}")})


def _alone(stored: str) -> str:
    return json.dumps(list(json.loads(stored).values()), ensure_ascii=False, separators=(",", ":"))
