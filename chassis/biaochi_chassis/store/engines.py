"""Opens the databases we speak to, SQLite and PostgreSQL, so that writers take turns and readers see one moment.

A writer holds the turn of its database from its first statement to its commit: on SQLite the file's write lock, on
PostgreSQL the one row of `writer_turn`. So what a use case has read still holds when it writes, in every replica.
"""

import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

READERS = 4

_PATIENCE = "pragma busy_timeout=30000"
# A transaction of a bulk changes two to four MB: it is held in memory, and a few of them go into the file at once.
_OF_A_BULK = ("pragma cache_size=-16384", "pragma wal_autocheckpoint=8192")
_WRITER = (_PATIENCE, "pragma synchronous=FULL", "pragma foreign_keys=on", *_OF_A_BULK)
_READER = (_PATIENCE, "pragma query_only=on")

PASSWORD_FILE = "passwordfile"  # noqa: S105 - the name of a parameter
"""What an address may name instead of a password: read for each connection, so that a new one needs no restart."""

_PG_DISK_FULL = "53100"
_QUOTED = re.compile(r"\n(?:DETAIL|CONTEXT):.*", re.DOTALL)
"""What PostgreSQL quotes of rows."""

_BEGIN = "begin"
_TAKE_THE_TURN = "begin; select one from writer_turn where one = 1 for update"
"""In one round trip."""
_IDLE = 0
"""How libpq calls a connection without a transaction."""
# A paused process gives its turn back after 15 s; nobody waits longer than 30 s for one.
_PG_WRITER = "-c idle_in_transaction_session_timeout=15s -c lock_timeout=30s -c timezone=UTC"
_PG_READER = f"{_PG_WRITER} -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
# A peer that vanished without a word is given up after 10 s.
_PG_PEER = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10000,
}


def is_sqlite(url: str) -> bool:
    """Whether the address is that of a file."""
    return make_url(url).get_backend_name() == "sqlite"


def is_away(trouble: Exception) -> bool:
    """Whether a database was not there or kept us waiting too long, so that trying again is right; a bug is not."""
    if not isinstance(trouble, DBAPIError):
        return isinstance(trouble, PoolTimeoutError)
    # SQLite says with one class that a file is locked and that a statement is wrong.
    wrong = getattr(trouble.orig, "sqlite_errorname", "") == "SQLITE_ERROR"
    return trouble.connection_invalidated or (isinstance(trouble, OperationalError | InterfaceError) and not wrong)


def is_full(trouble: Exception) -> bool:
    """Whether the disk under a database or the log, or a bound on its size, left no room for what was to be written."""
    said = trouble.orig if isinstance(trouble, DBAPIError) else trouble.__cause__
    return getattr(said, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(said, "sqlstate", "") == _PG_DISK_FULL


def writer(url: str) -> Engine:
    """Return the engine with the one connection of this process that writes."""
    if is_sqlite(url):
        return _sqlite(url, 1, (_WRITER, "begin immediate"))
    return _postgresql(url, 1, (_PG_WRITER, _TAKE_THE_TURN))


def readers(url: str) -> Engine:
    """Return the engine with the connections that only read, each transaction one moment."""
    if is_sqlite(url):
        return _sqlite(url, READERS, (_READER, _BEGIN))
    return _postgresql(url, READERS, (_PG_READER, _BEGIN))


def informed(engine: Engine, known: Mapping[str, object]) -> Engine:
    """Have every connection of an engine hold something, in its `info`, for whoever works on it."""

    def inform(_raw: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        entry.info.update(known)

    event.listen(engine, "connect", inform)
    return engine


def redacted(engine: Engine) -> Engine:
    """Have the engine's errors say what was wrong, and with which constraint, but not with which values.

    The engine itself must be made with `hide_parameters`.
    """
    event.listen(engine, "handle_error", _shorten)
    return engine


def _shorten(context: ExceptionContext) -> None:
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(_QUOTED.sub("", part) if isinstance(part, str) else part for part in error.args)


def with_password(engine: Engine) -> Engine:
    """Have a server's password read, for each connection, from the file that the address names."""

    def read(_dialect: Dialect, _entry: ConnectionPoolEntry, _given: object, named: MutableMapping[str, str]) -> None:
        if file := named.pop(PASSWORD_FILE, ""):
            try:
                named["password"] = Path(file).read_text().strip()
            except OSError as trouble:
                raise OperationalError(f"{PASSWORD_FILE}={file}", None, trouble) from trouble

    event.listen(engine, "do_connect", read)
    return engine


def _postgresql(url: str, size: int, speech: tuple[str, str]) -> Engine:
    """Say `begin` ourselves, to each connection as it is taken from the pool: one that is not there is made anew."""
    options, begin = speech
    address = make_url(url)
    arguments = {**_PG_PEER, "options": f"{options} {address.query.get('options', '')}", "autocommit": True}
    engine = create_engine(address, pool_size=size, max_overflow=0, connect_args=arguments, hide_parameters=True)

    def begin_it(raw: DBAPIConnection, _entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
        try:
            raw.execute(begin)
        except engine.dialect.loaded_dbapi.Error as trouble:
            if engine.dialect.is_disconnect(trouble, raw, None):
                raise InvalidatePoolError from trouble
            raise OperationalError(begin, None, trouble) from trouble

    def begin_another(connection: Connection) -> None:
        if connection.connection.pgconn.transaction_status == _IDLE:
            connection.exec_driver_sql(begin)

    event.listen(engine, "checkout", begin_it)
    event.listen(engine, "begin", begin_another)
    return with_password(redacted(engine))


def _sqlite(url: str, size: int, speech: tuple[tuple[str, ...], str]) -> Engine:
    """Say `begin` ourselves: the driver's own begin comes late and takes no lock."""
    pragmas, begin = speech
    engine = create_engine(
        url, pool_size=size, max_overflow=0, connect_args={"check_same_thread": False}, hide_parameters=True
    )

    def prepare(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    def let_go(raw: DBAPIConnection, _entry: ConnectionPoolEntry, _trouble: BaseException | None) -> None:
        raw.rollback()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "invalidate", let_go)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
