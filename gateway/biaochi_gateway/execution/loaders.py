"""Where ids become batches: however many fields ask, each service is asked once a step. The only module that batches.

Nothing is kept between steps, so an open subscription never sees what was true before.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.events_pb2 import WorkItem, WorkStep
from biaochi.org.v1 import service_pb2 as org
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi.scoring.v1.events_pb2 import Standing, WorkKind

from biaochi_gateway.execution.batches import LARGEST, Loader
from biaochi_gateway.execution.calls import ServiceCalls
from biaochi_gateway.execution.period_days import PeriodDays

Key = TypeVar("Key", bound=Hashable)
Group = TypeVar("Group", bound=Hashable)
Value = TypeVar("Value")


class Dated(NamedTuple):
    """An organization or person on a date; an empty date is today. `last_known`: its last state if it is no more."""

    city: str
    code: str
    as_of: str = ""
    last_known: bool = False


class Coded(NamedTuple):
    """Something that a city knows by a code: an organization's record, a fact, a cycle."""

    city: str
    code: str


class Text(NamedTuple):
    """A text about a subject that may be sealed."""

    city: str
    subject: str
    text: str


class Tenures(NamedTuple):
    """An organization on a date, whose members or posts are needed; `names`: and what the persons are called."""

    city: str
    code: str
    as_of: str
    names: bool = False


class Judged(NamedTuple):
    """What an organization earned. An empty cycle, published total (its key) or period is every one."""

    city: str
    subject: str
    cycle: str = ""
    total: str = ""
    period: str = ""


class Place(NamedTuple):
    """One subject's place in one published total (its key) of one period.

    `node` is one to be opened besides; `levels` how far explanations are opened, 0 for the whole; `without` what of the
    sheet is not needed, as scoring calls it.
    """

    city: str
    cycle: str
    total: str
    period: str
    subject: str
    node: str = ""
    levels: int = 0
    without: tuple[str, ...] = ()


class WorkOf(NamedTuple):
    """What is worked on, of one noun, in a cycle by an organization."""

    city: str
    cycle: str
    noun: str
    organization: str


class InPeriod(NamedTuple):
    """An organization or person as on the last day of a period."""

    city: str
    cycle: str
    period: str
    code: str


class SubjectOn(NamedTuple):
    """An organization or person, None when there is neither, and the day it is shown as on; empty for today."""

    message: org.Organization | org.Person | None
    day: str


NOBODY = SubjectOn(None, "")


class ReportRequest(NamedTuple):
    """A question for a report about a city, as the bytes of its message."""

    city: str
    question: bytes


