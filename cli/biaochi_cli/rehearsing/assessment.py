"""The assessment service as it would be: what it loads for a batch, and what earlier rows would bring."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from biaochi.assessment.v1 import events_pb2
from biaochi.assessment.v1 import service_pb2 as wire
from biaochi.scoring.v1.events_pb2 import ModelPublished, WorkKind
from biaochi_assessment.domain import commands, reversing
from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import Cycle, PinnedModel, check_new, cycle_before, open_cycle
from biaochi_assessment.domain.deciding import decide_by_hand
from biaochi_assessment.domain.decision import DecisionContext, Known, Recorder
from biaochi_assessment.domain.facts import Fact, Reversal, StoredFact
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import FinalLists, Followed, WorkItem, WorkStep
from biaochi_assessment.events.decode import kinds_of, model_of
from biaochi_assessment.use_cases.work import DECIDE as DECIDE_WORK
from biaochi_chassis.event.messages import dataclass_of

from biaochi_cli.rehearsing.registry import RehearsedRegistry


@dataclass(frozen=True)
class Rules:
    """What the city is judged by: its calendar, every model published for it, every cycle."""

    city: City
    models: Sequence[Model]
    cycles: Sequence[Cycle]

    @classmethod
    def read(cls, slug: str, answer: wire.GetRulesAnswer) -> "Rules":
        """Read the service's answer."""
        models = [model_of(ModelPublished.FromString(data), place) for place, data in enumerate(answer.models)]
        work = kinds_of(WorkKind.FromString(data) for data in answer.work)
        city = City(slug, answer.title, tuple(answer.calendar), work)
        return cls(city, models, [_cycle(cycle) for cycle in answer.cycles])


@dataclass
class LoadedFacts:
    """What the service answered of the subjects, raters and places that rows name."""

    states: list[RegistryState] = field(default_factory=list)
    standing: dict[str, str] = field(default_factory=dict)
    tasks: list[Fact] = field(default_factory=list)
    items: dict[str, WorkItem] = field(default_factory=dict)
    steps: list[WorkStep] = field(default_factory=list)
    facts: list[StoredFact] = field(default_factory=list)
    """Of those that are to be taken back, with their reversals."""
    consequences: list[Followed] = field(default_factory=list)
    lists: dict[str, FinalLists] = field(default_factory=dict)
    """By the cycle of an item, of the cycle before it."""

    def know(self, answer: Iterable[wire.StoredFact]) -> None:
        """Add facts that were asked for by number."""
        self.facts += [StoredFact(_fact(one.fact), _reversal(one)) for one in answer]

    def add(self, answer: wire.LoadDecisionContextAnswer) -> None:
        """Add an answer to what is known."""
        self.states += [_registry_state(one) for one in answer.states]
        self.standing.update((one.slot, one.number) for one in answer.standing)
        self.tasks += [_fact(one) for one in answer.tasks]
        self.consequences += [dataclass_of(Followed, one) for one in answer.consequences]
        self.lists.update((one.cycle, FinalLists(one.before, dict(one.sizes))) for one in answer.lists)


class RehearsedAssessment:
    """Judges commands by the service's own rules over its own state, each seeing those before it."""

    def __init__(self, recorder: Recorder, rules: Rules, loaded: LoadedFacts, registry: RehearsedRegistry) -> None:
        """`recorder`: who imports; `registry`: where earlier rows bring organizations and persons."""
        self._recorder = recorder
        self._rules = rules
        self._loaded = loaded
        self._registry = registry
        self._cycles = {cycle.code: cycle for cycle in rules.cycles}
        self._context: DecisionContext | None = None
        self._work: WorkContext | None = None

    def judge(self, command: object) -> None:
        """Let a command have happened. Raises the refusal that it would meet.

        Cycles and the registry are taken as they are when the first fact comes.
        """
        if isinstance(command, commands.OpenCycle):
            check_new(command.code, self._cycles)
            opened = open_cycle(command.code, self._rules.city, self._rules.models, self._recorder.at)
            self._cycles[command.code] = opened
            return
        if self._context is None:
            self._context = self._began()
        if type(command) in DECIDE_WORK:
            self._take(self._context, command)
            return
        if isinstance(command, commands.ReverseFact):
            self._rules.city.check_by_hand(self._context.fact(command.fact))
            reversing.reverse_fact(self._context, self._recorder, command)
            return
        decide_by_hand(self._context, self._rules.city, self._recorder, command)

    @property
    def found_free(self) -> AbstractSet[str]:
        """The places of facts that were looked at and in which nothing stood."""
        return self._context.found_free if self._context else frozenset()

    def _take(self, context: DecisionContext, command: object) -> None:
        if self._work is None:
            loaded, kinds = self._loaded, self._rules.city.work
            followed, lists = loaded.consequences, self._final_lists()
            self._work = WorkContext(context, kinds, loaded.items.values(), loaded.steps, followed, lists)
        DECIDE_WORK[type(command)](self._work, self._recorder, command)

    def _final_lists(self) -> dict[str, FinalLists]:
        """Those of the cycles that come before each other still, once the folder's own are open."""
        lists = self._loaded.lists.items()
        return {code: one for code, one in lists if one.cycle == cycle_before(self._cycles, code)}

    def _began(self) -> DecisionContext:
        """The state that the service would load, after the rows before."""
        registry = Registry([*self._loaded.states, *self._registry.brought])
        facts = [*(StoredFact(fact, None) for fact in self._loaded.tasks), *self._loaded.facts]
        cycles = list(self._cycles.values())
        return DecisionContext(Known(cycles, self._rules.models, registry, self._loaded.standing, facts))


def _cycle(cycle: wire.Cycle) -> Cycle:
    opened = datetime.fromisoformat(cycle.opened_at)
    closed = datetime.fromisoformat(cycle.closed_at) if cycle.closed else None
    pinned = tuple(PinnedModel(one.code, one.hash) for one in cycle.models)
    return Cycle(cycle.code, tuple(_period(one) for one in cycle.periods), pinned, opened.astimezone(UTC), closed)


def _period(one: events_pb2.Period) -> Period:
    starts_on, ends_before = date.fromisoformat(one.starts_on), date.fromisoformat(one.ends_before)
    return Period(one.code, one.cadence, one.ordinal, starts_on, ends_before)


def _registry_state(one: wire.RegistryState) -> RegistryState:
    until = date.fromisoformat(one.until) if one.until else None
    return RegistryState(one.code, one.kind, date.fromisoformat(one.since), until, one.organization)


def _fact(one: events_pb2.Fact) -> Fact:
    """Read a fact as it travels."""
    return Fact.read({name: _text(getattr(one, name)) for name in Fact.__dataclass_fields__})


def _reversal(one: wire.StoredFact) -> Reversal | None:
    if not one.reversed_by:
        return None
    at = datetime.fromisoformat(one.reversed_at)
    return Reversal(one.reversed_by, one.fact.number, one.fact.cycle, one.reversal_reason, one.reversal_recorded_by, at)


def _text(value: str | int | Iterable[str]) -> str:
    if isinstance(value, str):
        return value
    return (str(int(value)) if value else "") if isinstance(value, int) else "\n".join(value)
