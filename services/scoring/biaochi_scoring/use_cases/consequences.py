"""What follows from changed sheets, in the transaction that writes them: rungs, dependents, events."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import UnitOfWork

from biaochi_scoring.domain import stale
from biaochi_scoring.domain.cycles import cycle_before
from biaochi_scoring.domain.dependencies import complete, users
from biaochi_scoring.domain.judging import RunContext, State
from biaochi_scoring.domain.ladder import Climb, RungSpell, held_on
from biaochi_scoring.domain.stale import Cause, Mark, Marks
from biaochi_scoring.domain.standings import Changes, Sheet
from biaochi_scoring.events.encode import Board, EventContext, standings_changed
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.rungs import load_spells, replace_spells
from biaochi_scoring.store.stale import add_marks, load_marks
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.run_context import Opening


@dataclass(frozen=True)
class Recomputed:
    """A run as it is now, what of its sheets changed, and which of those show another standing."""

    context: RunContext
    opening: Opening
    state: State
    changes: Changes
    shown: Sequence[Sheet]


def write_rungs(connection: Connection, done: Recomputed) -> list[RungSpell]:
    """Write the history of rungs of the cycle; answer it for one index, since a model has one ladder."""
    spells: list[RungSpell] = []
    if done.context.graph.rungs:
        for index in done.context.graph.indexes:
            spells = _spells(done, index)
            old = load_spells(connection, done.context.run.city, done.context.run.cycle, index)
            replace_spells(connection, old, spells)
    return spells


def _spells(done: Recomputed, index: str) -> list[RungSpell]:
    context = done.context
    members = {member.code: member for cohort in context.cohorts.values() for member in cohort}
    climb = Climb(
        context.cycle, index, done.opening.received, done.opening.inherited, context.graph.rungs[0].key, members
    )
    closes = [
        (period, {subject: sheet.rung for subject, sheet in outcome.sheets.items() if sheet.rung is not None})
        for period in context.periods
        if (outcome := done.state.outcomes.get(period.code)) is not None
    ]
    return climb.spells(closes)


def mark_dependents(connection: Connection, graphs: Graphs, done: Recomputed, causes: list[Cause]) -> None:
    """Mark, with the same causes, the runs that use this one and the cycles that continue it."""
    context = done.context
    pinned = graphs.pinned(connection, context.cycle)
    changed = {sheet.period for sheet in (*done.changes.written, *done.changes.gone)}
    for graph in users(complete(pinned, context.cycle.models), context.run.model):
        _mark(connection, stale.of_periods(context.cycle, graph, changed), causes)
    known = graphs.cycles(connection, context.run.city)
    for cycle in known:
        before = cycle_before(cycle, known)
        if cycle.frozen or before is None or before.code != context.cycle.code:
            continue
        for graph in complete(graphs.pinned(connection, cycle), cycle.models):
            if graph.code == context.run.model:
                _mark(connection, stale.of_everyone(cycle, graph), causes)


def _mark(connection: Connection, wanted: Sequence[Mark], causes: Iterable[Cause]) -> None:
    """Add what is not there yet: a mark of the same record on the same place."""
    there = {
        (mark, _place(cause)) for run in {mark.run for mark in wanted} for mark, cause in load_marks(connection, run)
    }
    for cause in _earliest(causes):
        new: Marks = {}
        stale.add(new, wanted, cause)
        add_marks(connection, {mark: one for mark, one in new.items() if (mark, _place(one)) not in there})


def _earliest(causes: Iterable[Cause]) -> Iterable[Cause]:
    """One cause for each partition, with the first sequence and the last caller."""
    found: dict[tuple[str, int], Cause] = {}
    for cause in causes:
        known = found.get((cause.topic, cause.part), cause)
        found[cause.topic, cause.part] = replace(cause, sequence=min(known.sequence, cause.sequence))
    return found.values()


def _place(cause: Cause) -> tuple[str, int, int]:
    return cause.topic, cause.part, cause.sequence


def publish_changes(tx: UnitOfWork, clock: Clock, done: Recomputed, spells: Iterable[RungSpell]) -> None:
    """Publish the standings that changed, with the rungs held today in periods that have not closed yet."""
    today = clock.today()
    held = held_on(today, spells, done.opening.inherited) if done.context.graph.rungs else {}
    shown, gone = _by_list(done.shown), _by_list(done.changes.gone)
    event_context = EventContext(tx.call, clock.now())
    for period in done.context.periods:
        closed = period.ends_before <= today
        for index in done.context.graph.indexes:
            changed = [
                sheet.standing(sheet.rung if closed else held.get(sheet.subject))
                for sheet in shown.get((index, period.code), ())
            ]
            left = [sheet.subject for sheet in gone.get((index, period.code), ())]
            board = Board(done.context.run.city, done.context.run.cycle, index, period.code)
            tx.publish(standings_changed(event_context, board, changed, left))


def _by_list(some: Iterable[Sheet]) -> Mapping[tuple[str, str], Sequence[Sheet]]:
    found: defaultdict[tuple[str, str], list[Sheet]] = defaultdict(list)
    for sheet in sorted(some, key=lambda sheet: sheet.subject):
        found[sheet.index, sheet.period].append(sheet)
    return found
