"""What is said of a year's calendar, as a list to read and, with what is opened and done, as it happens."""

from collections.abc import AsyncIterator
from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.events.broadcast import Admission
from biaochi_gateway.events.decode import WorkChange as Changed
from biaochi_gateway.events.shared import Shared
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.fields import resolved, subscription
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    connection,
    requested,
)
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.registry.organizations import City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.work.items import WorkItem, WorkStep
from biaochi_gateway.schema.work.kinds import WorkKind, WorkNoun, kind_of

Whose = Annotated[str | None, strawberry.argument(description="只看涉及这一组织的，给代码。")]
OfKind = Annotated[str | None, strawberry.argument(description="只看这一种，给键。")]


@strawberry.enum(description="说的是哪一阶段。")
class WorkNoticeStage(Enum):
    """What is said."""

    BEGUN = strawberry.enum_value("BEGUN", description="时期已经开始，应办一件。")
    NEAR = strawberry.enum_value("NEAR", description="期限将近，尚未办结。")
    LATE = strawberry.enum_value("LATE", description="期限已过：当时未在期限内办结的，其后补办的也在内。")


@strawberry.type(description="日历上的一次提醒：某一时期应办的一种工作，同一阶段只说一次，合说所涉及的各组织。")
class WorkNotice:
    """What several organizations owe for a period, said once."""

    cycle: str = strawberry.field(description="哪个周期。")
    period: str = strawberry.field(description="哪个时期，代码。")
    stage: WorkNoticeStage = strawberry.field(description="哪一阶段。")
    deadline: Date = strawberry.field(description="期限，为工作日。")
    provisional: bool = strawberry.field(
        description="放假安排尚未公布，期限按周一至周五暂算；公布后期限有变的再说一次。"
    )
    said_on: Date = strawberry.field(description="哪一天说的。")
    organization_count: int = strawberry.field(description="涉及几个组织。")
    city: strawberry.Private[str]
    number: strawberry.Private[str]
    message: strawberry.Private[events.WorkNotice]

    @classmethod
    def of(cls, city: str, message: events.WorkNotice, number: str = "") -> Self:
        """The notice as the assessment service answers or publishes it; `number`: its place in a list."""
        return cls(
            cycle=message.cycle,
            period=message.period,
            stage=WorkNoticeStage(message.stage),
            deadline=Date(message.deadline),
            provisional=message.provisional,
            said_on=Date(message.said_on),
            organization_count=len(message.organizations),
            city=city,
            number=number,
            message=message,
        )

    @resolved("城市所声明的哪一种。")
    async def kind(self, info: Info) -> WorkKind | None:
        return await kind_of(info, self.city, self.message.kind)

    @resolved("所涉及的各组织，取期限之日的情形。")
    async def organizations(self, info: Info) -> list[Subject]:
        return [
            await subject_on(info, Dated(self.city, code, self.message.deadline)) for code in self.message.organizations
        ]


@strawberry.type(description="一年工作中刚发生的一件事：登记、办理，或日历上的提醒，三者之一。")
class WorkChange:
    """What just happened."""

    city: str = strawberry.field(description="哪个城市。")
    position: str = strawberry.field(description="此事在日志中的位置；带着它去查，看到的不早于此。")
    item: WorkItem | None = strawberry.field(description="登记或办理的事项，取办后的样子；提醒为 null。")
    step: WorkStep | None = strawberry.field(description="所办的一步；提醒为 null。")
    notice: WorkNotice | None = strawberry.field(description="提醒；登记、办理为 null。")
    shared: strawberry.Private[Shared]

    @classmethod
    def of(cls, change: Changed) -> Self:
        """The change as it was published; one for all its subscribers."""
        return change.shared.shown(lambda: cls._made(change))

    @classmethod
    def _made(cls, change: Changed) -> Self:
        return cls(
            city=change.city,
            position=change.position,
            item=WorkItem.of(change.city, change.item) if change.item else None,
            step=WorkStep.of(change.city, change.step) if change.step else None,
            notice=WorkNotice.of(change.city, change.notice) if change.notice else None,
            shared=change.shared,
        )


@strawberry.type
class WorkNoticeQuery:
    """Queries about what was said of the calendar."""

    @resolved("日历上说过的提醒，按说的日期、种类、时期排列。")
    async def work_notices(
        self,
        info: Info,
        city: City,
        cycle: Annotated[str | None, strawberry.argument(description="只看这一周期。")] = None,
        organization: Whose = None,
        kind: OfKind = None,
        stage: Annotated[WorkNoticeStage | None, strawberry.argument(description="只看这一阶段。")] = None,
        period: Annotated[str | None, strawberry.argument(description="只看这一时期的，例如 2020-Q3。")] = None,
        said_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起说的。")] = None,
        said_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止说的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[WorkNotice]:
        page = requested(first, after, last, before)
        request = pb.ListWorkNoticesRequest(
            city=city,
            cycle=cycle or "",
            organization=organization or "",
            kind=kind or "",
            stage=str(stage.value) if stage else "",
            period=period or "",
            said_from=said_from or "",
            said_until=said_until or "",
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_work_notices, request)
        found = [WorkNotice.of(city, each.notice, each.number) for each in answer.notices]
        return connection(found, lambda notice: notice.number, answer)


@strawberry.type
class WorkSubscription:
    """Subscriptions to the year's work."""

    @subscription(
        "从现在起一年工作中的每件事：登记了什么、办了哪一步、什么到期；以前的用 workItems 和 workNotices 查询。"
    )
    async def work_changed(
        self,
        info: Info,
        city: City,
        organization: Whose = None,
        kind: OfKind = None,
        noun: Annotated[WorkNoun | None, strawberry.argument(description="只看这一类事项；给了则不听提醒。")] = None,
    ) -> AsyncIterator[WorkChange]:
        of_noun = str(noun.value) if noun else ""

        def wanted(change: Changed) -> bool:
            return (
                change.city == city
                and (not organization or organization in change.organizations)
                and (not kind or kind == change.kind)
                and (not of_noun or (change.item is not None and change.item.noun == of_noun))
            )

        # What the caller may not read, or the city does not have, is refused as the query refuses it.
        first_of_all = pb.ListWorkNoticesRequest(city=city, organization=organization or "", kind=kind or "", first=1)

        async def admitted() -> object:
            return await info.context.calls.invoke(info.context.services.assessment.list_work_notices, first_of_all)

        with info.context.broadcasts.work.subscribed(wanted) as subscription:
            await admitted()
            async for change in subscription.changes(Admission(info.context.ends, admitted)):
                yield WorkChange.of(change)
