"""What hardly changes is held in memory, and dropped when its revision in the database is another.

A revision is a random number: one that was taken back with its transaction never comes again for something else.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from biaochi_chassis.store.statements import first_of
from biaochi_chassis.store.tables import revision

V = TypeVar("V")

MOST = 1000
"""Names held at the most: whoever asks for names that nobody knows fills no memory."""

_FIND = select(revision.c.number).where(revision.c.name == bindparam("named"))
_MOVE = update(revision).where(revision.c.name == bindparam("named")).values(number=bindparam("now"))


def move(connection: Connection, name: str) -> None:
    """Say in the writer's own transaction that what is known under the name is no longer what it was."""
    number = secrets.randbits(62) + 1
    if connection.execute(_MOVE, {"named": name, "now": number}).rowcount == 0:
        connection.execute(insert(revision).values(name=name, number=number))


class Memory(Generic[V]):
    """What this process has read, by name: each is what is stored as long as its revision is."""

    def __init__(self, read: Callable[[Connection, str], V]) -> None:
        """`read` reads what is known under a name from the database."""
        self._read = read
        self._known: OrderedDict[str, tuple[int, V]] = OrderedDict()

    def find(self, connection: Connection, name: str) -> V:
        """Return what is stored, as this connection sees it: one small question, and the rest only when it moved."""
        found = first_of(connection, _FIND, {"named": name})
        number = found.number if found else 0
        known = self._known.get(name)
        if known is None or known[0] != number:
            known = self._known[name] = number, self._read(connection, name)
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return known[1]
