"""The calendar of a unit's work: what it owes in a year, until when, and what is done or late."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.scalars import Date, date_or_none
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.work.items import WorkItem, item_of
from biaochi_gateway.schema.work.kinds import WorkKind, kind_of


@strawberry.enum(description="应办的一件现在怎样。")
class WorkDueState(Enum):
    """How it stands with what is owed."""

    PLANNED = strawberry.enum_value("PLANNED", description="时期尚未开始。")
    DUE = strawberry.enum_value("DUE", description="应办，尚在期限内。")
    LATE = strawberry.enum_value("LATE", description="已过期限，尚未办结。")
    DONE = strawberry.enum_value("DONE", description="已在期限内办结。")
    DONE_LATE = strawberry.enum_value("DONE_LATE", description="逾期后办结。")
    EXCUSED = strawberry.enum_value("EXCUSED", description="经批准免办，依据见 item。")


@strawberry.type(description="一个组织在一个时期应办的一件工作。")
class WorkDue:
    """One item of a kind, owed for a period."""

    period: str = strawberry.field(description="哪个时期，代码。")
    deadline: Date = strawberry.field(description="期限，为工作日；不晚于年末最后一个工作日。")
    provisional: bool = strawberry.field(description="放假安排尚未公布，期限按周一至周五暂算。")
    state: WorkDueState = strawberry.field(description="现在怎样。")
    done_on: Date | None = strawberry.field(description="办结之日；未办结为 null。")
    city: strawberry.Private[str]
    message: strawberry.Private[pb.WorkDue]

    @classmethod
    def of(cls, city: str, message: pb.WorkDue) -> Self:
        """What is owed, as the assessment service answers it."""
        return cls(
            period=message.period,
            deadline=Date(message.deadline),
            provisional=message.provisional,
            state=WorkDueState(message.state),
            done_on=date_or_none(message.done_on),
            city=city,
            message=message,
        )

    @resolved("城市所声明的哪一种。")
    async def kind(self, info: Info) -> WorkKind | None:
        return await kind_of(info, self.city, self.message.kind)

    @resolved("抵这一期的事项，或免办所据的事项；没有为 null。欠办的时期先抵。")
    async def item(self, info: Info) -> WorkItem | None:
        return await item_of(info, self.city, self.message.item) if self.message.item else None


@strawberry.type
class CalendarQuery:
    """Queries about what falls due."""

    @resolved("一个组织在某日所在的一年里应办、已办和逾期的工作，截至该日，按期限排列。")
    async def calendar(
        self,
        info: Info,
        city: City,
        as_of: Annotated[Date, strawberry.argument(description="截至哪一天。")],
        organization: Annotated[str, strawberry.argument(description="哪一组织，给代码。")],
    ) -> list[WorkDue]:
        request = pb.ListWorkDueRequest(city=city, organization=organization, as_of=as_of)
        answer = await info.context.calls.invoke(info.context.services.assessment.list_work_due, request)
        return [WorkDue.of(city, due) for due in answer.due]
