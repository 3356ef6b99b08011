"""Of every state of an organization the one above it: the registry is read anew, what is known of it stays."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.rereading import read_again
from biaochi_chassis.store.tables import granted, subject_position

revision = "assessment_0011"
down_revision = "assessment_0010"

ORG = "biaochi.org.v1"


def upgrade() -> None:
    """Add the column and let the registry be read from its beginning, without granting what was taken back before."""
    op.add_column("organization_state", sa.Column("parent", sa.String(100), nullable=False, server_default=""))
    _keep_revoked()
    read_again(op, ORG)


def _keep_revoked() -> None:
    """Of whatever the registry has published and that is no grant that stands, keep that it grants nothing."""
    empty = {name: sa.literal("") for name in ("holder", "role", "subjects", "since", "until")}
    known = sa.select(subject_position.c.city, subject_position.c.subject, *empty.values()).distinct()
    standing = sa.exists().where(
        granted.c.city == subject_position.c.city, granted.c.code == subject_position.c.subject
    )
    others = known.where(subject_position.c.topic == ORG, ~standing, sa.func.length(subject_position.c.subject) <= 200)
    op.get_bind().execute(sa.insert(granted).from_select(["city", "code", *empty], others))
