"""Recomputes a run: gathers from one snapshot, judges outside any transaction, writes everything that changed in one.

Killed at any moment it has done either nothing or everything: sheets, rungs, the marks taken and what is published
commit together, and only if nobody else has recomputed the run since the snapshot.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import Database, UnitOfWork

from biaochi_scoring.domain.judging.gathering import GatheringAll
from biaochi_scoring.domain.judging.judging import Judged, Judging, to_gather
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State
from biaochi_scoring.domain.judging.written_sheets import changes
from biaochi_scoring.domain.stale import Cause, Marked
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.events.decode import ASSESSMENT, SCORING
from biaochi_scoring.store import facts, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.positions import published_up_to
from biaochi_scoring.store.recomputations import add_recomputation
from biaochi_scoring.store.stale import load_marks, take_marks
from biaochi_scoring.use_cases.recompute_consequences import (
    Recomputed,
    mark_dependents,
    moves_after,
    publish_moves,
    write_rungs,
)
from biaochi_scoring.use_cases.run_context import LoadedRun, RunScope, load_run_context
from biaochi_scoring.use_cases.states import States

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """Everything one recomputation works from, read at one moment."""

    loaded: LoadedRun
    state: State
    marked: Marked
    by_period: Mapping[str, frozenset[str]]
    causes: Sequence[Cause]
    gathering: GatheringAll

    @property
    def context(self) -> RunContext:
        """What the run rests on."""
        return self.loaded.context

    @property
    def call(self) -> Call:
        """On whose account the consequences are published: the caller and trace of the last cause."""
        cause = self.causes[-1]
        return Call(cause.caller, frozenset(), cause.traceparent)

    def newest_fact(self) -> datetime | None:
        """When the newest fact among the causes was published."""
        return max((cause.at for cause in self.causes if cause.topic == ASSESSMENT), default=None)

    def judge(self) -> Judged:
        """Judge what is marked; takes a moment of computing and nothing else."""
        gathering = self.gathering
        judging = Judging(self.context, self.state)
        return judging.judge_gathered(self.by_period, gathering.gathered, gathering.left_out)


class Recomputing:
    """Recomputes runs."""

    def __init__(self, database: Database, states: States, clock: Clock, *, publishing: bool = True) -> None:
        """With `publishing` off nothing is published: a rebuild repeats what everybody has received."""
        self._database = database
        self._states = states
        self._clock = clock
        self._publishing = publishing

    async def recompute(self, run: Run) -> datetime | None:
        """Bring the sheets of a run up to everything received when this was called.

        Return when the newest fact of those judged was published; None when there was none.
        """
        snapshot = await self._database.read(lambda connection: self._read(connection, run))
        if snapshot is None:
            return None
        judged = await asyncio.to_thread(snapshot.judge)
        for sentence in judged.left_out:
            _logger.error("%s/%s/%s leaves a fact out: %s", run.city, run.cycle, run.model, sentence)
        for period, reason in judged.state.unjudged.items():
            if reason != snapshot.state.unjudged.get(period):
                _logger.error("%s/%s/%s in %s: %s", run.city, run.cycle, run.model, period, reason)
        written = await self._database.write(snapshot.call, lambda tx: self._write(tx, snapshot, judged))
        if written.answer:
            self._states.keep(run, judged.state)
        return snapshot.newest_fact() if written.answer else None

    def _read(self, connection: Connection, run: Run) -> Snapshot | None:
        marked = load_marks(connection, run)
        scope = self._scope(connection, run) if marked else None
        if scope is None:
            return None
        loaded = load_run_context(connection, scope, self._states)
        state = self._states.find(connection, scope.cycle, scope.graph)
        by_period = marked.by_period()
        wanted = to_gather(loaded.context, state, by_period)
        subjects = frozenset[str]().union(*wanted.values())
        indicators = {accept.indicator for accept in scope.graph.accepts}
        found = facts.judged_facts(connection, run, subjects, indicators) if subjects else ()
        gathering = GatheringAll(loaded.context, wanted).take(found)
        return Snapshot(loaded, state, marked, by_period, marked.causes(), gathering)

    def _scope(self, connection: Connection, run: Run) -> RunScope | None:
        known = self._states.graphs.cycles(connection, run.city)
        (cycle,) = (one for one in known if one.code == run.cycle)
        graph = self._states.graphs.find(connection, run.city, cycle.models[run.model])
        return None if graph is None else RunScope(cycle, graph)

    def _write(self, tx: UnitOfWork, snapshot: Snapshot, judged: Judged) -> bool:
        """Write it all and answer True.

        Nothing and False when another process has recomputed the run meanwhile, or one it is made of.
        """
        run = snapshot.context.run
        if not self._advance(tx.connection, snapshot):
            tx.abandon()
            return False
        sheets.write_inputs(tx.connection, run, judged.gathered)
        sheets.write_changes(tx.connection, run, changes(run, snapshot.context.graph, judged.deltas))
        if judged.state.unjudged != snapshot.state.unjudged:
            sheets.write_unjudged(tx.connection, run, judged.state.unjudged)
        take_marks(tx.connection, snapshot.marked)
        done = Recomputed(snapshot.context, snapshot.loaded.opening, snapshot.state, judged)
        write_rungs(tx.connection, done)
        moved = done.moves()
        published = published_up_to(tx.connection, SCORING, run.city)
        add_recomputation(tx.connection, run, done.recomputation(moved, self._clock.now(), published))
        mark_dependents(tx.connection, self._states.graphs, done, (moved, snapshot.causes))
        if self._publishing:
            publish_moves(tx, self._clock, snapshot.context.cycle, moved)
            for cycle, later in moves_after(tx.connection, self._states, done):
                publish_moves(tx, self._clock, cycle, later)
        return True

    def _advance(self, connection: Connection, snapshot: Snapshot) -> bool:
        made_of = snapshot.loaded.made_of
        return sheets.all_at(connection, made_of) and sheets.advance(
            connection, snapshot.context.run, snapshot.state.version
        )
