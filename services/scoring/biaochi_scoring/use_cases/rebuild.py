"""Comes to everything that was derived again from the log alone, in a standby store; then the two change places.

They do so in one transaction of the store that serves, which first brings it to the same moment of the log: readers see
the old or the new, whole, and other writers wait. Killed at any moment before its end, nothing has happened. Nothing is
published anew that everybody has received; a standing that comes out different is published in that transaction.
"""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.blue_green import StandbyStore
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.judging.past_order import Undo, undo
from biaochi_scoring.domain.judging.place_moves import moved_away, place_moves
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.refusals import RebuildOvertaken
from biaochi_scoring.domain.standings import Run, digest
from biaochi_scoring.events.decode import SCORING
from biaochi_scoring.events.encode import Board, EventContext, standings_moved
from biaochi_scoring.store import blue_green, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.positions import published_up_to
from biaochi_scoring.store.recomputations import Recomputation, add_recomputation, forget_recomputations
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.recompute_order import in_turn
from biaochi_scoring.use_cases.results import results_of
from biaochi_scoring.use_cases.shown import each_shown
from biaochi_scoring.use_cases.states import States

PASSES = 2
"""How often the standby store catches up before the writers wait: the second time there is little left."""


@dataclass(frozen=True)
class KnownList:
    """A list, and the run that it is of."""

    run: Run
    cycle: Cycle
    ranking: Ranking


@dataclass(frozen=True)
class Otherwise:
    """By list whose own results come out different and who is gone; and all lists of those cities before and after.

    `anything`: whether any row at all was another.
    """

    anything: bool
    changed: Mapping[Listed, tuple[set[str], set[str]]]
    before: Mapping[Listed, KnownList]
    after: Mapping[Listed, KnownList]

    def undone(self) -> dict[Run, dict[tuple[str, str], Undo]]:
        """For each run how to come back from its lists to what they were, by index and period."""
        found: defaultdict[Run, dict[tuple[str, str], Undo]] = defaultdict(dict)
        for listed, known in self.after.items():
            subjects, _ = self.changed.get(listed, (set(), set()))
            earlier = self.before.get(listed)
            rows = known.ranking.cohort.rows_of(subjects)
            back = undo(earlier.ranking if earlier else None, known.ranking, rows)
            if back is not None:
                found[known.run][listed.index, listed.period] = back
        return found


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
            # What every row says as before is not read again.
            after = await database.read(standings_digest) if otherwise.anything else before
        held = time.monotonic() - begun
        await self.relay.drain()
        return Rebuilt(before, after, events, held)

    def _change_places(self, connection: Connection) -> Otherwise:
        """Become what is in the standby store; answer whose own results come out different, and how the lists were."""
        self.place.attach(connection)
        if not blue_green.is_complete(connection):
            raise RebuildOvertaken
        changed = blue_green.shown_otherwise(connection)
        before, runs = _lists(connection, changed), sheets.versions(connection)
        different = blue_green.change_places(connection)
        otherwise = Otherwise(different, changed, before, _lists(connection, changed))
        _go_on(connection, otherwise, runs.keys(), int(self.clock.now().timestamp()))
        return otherwise

    async def _level(self) -> int:
        """Bring both to one moment of the log, with nothing left to do; answer how many events it holds."""
        await self.relay.copy()
        ends = await self.serving.consumer.ends()
        for store, publishing in ((self.serving, True), (self.fresh, False)):
            await store.consumer.catch_up(ends, patient=True)
            await settle(store.database, self.clock, publishing=publishing)
        return sum(ends.values())

    def _publish(self, tx: UnitOfWork, otherwise: Otherwise) -> None:
        """Publish how the lists moved that came out different, as they are shown today."""
        changed, before, after = otherwise.changed, otherwise.before, otherwise.after
        event_context = EventContext(tx.call, self.clock.now())
        for listed in sorted({*before, *after}, key=astuple):
            subjects, gone = changed.get(listed, (set(), set()))
            shown_now, known = after.get(listed) or before[listed], before.get(listed)
            cycle, ranking = shown_now.cycle, shown_now.ranking
            if listed in after:
                rows = ranking.cohort.rows_of(subjects)
                moves = place_moves(known.ranking if known else None, ranking, rows, sorted(gone))
            else:
                moves = moved_away(ranking.cohort.subjects)
            if moves:
                standings = each_shown(tx.connection, cycle, ranking, moves.changed, self.clock.today())
                board = Board(listed.city, listed.cycle, listed.index, listed.period)
                tx.publish(standings_moved(event_context, board, (ranking, moves), standings))


def _go_on(connection: Connection, otherwise: Otherwise, runs: Collection[Run], at: int) -> None:
    """Have the log of recomputations go on: the rebuild is one more, of everybody, moving what came out different.

    `runs`: those of before, which the log may be about.
    """
    versions, undone = sheets.versions(connection), otherwise.undone()
    forget_recomputations(connection, versions.keys() & runs)
    for run, version in versions.items():
        after = published_up_to(connection, SCORING, run.city)
        add_recomputation(connection, run, Recomputation(version, at, after, None, undone.get(run, {})))


def _lists(connection: Connection, changed: Iterable[Listed]) -> dict[Listed, KnownList]:
    """All lists of the cities of these, read from the store as it is."""
    states = States(Graphs())
    found: dict[Listed, KnownList] = {}
    for city in {listed.city for listed in changed}:
        for cycle in states.graphs.cycles(connection, city):
            for graph in states.graphs.pinned(connection, cycle):
                run = Run(city, cycle.code, graph.code)
                for ranking in states.rankings(connection, cycle, graph):
                    period = ranking.evaluation.evaluated.code
                    found[Listed(city, cycle.code, ranking.index, period)] = KnownList(run, cycle, ranking)
    return found


async def settle(database: Database, clock: Clock, *, publishing: bool = True) -> None:
    """Recompute and freeze until nothing is left to do."""
    graphs = Graphs()
    states = States(graphs)
    recomputing = Recomputing(database, states, clock, publishing=publishing)
    freezing = Freezing(database, states, clock, publishing=publishing)
    while True:
        runs = await database.read(lambda connection: in_turn(connection, graphs))
        if runs:
            await recomputing.recompute(runs[0])
        elif not await freezing.freeze():
            return


def standings_digest(connection: Connection) -> str:
    """SHA-256 over the results of all cities, in order of city, cycle, index, period and subject."""
    states = States(Graphs())
    by_code = {(cycle.city, cycle.code): cycle for cycle in _cycles(connection, states.graphs)}
    stored = [results_of(connection, states, by_code[place]) for place in sheets.sheets_by_cycle(connection)]
    return digest(result for some in stored for result in some)


def _cycles(connection: Connection, graphs: Graphs) -> list[Cycle]:
    cities = sorted({city for city, _ in sheets.sheets_by_cycle(connection)})
    return [cycle for city in cities for cycle in graphs.cycles(connection, city)]


def _call() -> Call:
    return Call.internal("rebuild")
