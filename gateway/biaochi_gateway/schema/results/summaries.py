"""A list of standings in a few numbers: count, sum and mean, in all or by parent, kind, grade or rung; all exact."""

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import Annotated, Self

import strawberry
from biaochi.org.v1.service_pb2 import Organization as OrganizationMessage
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Standing as StandingMessage
from biaochi_chassis.foundation.refusal import RequestTooLarge

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.common.exact import written
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.facts.facts import Cycle
from biaochi_gateway.schema.registry.organizations import City, subject_in
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.results.sheets import Index, PeriodOrCycle

AT_ONCE = 1000
MOST = 20_000
"""Standings that one summary reads."""


@strawberry.enum(description="按什么分组。")
class SummaryBy(Enum):
    """What the standings are grouped by."""

    ALL = strawberry.enum_value("ALL", description="不分组。")
    PARENT = strawberry.enum_value("PARENT", description="按该期最后一天的上级组织。")
    KIND = strawberry.enum_value("KIND", description="按类别：该期最后一天是哪一类组织；人没有类别。")
    GRADE = strawberry.enum_value("GRADE", description="按等次。")
    RUNG = strawberry.enum_value("RUNG", description="按台阶。")


@strawberry.type(description="名次表中的一组。")
class SummaryGroup:
    """Some standings in a few numbers."""

    key: str | None = strawberry.field(
        description="上级组织的代码，类别，或等次、台阶的键；没有的，以及不分组，为 null。"
    )
    subjects: int = strawberry.field(description="有几个考核对象。")
    judged: int = strawberry.field(description="其中已评判的有几个；和与平均只算它们。")
    sum: str = strawberry.field(description="总分之和，精确；除不尽的写成分数。")
    mean: str | None = strawberry.field(description="总分的平均，精确；除不尽的写成分数；无一评判为 null。")
    parent: strawberry.Private[InPeriod | None]

    @classmethod
    def of(cls, key: str, standings: Sequence[StandingMessage], parent: InPeriod | None) -> Self:
        """The numbers of these standings."""
        totals = [Fraction(one.total) for one in standings if one.total]
        whole = sum(totals, Fraction(0))
        return cls(
            key=key or None,
            subjects=len(standings),
            judged=len(totals),
            sum=written(whole),
            mean=written(whole / len(totals)) if totals else None,
            parent=parent,
        )

    @resolved("按上级组织分组时为该组织，取该期最后一天的情形；否则为 null。")
    async def organization(self, info: Info) -> Subject | None:
        return await subject_in(info, self.parent) if self.parent else None


@strawberry.type
class SummaryQuery:
    """Queries that add standings up."""

    @resolved("名次表的汇总：个数、总分之和与平均，可按上级组织、类别、等次或台阶分组，各组按键排列。都取自同一时刻。")
    async def standings_summary(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        period: PeriodOrCycle = None,
        by: Annotated[SummaryBy, strawberry.argument(description="按什么分组。")] = SummaryBy.ALL,
    ) -> list[SummaryGroup]:
        standings = await _all(info, pb.ListStandingsRequest(city=city, cycle=cycle, index=index, period=period or ""))
        place = InPeriod(city, cycle, period or cycle, "")
        keys = await _keys(info, by, place, standings)
        groups: defaultdict[str, list[StandingMessage]] = defaultdict(list)
        for key, one in zip(keys, standings, strict=True):
            groups[key].append(one)
        if by is SummaryBy.ALL:
            return [SummaryGroup.of("", standings, None)]
        above = by is SummaryBy.PARENT
        return [
            SummaryGroup.of(key, groups[key], place._replace(code=key) if above and key else None)
            for key in sorted(groups)
        ]


async def _all(info: Info, request: pb.ListStandingsRequest) -> list[StandingMessage]:
    """The whole list as of one moment. Raises RequestTooLarge for one that is longer than is read here."""
    found: list[StandingMessage] = []
    request.first, more = AT_ONCE, True
    while more:
        answer = await info.context.calls.invoke(info.context.services.scoring.list_standings, request)
        if answer.total > MOST:
            raise RequestTooLarge(
                f"名次表有 {answer.total} 个对象，汇总至多 {MOST} 个：请用 standings 分页取得后自行汇总。"
            )
        found += answer.standings
        more = answer.has_more
        request.position = answer.position
        request.after = found[-1].subject if found else ""
    return found


async def _keys(info: Info, by: SummaryBy, place: InPeriod, standings: Sequence[StandingMessage]) -> list[str]:
    """What each of them is grouped under; empty for what has none."""
    if by is SummaryBy.GRADE:
        return [one.grade for one in standings]
    if by is SummaryBy.RUNG:
        return [one.rung for one in standings]
    if by is SummaryBy.ALL:
        return [""] * len(standings)
    places = [place._replace(code=one.subject) for one in standings]
    found = await info.context.loaders.subjects_in.load_many(places)
    messages = [one.message if one else None for one in found]
    field = "parent" if by is SummaryBy.PARENT else "kind"
    return [str(getattr(one, field)) if isinstance(one, OrganizationMessage) else "" for one in messages]
