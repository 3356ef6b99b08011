"""What SQLAlchemy compiles: once a worker, though each of its tests has engines of its own."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

STATEMENTS = 5000
_compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)


class _Alike(Dialect):
    """What is compiled for one serves the next: the servers of a run are all of one version."""

    def __eq__(self, other: object) -> bool:
        """By its class."""
        return type(self) is type(other)

    def __hash__(self) -> int:
        """By its class."""
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Have the engine keep what it compiles with the others'."""
        engine.update_execution_options(compiled_cache=_compiled)


class Postgresql(_Alike, PGDialect_psycopg):
    """PostgreSQL."""

    supports_statement_cache = True


class Sqlite(_Alike, SQLiteDialect_pysqlite):
    """SQLite."""

    supports_statement_cache = True


def pytest_configure() -> None:
    """Have every engine of this process speak one of these."""
    registry.register("postgresql.psycopg", __name__, Postgresql.__name__)
    registry.register("sqlite.pysqlite", __name__, Sqlite.__name__)
