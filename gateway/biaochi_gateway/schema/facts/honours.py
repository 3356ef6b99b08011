"""Honours: what an organization was commended for in a cycle."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import Node, global_id
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    connection,
    requested_in_order,
)
from biaochi_gateway.schema.common.scalars import Date, date_or_none
from biaochi_gateway.schema.facts.facts import Cycle, Fact
from biaochi_gateway.schema.registry.organizations import City, Organization, last_known


@strawberry.type(description="一项荣誉。")
class Honour(Node):
    """An honour that an organization was granted in a cycle."""

    title: str = strawberry.field(description="名称。")
    level: str | None = strawberry.field(description="级别，例如 city。")
    granted_on: Date | None = strawberry.field(description="授予之日。")
    fact: Fact = strawberry.field(description="登记它的事实：谁、何时、是否已冲销。")

    @classmethod
    def of(cls, city: str, message: pb.StoredFact) -> Self:
        """The honour that this fact grants."""
        return cls(
            id=global_id("Honour", city, message.fact.number),
            title=message.fact.title,
            level=message.fact.level or None,
            granted_on=date_or_none(message.fact.occurred_on),
            fact=Fact.stored(city, message),
        )

    @resolved("受到表彰的组织，取授予之日的情形。")
    async def organization(self, info: Info) -> Organization:
        return await last_known(info, Dated(self.fact.city, self.fact.message.subject, self.granted_on or ""))


@strawberry.enum(description="荣誉按什么排列。")
class HonourOrder(Enum):
    """What honours are listed by."""

    NUMBER = strawberry.enum_value("", description="编号。")
    GRANTED = strawberry.enum_value("OCCURRED", description="授予之日，同日的按编号，未写明的在最前。")


@strawberry.type
class HonourQuery:
    """Queries about honours."""

    @resolved("一个周期里授予的荣誉，按编号排列，或按 order 所说。")
    async def honours(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        organization: Annotated[str | None, strawberry.argument(description="只看授予这一组织的，给代码。")] = None,
        level: Annotated[str | None, strawberry.argument(description="只看这一级别的，给键。")] = None,
        search: Annotated[str | None, strawberry.argument(description="只看名称里有这几个字的。")] = None,
        granted_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起授予的。")] = None,
        granted_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止授予的。")] = None,
        order: Annotated[HonourOrder, strawberry.argument(description="按什么排列。")] = HonourOrder.NUMBER,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Honour]:
        page = requested_in_order(first, after, last, before, str(order.value))
        request = pb.ListHonoursRequest(
            city=city,
            cycle=cycle,
            subject=organization or "",
            level=level or "",
            search=search or "",
            occurred_from=granted_from or "",
            occurred_until=granted_until or "",
            order=str(order.value),
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_honours, request)
        found = [Honour.of(city, each) for each in answer.honours]
        return connection(found, _KEYS[order], answer, str(order.value))


_KEYS: Mapping[HonourOrder, Callable[[Honour], str]] = {
    HonourOrder.NUMBER: lambda honour: honour.fact.number,
    HonourOrder.GRANTED: lambda honour: f"{honour.granted_on or ''} {honour.fact.number}",
}
"""What the next page is asked after, in each order."""
