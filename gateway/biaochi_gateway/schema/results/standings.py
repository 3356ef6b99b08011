"""Standings: who stands where in a published total, and every change of it as it happens."""

from collections.abc import AsyncIterator
from enum import Enum
from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as org
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import RequestTooLarge, shown

from biaochi_gateway.events.broadcast import Admission
from biaochi_gateway.execution.batches import LARGEST
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated, InPeriod
from biaochi_gateway.schema.common.fields import resolved, subscription
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    First,
    Last,
    connection,
    other_order,
    requested_listing,
)
from biaochi_gateway.schema.facts.facts import Cycle
from biaochi_gateway.schema.registry.organizations import City, last_known
from biaochi_gateway.schema.results.changes import StandingsChange
from biaochi_gateway.schema.results.sheets import Index, PeriodOrCycle
from biaochi_gateway.schema.results.standing import Standing


@strawberry.enum(description="名次表按什么排列。")
class StandingOrder(Enum):
    """What standings are listed by."""

    RANK = strawberry.enum_value("", description="名次，并列的按代码，尚未评判的在最后。")
    CODE = strawberry.enum_value("CODE", description="代码。")
    TOTAL = strawberry.enum_value("TOTAL", description="总分，由高到低，相同的按代码，尚未评判的在最后。")
    MOVEMENT = strawberry.enum_value(
        "MOVEMENT", description="较上一期升降的名次，升得最多的在前，相同的按代码，无从比较的在最后。"
    )


@strawberry.type
class StandingQuery:
    """Queries about standings."""

    @resolved(
        "一期的名次表，按名次、再按代码排列，尚未评判的在最后，或按 order 所说。一次取得的各页同属一份名单："
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
        parent: Annotated[
            str | None, strawberry.argument(description="只看这一组织的直接下级，取该期最后一天的情形，给代码。")
        ] = None,
        search: Annotated[
            str | None,
            strawberry.argument(description="只看代码里有这几个字的，以及名称里有的组织，取该期最后一天的情形。"),
        ] = None,
        order: Annotated[StandingOrder, strawberry.argument(description="按什么排列。")] = StandingOrder.RANK,
        descending: Annotated[
            bool, strawberry.argument(description="是否倒过来排列；尚未评判的和无从比较的仍在最后。")
        ] = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Standing]:
        page, position = requested_listing(first, after, last, before)
        position = of_order(position, order)
        request = pb.ListStandingsRequest(
            city=city,
            cycle=cycle,
            index=index,
            period=period or "",
            rung=rung or "",
            grade=grade or "",
            parent=await known_parent(info, city, parent) if parent else "",
            search=search or "",
            subjects=await called(info, InPeriod(city, cycle, period or cycle, ""), search) if search else [],
            order=str(order.value),
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
            position=position,
        )
        return await listed(info, request)


async def known_parent(info: Info, city: str, code: str) -> str:
    """The code of an organization that is or was. Raises UnknownOrganization."""
    return (await last_known(info, Dated(city, code))).code


async def called(info: Info, place: InPeriod, search: str) -> list[str]:
    """The codes of the organizations that have a text in name or code on the last day of the period.

    Raises RequestTooLarge when they are more than can be named at once.
    """
    day = await info.context.loaders.last_day(place)
    request = org.ListOrganizationsRequest(city=place.city, as_of=day, search=search, first=LARGEST)
    answer = await info.context.calls.invoke(info.context.services.org.list_organizations, request)
    if answer.has_more:
        raise RequestTooLarge(f"名称或代码里有“{shown(search)}”的组织多于 {LARGEST} 个：请多给几个字。", field="search")
    return [each.code for each in answer.organizations]


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
    found = [Standing(request.city, each) for each in answer.standings]
    listing = f"{request.order} {answer.position}".strip()
    return connection(found, lambda standing: standing.code, answer, listing)


def of_order(listing: str, order: StandingOrder) -> str:
    """The position that a cursor of this order says. Raises BadRequest for a cursor of another order."""
    said, _, position = listing.rpartition(" ")
    if listing and said != str(order.value):
        raise other_order("after")
    return position
