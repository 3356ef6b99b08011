"""What a person was granted, as a service knows it: read from its database, and remembered for a few seconds."""

import time
from collections import OrderedDict
from typing import Protocol

from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.identity.user import Grant
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.grants import held_by

REMEMBERED = 5.0
"""Seconds for which what was taken away may still count."""
MOST = 10_000


class Grants(Protocol):
    """What persons hold today."""

    async def of(self, holder: str, *, fresh: bool = False) -> tuple[Grant, ...]:
        """The grants of a holder; `fresh` ones are of this moment."""


class StoredGrants:
    """The grants of a service's own table."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Read from this database; a grant holds on days of this clock."""
        self._database = database
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, tuple[Grant, ...]]] = OrderedDict()

    async def of(self, holder: str, *, fresh: bool = False) -> tuple[Grant, ...]:
        """The grants of a holder."""
        known = self._known.get(holder)
        if known and not fresh and time.monotonic() < known[0]:
            return known[1]
        day = self._clock.today()
        found = tuple(await self._database.read(lambda connection: held_by(connection, holder, day)))
        self._known[holder] = time.monotonic() + REMEMBERED, found
        self._known.move_to_end(holder)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return found
