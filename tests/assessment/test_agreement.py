"""What is written in two places says the same: commands and messages, facts and columns, tables and migration."""

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2, service_pb2
from biaochi_assessment.domain import commands
from biaochi_assessment.domain.documents import commands as document_commands
from biaochi_assessment.domain.facts import FIELDS
from biaochi_assessment.domain.notifications import commands as notification_commands
from biaochi_assessment.domain.results import commands as result_commands
from biaochi_assessment.domain.webhooks import commands as webhook_commands
from biaochi_assessment.domain.work import commands as work_commands
from biaochi_assessment.store.tables import tables
from biaochi_chassis.store.database import Database
from sqlalchemy import create_engine

PARTS = (commands.About, commands.Founded, work_commands.FieldValue, result_commands.Correction)
COMMANDS = [
    kind
    for module in (commands, work_commands, result_commands, document_commands, webhook_commands, notification_commands)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind not in PARTS and hasattr(kind, "__dataclass_fields__")
]


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: str(kind.__name__))
def test_a_command_has_the_fields_of_its_message(kind: type) -> None:
    message = getattr(service_pb2, kind.__name__)

    assert {field.name for field in fields(kind)} == set(message.DESCRIPTOR.fields_by_name)


def test_every_command_of_the_contract_is_one_of_ours() -> None:
    messages = service_pb2.DESCRIPTOR.message_types_by_name.values()
    repeated = (
        message.fields_by_name["deeds"].message_type for message in messages if "deeds" in message.fields_by_name
    )

    assert {message.name for message in repeated if message} == {kind.__name__ for kind in COMMANDS}


def test_a_fact_has_the_fields_of_its_message() -> None:
    assert set(FIELDS) == set(events_pb2.Fact.DESCRIPTOR.fields_by_name)


async def test_the_migration_makes_the_tables_that_are_spoken_of(tmp_path: Path) -> None:
    database = Database("assessment", f"sqlite+pysqlite:///{tmp_path}/migrated.db", "biaochi_assessment.migrations")
    await database.start()
    await database.close()
    engine = create_engine(f"sqlite:///{tmp_path}/spoken.db")
    tables.create_all(engine)
    engine.dispose()

    spoken = _shape(tmp_path / "spoken.db")
    migrated = _shape(tmp_path / "migrated.db")
    assert {name: migrated.get(name) for name in spoken} == spoken


def _shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'index')")]
    shape = {name: _columns(connection, name) for name in names}
    connection.close()
    return shape


def _columns(connection: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    """Name, type, nullability and key of each column; not what a later column is filled with in earlier rows."""
    columns = [(*column[:4], column[5]) for column in connection.execute(f"pragma table_info({name})")]
    return [*columns, *connection.execute(f"pragma index_info({name})")]