class Loaders:
    """The loaders of one operation."""

    def __init__(self, calls: ServiceCalls, days: PeriodDays) -> None:
        self._calls = calls
        self._days = days
        self._services = calls.services
        self._all: list[Loader[Any, Any]] = []
        self.organizations = self._one(attrgetter("city", "last_known"), self._organizations)
        self.children = self._many(lambda key: (key.city, key.as_of), self._children)
        self.members = self._many(lambda key: (key.city, key.as_of, key.names), self._members)
        self.posts = self._many(lambda key: (key.city, key.as_of, key.names), self._posts)
        self.standings = self._many(lambda key: key._replace(subject=""), self._standings)
        self.corrections = self._many(lambda key: key.city, self._corrections)
        self.rungs = self._many(lambda key: key.city, self._rungs)
        self.sheets = self._one(lambda key: key._replace(subject=""), self._sheets)
        self.facts = self._one(lambda key: key.city, self._facts)
        self.texts = self._one(lambda key: key.city, self._texts)
        self.cycles = self._one(lambda key: key.city, self._cycles)
        self.work_items = self._one(lambda key: key.city, self._work_items)
        self.work_of = self._many(lambda key: key._replace(organization=""), self._work_of)
        self.work_steps = self._many(lambda key: key.city, self._work_steps)
        self.work_kinds = self._one(lambda key: key.city, self._work_kinds)
        self.results = self._one(lambda key: key.city, self._results)
        self.reports = self._one(lambda key: key.city, self._reports)
        self.persons = self._one(lambda key: (key.city, key.as_of), self._persons)
        self.subjects = self._one(lambda key: key.city, self._subjects)
        self.subjects_in = self._one(attrgetter("city", "cycle"), self._subjects_in)

    def _one(
        self, group: Callable[[Key], Group], fetch: Callable[[list[Key]], Awaitable[Mapping[Key, Value]]]
    ) -> Loader[Key, Value | None]:
        async def load(keys: list[Key]) -> Mapping[Key, Value | None]:
            return await by_group(keys, group, fetch)

        return self._kept(Loader(load, lambda: None))

    def _many(
        self, group: Callable[[Key], Group], fetch: Callable[[list[Key]], Awaitable[Mapping[Key, list[Value]]]]
    ) -> Loader[Key, list[Value]]:
        async def load(keys: list[Key]) -> Mapping[Key, list[Value]]:
            return await by_group(keys, group, fetch)

        return self._kept(Loader(load, list))

    def _kept(self, loader: Loader[Key, Value]) -> Loader[Key, Value]:
        self._all.append(loader)
        return loader

    def stop(self) -> None:
        """End every fetch that goes on."""
        for loader in self._all:
            loader.stop()

    async def _organizations(self, keys: list[Dated]) -> Mapping[Dated, org.Organization]:
        """Organizations on whatever days: one question."""
        city, last_known = keys[0].city, keys[0].last_known
        by_day = gathered((key.as_of, key.code) for key in keys)
        (day, codes), *others = by_day.items()
        request = org.BatchGetOrganizationsRequest(city=city, codes=codes, as_of=day, last_known=last_known)
        for day, codes in others:
            request.also.add(as_of=day, codes=codes)
        answer = await self._calls.invoke(self._services.org.batch_get_organizations, request)
        found = [answer.organizations, *(each.organizations for each in answer.also)]
        # A registry of the build before, which may still run next to this one, answers for the first day alone.
        for day, codes in others[len(answer.also) :]:
            request = org.BatchGetOrganizationsRequest(city=city, codes=codes, as_of=day, last_known=last_known)
            answer = await self._calls.invoke(self._services.org.batch_get_organizations, request)
            found.append(answer.organizations)
        return {
            Dated(city, each.code, day, last_known): each
            for day, some in zip(by_day, found, strict=True)
            for each in some
        }

    async def _children(self, keys: list[Dated]) -> Mapping[Dated, list[org.Organization]]:
        request = org.ListOrganizationsRequest(
            city=keys[0].city, parents=[key.code for key in keys], as_of=keys[0].as_of, first=LARGEST
        )
        children: list[org.Organization] = []
        more = True
        while more:
            answer = await self._calls.invoke(self._services.org.list_organizations, request)
            children += answer.organizations
            more = answer.has_more
            request.after = children[-1].code if children else ""
        city, as_of = keys[0].city, keys[0].as_of
        return gathered((Dated(city, each.parent, as_of), each) for each in children)

    async def _members(self, keys: list[Tenures]) -> Mapping[Tenures, list[org.Membership]]:
        request = org.BatchListMembershipsRequest(
            city=keys[0].city,
            organizations=[key.code for key in keys],
            as_of=keys[0].as_of,
            without_names=not keys[0].names,
        )
        answer = await self._calls.invoke(self._services.org.batch_list_memberships, request)
        return gathered((keys[0]._replace(code=each.organization), each) for each in answer.memberships)

    async def _posts(self, keys: list[Tenures]) -> Mapping[Tenures, list[org.Post]]:
        request = org.BatchListPostsRequest(
            city=keys[0].city,
            organizations=[key.code for key in keys],
            as_of=keys[0].as_of,
            without_names=not keys[0].names,
        )
        answer = await self._calls.invoke(self._services.org.batch_list_posts, request)
        first = keys[0]
        return gathered(
            (Tenures(first.city, each.organization, first.as_of, first.names), each) for each in answer.posts
        )

    async def _standings(self, keys: list[Judged]) -> Mapping[Judged, list[Standing]]:
        city, _, cycle, total, period = keys[0]
        request = scoring.BatchListStandingsRequest(
            city=city, subjects=[key.subject for key in keys], cycle=cycle, index=total, period=period
        )
        answer = await self._calls.invoke(self._services.scoring.batch_list_standings, request)
        return gathered((keys[0]._replace(subject=each.subject), each) for each in answer.standings)

    async def _corrections(self, keys: list[Coded]) -> Mapping[Coded, list[org.Correction]]:
        request = org.BatchListCorrectionsRequest(city=keys[0].city, subjects=[key.code for key in keys])
        answer = await self._calls.invoke(self._services.org.batch_list_corrections, request)
        return gathered((keys[0]._replace(code=each.subject), each) for each in answer.corrections)

    async def _rungs(self, keys: list[Coded]) -> Mapping[Coded, list[scoring.RungSpell]]:
        request = scoring.BatchListRungsRequest(city=keys[0].city, subjects=[key.code for key in keys])
        answer = await self._calls.invoke(self._services.scoring.batch_list_rungs, request)
        return gathered((keys[0]._replace(code=each.subject), each) for each in answer.spells)

    async def _sheets(self, keys: list[Place]) -> Mapping[Place, scoring.Sheet]:
        first = keys[0]
        request = scoring.BatchGetSheetsRequest(
            city=first.city,
            cycle=first.cycle,
            index=first.total,
            period=first.period,
            subjects=[key.subject for key in keys],
            nodes=[first.node] if first.node else [],
            levels=first.levels,
            without=first.without,
        )
        answer = await self._calls.invoke(self._services.scoring.batch_get_sheets, request)
        return {first._replace(subject=each.standing.subject): each for each in answer.sheets}

    async def _facts(self, keys: list[Coded]) -> Mapping[Coded, assessment.StoredFact]:
        request = assessment.BatchGetFactsRequest(city=keys[0].city, numbers=[key.code for key in keys])
        answer = await self._calls.invoke(self._services.assessment.batch_get_facts, request)
        return {keys[0]._replace(code=each.fact.number): each for each in answer.facts}

    async def _texts(self, keys: list[Text]) -> Mapping[Text, str]:
        sealed = [assessment.SealedText(subject=key.subject, text=key.text) for key in keys]
        request = assessment.BatchGetTextsRequest(city=keys[0].city, texts=sealed)
        answer = await self._calls.invoke(self._services.assessment.batch_get_texts, request)
        return dict(zip(keys, answer.texts, strict=True))

    async def _work_items(self, keys: list[Coded]) -> Mapping[Coded, WorkItem]:
        request = assessment.BatchGetWorkItemsRequest(city=keys[0].city, codes=[key.code for key in keys])
        answer = await self._calls.invoke(self._services.assessment.batch_get_work_items, request)
        return {keys[0]._replace(code=each.code): each for each in answer.items}

    async def _work_of(self, keys: list[WorkOf]) -> Mapping[WorkOf, list[WorkItem]]:
        first = keys[0]
        request = assessment.BatchListWorkItemsRequest(
            city=first.city, cycle=first.cycle, noun=first.noun, organizations=[key.organization for key in keys]
        )
        answer = await self._calls.invoke(self._services.assessment.batch_list_work_items, request)
        return gathered((first._replace(organization=each.organization), each) for each in answer.items)

    async def _work_steps(self, keys: list[Coded]) -> Mapping[Coded, list[WorkStep]]:
        request = assessment.ListWorkStepsRequest(city=keys[0].city, items=[key.code for key in keys])
        answer = await self._calls.invoke(self._services.assessment.list_work_steps, request)
        return gathered((keys[0]._replace(code=each.item), each) for each in answer.steps)

    async def _work_kinds(self, keys: list[Coded]) -> Mapping[Coded, WorkKind]:
        request = assessment.ListWorkKindsRequest(city=keys[0].city)
        answer = await self._calls.invoke(self._services.assessment.list_work_kinds, request)
        kinds = (WorkKind.FromString(one) for one in answer.kinds)
        return {keys[0]._replace(code=kind.key): kind for kind in kinds}

    async def _cycles(self, keys: list[Coded]) -> Mapping[Coded, assessment.Cycle]:
        request = assessment.ListCyclesRequest(city=keys[0].city)
        answer = await self._calls.invoke(self._services.assessment.list_cycles, request)
        return {keys[0]._replace(code=each.code): each for each in answer.cycles}

    async def _results(self, keys: list[Coded]) -> Mapping[Coded, scoring.Results]:
        request = scoring.BatchGetResultsRequest(city=keys[0].city, cycles=[key.code for key in keys])
        answer = await self._calls.invoke(self._services.scoring.batch_get_results, request)
        return {keys[0]._replace(code=each.cycle): each for each in answer.results}

    async def _reports(self, keys: list[ReportRequest]) -> Mapping[ReportRequest, scoring.Report]:
        questions = [scoring.ReportQuestion.FromString(key.question) for key in keys]
        request = scoring.BatchReportRequest(city=keys[0].city, questions=questions)
        answer = await self._calls.invoke(self._services.scoring.batch_report, request)
        return dict(zip(keys, answer.reports, strict=True))

    async def _persons(self, keys: list[Dated]) -> Mapping[Dated, org.Person]:
        request = org.BatchGetPersonsRequest(city=keys[0].city, codes=[key.code for key in keys], as_of=keys[0].as_of)
        answer = await self._calls.invoke(self._services.org.batch_get_persons, request)
        return {keys[0]._replace(code=each.code): each for each in answer.persons}

    async def _subjects(self, keys: list[Dated]) -> Mapping[Dated, org.Organization | org.Person]:
        """Organizations, also those that are no more, and persons of the codes that are left."""
        found = await self._of_codes([Dated(city, code, day, True) for city, code, day, _ in keys])
        return {key: message for key, message in zip(keys, found, strict=True) if message is not None}

    async def _of_codes(self, keys: list[Dated]) -> list[org.Organization | org.Person | None]:
        """The same in the order of the keys, each of which asks for the last known."""
        found: list[org.Organization | org.Person | None] = [*await self.organizations.load_many(keys)]
        left = [place for place, message in enumerate(found) if message is None]
        if left:
            persons = await self.persons.load_many([keys[place]._replace(last_known=False) for place in left])
            for place, person in zip(left, persons, strict=True):
                found[place] = person
        return found

    async def last_day(self, place: InPeriod) -> str:
        """The last day of a period or cycle, ISO; empty (today) when there is none of that name."""
        days = self._days.of(place.city, place.cycle)
        if days is None:
            cycle = await self.cycles.load(Coded(place.city, place.cycle))
            days = self._days.keep(place.city, cycle) if cycle else {}
        return days.get(place.period or place.cycle, "")

    async def _subjects_in(self, keys: list[InPeriod]) -> Mapping[InPeriod, SubjectOn]:
        """Subjects of one cycle, each as on the last day of its period, with that day."""
        days = {period: await self.last_day(key) for period, key in {key.period: key for key in keys}.items()}
        dated = [Dated(city, code, days[period], True) for city, _, period, code in keys]
        found = await self._of_codes(dated)
        return {key: SubjectOn(message, on.as_of) for key, on, message in zip(keys, dated, found, strict=True)}


async def by_group(
    keys: list[Key], group: Callable[[Key], Group], fetch: Callable[[list[Key]], Awaitable[Mapping[Key, Value]]]
) -> Mapping[Key, Value]:
    """Fetches each group of keys in one call, all groups at once."""
    if len(set(map(group, keys))) == 1:
        return await fetch(keys)
    groups: defaultdict[Group, list[Key]] = defaultdict(list)
    for key in keys:
        groups[group(key)].append(key)
    parts = await asyncio.gather(*map(fetch, groups.values()))
    return {key: value for part in parts for key, value in part.items()}


def gathered(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, list[Value]]:
    """The values of each key, in the order given."""
    lists: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        lists[key].append(value)
    return lists
