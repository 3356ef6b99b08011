"""Persons are subjects: the registry is read anew, its persons were passed over; what is known of it stays."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.rereading import read_again

revision = "assessment_0004"
down_revision = "assessment_0003"


def upgrade() -> None:
    """Create the table of persons and let the registry be read from its beginning."""
    op.create_table(
        "person_state",
        *(sa.Column(name, sa.String(100), primary_key=True) for name in ("city", "code", "kind", "organization")),
        sa.Column("since", sa.String(10), primary_key=True),
        sa.Column("until", sa.String(10), nullable=False),
    )
    op.create_index("person_state_by_kind", "person_state", ["city", "kind"])
    read_again(op, "biaochi.org.v1")
