"""Persons are subjects: the registry is read anew, since its persons and who is above whom were passed over."""

from alembic import op
from biaochi_chassis.store.rereading import read_again

revision = "scoring_0006"
down_revision = "scoring_0005"


def upgrade() -> None:
    """Empty the copy of the registry and let it be read from its beginning."""
    op.execute("delete from registry_state")
    read_again(op, "biaochi.org.v1")
