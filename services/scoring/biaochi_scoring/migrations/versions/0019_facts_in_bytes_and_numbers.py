"""What a fact says of somebody is kept as bytes, its instants and days as numbers, its lists without JSON."""

import json

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.columns.recasting import DAY, INSTANT, SAID, Recast, recast

revision = "scoring_0019"
down_revision = "scoring_0018"

_LISTS = ("signed", "seen_by", "models")
_LINES = (
    "(select coalesce(string_agg(one, E'\\n' order by place), '') "
    "from json_array_elements_text({0}::json) with ordinality as said(one, place))"
)


def upgrade() -> None:
    """Make them of what is there; a server makes lines of a list before, since a type cannot be changed by a query."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        made = {name: sa.text(_LINES.format(name)) for name in _LISTS}
        op.execute(sa.table("fact", *map(sa.column, _LISTS)).update().values(made))
    lists = Recast(sa.String(), _lines, "{0}")
    said = dict.fromkeys(("evidence", "note", "reason"), SAID) | dict.fromkeys(("occurred_on", "due_on"), DAY)
    recast(connection, "fact", {**said, "recorded_at": INSTANT, **dict.fromkeys(_LISTS, lists)})


def _lines(stored: str) -> str:
    return "\n".join(json.loads(stored))
