"""What a run rests on, read from the store: its cohorts, its opening rungs, and the end of the cycle before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph import Graph

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.judging import Basis, Ranks
from biaochi_scoring.domain.registry import hierarchy_on
from biaochi_scoring.domain.standings import Run, Sheet
from biaochi_scoring.store import facts, registry, sheets
from biaochi_scoring.store.connections import AsyncConnection


@dataclass(frozen=True, slots=True)
class Opening:
    """On which rung subjects enter a cycle: as told, else as the cycle before left them."""

    told: Mapping[str, str]
    inherited: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """A cycle of a city under one model's graph, with the cycle it continues."""

    cycle: Cycle
    before: Cycle | None
    graph: Graph

    @property
    def run(self) -> Run:
        """The run that stands on it."""
        return Run(self.cycle.city, self.cycle.code, self.graph.code)


async def load_basis(connection: AsyncConnection, ground: Ground) -> tuple[Basis, Opening]:
    """Read the basis and the opening rungs. Of a closed cycle the registry counts as it was known at the closing."""
    run, cycle, graph = ground.run, ground.cycle, ground.graph
    up_to = cycle.closing.registry_sequence if cycle.closing else None
    states = await registry.load_states(connection, run.city, graph.subject_kind, up_to)
    judged = cycle.judged(graph.cadences)
    cohorts = {period.code: hierarchy_on(states, period.last_day).cohort(graph.subject_kind) for period in judged}
    past = await _past(connection, ground)
    keys = {rung.key for rung in graph.rungs}
    opening = Opening(
        _only(await facts.told_rungs(connection, run.city, run.cycle), keys),
        _only(_last_rungs(past), keys),
    )
    basis = Basis(run, cycle, graph, cohorts, {**opening.inherited, **opening.told}, _last_ranks(past))
    return basis, opening


async def _past(connection: AsyncConnection, ground: Ground) -> Sequence[tuple[Period, Sequence[Sheet]]]:
    """The sheets of the cycle before, period by period in order of close."""
    if ground.before is None:
        return []
    stored = await sheets.load_sheets(connection, Run(ground.run.city, ground.before.code, ground.run.model))
    judged = ground.before.judged({period.cadence for period in ground.before.periods})
    return [(period, [sheet for sheet in stored if sheet.period == period.code]) for period in judged]


def _only(rungs: Mapping[str, str], keys: Collection[str]) -> Mapping[str, str]:
    return {subject: rung for subject, rung in rungs.items() if rung in keys}


def _last_rungs(past: Sequence[tuple[Period, Sequence[Sheet]]]) -> Mapping[str, str]:
    return {sheet.subject: sheet.rung for _, some in past for sheet in some if sheet.rung is not None}


def _last_ranks(past: Sequence[tuple[Period, Sequence[Sheet]]]) -> Ranks:
    ranks: dict[tuple[str, str], dict[str, int | None]] = {}
    last = {period.cadence: some for period, some in past if some}
    for cadence, some in last.items():
        for sheet in some:
            ranks.setdefault((cadence, sheet.index), {})[sheet.subject] = sheet.rank
    return ranks
