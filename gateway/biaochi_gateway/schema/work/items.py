"""Work items: what is worked on, step by step, and the facts that followed."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, Dated
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
from biaochi_gateway.schema.common.scalars import Date, Instant, date_or_none
from biaochi_gateway.schema.facts.facts import Fact
from biaochi_gateway.schema.registry.organizations import City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.work.kinds import WorkKind, WorkNoun, kind_of

HANDED_ON = "handed_on"
"""What an item says that passed on to another organization: on which day."""


@strawberry.type(description="一个栏目里填写的内容。")
class WorkValue:
    """What was filled in."""

    key: str = strawberry.field(description="栏目的键。")
    values: list[str] = strawberry.field(description="填写的值；名册上的为代码。")


@strawberry.type(description="已办的一步，不再改动。")
class WorkStep:
    """A step that was taken."""

    number: str = strawberry.field(description="编号，即办理时的幂等键。")
    step: str = strawberry.field(
        description="哪一步；撤回为 withdraw，组织撤并后移交为 hand_over，更正后退还为 hand_back、恢复为 reinstate。"
    )
    on: Date = strawberry.field(description="哪一天。")
    words: str | None = strawberry.field(description="原话；撤回的为理由。")
    fields: list[WorkValue] = strawberry.field(description="填写的内容。")
    signed: list[str] = strawberry.field(description="经办人之外的签署人。")
    taken_by: str = strawberry.field(description="经办人。")
    taken_at: Instant = strawberry.field(description="办理的时刻。")
    city: strawberry.Private[str]
    numbers: strawberry.Private[list[str]]

    @classmethod
    def of(cls, city: str, message: events.WorkStep) -> Self:
        """The step as the assessment service answers it."""
        return cls(
            number=message.number,
            step=message.step,
            on=Date(message.on),
            words=message.words or None,
            fields=_values(message.fields),
            signed=list(message.signed),
            taken_by=message.taken_by,
            taken_at=Instant(message.taken_at),
            city=city,
            numbers=list(message.facts),
        )

    @resolved("随这一步登记的事实。")
    async def facts(self, info: Info) -> list[Fact]:
        found = await info.context.loaders.facts.load_many([Coded(self.city, number) for number in self.numbers])
        return [Fact.stored(self.city, message) for message in found if message]


@strawberry.type(description="一件工作事项：问题、活动、走访、清单……，由各步办成现在的样子。")
class WorkItem(Node):
    """One thing that is worked on."""

    code: str = strawberry.field(description="编号，全市唯一。")
    noun: WorkNoun = strawberry.field(description="属于哪一类。")
    cycle: str = strawberry.field(description="登记在哪个周期。")
    title: str = strawberry.field(description="名称。")
    words: str | None = strawberry.field(description="登记时的原话，不再改动。")
    state: str = strawberry.field(description="现在的状态。")
    opened_on: Date = strawberry.field(description="登记的是哪一天。")
    due_on: Date | None = strawberry.field(description="期限；没有为 null。")
    closed_on: Date | None = strawberry.field(description="办结之日；未办结为 null。")
    fields: list[WorkValue] = strawberry.field(description="各步填写的内容，同一栏目取最后所填。")
    city: strawberry.Private[str]
    message: strawberry.Private[events.WorkItem]

    @classmethod
    def of(cls, city: str, message: events.WorkItem) -> Self:
        """The item as the assessment service answers it."""
        return cls(
            id=global_id("WorkItem", city, message.code),
            code=message.code,
            noun=WorkNoun(message.noun),
            cycle=message.cycle,
            title=message.title,
            words=message.words or None,
            state=message.state,
            opened_on=Date(message.opened_on),
            due_on=date_or_none(message.due_on),
            closed_on=date_or_none(message.closed_on),
            fields=_values(message.fields),
            city=city,
            message=message,
        )

    @resolved("城市所声明的它这一种。")
    async def kind(self, info: Info) -> WorkKind | None:
        return await kind_of(info, self.city, self.message.kind)

    @resolved("哪个组织的，取登记或移交之日的情形。")
    async def organization(self, info: Info) -> Subject:
        handed = next((one.values[0] for one in self.message.fields if one.key == HANDED_ON), "")
        return await subject_on(info, Dated(self.city, self.message.organization, handed or self.message.opened_on))

    @resolved("所挂的事项；不挂为 null。")
    async def parent(self, info: Info) -> "WorkItem | None":
        return await item_of(info, self.city, self.message.parent) if self.message.parent else None

    @resolved("已办的各步，按先后。")
    async def steps(self, info: Info) -> list[WorkStep]:
        found = await info.context.loaders.work_steps.load(Coded(self.city, self.code))
        return [WorkStep.of(self.city, step) for step in found]


@strawberry.enum(description="工作事项按什么排列。")
class WorkItemOrder(Enum):
    """What work items are listed by."""

    CODE = strawberry.enum_value("", description="编号。")
    OPENED = strawberry.enum_value("OPENED", description="登记之日，同日的按编号。")
    DUE = strawberry.enum_value("DUE", description="期限，同日的按编号，没有期限的在最前。")


@strawberry.type
class WorkItemQuery:
    """Queries about what is worked on."""

    @resolved("工作事项，按编号排列，或按 order 所说。")
    async def work_items(
        self,
        info: Info,
        city: City,
        cycle: Annotated[str | None, strawberry.argument(description="只看这一周期。")] = None,
        kind: Annotated[str | None, strawberry.argument(description="只看这一种，给键。")] = None,
        noun: Annotated[WorkNoun | None, strawberry.argument(description="只看这一类。")] = None,
        organization: Annotated[str | None, strawberry.argument(description="只看这一组织，给代码。")] = None,
        parent: Annotated[str | None, strawberry.argument(description="只看挂在这一事项下的，给编号。")] = None,
        state: Annotated[str | None, strawberry.argument(description="只看这一状态。")] = None,
        open_only: Annotated[bool, strawberry.argument(description="只看未办结的。")] = False,
        overdue_on: Annotated[Date | None, strawberry.argument(description="只看到这一天已逾期未办结的。")] = None,
        opened_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起登记的。")] = None,
        opened_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止登记的。")] = None,
        search: Annotated[str | None, strawberry.argument(description="只看编号、名称或原话里有这几个字的。")] = None,
        order: Annotated[WorkItemOrder, strawberry.argument(description="按什么排列。")] = WorkItemOrder.CODE,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[WorkItem]:
        page = requested_in_order(first, after, last, before, str(order.value))
        request = pb.ListWorkItemsRequest(
            city=city,
            cycle=cycle or "",
            kind=kind or "",
            noun=str(noun.value) if noun else "",
            organization=organization or "",
            parent=parent or "",
            state=state or "",
            open_only=open_only,
            overdue_on=overdue_on or "",
            opened_from=opened_from or "",
            opened_until=opened_until or "",
            search=search or "",
            order=str(order.value),
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_work_items, request)
        found = [WorkItem.of(city, each) for each in answer.items]
        return connection(found, _KEYS[order], answer, str(order.value))


_KEYS: Mapping[WorkItemOrder, Callable[[WorkItem], str]] = {
    WorkItemOrder.CODE: lambda item: item.code,
    WorkItemOrder.OPENED: lambda item: f"{item.opened_on} {item.code}",
    WorkItemOrder.DUE: lambda item: f"{item.due_on or ''} {item.code}",
}
"""What the next page is asked after, in each order."""


async def item_of(info: Info, city: str, code: str) -> WorkItem | None:
    """The item of a city that has this code."""
    message = await info.context.loaders.work_items.load(Coded(city, code))
    return WorkItem.of(city, message) if message else None


def _values(messages: Iterable[events.FieldValue]) -> list[WorkValue]:
    return [WorkValue(key=one.key, values=list(one.values)) for one in messages]
