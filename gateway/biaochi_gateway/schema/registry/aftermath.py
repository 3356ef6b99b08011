"""What a merger, a split or an abolition leaves behind: facts that count nowhere any more, posts held by two."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import strawberry
from biaochi.assessment.v1 import service_pb2 as assessment

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.registry.people import Post, PostRole, post

PAGE = 1000
SINGLE = (PostRole.SECRETARY, PostRole.DISCIPLINE_SECRETARY)
"""Posts that one person holds."""


@strawberry.type(
    description="一条不再计入任何成绩的事实：它所在的期结束时，考核对象已经不存在。请冲销后改记于后继组织。"
)
class UncountedFact:
    """A fact whose subject is no more on the last day of its period."""

    number: str = strawberry.field(description="事实的编号。")
    subject: str = strawberry.field(description="考核对象的代码。")
    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="所在的期。")


async def uncounted_facts(info: Info, city: str, gone: Sequence[str], on: str) -> list[UncountedFact]:
    """The standing facts about what ended on that day, of all periods that were not over then, in order of number."""
    if not gone:
        return []
    calls, services = info.context.calls, info.context.services
    cycles = await calls.invoke(services.assessment.list_cycles, assessment.ListCyclesRequest(city=city))
    found: list[UncountedFact] = []
    for cycle in cycles.cycles:
        later = {period.code for period in cycle.periods if period.ends_before > on}
        for subject in gone if later else ():
            request = assessment.ListFactsRequest(city=city, cycle=cycle.code, subject=subject, first=PAGE)
            found += await _standing(info, request, later)
    return sorted(found, key=lambda one: one.number)


async def posts_held_by_two(info: Info, key: Dated) -> list[Post]:
    """Of the posts that one person holds, those which several hold in this organization on that day."""
    holders: defaultdict[str, list[Post]] = defaultdict(list)
    for each in await info.context.loaders.posts.load(key):
        holders[each.role].append(post(info.context.viewer, key._replace(code=each.person), each))
    return [one for role in SINGLE for one in _several(holders[str(role.value)])]


def _several(posts: Sequence[Post]) -> Iterable[Post]:
    return posts if len(posts) > 1 else ()


async def _standing(info: Info, request: assessment.ListFactsRequest, periods: set[str]) -> list[UncountedFact]:
    """The facts that no reversal took back, page by page."""
    found: list[UncountedFact] = []
    more = True
    while more:
        answer = await info.context.calls.invoke(info.context.services.assessment.list_facts, request)
        standing = (stored.fact for stored in answer.facts if not stored.reversed_by)
        found += [
            UncountedFact(number=fact.number, subject=fact.subject, indicator=fact.indicator, period=fact.period)
            for fact in standing
            if fact.period in periods
        ]
        more = answer.has_more
        request.after = answer.facts[-1].fact.number if answer.facts else ""
    return found
