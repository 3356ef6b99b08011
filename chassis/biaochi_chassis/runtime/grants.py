"""What a person was granted, and for whom, as a service knows it: remembered for a few seconds."""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Protocol

from sqlalchemy import Connection

from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.identity.user import Grant
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.grants import held_by

REMEMBERED = 5.0
"""Seconds for which what was taken away may still count."""
MOST = 10_000
MOST_CITIES = 100

Parents = Callable[[Connection, str, date], Mapping[str, str]]
"""The organization above each one of a city on a day, as it was last known of those that are no more."""


class Grants(Protocol):
    """What persons hold today."""

    async def of(self, holder: str, *, fresh: bool = False) -> tuple[Grant, ...]:
        """The grants of a holder; `fresh` ones are of this moment."""

    async def below(self, city: str, codes: Collection[str], *, fresh: bool = False) -> frozenset[str]:
        """These codes, and those of all organizations that are below them today."""


class StoredGrants:
    """The grants of a service's own table."""

    def __init__(self, database: Database, clock: Clock, parents: Parents) -> None:
        """Read from this database; a grant holds on days of this clock, and for subtrees by these parents."""
        self._database = database
        self._clock = clock
        self._parents = parents
        self._children: dict[str, tuple[float, Mapping[str, Collection[str]]]] = {}
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

    async def below(self, city: str, codes: Collection[str], *, fresh: bool = False) -> frozenset[str]:
        """These codes, and those of all organizations that are below them today."""
        children, found, waiting = await self._children_in(city, fresh=fresh), set[str](), list(codes)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += children.get(code, ())
        return frozenset(found)

    async def _children_in(self, city: str, *, fresh: bool) -> Mapping[str, Collection[str]]:
        known = self._children.get(city)
        if known and not fresh and time.monotonic() < known[0]:
            return known[1]
        day = self._clock.today()
        parents = await self._database.read(lambda connection: self._parents(connection, city, day))
        children: defaultdict[str, list[str]] = defaultdict(list)
        for code, parent in parents.items():
            children[parent].append(code)
        children.pop("", None)
        if len(self._children) > MOST_CITIES:
            self._children.clear()
        self._children[city] = time.monotonic() + REMEMBERED, children
        return children
