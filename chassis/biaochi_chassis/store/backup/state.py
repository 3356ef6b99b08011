"""What must hold of a database before it is copied, and before it is filled from a copy."""

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, delete, select, text, update

from biaochi_chassis.store import outbox
from biaochi_chassis.store.backup.rows import tables
from biaochi_chassis.store.migrating.upgrade import bring_to
from biaochi_chassis.store.tables import consumer_position, outbox_head

_OTHERS = (
    "select count(*) from pg_stat_activity"
    " where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"
)
_GONE = "the log before a restore"
"""The identity of no log: whoever finds it in a position begins anew, and whoever published publishes again."""


def revision(connection: Connection) -> str:
    """Return the migration that the database is at."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def unpublishable(connection: Connection) -> str | None:
    """Return None when the outbox alone can fill an empty log again, else a sentence that says what it lacks."""
    if lacking := outbox.lacking(connection):
        topic, part, count = lacking
        return f"{count} events of {topic}/{part} are in the log only"
    return None


def in_use(connection: Connection) -> bool:
    """Whether somebody else is connected as the same user; a file says so by its own lock."""
    return connection.dialect.name == "postgresql" and connection.execute(text(_OTHERS)).scalar_one() > 0


def has_tables(connection: Connection) -> bool:
    """Whether anything is there."""
    return bool(tables(connection))


def empty_at(connection: Connection, migrations: str, at_revision: str) -> None:
    """Drop every table and make those of this migration, without a row."""
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)
    bring_to(connection, migrations, at_revision)
    for table in reversed(tables(connection)):
        connection.execute(delete(table))


def forget_log(connection: Connection) -> list[str]:
    """Have everything published and read again from the beginning; return the topics. Effects that are there stay."""
    connection.execute(update(consumer_position).values(log=_GONE))
    connection.execute(update(outbox_head).values(log=_GONE, published=0))
    return sorted(connection.scalars(select(outbox_head.c.topic).distinct()))
