"""Handles what was published: in one transaction what it says is kept and what it makes outdated is marked.

The order in which the topics are read does not matter: a mark is set only once the cycle, its model and all models that
one rests on are known, and whichever of them comes last sets it for everything before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.identity.granted import GrantRevoked, RoleGranted
from biaochi_chassis.store.grants import keep_grants
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain import stale
from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.model_dependencies import complete, rests_on
from biaochi_scoring.domain.models import Model
from biaochi_scoring.domain.received import (
    CityPublished,
    CycleClosed,
    CycleOpened,
    EventContent,
    FactRecorded,
    FactReversed,
    FactsChanged,
    ModelPublished,
    NoticeBegan,
    RegistryChanged,
    ResultsReopened,
)
from biaochi_scoring.domain.stale import Cause, Mark, Marks
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store import cycles, facts, models, notices, registry, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.stale import add_marks
from biaochi_scoring.use_cases.graphs import Graphs


@dataclass(frozen=True, slots=True)
class Received:
    """A record with what it says."""

    record: ReceivedEvent
    content: EventContent

    @property
    def city(self) -> str:
        """The city it is of."""
        return self.record.city

    @property
    def cause(self) -> Cause:
        """The record as the cause of a recomputation."""
        record = self.record
        return Cause(
            record.topic,
            record.partition,
            record.sequence,
            record.caller,
            record.traceparent,
            _written(record.time),
        )


# The events of a transaction have one instant.
@lru_cache
def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


class EventHandlers:
    """Takes in batches; every batch is of one partition of one topic, in order."""

    def __init__(self, graphs: Graphs) -> None:
        """Take the graphs of this process."""
        self._graphs = graphs

    def handle(self, connection: Connection, received: Sequence[Received]) -> None:
        """Keep everything, then mark what must be recomputed."""
        _keep(connection, received)
        cities = sorted({one.city for one in received})
        known = [cycle for city in cities for cycle in self._graphs.cycles(connection, city)]
        new: Marks = {}
        for cycle in known:
            if not cycle.frozen:
                graphs = complete(self._graphs.pinned(connection, cycle), cycle.models)
                of_facts = stale.OfFacts(cycle, graphs)
                for one in received:
                    if one.city == cycle.city and (marks := _outdated(one.content, cycle, graphs, of_facts)):
                        stale.add(new, marks, one.cause)
        add_marks(connection, new)


def _keep(connection: Connection, received: Sequence[Received]) -> None:
    states = [state for one in received if isinstance(one.content, RegistryChanged) for state in one.content.states]
    registry.add_states(connection, states)
    opened = [one.content.cycle for one in received if isinstance(one.content, CycleOpened)]
    cycles.add_cycles(connection, opened)
    sheets.add_runs(connection, [Run(cycle.city, cycle.code, code) for cycle in opened for code in cycle.models])
    recorded = [(one.city, one.content.fact) for one in received if isinstance(one.content, FactRecorded)]
    facts.add_facts(connection, recorded)
    reversals = [
        (one.city, one.content.fact.number, one.content.number)
        for one in received
        if isinstance(one.content, FactReversed)
    ]
    facts.reverse_facts(connection, reversals)
    for one in received:
        _keep_rare(connection, one)


def _keep_rare(connection: Connection, one: Received) -> None:
    match one.content:
        case CycleClosed(cycle, closing):
            closed = (one.record.caller, one.record.traceparent)
            cycles.close_cycle(connection, one.city, cycle, closing, closed)
        case ResultsReopened(cycle):
            cycles.reopen_cycle(connection, one.city, cycle)
        case FactsChanged(cycle, facts_hash) if facts_hash:
            cycles.change_facts_hash(connection, one.city, cycle, facts_hash)
        case NoticeBegan(cycle, to):
            notices.begin(connection, one.city, cycle, to)
        case CityPublished(city):
            models.put_city(connection, city)
        case ModelPublished(model):
            models.put_model(connection, model)
        case RoleGranted() | GrantRevoked() as change:
            keep_grants(connection, one.city, [change])
        case _:
            pass


def _outdated(content: EventContent, cycle: Cycle, graphs: Iterable[Graph], of_facts: stale.OfFacts) -> list[Mark]:
    match content:
        case FactRecorded(fact) | FactReversed(_, fact):
            return of_facts.marks(fact) if fact.cycle == cycle.code else []
        case RegistryChanged(states):
            return [mark for graph in graphs for mark in stale.of_states(cycle, graph, states)]
        case ModelPublished(model):
            received = {graph.code: graph for graph in graphs}
            return _all(cycle, [graph for graph in graphs if _rests_on(graph, model, received)])
        case CycleOpened(opened):
            return _all(cycle, graphs) if opened.code == cycle.code else []
        case CycleClosed(code, _):
            return _all(cycle, graphs) if code == cycle.code else []
        case CityPublished() | RoleGranted() | GrantRevoked() | ResultsReopened() | FactsChanged() | NoticeBegan():
            return []


def _rests_on(graph: Graph, model: Model, received: Mapping[str, Graph]) -> bool:
    return any(received[code].hash == model.hash for code in rests_on(graph, received) if code in received)


def _all(cycle: Cycle, graphs: Iterable[Graph]) -> list[Mark]:
    return [mark for graph in graphs for mark in stale.of_everyone(cycle, graph)]
