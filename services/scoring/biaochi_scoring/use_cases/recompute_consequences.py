"""What follows from changed sheets, in the transaction that writes them: rungs, dependents, events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import UnitOfWork
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain import stale
from biaochi_scoring.domain.cycles import Cycle, Period, cycle_before
from biaochi_scoring.domain.judging.judging import NO_ROWS, Judged
from biaochi_scoring.domain.judging.past_order import Undo, undo
from biaochi_scoring.domain.judging.place_moves import PlaceMoves, moved_away, place_moves
from biaochi_scoring.domain.judging.rankings import Ranking
from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State, last_of
from biaochi_scoring.domain.ladder import Climb, RungSpell
from biaochi_scoring.domain.model_dependencies import complete, users
from biaochi_scoring.domain.registry import Member
from biaochi_scoring.domain.stale import Cause, Mark
from biaochi_scoring.events.encode import Board, EventContext, standings_moved
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.recomputations import Recomputation
from biaochi_scoring.store.rungs import load_spells, replace_spells
from biaochi_scoring.store.stale import mark_again
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.remembered_states import RememberedStates
from biaochi_scoring.use_cases.run_context import Opening
from biaochi_scoring.use_cases.shown import each_shown

MOST_CONCERNED = 500
"""Above this many subjects it is quicker to read the history of rungs whole than to name them all."""


@dataclass(frozen=True)
class ListMove:
    """A list as it is now, what moved in it, and how to come back to its order before."""

    ranking: Ranking
    moves: PlaceMoves
    undo: Undo | None


ListMoves = Mapping[tuple[str, str], ListMove]
"""By index and period."""


@dataclass(frozen=True)
class Recomputed:
    """A run as it was and as it was judged, with what that rests on."""

    context: RunContext
    opening: Opening
    before: State
    judged: Judged

    def moves(self) -> ListMoves:
        """What moved, in every list in which anything did."""
        found: dict[tuple[str, str], ListMove] = {}
        for period in self.context.periods:
            for index in self.context.graph.published[period.cadence].totals:
                moved = self._moved(index, period.code)
                if moved is not None and moved.moves:
                    found[index, period.code] = moved
        return found

    def _moved(self, index: str, period: str) -> ListMove | None:
        delta = self.judged.deltas.get(period)
        known = self.before.ranking(index, period, self.context.last) if period in self.before.judgements else None
        if period not in self.judged.state.judgements:
            if known is None:
                return None
            return ListMove(known, moved_away(known.cohort.subjects), undo(known, None, NO_ROWS))
        now = self.judged.state.ranking(index, period, self.context.last)
        if known is not None and (known.evaluation, known.before) == (now.evaluation, now.before):
            return None
        rows, gone = (delta.rows, delta.gone) if delta else (NO_ROWS, ())
        moves = place_moves(known, now, rows, gone)
        return ListMove(now, moves, undo(known, now, moves.changed))

    def recomputation(self, lists: ListMoves, at: datetime, after: int) -> Recomputation:
        """What the log of recomputations keeps of it; `after`: up to where this service had published before."""
        judged: dict[str, list[str]] | None = {}
        for period, delta in self.judged.deltas.items():
            if delta.judged is None or judged is None:
                judged = None
            else:
                judged[period] = sorted(delta.judged)
        back = {place: one.undo for place, one in lists.items() if one.undo is not None}
        return Recomputation(self.judged.state.version, int(at.timestamp()), after, judged, back)


def write_rungs(connection: Connection, done: Recomputed) -> None:
    """Write the history of rungs of the cycle: of whomever it can be another, one ladder for all indexes."""
    context = done.context
    if not context.graph.rungs:
        return
    concerned = _concerned(done)
    members: dict[str, Member] = {}
    for hierarchy in context.links.hierarchies.values():
        some = hierarchy.members(context.graph.subject_kind)
        members |= some if concerned is None else {code: some[code] for code in concerned if code in some}
    for index in context.graph.indexes:
        old = load_spells(connection, context.run.city, context.run.cycle, index, concerned)
        replace_spells(connection, old, _spells(done, index, members))


def _concerned(done: Recomputed) -> frozenset[str] | None:
    """Whose history of rungs may be another; none for everybody."""
    deltas = done.judged.deltas.values()
    subjects = frozenset[str]().union(*(delta.subjects() for delta in deltas))
    if len(subjects) > MOST_CONCERNED or any(delta.judged is None for delta in deltas):
        return None
    return subjects.union(*(one.subjects for one in done.judged.gathered))


def _spells(done: Recomputed, index: str, members: Mapping[str, Member]) -> list[RungSpell]:
    context = done.context
    climb = Climb(
        context.cycle, index, done.opening.received, done.opening.inherited, context.graph.rungs[0].key, members
    )
    outcomes, codes = done.judged.state.outcomes, tuple(members)
    closes: list[tuple[Period, Mapping[str, str]]] = []
    for period in context.periods:
        if period.code in outcomes:
            rungs = zip(codes, outcomes[period.code].rungs(codes), strict=True)
            closes.append((period, {code: rung for code, rung in rungs if rung is not None}))
    return climb.spells(closes)


def mark_dependents(
    connection: Connection, graphs: Graphs, done: Recomputed, moved: tuple[ListMoves, Sequence[Cause]]
) -> None:
    """Mark, with the same causes, the runs that use this one and the cycles that continue it."""
    context, (lists, causes) = done.context, moved
    changed = {period for _, period in lists}.union(
        delta.period.code for delta in done.judged.deltas.values() if len(delta.rows) or delta.gone
    )
    if not changed:
        return
    pinned = graphs.pinned(connection, context.cycle)
    for graph in users(complete(pinned, context.cycle.models), context.run.model):
        _mark(connection, stale.of_periods(context.cycle, graph, changed), causes)
    known = graphs.cycles(connection, context.run.city)
    for cycle in known:
        continuing = _continuing(connection, graphs, (cycle, known), context)
        if continuing is not None:
            _mark(connection, stale.of_everyone(cycle, continuing), causes)


def _mark(connection: Connection, wanted: Sequence[Mark], causes: Iterable[Cause]) -> None:
    for cause in causes:
        mark_again(connection, dict.fromkeys(wanted, cause))


def publish_moves(tx: UnitOfWork, clock: Clock, cycle: Cycle, moved: ListMoves) -> None:
    """Publish how lists of a cycle moved, with the rungs held today in periods that have not closed yet."""
    event_context = EventContext(tx.call, clock.now())
    for (index, period), one in moved.items():
        board = Board(cycle.city, cycle.code, index, period)
        standings = each_shown(tx.connection, cycle, one.ranking, one.moves.changed, clock.today())
        tx.publish(standings_moved(event_context, board, (one.ranking, one.moves), standings))


def moves_after(
    connection: Connection, states: RememberedStates, done: Recomputed
) -> Iterable[tuple[Cycle, ListMoves]]:
    """What moves in the cycles that continue this one: their first periods are compared with its last."""
    before, after = last_of(done.before), last_of(done.judged.state)
    known = states.graphs.cycles(connection, done.context.run.city)
    for cycle in known:
        graph = _continuing(connection, states.graphs, (cycle, known), done.context)
        if graph is not None:
            state = states.find(connection, cycle, graph)
            found: dict[tuple[str, str], ListMove] = {}
            for period in filter(state.continues, state.judgements):
                for index in state.judgements[period].evaluation.published.totals:
                    now = state.ranking(index, period, after)
                    moves = place_moves(state.ranking(index, period, before), now, NO_ROWS, ())
                    if moves:
                        found[index, period] = ListMove(now, moves, None)
            yield cycle, found


def _continuing(
    connection: Connection, graphs: Graphs, one: tuple[Cycle, Sequence[Cycle]], context: RunContext
) -> Graph | None:
    """The rule of the same model in a cycle, if that continues the one that was judged."""
    cycle, known = one
    before = cycle_before(cycle, known)
    if cycle.frozen or before is None or before.code != context.cycle.code:
        return None
    complete_ones = complete(graphs.pinned(connection, cycle), cycle.models)
    return next((graph for graph in complete_ones if graph.code == context.run.model), None)
