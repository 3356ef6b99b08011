"""The key of a fact begins with its cycle, as lists do, and what it says of somebody is kept as bytes."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.columns.said import said_bytes

revision = "assessment_0022"
down_revision = "assessment_0021"

_KEY = ("city", "cycle", "number")
_SAID = ("evidence", "note", "reason")
_AS_BYTES = (
    r"case left({0}, 1) when chr(1) then '\x01'::bytea || decode(substr({0}, 2), 'base64') "
    "else convert_to({0}, 'UTF8') end"
)


def upgrade() -> None:
    """Make the key anew in the place of two indexes, and of the texts their bytes."""
    op.drop_index("fact_by_cycle", "fact")
    if op.get_bind().dialect.name == "postgresql":
        _change()
    else:
        _copy()


def _change() -> None:
    op.drop_constraint("fact_pkey", "fact")
    op.create_primary_key("fact_pkey", "fact", list(_KEY))
    for name in _SAID:
        op.alter_column("fact", name, server_default=None)
        op.alter_column("fact", name, type_=sa.LargeBinary, postgresql_using=_AS_BYTES.format(name))


def _copy() -> None:
    """A file cannot change the key of a table: the rows are copied into one that has it."""
    connection = op.get_bind()
    connection.connection.create_function("said_bytes", 1, said_bytes, deterministic=True)
    before = sa.Table("fact", sa.MetaData(), autoload_with=connection)
    columns = [
        sa.Column(column.name, sa.LargeBinary if column.name in _SAID else column.type, nullable=False)
        for column in before.columns
    ]
    after = op.create_table("fact_by_key", *columns, sa.PrimaryKeyConstraint(*_KEY))
    values = [sa.func.said_bytes(column) if column.name in _SAID else column for column in before.columns]
    op.execute(sa.insert(after).from_select([column.name for column in columns], sa.select(*values)))
    op.drop_table("fact")
    op.rename_table("fact_by_key", "fact")
    for column in ("subject", "period"):
        op.create_index(f"fact_by_{column}", "fact", ["city", "cycle", column])
