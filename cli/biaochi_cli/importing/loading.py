"""What a rehearsal begins with: everything that the services would load for a folder's commands, in few requests."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeVar

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.assessment.v1.events_pb2 import FieldValue
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.assessment.v1.service_pb2 import (
    BatchGetFactsRequest,
    BatchGetWorkItemsRequest,
    FactPlace,
    GetRulesRequest,
    ListWorkItemsRequest,
    ListWorkStepsRequest,
    LoadDecisionContextRequest,
)
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.org.v1.service_pb2 import BatchGetPersonsRequest, ListOwnGrantsRequest, LoadRegistryRequest
from biaochi_assessment.domain.commands import CompleteTask, ReverseFact
from biaochi_assessment.domain.facts import TASK, Place, completion_slot, task_slot
from biaochi_assessment.domain.models import raters
from biaochi_assessment.domain.refusals import AlreadyExists
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.events.decode import item_of, step_of
from biaochi_assessment.use_cases.decision import Names
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.development import granted_in
from biaochi_chassis.identity.tokens import said_in
from biaochi_chassis.identity.user import Grant, User
from biaochi_chassis.rpc.refusals import RefusedByService
from biaochi_chassis.store.batch import Command
from biaochi_org.domain.commands import Command as RegistryCommand
from biaochi_org.domain.commands import CorrectPersonName
from biaochi_org.store.registry import Touched

from biaochi_cli.rehearsing.assessment import LoadedFacts, RehearsedAssessment, Rules
from biaochi_cli.rehearsing.importer import Importer
from biaochi_cli.rehearsing.registry import LoadedRegistry, RehearsedRegistry
from biaochi_cli.rehearsing.rehearsal import Rehearsal

AT_ONCE = 5000
AT_ONCE_WHOLE = 1000
NOTHING_MORE = LoadDecisionContextRequest()
Part = TypeVar("Part")
Work = OpenWorkItem | AdvanceWorkItem | WithdrawWorkItem


@dataclass
class Loading:
    """Asks the services of one city on behalf of one caller."""

    city: str
    org: OrgServiceClient
    assessment: AssessmentServiceClient
    call: Call
    _done: dict[str, str] = field(default_factory=dict)
    _looked_at: set[str] = field(default_factory=set)
    """The places of facts of which the services said what stands in them."""
    _looked_around: set[Place] = field(default_factory=set)
    """The same of places of several facts."""
    _loaded: tuple[LoadedRegistry, LoadedFacts, Rules, Importer] | None = None
    _rehearsed: Rehearsal | None = None

    async def rehearsal(self, commands: Sequence[Command]) -> Rehearsal:
        """A rehearsal of these commands from what the services know now."""
        of_registry = [command for command in commands if isinstance(command, RegistryCommand)]
        of_assessment = [command for command in commands if not isinstance(command, RegistryCommand)]
        registry = await self._registry(of_registry)
        answer = await self.assessment.get_rules(GetRulesRequest(city=self.city), headers=self.call.headers())
        rules = Rules.read(self.city, answer)
        facts = await self._facts(of_assessment, rules)
        importer = Importer(self.call.caller, await self._roles())
        work = [command for command in of_assessment if isinstance(command, Work)]
        if work:
            await self._work(facts, work, rules)
            await self._alike(facts, work, rules, importer)
        self._loaded = registry, facts, rules, importer
        return self._begun(*self._loaded)

    async def looked_again(self) -> Rehearsal | None:
        """The same rehearsal from the start, knowing what the last one took for free and is taken; None if none is."""
        if self._loaded is None or self._rehearsed is None:
            return None
        _, facts, _, _ = self._loaded
        known = len(facts.standing), len(facts.neighbours)
        await self._context(facts, (), self._rehearsed.found_free - self._looked_at)
        await self._neighbours(facts, self._rehearsed.looked_around)
        return self._begun(*self._loaded) if (len(facts.standing), len(facts.neighbours)) > known else None

    def _begun(self, registry: LoadedRegistry, facts: LoadedFacts, rules: Rules, importer: Importer) -> Rehearsal:
        over = RehearsedRegistry(registry)
        assessment = RehearsedAssessment(importer, rules, facts, over)
        self._rehearsed = Rehearsal(over, assessment, self._done, facts.signed)
        return self._rehearsed

    async def _roles(self) -> frozenset[str]:
        """The roles that the caller holds for the whole city: what was granted, and what the token itself says."""
        answer = await self.org.list_own_grants(ListOwnGrantsRequest(), headers=self.call.headers())
        granted = (Grant(one.role, one.city, frozenset(one.subjects)) for one in answer.grants)
        said = granted_in(said_in(self.call.token)) if self.call.token else ()
        return User(self.call.caller, 0, (*said, *granted)).roles_in(self.city)

    async def _registry(self, commands: Sequence[RegistryCommand]) -> LoadedRegistry:
        touched = Touched.by(commands)
        keys = [command.idempotency_key for command in commands]
        loaded = LoadedRegistry()
        parts = _parts(touched.organizations, touched.persons, touched.contents, keys)
        for organizations, persons, contents, some in parts:
            request = LoadRegistryRequest(
                city=self.city,
                organizations=organizations,
                persons=persons,
                contents=contents,
                idempotency_keys=some,
            )
            answer = await self.org.load_registry(request, headers=self.call.headers())
            loaded.states += answer.states
            loaded.persons += answer.persons
            loaded.memberships += answer.memberships
            loaded.posts += answer.posts
            loaded.erased += answer.erased
            self._done.update((one.idempotency_key, one.content_hash) for one in answer.processed)
        # Whether a name is right already: of nobody else does a rehearsal need it.
        named = {command.code for command in commands if isinstance(command, CorrectPersonName)}
        for (codes,) in _parts(named, at_once=AT_ONCE_WHOLE):
            of_names = BatchGetPersonsRequest(city=self.city, codes=codes)
            found = await self.org.batch_get_persons(of_names, headers=self.call.headers())
            loaded.names.update((one.code, one.name) for one in found.persons)
        return loaded

    async def _work(self, loaded: LoadedFacts, commands: Sequence[Work], rules: Rules) -> None:
        """The items that the commands are about or may be judged by, whom these are about, and what they rest on."""
        named = {value for command in commands for one in getattr(command, "fields", ()) for value in one.values}
        named |= {getattr(command, "organization", "") for command in commands}
        items = {getattr(command, name, "") for command in commands for name in ("code", "item", "parent")}
        await self._items(loaded, items | named)
        await self._items(loaded, {item.parent for item in loaded.items.values()} - loaded.items.keys())
        await self._steps(loaded, {command.item for command in commands if not isinstance(command, OpenWorkItem)})
        opened = {command.kind for command in commands if isinstance(command, OpenWorkItem)}
        kinds = opened | {item.kind for item in loaded.items.values()}
        years = {command.on[:4] for command in commands} | {item.cycle for item in loaded.items.values()}
        # What hangs on an item is of its year or of a later one.
        for cycle in sorted(years | {cycle.code for cycle in rules.cycles if cycle.code > min(years)}):
            await self._items_like(loaded, cycle=cycle)
        for kind in sorted(rules.city.work_looked_at(kinds)):
            await self._items_like(loaded, kind=kind)
        for item in loaded.items.values():
            named |= {item.organization, *(value for some in item.fields.values() for value in some)}
        tasks = {slot for code in items - {""} for slot in (task_slot(code), completion_slot(code))}
        wanted = LoadDecisionContextRequest(
            kinds=rules.city.cohorts_judged_by(rules.models, kinds, opened),
            consequences=rules.city.consequences_looked_at(kinds),
            cycles=years if rules.city.sharing_lists(kinds) else (),
        )
        await self._context(loaded, named - {""}, tasks, wanted=wanted)

    async def _alike(self, loaded: LoadedFacts, commands: Sequence[Work], rules: Rules, importer: Importer) -> None:
        """Which openings are like an item in what the importer is not shown of it: that only the service can say."""
        kinds = rules.city.work
        secret = {key for key, kind in kinds.items() if importer.hidden(kind) & set(kind.unique)}
        there = {(item.kind, item.parent) for item in loaded.items.values()}
        openings = [one for one in commands if isinstance(one, OpenWorkItem) and (one.kind, one.parent) in there]
        for (some,) in _parts([one for one in openings if one.kind in secret], at_once=AT_ONCE_WHOLE):
            deeds = [message_of(pb.OpenWorkItem, one, fields=_filled(one)) for one in some]
            request = pb.OpenWorkItemsRequest(city=self.city, deeds=deeds, dry_run=True)
            answer = await self.assessment.open_work_items(request, headers=self.call.headers())
            for refusal in answer.refusals:
                if refusal.code == AlreadyExists.code and "item" in refusal.details:
                    loaded.alike[some[refusal.index].idempotency_key] = RefusedByService(refusal)

    async def _items(self, loaded: LoadedFacts, codes: Collection[str]) -> None:
        """The items of these codes."""
        for (some,) in _parts(set(codes) - {""}):
            request = BatchGetWorkItemsRequest(city=self.city, codes=some)
            found = await self.assessment.batch_get_work_items(request, headers=self.call.headers())
            loaded.items.update((one.code, item_of(one)) for one in found.items)

    async def _steps(self, loaded: LoadedFacts, items: Collection[str]) -> None:
        """What was done to these items, and what followed from it."""
        for (some,) in _parts(items):
            request = ListWorkStepsRequest(city=self.city, items=some)
            found = await self.assessment.list_work_steps(request, headers=self.call.headers())
            loaded.steps += [step_of(one) for one in found.steps]
        await self._recorded(loaded, {number for step in loaded.steps for number in step.facts})

    async def _recorded(self, loaded: LoadedFacts, numbers: Collection[str]) -> None:
        """Facts by their numbers, with their reversals."""
        for (some,) in _parts(numbers, at_once=AT_ONCE_WHOLE):
            request = BatchGetFactsRequest(city=self.city, numbers=some)
            answer = await self.assessment.batch_get_facts(request, headers=self.call.headers())
            loaded.know(answer.facts)

    async def _items_like(self, loaded: LoadedFacts, *, cycle: str = "", kind: str = "") -> None:
        """All items of a cycle, or of a kind."""
        request = ListWorkItemsRequest(city=self.city, cycle=cycle, kind=kind, first=AT_ONCE_WHOLE)
        more = True
        while more:
            try:
                answer = await self.assessment.list_work_items(request, headers=self.call.headers())
            except Refused:  # a cycle that a row opens has no items yet
                return
            loaded.items.update((one.code, item_of(one)) for one in answer.items)
            more = answer.has_more
            request.after = answer.items[-1].code if answer.items else ""

    async def _facts(self, commands: Sequence[Command], rules: Rules) -> LoadedFacts:
        names, loaded = Names(), LoadedFacts()
        for command in commands:
            names.add(command)
            if isinstance(command, CompleteTask):
                names.slots.add(completion_slot(command.task))
        await self._recorded(loaded, {command.fact for command in commands if isinstance(command, ReverseFact)})
        names.slots |= {completion_slot(one.fact.task) for one in loaded.facts if one.fact.kind == TASK}
        kinds = raters(rules.models) if names.rounds else ()
        keys = [command.idempotency_key for command in commands]
        wanted = LoadDecisionContextRequest(kinds=kinds)
        await self._context(loaded, names.organizations, names.slots, keys, wanted)
        await self._context(loaded, {task.subject for task in loaded.tasks} - names.organizations)
        await self._neighbours(loaded, {place for one in names.about for place in rules.held.places(*one)})
        return loaded

    async def _neighbours(self, loaded: LoadedFacts, places: AbstractSet[Place]) -> None:
        """What stands in places of several facts that were not asked for yet."""
        for (some,) in _parts(places - self._looked_around):
            wanted = (FactPlace(cycle=cycle, subject=subject, indicator=key) for cycle, subject, key in some)
            request = LoadDecisionContextRequest(city=self.city, neighbours=wanted)
            loaded.add(await self.assessment.load_decision_context(request, headers=self.call.headers()))
        self._looked_around |= places

    async def _context(
        self,
        loaded: LoadedFacts,
        codes: Collection[str],
        slots: Collection[str] = (),
        keys: Collection[str] = (),
        wanted: LoadDecisionContextRequest = NOTHING_MORE,
    ) -> None:
        """What is known under these names, and what else is wanted."""
        for place, (some_codes, some_slots, some_keys) in enumerate(_parts(codes, slots, keys)):
            request = LoadDecisionContextRequest(
                city=self.city,
                codes=some_codes,
                kinds=() if place else wanted.kinds,
                slots=some_slots,
                idempotency_keys=some_keys,
                consequences=wanted.consequences,
                cycles=() if place else wanted.cycles,
            )
            answer = await self.assessment.load_decision_context(request, headers=self.call.headers())
            loaded.add(answer)
            self._looked_at.update(some_slots)
            self._done.update((one.idempotency_key, one.content_hash) for one in answer.processed)


def _filled(opening: OpenWorkItem) -> list[FieldValue]:
    """What is filled in, as it is sent."""
    return [message_of(FieldValue, one) for one in opening.fields]


def _parts(*named: Collection[Part], at_once: int = AT_ONCE) -> Iterator[list[list[Part]]]:
    """Cut each of these into parts, side by side."""
    parts = [[found[start : start + at_once] for start in range(0, len(found), at_once)] for found in map(list, named)]
    return (list(part) for part in zip_longest(*parts, fillvalue=[]))
