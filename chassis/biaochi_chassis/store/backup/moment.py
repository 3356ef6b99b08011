"""Several databases at one moment: no commit of any of them lies between what is seen of one and of another.

Whoever keeps the writers' turn of all of them sees such a moment. The turns are kept only until each database has
begun to be read; what is written after that is not seen, and nobody waits for the reading.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection, Engine, select, text

from biaochi_chassis.store import engines
from biaochi_chassis.store.tables import writer_turn


@contextmanager
def one_moment(urls: Mapping[str, str]) -> Iterator[dict[str, Connection]]:
    """A connection that reads each of these databases, by name, for as long as the block lasts.

    Raises what a database that is away or not migrated raises. Writers wait for some milliseconds, and for each other
    as they always do; the turns are taken in the order of `urls`, which must be the same for everybody.
    """
    with ExitStack() as reading:
        with ExitStack() as turns:
            for url in urls.values():
                turns.enter_context(_begun(turns, engines.writer(url)))
            connections = {name: _seen(reading, url) for name, url in urls.items()}
        yield connections


def _seen(stack: ExitStack, url: str) -> Connection:
    connection = stack.enter_context(_begun(stack, engines.readers(url)))
    if not engines.is_sqlite(url):
        # Between two of its tables the others are read, which takes as long as it takes.
        connection.execute(text("set local idle_in_transaction_session_timeout = 0"))
    # The first row that is read decides which moment it is.
    connection.execute(select(writer_turn)).all()
    return connection


@contextmanager
def _begun(stack: ExitStack, engine: Engine) -> Iterator[Connection]:
    stack.callback(engine.dispose)
    with engine.connect() as connection, connection.begin():
        yield connection
