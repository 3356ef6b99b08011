"""Where rows are read in the order of a key that is most of them, SQLite keeps them in its index and nowhere else."""

from alembic import op
from sqlalchemy import MetaData, Table, insert, select

revision = "scoring_0018"
down_revision = "scoring_0017"

ONE_COPY = ("dirty", "input", "rung_spell", "sheet")


def upgrade() -> None:
    """Copy the tables; sheets are found by their key alone."""
    op.drop_index("sheet_by_subject", "sheet")
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for name in ONE_COPY:
            op.rename_table(name, "former")
            former = Table("former", MetaData(), autoload_with=connection)
            table = former.to_metadata(MetaData(), name=name)
            table.dialect_options["sqlite"]["with_rowid"] = False
            table.create(connection)
            connection.execute(insert(table).from_select(list(former.columns.keys()), select(former)))
            op.drop_table("former")
