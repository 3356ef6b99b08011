"""Persons are subjects: what is above a subject is kept; the registry is heard anew, its persons were passed over."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.rereading import read_again

revision = "scoring_0003"
down_revision = "scoring_0002"


def upgrade() -> None:
    """Empty the copy of the registry and let it be read from its beginning."""
    op.execute("delete from registry_state")
    op.add_column("registry_state", sa.Column("parent", sa.String, nullable=False, server_default=""))
    read_again(op, "biaochi.org.v1")
