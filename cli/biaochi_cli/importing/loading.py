"""What a rehearsal begins with: everything that the services would load for a folder's commands, in few requests."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.assessment.v1.service_pb2 import (
    BatchGetFactsRequest,
    BatchGetWorkItemsRequest,
    GetRulesRequest,
    ListWorkItemsRequest,
    ListWorkStepsRequest,
    LoadDecisionContextRequest,
)
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.org.v1.service_pb2 import BatchGetPersonsRequest, LoadRegistryRequest
from biaochi_assessment.domain.commands import CompleteTask
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.facts import completion_slot, task_slot
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem
from biaochi_assessment.events.decode import item_of, step_of
from biaochi_assessment.use_cases.decision import Names
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.batch import Command
from biaochi_org.domain.commands import Command as RegistryCommand
from biaochi_org.domain.commands import CorrectPersonName
from biaochi_org.store.registry import Touched

from biaochi_cli.rehearsing.assessment import LoadedFacts, RehearsedAssessment, Rules, fact_of
from biaochi_cli.rehearsing.registry import LoadedRegistry, RehearsedRegistry
from biaochi_cli.rehearsing.rehearsal import Rehearsal

AT_ONCE, PAGE = 5000, 1000
"""How many names a request loads, and how many items or facts an answer has at most."""


@dataclass
class Loading:
    """Asks the services of one city on behalf of one caller."""

    city: str
    org: OrgServiceClient
    assessment: AssessmentServiceClient
    call: Call
    _done: dict[str, str] = field(default_factory=dict)

    async def rehearsal(self, commands: Sequence[Command]) -> Rehearsal:
        """A rehearsal of these commands from what the services know now."""
        of_registry = [command for command in commands if isinstance(command, RegistryCommand)]
        of_assessment = [command for command in commands if not isinstance(command, RegistryCommand)]
        registry = RehearsedRegistry(await self._registry(of_registry))
        answer = await self.assessment.get_rules(GetRulesRequest(city=self.city), headers=self.call.headers())
        rules = Rules.read(self.city, answer)
        facts = await self._facts(of_assessment, rules)
        recorder = Recorder(self.call.caller, self.call.roles, dt.datetime.now(dt.UTC))
        work = [command for command in of_assessment if isinstance(command, OpenWorkItem | AdvanceWorkItem)]
        if work:
            await self._work(facts, work)
            slots = RehearsedAssessment(recorder, rules, facts, registry).slots(of_assessment)
            await self._context(facts, (), slots)
        return Rehearsal(registry, RehearsedAssessment(recorder, rules, facts, registry), self._done)

    async def _registry(self, commands: Sequence[RegistryCommand]) -> LoadedRegistry:
        touched = Touched.by(commands)
        keys = [command.idempotency_key for command in commands]
        loaded = LoadedRegistry()
        for organizations, persons, some in _parts(touched.organizations, touched.persons, keys):
            request = LoadRegistryRequest(
                city=self.city, organizations=organizations, persons=persons, idempotency_keys=some
            )
            answer = await self.org.load_registry(request, headers=self.call.headers())
            loaded.states += answer.states
            loaded.persons += answer.persons
            loaded.memberships += answer.memberships
            loaded.posts += answer.posts
            self._done.update((one.idempotency_key, one.content_hash) for one in answer.processed)
        # Whether a name is right already: of nobody else does a rehearsal need it.
        named = {command.code for command in commands if isinstance(command, CorrectPersonName)}
        for (codes,) in _parts(named):
            of_names = BatchGetPersonsRequest(city=self.city, codes=codes)
            found = await self.org.batch_get_persons(of_names, headers=self.call.headers())
            loaded.names.update((one.code, one.name) for one in found.persons)
        return loaded

    async def _work(self, loaded: LoadedFacts, commands: Sequence[OpenWorkItem | AdvanceWorkItem]) -> None:
        """The items of the years that the commands are about and those they name, and whom these are about."""
        named = {value for command in commands for one in command.fields for value in one.values}
        named |= {getattr(command, "organization", "") for command in commands}
        items = {getattr(command, name, "") for command in commands for name in ("code", "item", "parent")}
        for (some,) in _parts((items | named) - {""}):
            codes = BatchGetWorkItemsRequest(city=self.city, codes=some)
            found = await self.assessment.batch_get_work_items(codes, headers=self.call.headers())
            loaded.items.update((one.code, item_of(one)) for one in found.items)
        for cycle in sorted({command.on[:4] for command in commands}):
            await self._items_of(loaded, cycle)
        await self._steps(loaded, {command.item for command in commands if isinstance(command, AdvanceWorkItem)})
        for item in loaded.items.values():
            named |= {item.organization, *(value for some in item.fields.values() for value in some)}
        tasks = {slot for code in items - {""} for slot in (task_slot(code), completion_slot(code))}
        await self._context(loaded, named - {""}, tasks)

    async def _steps(self, loaded: LoadedFacts, items: Collection[str]) -> None:
        """The steps that were taken on these items, and the facts that followed from them and stand."""
        for (some,) in _parts([code for code in items if code in loaded.items]):
            steps = ListWorkStepsRequest(city=self.city, items=some)
            taken = await self.assessment.list_work_steps(steps, headers=self.call.headers())
            loaded.steps += [step_of(one) for one in taken.steps]
        numbers = [number for step in loaded.steps for number in step.facts]
        for start in range(0, len(numbers), PAGE):
            facts = BatchGetFactsRequest(city=self.city, numbers=numbers[start : start + PAGE])
            followed = await self.assessment.batch_get_facts(facts, headers=self.call.headers())
            loaded.tasks += [fact_of(one.fact) for one in followed.facts if not one.reversed_by]

    async def _items_of(self, loaded: LoadedFacts, cycle: str) -> None:
        request = ListWorkItemsRequest(city=self.city, cycle=cycle, first=PAGE)
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
        kinds = {model.subject_kind for model in rules.models if model.rotations} if names.rounds else set()
        keys = [command.idempotency_key for command in commands]
        await self._context(loaded, names.organizations, names.slots, keys, kinds)
        await self._context(loaded, {task.subject for task in loaded.tasks} - names.organizations)
        return loaded

    async def _context(
        self,
        loaded: LoadedFacts,
        codes: Collection[str],
        slots: Collection[str] = (),
        keys: Collection[str] = (),
        kinds: Collection[str] = (),
    ) -> None:
        for place, (some_codes, some_slots, some_keys) in enumerate(_parts(codes, slots, keys)):
            request = LoadDecisionContextRequest(
                city=self.city,
                codes=some_codes,
                kinds=() if place else kinds,
                slots=some_slots,
                idempotency_keys=some_keys,
            )
            answer = await self.assessment.load_decision_context(request, headers=self.call.headers())
            loaded.add(answer)
            self._done.update((one.idempotency_key, one.content_hash) for one in answer.processed)


def _parts(*named: Collection[str]) -> Iterator[list[list[str]]]:
    """Cut each of these into parts of 5000, side by side."""
    parts = [[found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE)] for found in map(list, named)]
    return (list(part) for part in zip_longest(*parts, fillvalue=[]))
