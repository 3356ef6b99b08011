"""Drops everything that was derived and comes to it again from the log alone, with the platform stopped.

From the first moment to the last a flag in the store says so; a service that finds it does not start, and running the
rebuild again completes it. Nothing is told anew: everybody has heard it.
"""

from dataclasses import dataclass

from biaochi_chassis.call import Call, new_traceparent
from biaochi_chassis.clock import Clock
from biaochi_chassis.consumer import Consumer
from biaochi_chassis.database import Database
from biaochi_chassis.relay import Relay

from biaochi_scoring.domain.refusals import RebuildUnfinished
from biaochi_scoring.domain.standings import digest
from biaochi_scoring.store import rebuilds, sheets
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.states import States
from biaochi_scoring.use_cases.turns import in_turn


@dataclass(frozen=True)
class Rebuilt:
    """The digests over all sheets before and after; they are equal unless something is wrong."""

    before: str
    after: str


async def rebuild(database: Database, clock: Clock, consumer: Consumer, relay: Relay) -> Rebuilt:
    """Rebuild from the log; an interrupted rebuild is completed.

    What was still to be heard and recomputed is done first, so that both digests are of the same log. The database
    and the log must be started, and nobody else may work with either.
    """
    async with database.reading() as connection:
        before = await rebuilds.unfinished_rebuild(connection)
    await relay.drain()
    if before is None:
        await consumer.catch_up()
        await settle(database, clock)
        await relay.drain()
        before = await standings_digest(database)
    async with database.transaction(_call()) as tx:
        await rebuilds.begin_rebuild(tx.connection, before)
        await consumer.forget(tx)
    await consumer.catch_up()
    await settle(database, clock, telling=False)
    async with database.transaction(_call()) as tx:
        await rebuilds.end_rebuild(tx.connection)
    return Rebuilt(before, await standings_digest(database))


async def settle(database: Database, clock: Clock, *, telling: bool = True) -> None:
    """Recompute and freeze until nothing is left to do."""
    graphs = Graphs()
    recomputing = Recomputing(database, States(graphs), clock, telling=telling)
    freezing = Freezing(database, graphs, clock, telling=telling)
    while True:
        async with database.reading() as connection:
            runs = await in_turn(connection, graphs)
        if runs:
            await recomputing.recompute(runs[0])
        elif not await freezing.freeze():
            return


async def standings_digest(database: Database) -> str:
    """SHA-256 over all sheets of all cities, in order of city, cycle, index, period and subject."""
    async with database.reading() as connection:
        cycles = await sheets.sheets_by_cycle(connection)
        stored = [await sheets.cycle_sheets(connection, city, cycle) for city, cycle in cycles]
    return digest(sheet for some in stored for sheet in some)


async def refuse_unfinished(database: Database) -> None:
    """Raise RebuildUnfinished when a rebuild was interrupted; the database must be started."""
    async with database.reading() as connection:
        if await rebuilds.unfinished_rebuild(connection) is not None:
            raise RebuildUnfinished


def _call() -> Call:
    return Call("rebuild", frozenset(), new_traceparent())
