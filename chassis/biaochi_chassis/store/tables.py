"""The tables every service has besides its own: outbox, idempotency, positions, inbox, dead letters.

Where a key is most of a row, SQLite keeps the rows in its index and nowhere else.
"""

from typing import Protocol

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
)
from sqlalchemy.schema import CreateColumn

chassis_tables = MetaData()

# `part`, `place` and `reader` because partition, offset and group are words of SQL.
# Up to `published` all is in the log of the identity `log`; an empty one is of a time before logs had any.
outbox_head = Table(
    "outbox_head",
    chassis_tables,
    Column("topic", String(200), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("next_sequence", BigInteger, nullable=False),
    Column("log", String(100), nullable=False, server_default=""),
    Column("published", BigInteger, nullable=False, server_default="0"),
)

# Nothing is ever deleted, so that a lost log can be filled again. `headers` is the envelope as `log/envelope.py` packs
# it; `event_id` is empty, since it says where the event stands. Rows of an earlier time have JSON and the id. What
# stands in a row of several events, `store/outbox.py` says.
outbox = Table(
    "outbox",
    chassis_tables,
    Column("topic", String(200), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("event_id", String(300), nullable=False),
    Column("city", String(100), nullable=False),
    Column("headers", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("events", Integer, nullable=False, server_default="1"),
    sqlite_with_rowid=False,
)

# `positions` is empty: a repeated command is answered with where publishing is by then. An earlier build kept them.
idempotency = Table(
    "deed",
    chassis_tables,
    Column("city", String(100), primary_key=True),
    Column("idempotency_key", String(200), primary_key=True),
    Column("content_hash", String(64), nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("positions", Text, nullable=False),
    sqlite_with_rowid=False,
)

# `place` is an offset in the log of the identity `log`.
consumer_position = Table(
    "consumer_position",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("place", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("log", String(100), nullable=False, server_default=""),
)

# What had its effect, of each producer and partition: from the sequence `first` up to `last` without a gap.
inbox_run = Table(
    "inbox_run",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("source", String(300), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("first", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# The same of events whose id does not say where they stand: none of ours.
inbox = Table(
    "inbox",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("event_id", String(300), primary_key=True),
    sqlite_with_rowid=False,
)

dead = Table(
    "dead",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("place", BigInteger, primary_key=True),
    Column("event_id", String(300), nullable=False),
    Column("city", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
)

parked = Table(
    "parked",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("place", BigInteger, primary_key=True),
    Column("city", String(100), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("event_id", String(300), nullable=False),
    Column("headers", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("at", String(40), nullable=False),
)

# `redrive_requested` (column `asked`) is 1 when somebody wants its events driven again.
parked_subject = Table(
    "parked_subject",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Column("city", String(100), primary_key=True),
    Column("subject", String(300), primary_key=True),
    Column("asked", Integer, key="redrive_requested", nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

# The number of the last event published of each subject, and of the last one that each reader has applied.
subject_head = Table(
    "subject_head",
    chassis_tables,
    Column("topic", String(200), primary_key=True),
    Column("city", String(100), primary_key=True),
    Column("subject", String(300), primary_key=True),
    Column("last", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

subject_position = Table(
    "subject_position",
    chassis_tables,
    Column("reader", String(100), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Column("city", String(100), primary_key=True),
    Column("subject", String(300), primary_key=True),
    Column("last", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# What was granted: `holder` is the subject of tokens, `subjects` codes with a blank between two; what was taken back
# has no role.
granted = Table(
    "granted",
    chassis_tables,
    Column("city", String(100), primary_key=True),
    Column("code", String(200), primary_key=True),
    Column("holder", String(200), nullable=False, index=True),
    Column("role", String(64), nullable=False),
    Column("subjects", Text, nullable=False),
    Column("since", String(10), nullable=False),
    Column("until", String(10), nullable=False),
)

# Who did, read or was refused what; each row's hash covers it and the hash before it. Nothing here is ever changed.
audit = Table(
    "audit",
    chassis_tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("action", String(100), nullable=False),
    Column("outcome", String(64), nullable=False),
    Column("caller", String(200), nullable=False),
    Column("via", String(40), nullable=False),
    Column("origin", String(100), nullable=False),
    Column("city", String(100), nullable=False),
    Column("subjects", Text, nullable=False),
    Column("content", String(128), nullable=False),
    Column("purpose", String(200), nullable=False),
    Column("trace", String(32), nullable=False),
    Column("times", Integer, nullable=False),
    Column("algorithm", String(20), nullable=False),
    Column("previous", String(128), nullable=False),
    Column("hash", String(128), nullable=False),
    Index("audit_of_city", "city", "number"),
)

# How far the trails of other services had come when they said so, so that a trail whose end was cut off is found out.
audit_witness = Table(
    "audit_witness",
    chassis_tables,
    Column("service", String(40), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(128), primary_key=True),
    Column("algorithm", String(20), nullable=False),
    Column("signed_by", String(100), nullable=False, server_default=""),
    Column("signature", String(200), nullable=False, server_default=""),
)

# Commands that one person has signed and that are done when another does.
first_signature = Table(
    "first_signature",
    chassis_tables,
    Column("city", String(100), primary_key=True),
    Column("idempotency_key", String(200), primary_key=True),
    Column("content_hash", String(64), nullable=False),
    Column("said", Text, nullable=False),
    Column("signer", String(200), nullable=False),
    Column("at", String(40), nullable=False),
)

# The key under which what is said about a person is sealed, of this service alone; an empty secret: erased for good.
person_key = Table(
    "person_key",
    chassis_tables,
    Column("city", String(100), primary_key=True),
    Column("person", String(100), primary_key=True),
    Column("algorithm", String(20), nullable=False),
    Column("secret", LargeBinary, nullable=False),
)

# Under which number what hardly changes is known; whoever changes it gives it another.
revision = Table(
    "revision",
    chassis_tables,
    Column("name", String(200), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# One row, which a writer on PostgreSQL locks from its first statement to its commit.
writer_turn = Table("writer_turn", chassis_tables, Column("one", Integer, primary_key=True))

# What is written, and removed, to see whether a disk that was full has room again.
room_probe = Table(
    "room_probe", chassis_tables, Column("one", Integer, primary_key=True), Column("data", LargeBinary, nullable=False)
)


_COLUMNS = {
    "sqlite": "select t.name, c.name from sqlite_master t join pragma_table_info(t.name) c",
    "postgresql": "select relname, attname from pg_attribute join pg_class on pg_class.oid = attrelid "
    "where attnum > 0 and not attisdropped and relnamespace = current_schema()::regnamespace",
}
"""Which tables have which columns, in one statement: to reflect them takes SQLite one a table."""


class Operations(Protocol):
    """The part of Alembic's `op` that is needed here."""

    def get_bind(self) -> Connection:
        """Return the connection that migrates."""
        ...


def create_chassis_tables(op: Operations) -> None:
    """Create them, for a migration that needs them to be there."""
    complete(op.get_bind())


def complete(connection: Connection) -> None:
    """Create the tables and columns that are not there yet: from one version to the next there are only more."""
    there: dict[str, set[str]] = {}
    for name, found in connection.exec_driver_sql(_COLUMNS[connection.dialect.name]):
        there.setdefault(name, set()).add(found)
    for table in chassis_tables.sorted_tables:
        if table.name not in there:
            table.create(connection, checkfirst=False)
            continue
        for column in table.columns:
            if column.name not in there[table.name]:
                connection.exec_driver_sql(f"alter table {table.name} add {CreateColumn(column).compile(connection)}")
    if connection.execute(select(writer_turn.c.one)).first() is None:
        connection.execute(insert(writer_turn).values(one=1))
