"""What the end of an organization leaves behind: facts that count nowhere any more, and posts held by two."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.events_pb2 import Fact
from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi_assessment.domain.refusals import UnknownSubject
from biaochi_chassis.foundation.refusal import Refused
from biaochi_org.domain.commands import AbolishOrganization, MergeOrganizations
from biaochi_org.domain.kinds import Role

PAGE = 1000
MOST_NAMED = 20
SINGLE = (Role.SECRETARY, Role.DISCIPLINE_SECRETARY)
"""Posts that one person holds."""
Ending = AbolishOrganization | MergeOrganizations


@dataclass(frozen=True)
class Aftermath:
    """Asks the services of a city what stands about those that end."""

    city: str
    org: OrgServiceClient
    assessment: AssessmentServiceClient
    headers: Mapping[str, str]

    async def of(self, command: Ending) -> list[str]:
        """What somebody is to mend after an organization ended, as sentences."""
        gone = command.sources if isinstance(command, MergeOrganizations) else (command.code,)
        listed = await self.assessment.list_cycles(assessment.ListCyclesRequest(city=self.city), headers=self.headers)
        later = {
            cycle.code: {period.code for period in cycle.periods if period.ends_before > command.on}
            for cycle in listed.cycles
        }
        sentences = [one for code in gone for one in await self._uncounted(code, later)]
        if isinstance(command, MergeOrganizations):
            sentences += await self._held_by_two(command)
        return sentences

    async def _uncounted(self, code: str, later: Mapping[str, Collection[str]]) -> list[str]:
        """`later`: by cycle the periods at whose end the organization is no more."""
        found = [
            f"{fact.number}（{fact.period}）"
            for cycle, periods in later.items()
            if periods
            for fact in await self._standing(code, cycle)
            if fact.period in periods
        ]
        if not found:
            return []
        named = "、".join(found[:MOST_NAMED]) + ("等" if len(found) > MOST_NAMED else "")
        return [f"{code} 撤销后，期末已没有这个考核对象，{len(found)} 件事实不再计入：{named}。请冲销，再改记。"]

    async def _standing(self, subject: str, cycle: str) -> list[Fact]:
        request = assessment.ListFactsRequest(city=self.city, cycle=cycle, subject=subject, first=PAGE)
        found: list[Fact] = []
        more = True
        while more:
            try:
                answer = await self.assessment.list_facts(request, headers=self.headers)
            except Refused as refused:
                if refused.code != UnknownSubject.code:
                    raise
                return []  # an earlier row brings it: nothing stands about it yet
            found += [stored.fact for stored in answer.facts if not stored.reversed_by]
            more = answer.has_more
            request.after = answer.facts[-1].fact.number if answer.facts else ""
        return found

    async def _held_by_two(self, merger: MergeOrganizations) -> list[str]:
        organizations = [*merger.sources, merger.into]
        request = org.BatchListPostsRequest(
            city=self.city, organizations=organizations, as_of=merger.on, without_names=True
        )
        holders = defaultdict[str, set[str]](set)
        for post in (await self.org.batch_list_posts(request, headers=self.headers)).posts:
            holders[post.role].add(post.person)
        return list(_several(merger.into, holders))


def _several(code: str, holders: Mapping[str, set[str]]) -> Iterator[str]:
    for role in SINGLE:
        if len(persons := sorted(holders.get(role.value, ()))) > 1:
            yield f"{code} 的{role.title_zh}有 {len(persons)} 人（{'、'.join(persons)}）：请免去其余的。"
