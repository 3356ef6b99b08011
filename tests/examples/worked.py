"""The facts that follow from the work of an example, judged row by row by the rules of the assessment service."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime

from biaochi.scoring.v1.events_pb2 import ModelPublished, WorkKind
from biaochi_assessment.domain.calendar import CADENCES
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import open_cycle
from biaochi_assessment.domain.decision import DecisionContext, Known, Recorder
from biaochi_assessment.domain.facts import Fact as Recorded
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.domain.values import canonical
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.steps import advance_item, open_item
from biaochi_assessment.events.decode import kinds_of, model_of
from biaochi_chassis.store.batch import Command
from biaochi_scoring.domain.registry import RegistryState as Placed
from biaochi_scoring.events.encode import accepts
from biaochi_sdk import Kind
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.facts import Fact
from google.protobuf.json_format import ParseDict

OFFICE = Recorder("developer", frozenset({"*"}), datetime(2024, 1, 4, tzinfo=UTC))
SHARED = {field.name for field in fields(Fact)} & {field.name for field in fields(Recorded)}


def wire_kinds(kinds: Iterable[Kind]) -> tuple[WorkKind, ...]:
    """The kinds as the city publishes them."""
    return tuple(ParseDict(kind.data(), WorkKind()) for kind in kinds)


def facts_following(
    commands: Sequence[Command], graphs: Sequence[Graph], kinds: Sequence[Kind], states: Iterable[Placed], year: str
) -> Iterator[Fact]:
    """Every fact that follows, in order; a task once, with what it earned. Raises what the service would refuse."""
    models = [model_of(_published(graph), place) for place, graph in enumerate(graphs)]
    city = City("example", "样例市", CADENCES, kinds_of(wire_kinds(kinds)))
    registry = Registry([RegistryState(one.code, one.kind, one.since, one.until) for one in states])
    cycle = open_cycle(year, city, tuple(models), OFFICE.at)
    context = WorkContext(DecisionContext(Known((cycle,), models, registry)), city.work, ())
    found: dict[str, Recorded] = {}
    for command in commands:
        if isinstance(command, OpenWorkItem):
            taken = open_item(context, OFFICE, command)
        elif isinstance(command, AdvanceWorkItem):
            taken = advance_item(context, OFFICE, command)
        else:
            continue
        for reversal in taken.reversals:
            found.pop(reversal.fact, None)
        found |= {fact.task or fact.number: fact for fact in taken.facts}
    yield from (_as_fact(fact) for fact in found.values())


def _published(graph: Graph) -> ModelPublished:
    kind, taken = graph.subject_kind, accepts(graph)
    return ModelPublished(code=graph.code, hash=graph.hash, subject_kind=kind, since=graph.since, accepts=taken)


def _as_fact(fact: Recorded) -> Fact:
    """The fact as a model reads it: what is empty is left out."""
    given = {name: getattr(fact, name) for name in SHARED if getattr(fact, name)}
    given |= {name: canonical(value) for name in ("amount", "points") if (value := getattr(fact, name)) is not None}
    return Fact(id=fact.number, **given)
