"""What the services know of a city, asked for once, page by page, as far as the caller may see it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.common.v1.common_pb2 import ListProcessedCommandsRequest, ProcessedCommand
from biaochi.org.v1 import events_pb2 as org_events
from biaochi.org.v1 import service_pb2 as org
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.events.decode import item_of, step_of

from biaochi_cli.importing.office import Office

PAGE = 1000


@dataclass
class Records:
    """A city's registry, facts and work. `done`: by idempotency key, every command that was ever carried out."""

    done: dict[str, ProcessedCommand] = field(default_factory=dict)
    histories: dict[str, list[org_events.OrganizationState]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    memberships: dict[str, list[org.Membership]] = field(default_factory=dict)
    posts: dict[str, list[org.Post]] = field(default_factory=dict)
    corrections: dict[str, list[org.Correction]] = field(default_factory=dict)
    facts: list[assessment.StoredFact] = field(default_factory=list)
    items: dict[str, WorkItem] = field(default_factory=dict)
    steps: list[WorkStep] = field(default_factory=list)

    def kinds(self) -> Mapping[str, str]:
        """Of which kind each organization is."""
        return {code: states[-1].kind for code, states in self.histories.items()}


async def read_records(office: Office) -> Records:
    """Everything of the city. Raises Refused where the caller may not read it."""
    records = Records()
    async for command in _commands(office, office.org.list_processed_commands):
        records.done[command.idempotency_key] = command
    await _registry(office, records, sorted({command.code for command in records.done.values()}))
    async for command in _commands(office, office.assessment.list_processed_commands):
        records.done[command.idempotency_key] = command
    cycles = await office.assessment.list_cycles(
        assessment.ListCyclesRequest(city=office.city), headers=await office.headers()
    )
    for cycle in cycles.cycles:
        await _facts(office, records, cycle.code)
        await _work(office, records, cycle.code)
    return records


async def _commands(office: Office, listing: Callable[..., Awaitable[Any]]) -> AsyncIterator[ProcessedCommand]:
    request, more = ListProcessedCommandsRequest(city=office.city), True
    while more:
        answer = await listing(request, headers=await office.headers())
        for command in answer.commands:
            yield command
        more = answer.has_more
        request.after = answer.commands[-1].idempotency_key if answer.commands else ""


async def _registry(office: Office, records: Records, codes: Sequence[str]) -> None:
    """All about these codes, whether they are organizations or persons."""
    for some in _parts(codes):
        loaded = org.LoadRegistryRequest(city=office.city, organizations=some, persons=some)
        answer = await office.org.load_registry(loaded, headers=await office.headers())
        for state in answer.states:
            known = records.histories.setdefault(state.code, [])
            if state not in known:
                known.append(state)
        for membership in answer.memberships:
            records.memberships.setdefault(membership.person, []).append(membership)
        for post in answer.posts:
            records.posts.setdefault(post.person, []).append(post)
        await _named(office, records, answer.persons)
        about = org.BatchListCorrectionsRequest(city=office.city, subjects=some)
        corrected = await office.org.batch_list_corrections(about, headers=await office.headers())
        for correction in corrected.corrections:
            records.corrections.setdefault(correction.subject, []).append(correction)


async def _named(office: Office, records: Records, persons: Sequence[str]) -> None:
    for some in _parts(persons):
        request = org.BatchGetPersonsRequest(city=office.city, codes=some)
        found = await office.org.batch_get_persons(request, headers=await office.headers())
        records.names.update((one.code, one.name) for one in found.persons)


async def _facts(office: Office, records: Records, cycle: str) -> None:
    request, more = assessment.ListFactsRequest(city=office.city, cycle=cycle, first=PAGE), True
    while more:
        answer = await office.assessment.list_facts(request, headers=await office.headers())
        records.facts += answer.facts
        more = answer.has_more
        request.after = answer.facts[-1].fact.number if answer.facts else ""


async def _work(office: Office, records: Records, cycle: str) -> None:
    request, more = assessment.ListWorkItemsRequest(city=office.city, cycle=cycle, first=PAGE), True
    while more:
        answer = await office.assessment.list_work_items(request, headers=await office.headers())
        codes = [one.code for one in answer.items]
        records.items.update((one.code, item_of(one)) for one in answer.items)
        more = answer.has_more
        request.after = codes[-1] if codes else ""
        if codes:
            of_items = assessment.ListWorkStepsRequest(city=office.city, items=codes)
            taken = await office.assessment.list_work_steps(of_items, headers=await office.headers())
            records.steps += [step_of(one) for one in taken.steps]


def _parts(codes: Iterable[str]) -> Iterable[list[str]]:
    every = list(codes)
    return (every[start : start + PAGE] for start in range(0, len(every), PAGE))
