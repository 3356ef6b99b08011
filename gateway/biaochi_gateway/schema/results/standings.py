"""Standings: who stands where in a published total, and every change of it as it happens."""

from collections.abc import AsyncIterator
from typing import Annotated

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.events.broadcast import Admission
from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved, subscription
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested_listing
from biaochi_gateway.schema.facts.facts import Cycle
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.changes import StandingsChange
from biaochi_gateway.schema.results.sheets import Index, PeriodOrCycle
from biaochi_gateway.schema.results.standing import Standing


@strawberry.type
class StandingQuery:
    """Queries about standings."""

    @resolved(
        "一期的名次表，按名次、再按代码排列，尚未评判的在最后。一次取得的各页同属一份名单："
        "其间名次有变，仍依取首页时的次序与名单，人人恰好一次；各条的内容取其当时的情形，当时已不在名单的不再列出。"
        "自取首页起十分钟内有效，过期答 CURSOR_EXPIRED。"
    )
    async def standings(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        period: PeriodOrCycle = None,
        rung: Annotated[str | None, strawberry.argument(description="只看在这一台阶上的，给键。")] = None,
        grade: Annotated[str | None, strawberry.argument(description="只看这一等次的，给键。")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Standing]:
        page, position = requested_listing(first, after, last, before)
        request = pb.ListStandingsRequest(
            city=city,
            cycle=cycle,
            index=index,
            period=period or "",
            rung=rung or "",
            grade=grade or "",
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
            position=position,
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
        with info.context.broadcasts.standings.subscribed(
            lambda it: (it.city, it.cycle, it.index, it.period) == wanted
        ) as subscription:
            # What has no standings is refused as the query refuses it: nobody waits for ever for nothing.
            request = pb.ListStandingsRequest(city=city, cycle=cycle, index=index, period=period or "", first=1)
            await listed(info, request)
            async for change in subscription.changes(Admission(info.context.ends, lambda: listed(info, request))):
                yield StandingsChange.of(change)


async def listed(info: Info, request: pb.ListStandingsRequest) -> Connection[Standing]:
    """The page of standings that the request asks for."""
    answer = await info.context.calls.invoke(info.context.services.scoring.list_standings, request)
    found = [Standing.of(request.city, each) for each in answer.standings]
    return connection(found, lambda standing: standing.code, answer, answer.position)
