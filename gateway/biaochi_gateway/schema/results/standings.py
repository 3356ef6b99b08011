"""Standings: who stands where in a published total, and every change of it as it happens."""

from collections.abc import AsyncIterator
from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Standing as StandingMessage

from biaochi_gateway.events import decode
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Place
from biaochi_gateway.schema.common.fields import resolved, subscription
from biaochi_gateway.schema.common.pages import After, Connection, First, Page, connection
from biaochi_gateway.schema.facts.facts import Cycle
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.sheets import Index, Judged, PeriodOrCycle, Sheet, sheet_at


@strawberry.type(description="一个组织在一期的名次表中的位置。")
class Standing(Judged):
    """A subject's place in one published total of one period."""

    @classmethod
    def of(cls, city: str, message: StandingMessage) -> Self:
        """The standing as scoring answers it."""
        return cls.judged(city, message)

    @resolved("它的评分表，可逐层打开。")
    async def sheet(self, info: Info) -> Sheet | None:
        return await sheet_at(info, Place(self.city, self.cycle, self.index, self.period, self.code))


@strawberry.type(description="名次表的一次变化，以及是谁的哪一次操作引起的。")
class StandingsChange:
    """What changed in one published total of one period."""

    city: str = strawberry.field(description="城市的短名。")
    cycle: str = strawberry.field(description="周期的代码。")
    index: str = strawberry.field(description="公布的总分的键。")
    period: str = strawberry.field(description="哪一期的代码。")
    changed: list[Standing] = strawberry.field(description="有变化的各组织，取变化后的情形，按代码排列。")
    gone: list[str] = strawberry.field(description="不再列入本期的组织的代码。")
    caller: str = strawberry.field(description="引起变化的操作是谁办的。")
    trace_id: str = strawberry.field(description="追踪号，与引起变化的那次写入相同。")
    position: str = strawberry.field(description="变化在日志中的位置；带上它再查询，必能读到这次变化。")

    @classmethod
    def of(cls, message: decode.StandingsChange) -> Self:
        """The change as it was received."""
        return cls(
            city=message.city,
            cycle=message.cycle,
            index=message.index,
            period=message.period,
            changed=[Standing.of(message.city, each) for each in message.changed],
            gone=list(message.gone),
            caller=message.caller,
            trace_id=message.trace_id,
            position=message.position,
        )


@strawberry.type
class StandingQuery:
    """Queries about standings."""

    @resolved("一期的名次表，按名次、再按代码排列，尚未评判的在最后。")
    async def standings(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        period: PeriodOrCycle = None,
        rung: Annotated[str | None, strawberry.argument(description="只看在这一台阶上的，给键。")] = None,
        grade: Annotated[str | None, strawberry.argument(description="只看这一等次的，给键。")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Standing]:
        page = Page.requested(first, after)
        request = pb.ListStandingsRequest(
            city=city,
            cycle=cycle,
            index=index,
            period=period or "",
            rung=rung or "",
            grade=grade or "",
            first=page.first,
            after=page.after,
        )
        return await listed(info, request)


@strawberry.type
class StandingSubscription:
    """Subscriptions to standings."""

    @subscription("一期的名次表从现在起的每一次变化；以前的情形先用 standings 查询。")
    async def standings_changed(
        self, info: Info, city: City, cycle: Cycle, index: Index, period: PeriodOrCycle = None
    ) -> AsyncIterator[StandingsChange]:
        wanted = (city, cycle, index, period or cycle)
        with info.context.broadcast.subscribed(
            lambda it: (it.city, it.cycle, it.index, it.period) == wanted
        ) as subscription:
            # What has no standings is refused as the query refuses it: nobody waits for ever for nothing.
            await listed(
                info, pb.ListStandingsRequest(city=city, cycle=cycle, index=index, period=period or "", first=1)
            )
            async for change in subscription.changes():
                yield StandingsChange.of(change)


async def listed(info: Info, request: pb.ListStandingsRequest) -> Connection[Standing]:
    """The page of standings that the request asks for."""
    answer = await info.context.calls.invoke(info.context.services.scoring.list_standings, request)
    found = [Standing.of(request.city, each) for each in answer.standings]
    return connection(found, lambda standing: standing.code, answer, request.after)
