"""Whether a database has room: known from the writes that fail, and found again by one that is as large as several."""

import secrets
from collections.abc import Awaitable, Callable

from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import DBAPIError

from biaochi_chassis.store.engines import is_full
from biaochi_chassis.store.tables import room_probe

PROBE_BYTES = 256 * 1024
"""More than a file that has been full for a while still has in pages of its own; random, so that nothing packs it."""

Update = Callable[[Callable[[Connection], object]], Awaitable[object]]


class Room:
    """What one process knows of the room under its database."""

    def __init__(self, source: str) -> None:
        """Believe that there is room until a write finds none."""
        self._source = source
        self._full = False

    def failed(self, trouble: DBAPIError) -> None:
        """Learn from a write that failed."""
        self._full = self._full or is_full(trouble)

    async def check(self, update: Update) -> str | None:
        """Return None while there is room, else a sentence. Once it was full, a write of some size asks again."""
        if not self._full:
            return None
        try:
            await update(_write)
            await update(_remove)
        except DBAPIError as trouble:
            if not is_full(trouble):
                raise
            return f"the disk under the database of {self._source} is full: writes are refused, reads go on"
        self._full = False
        return None


def _write(connection: Connection) -> None:
    _remove(connection)
    connection.execute(insert(room_probe).values(one=1, data=secrets.token_bytes(PROBE_BYTES)))


def _remove(connection: Connection) -> None:
    connection.execute(delete(room_probe))
