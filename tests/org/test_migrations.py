"""The scripts make the tables that the store speaks of."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from biaochi_chassis.store.database import Database
from biaochi_org.store.tables import registry_tables
from sqlalchemy import Connection

from tests.servers.databases import Databases


def _differences(connection: Connection) -> list[object]:
    names = set(registry_tables.tables)
    options = {"include_name": lambda name, kind, _parents: kind != "table" or name in names}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), registry_tables))


async def test_the_migrations_make_the_tables_of_the_store(databases: Databases) -> None:
    database = Database("org", databases("org"), "biaochi_org.migrations")
    await database.start()
    assert await database.read(_differences) == []
    await database.close()
