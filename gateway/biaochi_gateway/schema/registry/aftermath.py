"""What an end or a corrected day leaves behind: facts that count nowhere any more, posts held by two."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.events_pb2 import Fact
from biaochi.org.v1 import service_pb2 as org
from biaochi.scoring.v1 import service_pb2 as scoring

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, Dated, Tenures
from biaochi_gateway.execution.period_days import last_days
from biaochi_gateway.schema.registry.people import Post, PostRole, names_selected

PAGE = 1000
LAST_DAY = "9999-12-31"
SINGLE = (PostRole.SECRETARY, PostRole.DISCIPLINE_SECRETARY)
"""Posts that one person holds."""


@strawberry.type(
    description="一条不再计入任何成绩的事实：它所在的期结束时，考核对象不存在，或已不是考核对象。请冲销，再改记。"
)
class UncountedFact:
    """A fact whose subject is none on the last day of its period."""

    number: str = strawberry.field(description="事实的编号。")
    subject: str = strawberry.field(description="考核对象的代码。")
    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="所在的期。")

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> list[Self]:
        """These facts, in order of number."""
        found = [
            cls(number=one.number, subject=one.subject, indicator=one.indicator, period=one.period) for one in facts
        ]
        return sorted(found, key=lambda one: one.number)


async def uncounted_facts(info: Info, city: str, gone: Sequence[str], on: str) -> list[UncountedFact]:
    """The standing facts about what ended on that day, of all periods that were not over then, in order of number."""
    found: list[Fact] = []
    for cycle in await _cycles(info, city) if gone else ():
        later = {period.code for period in cycle.periods if period.ends_before > on}
        for subject in gone if later else ():
            found += [fact for fact in await _standing(info, Coded(city, subject), cycle) if fact.period in later]
    return UncountedFact.of(found)


async def uncounted_after_correction(info: Info, subject: Coded) -> list[UncountedFact]:
    """The standing facts about an organization or person that is nobody's subject on the last day of their period.

    An organization is one while it exists; a person, while the membership or post lasts by which a model judges it.
    """
    days = {
        fact.number: (fact, days.get(fact.period, ""))
        for cycle in await _cycles(info, subject.city)
        for days in [last_days(cycle)]
        for fact in await _standing(info, subject, cycle)
    }
    if not days:
        return []
    organization = await info.context.loaders.organizations.load(Dated(*subject, LAST_DAY, last_known=True))
    if organization is not None:
        until = organization.until or LAST_DAY
        return UncountedFact.of(fact for fact, day in days.values() if not organization.established_on <= day < until)
    judged = await _kinds_of_models(info, subject.city)
    dated = {day: await info.context.loaders.persons.load(Dated(*subject, day)) for _, day in days.values()}
    return UncountedFact.of(
        fact for fact, day in days.values() if _kinds_on(dated[day]).isdisjoint(_kinds_that_count(fact, judged))
    )


async def posts_held_by_two(info: Info, key: Dated) -> list[Post]:
    """Of the posts that one person holds, those which several hold in this organization on that day."""
    holders: defaultdict[str, list[Post]] = defaultdict(list)
    for each in await info.context.loaders.posts.load(Tenures(key.city, key.code, key.as_of, names_selected(info))):
        holders[each.role].append(Post(info.context.viewer, key, each))
    return [one for role in SINGLE for one in _several(holders[str(role.value)])]


def _several(posts: Sequence[Post]) -> Iterable[Post]:
    return posts if len(posts) > 1 else ()


async def _cycles(info: Info, city: str) -> Sequence[assessment.Cycle]:
    request = assessment.ListCyclesRequest(city=city)
    return (await info.context.calls.invoke(info.context.services.assessment.list_cycles, request)).cycles


async def _kinds_of_models(info: Info, city: str) -> dict[str, set[str]]:
    """Whom each model of a city judges, by its code: one kind, or several posts."""
    request = scoring.ListCitiesRequest()
    answer = await info.context.calls.invoke(info.context.services.scoring.list_cities, request)
    models = [model for one in answer.cities if one.slug == city for model in one.models]
    return {model.code: set(model.subject_kind.split("+")) for model in models}


def _kinds_on(person: org.Person | None) -> set[str]:
    """As what a person may be judged on a day: as a member, unless exempt, and by each post."""
    if person is None:
        return set()
    member = {"MEMBER"} if any(one.kind != "EXEMPT" for one in person.memberships) else set()
    return member | {post.role for post in person.posts}


def _kinds_that_count(fact: Fact, judged: dict[str, set[str]]) -> set[str]:
    """By which kinds the fact's models judge; of one that names none, all models'."""
    return set[str]().union(*(judged.get(code, set()) for code in fact.models or judged))


async def _standing(info: Info, subject: Coded, cycle: assessment.Cycle) -> list[Fact]:
    """The facts of a cycle about a subject that no reversal took back, page by page."""
    request = assessment.ListFactsRequest(city=subject.city, cycle=cycle.code, subject=subject.code, first=PAGE)
    found: list[Fact] = []
    more = True
    while more:
        answer = await info.context.calls.invoke(info.context.services.assessment.list_facts, request)
        found += [stored.fact for stored in answer.facts if not stored.reversed_by]
        more = answer.has_more
        request.after = answer.facts[-1].fact.number if answer.facts else ""
    return found
