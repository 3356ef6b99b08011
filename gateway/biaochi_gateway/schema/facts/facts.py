"""What happened: facts, never edited, each with who recorded it and when, and with its reversal if it has one."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.assessment.v1.events_pb2 import Fact as FactMessage
from biaochi_chassis.foundation.refusal import Refused

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.common.fields import lazily, only, resolved, together
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
from biaochi_gateway.schema.common.scalars import Date, Decimal, Instant
from biaochi_gateway.schema.facts.texts import opened
from biaochi_gateway.schema.registry.organizations import City, subject_in, subjects_in
from biaochi_gateway.schema.registry.subjects import Subject

Cycle = Annotated[str, strawberry.argument(description="周期的代码，例如 2020。")]
WITHHELD = "不公开"
InnerPeriod = Annotated[str | None, strawberry.argument(description="只看这一期及其内各期，例如 2020-Q3。")]


@strawberry.enum(description="事实的类别。")
class FactKind(Enum):
    """What kind of thing happened."""

    LEDGER = strawberry.enum_value("ledger", description="台账登记（扣分等）。")
    CHECK = strawberry.enum_value("check", description="检查得分。")
    VETO = strawberry.enum_value("veto", description="一票否决事项。")
    TASK = strawberry.enum_value("task", description="任务的下达或完成。")
    RATING = strawberry.enum_value("rating", description="互评打分。")
    BONUS = strawberry.enum_value("bonus", description="加分的荣誉。")
    CHOICE = strawberry.enum_value("choice", description="登记的选项，例如类别。")
    DECISION = strawberry.enum_value("decision", description="会议决定。")
    BALLOT = strawberry.enum_value("ballot", description="投票。")
    RUNG = strawberry.enum_value("rung", description="期初台阶。")
    HONOUR = strawberry.enum_value("honour", description="荣誉。")
    REGISTERED = strawberry.enum_value("registered", description="名册上的数，由平台读出，没有人登记。")


@strawberry.enum(description="任务属于哪一份清单。")
class TaskShare(Enum):
    """Which part of the duty list a task belongs to."""

    COMMON = strawberry.enum_value("COMMON", description="共性清单。")
    INDIVIDUAL = strawberry.enum_value("INDIVIDUAL", description="个性清单。")


@strawberry.type(description="对一条事实的冲销。原事实仍在，但不再计入。")
class Reversal:
    """Why a fact no longer counts, and who said so."""

    number: str = strawberry.field(description="冲销自身的编号。")
    reason: str = strawberry.field(description="理由。")
    recorded_by: str = strawberry.field(description="登记者。")
    recorded_at: Instant = strawberry.field(description="登记的时刻。")


async def subject_of_each(facts: Sequence["Fact"], info: Info) -> list[Subject | Refused]:
    """Whom each fact is about."""
    return await subjects_in(info, [fact.about(fact.message.subject) for fact in facts])


@lazily(
    id=lambda it: global_id("Fact", it.city, it.message.number),
    number=attrgetter("message.number"),
    kind=lambda it: FactKind(it.message.kind),
    indicator=lambda it: it.message.indicator or None,
    cycle=attrgetter("message.cycle"),
    period=attrgetter("message.period"),
    amount=lambda it: it.message.amount or None,
    clause=lambda it: it.message.clause or None,
    case=lambda it: it.message.case or None,
    occurred_on=lambda it: it.message.occurred_on or None,
    task=lambda it: it.message.task or None,
    title=lambda it: it.message.title or None,
    share=lambda it: TaskShare(it.message.share) if it.message.share else None,
    points=lambda it: it.message.points or None,
    due_on=lambda it: it.message.due_on or None,
    rung=lambda it: it.message.rung or None,
    level=lambda it: it.message.level or None,
    choice=lambda it: it.message.choice or None,
    panel=lambda it: it.message.panel or None,
    department=lambda it: it.message.department or None,
    owners=lambda it: it.message.owners or 1,
    raised=attrgetter("message.raised"),
    signed=lambda it: list(it.message.signed),
    models=lambda it: list(it.message.models),
    recorded_at=attrgetter("message.recorded_at"),
)
@strawberry.type(description="一条事实。从不修改；有误则冲销并另记。")
class Fact(Node):
    """One thing that happened."""

    number: str = strawberry.field(description="编号，即登记时的幂等键，全市唯一。")
    kind: FactKind = strawberry.field(description="类别。")
    indicator: str | None = strawberry.field(description="指标的键；荣誉没有。")
    cycle: str = strawberry.field(description="周期的代码。")
    period: str = strawberry.field(description="所属一期的代码。")
    amount: Decimal | None = strawberry.field(description="分数或数量；否决、台阶、荣誉没有。")
    clause: str | None = strawberry.field(description="依据的条款。")
    case: str | None = strawberry.field(description="所属事件；模型要求时，同一事件只计一次。")
    occurred_on: Date | None = strawberry.field(description="发生之日。")
    task: str | None = strawberry.field(description="任务的编号。")
    title: str | None = strawberry.field(description="任务或荣誉的名称。")
    share: TaskShare | None = strawberry.field(description="任务属于哪一份清单。")
    points: Decimal | None = strawberry.field(description="任务的分值。")
    due_on: Date | None = strawberry.field(description="任务的期限。")
    rung: str | None = strawberry.field(description="期初台阶的键。")
    level: str | None = strawberry.field(description="等级的键。")
    choice: str | None = strawberry.field(description="选项的键；投票、会议决定同。")
    panel: str | None = strawberry.field(description="投票人类别的键。")
    department: str | None = strawberry.field(description="所属部门；模型要求时，同一事件同一部门只计一次。")
    owners: int = strawberry.field(description="由几家共有。")
    raised: bool = strawberry.field(description="加重的系数是否成立。")
    signed: list[str] = strawberry.field(description="登记者之外的会签人。")
    models: list[str] = strawberry.field(
        description="由哪些模型计入，登记时即已确定；荣誉没有，早先登记的未写明，由种类和指标相符的模型计入。"
    )
    recorded_at: Instant = strawberry.field(description="登记的时刻。")
    reversal: Reversal | None = strawberry.field(description="冲销；未冲销为 null。")
    city: strawberry.Private[str]
    message: strawberry.Private[FactMessage]

    def __init__(self, city: str, message: FactMessage, reversal: Reversal | None = None) -> None:
        """The fact as the assessment service answers it."""
        self.city = city
        self.message = message
        self.reversal = reversal

    @classmethod
    def stored(cls, city: str, message: pb.StoredFact) -> Self:
        """The fact with its reversal."""
        return cls(city, message.fact, reversal(message))

    def about(self, subject: str) -> InPeriod:
        """A subject as in the period of the fact."""
        return InPeriod(self.city, self.message.cycle, self.message.period, subject)

    @resolved("佐证材料的编号。")
    async def evidence(self, info: Info) -> str | None:
        return await opened(info, self.city, self.message.subject, self.message.evidence)

    @resolved("说明。")
    async def note(self, info: Info) -> str | None:
        return await opened(info, self.city, self.message.subject, self.message.note)

    @resolved("理由、事由或评语。")
    async def reason(self, info: Info) -> str | None:
        return await opened(info, self.city, self.message.subject, self.message.reason)

    @resolved("考核对象，取该期最后一天的情形。")
    @together(subject_of_each)
    async def subject(self, info: Info) -> Subject:
        return only(await subject_of_each([self], info))

    @resolved("登记者；打分或投票者不让查询者知道时，登记者也不写出。")
    def recorded_by(self, info: Info) -> str:
        return self.message.recorded_by if info.context.viewer.knows_rater(self.message) else WITHHELD

    @resolved("打分或投票者的代码；没有，或按模型的约定不让查询者知道，则为 null。")
    def rater_code(self, info: Info) -> str | None:
        return (self.message.rater or None) if info.context.viewer.knows_rater(self.message) else None

    @resolved("打分或投票者；没有，或按模型的约定不让查询者知道，则为 null。")
    async def rater(self, info: Info) -> Subject | None:
        if not self.message.rater or not info.context.viewer.knows_rater(self.message):
            return None
        return await subject_in(info, self.about(self.message.rater))


@strawberry.enum(description="事实按什么排列。")
class FactOrder(Enum):
    """What facts are listed by."""

    NUMBER = strawberry.enum_value("", description="编号。")
    RECORDED = strawberry.enum_value("RECORDED", description="登记的时刻，同时的按编号。")
    OCCURRED = strawberry.enum_value("OCCURRED", description="发生之日，同日的按编号，未写明的在最前。")


@strawberry.type
class FactQuery:
    """Queries about what happened."""

    @resolved("一个周期里登记的事实，含已冲销的，按编号排列，或按 order 所说。")
    async def facts(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        subject: Annotated[str | None, strawberry.argument(description="只看这一组织，给代码。")] = None,
        indicator: Annotated[str | None, strawberry.argument(description="只看这一指标，给键。")] = None,
        period: InnerPeriod = None,
        kind: Annotated[FactKind | None, strawberry.argument(description="只看这一类别。")] = None,
        recorded_by: Annotated[
            str | None, strawberry.argument(description="只看这一人登记的；登记者不让查询者知道的不在内。")
        ] = None,
        recorded_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起登记的。")] = None,
        recorded_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止登记的。")] = None,
        occurred_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起发生的。")] = None,
        occurred_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止发生的。")] = None,
        order: Annotated[FactOrder, strawberry.argument(description="按什么排列。")] = FactOrder.NUMBER,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Fact]:
        page = requested_in_order(first, after, last, before, str(order.value))
        request = pb.ListFactsRequest(
            city=city,
            cycle=cycle,
            subject=subject or "",
            indicator=indicator or "",
            period=period or "",
            kind=str(kind.value) if kind else "",
            recorded_by=recorded_by or "",
            recorded_from=recorded_from or "",
            recorded_until=recorded_until or "",
            occurred_from=occurred_from or "",
            occurred_until=occurred_until or "",
            order=str(order.value),
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_facts, request)
        found = [Fact.stored(city, each) for each in answer.facts]
        return connection(found, _KEYS[order], answer, str(order.value))


_KEYS: Mapping[FactOrder, Callable[[Fact], str]] = {
    FactOrder.NUMBER: lambda fact: fact.number,
    FactOrder.RECORDED: lambda fact: f"{fact.message.recorded_at} {fact.number}",
    FactOrder.OCCURRED: lambda fact: f"{fact.message.occurred_on} {fact.number}",
}
"""What the next page is asked after, in each order."""


def reversal(message: pb.StoredFact) -> Reversal | None:
    """The reversal of a stored fact, if it has one."""
    if not message.reversed_by:
        return None
    return Reversal(
        number=message.reversed_by,
        reason=message.reversal_reason,
        recorded_by=message.reversal_recorded_by,
        recorded_at=Instant(message.reversed_at),
    )
