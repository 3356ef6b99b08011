"""The assessment service as it would be: what it loads for a batch, and what earlier rows would bring."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from biaochi.assessment.v1 import events_pb2
from biaochi.assessment.v1 import service_pb2 as wire
from biaochi.scoring.v1.events_pb2 import ModelPublished, WorkKind
from biaochi_assessment.domain import commands, reversing
from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import Cycle, PinnedModel, check_new, cycle_before, open_cycle
from biaochi_assessment.domain.deciding import decide_by_hand
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.facts import SEALED, Fact, Neighbour, Place, Reversal, StoredFact
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import FinalLists, Followed, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import WITHDRAWN
from biaochi_assessment.events.decode import kinds_of, model_of
from biaochi_assessment.use_cases.rules import Rules as HeldRules
from biaochi_assessment.use_cases.work import DECIDE as DECIDE_WORK
from biaochi_assessment.use_cases.work import take, takes_two
from biaochi_chassis.event.messages import dataclass_of
from biaochi_chassis.foundation.refusal import PersonIsErased, Refused
from biaochi_chassis.store.batch import Command

from biaochi_cli.rehearsing.importer import Importer
from biaochi_cli.rehearsing.registry import RehearsedRegistry
from biaochi_cli.rehearsing.shown import NotShown, needed


@dataclass(frozen=True)
class Rules:
    """What the city is judged by: its calendar, every model published for it, every cycle."""

    city: City
    models: Sequence[Model]
    cycles: Sequence[Cycle]

    @cached_property
    def held(self) -> HeldRules:
        """As the service holds them."""
        return HeldRules(self.city, {model.hash: model for model in self.models}, self.cycles)

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
    erased: set[str] = field(default_factory=set)
    """Persons of whom nothing is written any more."""
    signed: dict[str, wire.WaitingSignature] = field(default_factory=dict)
    """What waits for a second signature, by its key."""
    neighbours: list[Neighbour] = field(default_factory=list)
    """What stands under indicators that judge several facts together."""
    alike: dict[str, Refused] = field(default_factory=dict)
    """By the key of an opening, that it is like an item of which the importer is not shown in what."""

    def know(self, answer: Iterable[wire.StoredFact]) -> None:
        """Add facts that were asked for by number."""
        self.facts += [StoredFact(_fact(one.fact), _reversal(one)) for one in answer]

    def add(self, answer: wire.LoadDecisionContextAnswer) -> None:
        """Add an answer to what is known."""
        self.states += [_registry_state(one) for one in answer.states]
        self.standing.update((one.slot, one.number) for one in answer.standing)
        self.tasks += [_fact(one) for one in answer.tasks]
        self.consequences += [dataclass_of(Followed, one) for one in answer.consequences]
        self.erased.update(answer.erased)
        self.neighbours += [dataclass_of(Neighbour, one) for one in answer.neighbours]
        self.signed.update((one.idempotency_key, one) for one in answer.signed)
        self.lists.update((one.cycle, FinalLists(one.before, dict(one.sizes))) for one in answer.lists)


@dataclass
class _State:
    """What stands: cycles by code, and facts and work once anything was judged by them."""

    cycles: dict[str, Cycle]
    facts: DecisionContext | None = None
    work: WorkContext | None = None

    def fork(self) -> "_State":
        """The same state, to go on from apart."""
        facts = self.facts and self.facts.fork()
        return _State(dict(self.cycles), facts, self.work.fork(facts) if self.work and facts else None)


class RehearsedAssessment:
    """Judges commands by the service's own rules over its own state, each seeing those before it."""

    def __init__(
        self,
        importer: Importer,
        rules: Rules,
        loaded: LoadedFacts,
        registry: RehearsedRegistry,
        state: _State | None = None,
    ) -> None:
        """`registry`: where earlier rows bring organizations and persons; `state`: what stands already."""
        self.importer = importer
        self._rules = rules
        self._loaded = loaded
        self._registry = registry
        self._state = state or _State({cycle.code: cycle for cycle in rules.cycles})

    def fork(self) -> "RehearsedAssessment":
        """The same, to go on from apart."""
        return RehearsedAssessment(self.importer, self._rules, self._loaded, self._registry, self._state.fork())

    def judge(self, command: Command) -> None:
        """Let a command have happened. Raises the refusal that it would meet.

        Cycles and the registry are taken as they are when the first fact comes.
        """
        recorder = self.importer.recorder(command)
        if isinstance(command, commands.OpenCycle):
            check_new(command.code, self._state.cycles)
            opened = open_cycle(command.code, self._rules.city, self._rules.models, recorder.at)
            self._state.cycles[command.code] = opened
            return
        context = self._facts()
        if type(command) in DECIDE_WORK:
            self._check_shown(command)
            if self._loaded.erased:
                self._check_written(take(self._works().fork(context.fork()), recorder, command).facts)
            take(self._works(), recorder, command)
            return
        if isinstance(command, commands.ReverseFact):
            self._rules.city.check_by_hand(context.fact(command.fact))
            reversing.reverse_fact(context, recorder, command)
            return
        with context.whole():
            self._check_written([decide_by_hand(context, self._rules.city, recorder, command)])

    def _check_shown(self, command: Command) -> None:
        """Raise what a command of work is refused for that rests on what the importer is not shown."""
        if isinstance(command, OpenWorkItem):
            alike = self._loaded.alike.get(command.idempotency_key)
            works = self._works()
            if alike and works.has(code := alike.details["item"]) and works.item(code).state != WITHDRAWN:
                raise alike
        if isinstance(command, AdvanceWorkItem) and command.item in self._loaded.items:
            kind = self._works().kind(self._loaded.items[command.item].kind)
            if hidden := self.importer.hidden(kind) & needed(kind, command):
                raise NotShown(kind, command.item, hidden)

    def _check_written(self, facts: Iterable[Fact]) -> None:
        """Raise PersonIsErased for a text about somebody who is erased."""
        for fact in facts if self._loaded.erased else ():
            if fact.subject in self._loaded.erased and any(getattr(fact, name) for name in SEALED):
                raise PersonIsErased(fact.subject, "subject")

    def takes_two(self, command: Command) -> bool:
        """Whether a command that was not judged yet is done only when a second person sends it."""
        rules = self._rules.held
        if isinstance(command, commands.ReverseFact):
            stored = self._facts().fact(command.fact)
            return stored is not None and rules.lifting_takes_two(stored.fact)
        if type(command) in DECIDE_WORK:
            return takes_two(rules, self._rules.city, self._works(), command)
        waives = isinstance(command, commands.RecordLedgerEntry) and command.indicator in rules.waivers
        return waives or bool(getattr(command, "four_eyes", False))

    @property
    def found_free(self) -> AbstractSet[str]:
        """The places of facts that were looked at and in which nothing stood."""
        return self._state.facts.found_free if self._state.facts else frozenset()

    @property
    def looked_around(self) -> AbstractSet[Place]:
        """The places of several facts of which it was asked what stands there."""
        return self._state.facts.looked_around if self._state.facts else frozenset()

    def _facts(self) -> DecisionContext:
        if self._state.facts is None:
            self._state.facts = self._began()
        return self._state.facts

    def _works(self) -> WorkContext:
        if self._state.work is None:
            loaded, kinds = self._loaded, self._rules.city.work
            items, lists = loaded.items.values(), self._final_lists()
            self._state.work = WorkContext(self._facts(), kinds, items, loaded.steps, loaded.consequences, lists)
        return self._state.work

    def _final_lists(self) -> dict[str, FinalLists]:
        """Those of the cycles that come before each other still, once the folder's own are open."""
        lists = self._loaded.lists.items()
        return {code: one for code, one in lists if one.cycle == cycle_before(self._state.cycles, code)}

    def _began(self) -> DecisionContext:
        """The state that the service would load, after the rows before."""
        registry = Registry([*self._loaded.states, *self._registry.brought])
        facts = [*(StoredFact(fact, None) for fact in self._loaded.tasks), *self._loaded.facts]
        cycles = list(self._state.cycles.values())
        standing, neighbours = self._loaded.standing, self._loaded.neighbours
        return DecisionContext(Known(cycles, self._rules.models, registry, standing, facts, neighbours))


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
