"""Recomputes a run: reads one snapshot, judges outside any transaction, writes everything that changed in one.

Killed at any moment it has done either nothing or everything: sheets, rungs, the marks taken and what is told commit
together, and only if nobody else has recomputed the run since the snapshot.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biaochi_chassis.call import Call
from biaochi_chassis.clock import Clock
from biaochi_chassis.database import Database

from biaochi_scoring.domain.cycles import cycle_before
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.judging import Basis, Judged, Judging, State, state_of, to_gather
from biaochi_scoring.domain.marks import Cause, Mark, by_period
from biaochi_scoring.domain.standings import Run, compare
from biaochi_scoring.store import cycles, facts, sheets
from biaochi_scoring.store.connections import AsyncConnection
from biaochi_scoring.store.marks import load_marks, take_marks
from biaochi_scoring.use_cases.bases import Ground, Opening, load_basis
from biaochi_scoring.use_cases.consequences import Recomputed, mark_next_cycles, tell_changes, write_rungs
from biaochi_scoring.use_cases.graphs import Graphs

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """Everything one recomputation works from, read at one moment."""

    basis: Basis
    opening: Opening
    state: State
    marked: Sequence[tuple[Mark, Cause]]
    facts: Mapping[str, Sequence[Fact]]

    @property
    def call(self) -> Call:
        """On whose account the consequences are told: the caller and trace of the last cause."""
        cause = self.marked[-1][1]
        return Call(cause.caller, frozenset(), cause.traceparent)

    def judge(self) -> Judged:
        """Judge what is marked; takes a moment of computing and nothing else."""
        return Judging(self.basis, self.state).judge(by_period(mark for mark, _ in self.marked), self.facts)


class Recomputing:
    """Recomputes runs, remembering each one's state so that one fact does not cost reading the whole cohort."""

    def __init__(self, database: Database, graphs: Graphs, clock: Clock, *, telling: bool = True) -> None:
        """With `telling` off nothing is told: a rebuild repeats what everybody has heard."""
        self._database = database
        self._graphs = graphs
        self._clock = clock
        self._telling = telling
        self._states: dict[Run, State] = {}

    async def recompute(self, run: Run) -> None:
        """Bring the sheets of a run up to everything heard when this was called."""
        snapshot = await self._read(run)
        if snapshot is None:
            return
        judged = await asyncio.to_thread(snapshot.judge)
        for sentence in judged.left_out:
            _logger.error("%s/%s/%s leaves a fact out: %s", run.city, run.cycle, run.model, sentence)
        self._states.pop(run, None)
        if await self._write(snapshot, judged):
            self._states[run] = judged.state

    async def _read(self, run: Run) -> Snapshot | None:
        async with self._database.reading() as connection:
            marked = await load_marks(connection, run)
            ground = await self._ground(connection, run) if marked else None
            if ground is None:
                return None
            basis, opening = await load_basis(connection, ground)
            state = await self._state(connection, basis)
            subjects = {subject for _, subject in to_gather(basis, state, by_period(mark for mark, _ in marked))}
            found = await facts.standing_facts(connection, run, subjects) if subjects else {}
        return Snapshot(basis, opening, state, marked, found)

    async def _ground(self, connection: AsyncConnection, run: Run) -> Ground | None:
        known = await cycles.load_cycles(connection, [run.city])
        cycle = next(one for one in known if one.code == run.cycle)
        graph = await self._graphs.find(connection, run.city, cycle.models[run.model])
        return None if graph is None else Ground(cycle, cycle_before(cycle, known), graph)

    async def _state(self, connection: AsyncConnection, basis: Basis) -> State:
        version = await sheets.version_of(connection, basis.run)
        remembered = self._states.get(basis.run)
        if remembered is not None and remembered.version == version:
            return remembered
        gathered = await sheets.load_inputs(connection, basis.run, basis.graph.hash)
        stored = await sheets.load_sheets(connection, basis.run)
        return await asyncio.to_thread(state_of, version, gathered, stored, basis.periods)

    async def _write(self, snapshot: Snapshot, judged: Judged) -> bool:
        """Write it all and answer True; nothing and False when another process has recomputed the run meanwhile."""
        run, before = snapshot.basis.run, snapshot.state.sheets
        changes = compare(before, judged.state.sheets.values())
        async with self._database.transaction(snapshot.call) as tx:
            if not await sheets.advance(tx.connection, run, snapshot.state.version):
                tx.abandon()
                return False
            await sheets.write_inputs(tx.connection, run, judged.gathered)
            await sheets.write_changes(tx.connection, changes)
            await take_marks(tx.connection, snapshot.marked)
            done = Recomputed(snapshot.basis, snapshot.opening, judged.state, changes, changes.told(before))
            spells = await write_rungs(tx.connection, done)
            if changes.written or changes.gone:
                await mark_next_cycles(tx.connection, self._graphs, done, [cause for _, cause in snapshot.marked])
                if self._telling:
                    tell_changes(tx, self._clock, done, spells)
        return True
