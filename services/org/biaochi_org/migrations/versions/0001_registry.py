"""Cities, organizations with their dated states, persons, memberships, posts."""

import sqlalchemy as sa
from alembic import op
from biaochi_chassis.store.tables import create_chassis_tables

revision = "org_0001"
down_revision = None

SLUG, CODE, NAME, WORD = sa.String(64), sa.String(64), sa.String(200), sa.String(40)


def upgrade() -> None:
    """Create the tables of the chassis and of the registry."""
    create_chassis_tables(op)
    op.create_table(
        "city",
        sa.Column("city", SLUG, primary_key=True),
        sa.Column("title", NAME, nullable=False),
    )
    _organizations()
    _people()


def _organizations() -> None:
    op.create_table(
        "organization_state",
        sa.Column("city", SLUG, primary_key=True),
        sa.Column("code", CODE, primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("replaced_on", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("established_on", sa.Date, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("parent", CODE, nullable=False),
        sa.Column("predecessors", sa.Text, nullable=False),
        sa.Column("successors", sa.Text, nullable=False),
    )
    op.create_index("organization_state_kind", "organization_state", ["city", "kind", "code"])
    op.create_index("organization_state_parent", "organization_state", ["city", "parent", "code"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("city", SLUG, primary_key=True),
        sa.Column("person", CODE, primary_key=True),
        sa.Column("name", NAME, nullable=False),
    )
    _tenure("membership", sa.Column("kind", WORD, nullable=False))
    _tenure("post", sa.Column("role", WORD, primary_key=True))


def _tenure(name: str, what: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("city", SLUG, primary_key=True),
        sa.Column("person", CODE, primary_key=True),
        sa.Column("organization", CODE, primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("until", sa.Date),
        what,
    )
    op.create_index(f"{name}_organization", name, ["city", "organization", "person"])
