"""The registry's tables. Every row carries its city; days are dates, ends are exclusive."""

from sqlalchemy import Column, Date, Dialect, Index, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

registry_tables = MetaData()

SLUG, CODE, NAME, WORD = String(64), String(64), String(200), String(40)


class Codes(TypeDecorator[tuple[str, ...]]):
    """A tuple of codes in one text, a blank between two: a code has no blanks."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002
        """To the database."""
        return " ".join(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        """From the database."""
        return tuple(value.split()) if value else ()


city = Table(
    "city",
    registry_tables,
    Column("city", SLUG, primary_key=True),
    Column("title", NAME, nullable=False),
)

# `replaced_on` is the first day of the next state: with it a day's tree is one plain condition.
organization_state = Table(
    "organization_state",
    registry_tables,
    Column("city", SLUG, primary_key=True),
    Column("code", CODE, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("replaced_on", Date),
    Column("until", Date),
    Column("established_on", Date, nullable=False),
    Column("name", NAME, nullable=False),
    Column("kind", WORD, nullable=False),
    Column("parent", CODE, nullable=False),
    Column("predecessors", Codes, nullable=False),
    Column("successors", Codes, nullable=False),
    Index("organization_state_kind", "city", "kind", "code"),
    Index("organization_state_parent", "city", "parent", "code"),
)

# A name is sealed under its person's key (the chassis' table `person_key`); empty: the person is erased.
person = Table(
    "person",
    registry_tables,
    Column("city", SLUG, primary_key=True),
    Column("person", CODE, primary_key=True),
    Column("name", Text, nullable=False),
)

membership = Table(
    "membership",
    registry_tables,
    Column("city", SLUG, primary_key=True),
    Column("person", CODE, primary_key=True),
    Column("organization", CODE, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("kind", WORD, nullable=False),
    Index("membership_organization", "city", "organization", "person"),
)

post = Table(
    "post",
    registry_tables,
    Column("city", SLUG, primary_key=True),
    Column("person", CODE, primary_key=True),
    Column("organization", CODE, primary_key=True),
    Column("role", WORD, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Index("post_organization", "city", "organization", "person"),
)

# What was put right, and why; a name is kept here even when nobody bears it any more. Reasons and names of persons are
# sealed.
correction = Table(
    "correction",
    registry_tables,
    Column("city", SLUG, primary_key=True),
    Column("number", String(200), primary_key=True),
    Column("subject", CODE, nullable=False),
    Column("what", WORD, nullable=False),
    Column("organization", CODE, nullable=False),
    Column("role", WORD, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("corrected_by", String(200), nullable=False),
    Column("corrected_at", String(40), nullable=False),
    Index("correction_subject", "city", "subject", "corrected_at"),
)
