"""Comes to everything that was derived again from the log alone, in a standby store; then the two change places.

They do so in one transaction of the store that serves, which first brings it to the same moment of the log: readers see
the old or the new, whole, and other writers wait. Killed at any moment before its end, nothing has happened. Nothing is
published anew that everybody has received; a standing that comes out different is published in that transaction.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.event.call import Call, new_traceparent
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.blue_green import StandbyStore
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.relay import Relay

from biaochi_scoring.domain.refusals import RebuildOvertaken
from biaochi_scoring.domain.standings import digest
from biaochi_scoring.events.encode import Board, EventContext, standings_changed
from biaochi_scoring.store import blue_green, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed, Page, list_standings
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.recompute_order import in_turn
from biaochi_scoring.use_cases.states import States

PASSES = 2
"""How often the standby store catches up before the writers wait: the second time there is little left."""
EVERYBODY = 2**31 - 2


@dataclass(frozen=True)
class Rebuilt:
    """Digests over all sheets before and after, equal unless something was wrong; and what it took."""

    before: str
    after: str
    events: int
    held: float
    """Seconds for which other writers waited."""


@dataclass(frozen=True)
class Store:
    """A store and its reader of the log."""

    database: Database
    consumer: Consumer


@dataclass(frozen=True)
class Rebuilding:
    """One rebuild: the store that serves, with its outbox's way to the log, and the empty standby store."""

    serving: Store
    fresh: Store
    place: StandbyStore
    relay: Relay
    clock: Clock

    async def rebuild(self) -> Rebuilt:
        """Rebuild. Raises RebuildOvertaken when another rebuild took the standby store; both databases are started."""
        for _ in range(PASSES):
            await self.fresh.consumer.catch_up(patient=True)
            await settle(self.fresh.database, self.clock, publishing=False)
        database = self.serving.database
        async with database.holding():
            begun = time.monotonic()
            events = await self._level()
            before = await database.read(standings_digest)
            otherwise = await database.update(self._change_places)
            await database.write(_call(), lambda tx: self._publish(tx, otherwise))
            after = await database.read(standings_digest)
        held = time.monotonic() - begun
        await self.relay.drain()
        return Rebuilt(before, after, events, held)

    def _change_places(self, connection: Connection) -> Mapping[Listed, tuple[set[str], set[str]]]:
        """Become what is in the standby store; answer which standings come out different."""
        self.place.attach(connection)
        if not blue_green.is_complete(connection):
            raise RebuildOvertaken
        otherwise = blue_green.shown_otherwise(connection)
        blue_green.change_places(connection)
        return otherwise

    async def _level(self) -> int:
        """Bring both to one moment of the log, with nothing left to do; answer how many events it holds."""
        await self.relay.copy()
        ends = await self.serving.consumer.ends()
        for store, publishing in ((self.serving, True), (self.fresh, False)):
            await store.consumer.catch_up(ends, patient=True)
            await settle(store.database, self.clock, publishing=publishing)
        return sum(ends.values())

    def _publish(self, tx: UnitOfWork, otherwise: Mapping[Listed, tuple[set[str], set[str]]]) -> None:
        """Publish the standings that came out different, as they are shown today."""
        for listed, (changed, gone) in otherwise.items():
            found = list_standings(tx.connection, listed, Page(EVERYBODY), self.clock.today())
            stand = [one for one in found[0] if one.subject in changed] if found else []
            board = Board(listed.city, listed.cycle, listed.index, listed.period)
            tx.publish(standings_changed(EventContext(tx.call, self.clock.now()), board, stand, sorted(gone)))


async def settle(database: Database, clock: Clock, *, publishing: bool = True) -> None:
    """Recompute and freeze until nothing is left to do."""
    graphs = Graphs()
    recomputing = Recomputing(database, States(graphs), clock, publishing=publishing)
    freezing = Freezing(database, graphs, clock, publishing=publishing)
    while True:
        runs = await database.read(lambda connection: in_turn(connection, graphs))
        if runs:
            await recomputing.recompute(runs[0])
        elif not await freezing.freeze():
            return


def standings_digest(connection: Connection) -> str:
    """SHA-256 over all sheets of all cities, in order of city, cycle, index, period and subject."""
    cycles = sheets.sheets_by_cycle(connection)
    stored = [sheets.cycle_sheets(connection, city, cycle) for city, cycle in cycles]
    return digest(sheet for some in stored for sheet in some)


def _call() -> Call:
    return Call("rebuild", frozenset(), new_traceparent())
