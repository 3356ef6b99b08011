"""The duty list: tasks issued, open and completed. And the ratings that the rotation asks for."""

import asyncio
from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated, InPeriod
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
    requested,
    requested_in_order,
)
from biaochi_gateway.schema.common.scalars import Date, Decimal, date_or_none, decimal_or_none
from biaochi_gateway.schema.facts.facts import Cycle, InnerPeriod, TaskShare
from biaochi_gateway.schema.registry.organizations import City, subject_in, subject_on
from biaochi_gateway.schema.registry.subjects import Subject


@strawberry.type(description="任务清单中的一项任务。")
class Task(Node):
    """One task of the duty list."""

    number: str = strawberry.field(description="任务的编号，全市唯一。")
    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="所属一期的代码。")
    title: str = strawberry.field(description="名称。")
    share: TaskShare = strawberry.field(description="属于哪一份清单。")
    points: Decimal = strawberry.field(description="分值。")
    due_on: Date | None = strawberry.field(description="期限。")
    earned: Decimal | None = strawberry.field(description="完成所得的分；未完成为 null。")
    completed_on: Date | None = strawberry.field(description="完成之日；未完成为 null。")
    city: strawberry.Private[str]
    message: strawberry.Private[pb.Task]

    @classmethod
    def of(cls, city: str, message: pb.Task) -> Self:
        """The task as the assessment service answers it."""
        return cls(
            id=global_id("Task", city, message.task),
            number=message.task,
            indicator=message.indicator,
            period=message.period,
            title=message.title,
            share=TaskShare(message.share),
            points=Decimal(message.points),
            due_on=date_or_none(message.due_on),
            earned=decimal_or_none(message.earned),
            completed_on=date_or_none(message.completed_on),
            city=city,
            message=message,
        )

    @resolved("承担任务的考核对象，取期限之日的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_on(info, Dated(self.city, self.message.subject, self.message.due_on))


@strawberry.type(description="轮次要求而尚未给出的一次互评打分。")
class RatingDue:
    """A rating that the rotation asks for and that is not given yet."""

    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="哪一期的代码。")
    city: strawberry.Private[str]
    cycle: strawberry.Private[str]
    message: strawberry.Private[pb.RatingDue]

    @resolved("该打分者。")
    async def rater(self, info: Info) -> Subject:
        return await subject_in(info, InPeriod(self.city, self.cycle, self.period, self.message.rater))

    @resolved("该被打分者。")
    async def subject(self, info: Info) -> Subject:
        return await subject_in(info, InPeriod(self.city, self.cycle, self.period, self.message.subject))


@strawberry.enum(description="任务按什么排列。")
class TaskOrder(Enum):
    """What tasks are listed by."""

    NUMBER = strawberry.enum_value("", description="编号。")
    DUE = strawberry.enum_value("DUE", description="期限，同日的按编号，没有期限的在最前。")


@strawberry.type
class TaskQuery:
    """Queries about what is to be done."""

    @resolved("一个周期里下达的任务，按编号排列，或按 order 所说。")
    async def tasks(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        subject: Annotated[str | None, strawberry.argument(description="只看这一组织，给代码。")] = None,
        period: InnerPeriod = None,
        open_only: Annotated[bool, strawberry.argument(description="只看未完成的。")] = False,
        indicator: Annotated[str | None, strawberry.argument(description="只看这一指标，给键。")] = None,
        due_from: Annotated[Date | None, strawberry.argument(description="只看期限自这一天起的。")] = None,
        due_until: Annotated[Date | None, strawberry.argument(description="只看期限到这一天为止的。")] = None,
        order: Annotated[TaskOrder, strawberry.argument(description="按什么排列。")] = TaskOrder.NUMBER,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Task]:
        page = requested_in_order(first, after, last, before, str(order.value))
        request = pb.ListTasksRequest(
            city=city,
            cycle=cycle,
            subject=subject or "",
            period=period or "",
            open_only=open_only,
            indicator=indicator or "",
            due_from=due_from or "",
            due_until=due_until or "",
            order=str(order.value),
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_tasks, request)
        found = [Task.of(city, each) for each in answer.tasks]
        by_day = order is TaskOrder.DUE
        key = (lambda task: f"{task.due_on or ''} {task.number}") if by_day else (lambda task: task.number)
        return connection(found, key, answer, str(order.value))

    @resolved("一个周期里轮次要求而尚未给出的互评打分，按期、打分者、被评者排列。")
    async def ratings_due(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        period: Annotated[str | None, strawberry.argument(description="只看这一期，例如 2020-Q3。")] = None,
        rater: Annotated[str | None, strawberry.argument(description="只看这一打分的组织，给代码。")] = None,
        subject: Annotated[str | None, strawberry.argument(description="只看这一被评的，给代码。")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[RatingDue]:
        page = requested(first, after, last, before)
        request = pb.ListRatingsDueRequest(
            city=city, cycle=cycle, period=period or "", rater=rater or "", subject=subject or ""
        )
        request.MergeFrom(
            pb.ListRatingsDueRequest(first=page.first, after=page.after, last=page.last, before=page.before)
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_ratings_due, request)
        found = [
            RatingDue(indicator=each.indicator, period=each.period, city=city, cycle=cycle, message=each)
            for each in answer.due
        ]
        return connection(found, by_turn, answer)


async def task_numbered(info: Info, city: str, number: str) -> Task | None:
    """The task of this number, in whichever cycle it was issued; None when none stands."""
    calls, services = info.context.calls, info.context.services
    cycles = (await calls.invoke(services.assessment.list_cycles, pb.ListCyclesRequest(city=city))).cycles
    requests = [pb.ListTasksRequest(city=city, cycle=cycle.code, task=number) for cycle in cycles]
    answers = await asyncio.gather(*(calls.invoke(services.assessment.list_tasks, request) for request in requests))
    return next((Task.of(city, each) for answer in answers for each in answer.tasks), None)


def by_turn(due: RatingDue) -> str:
    """The key that due ratings are listed by: period/rater/subject."""
    return f"{due.period}/{due.message.rater}/{due.message.subject}"
