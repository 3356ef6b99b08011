"""Objections to results: to which node, in whose words, and what became of them."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, Dated
from biaochi_gateway.schema.common.fields import resolved
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
from biaochi_gateway.schema.common.scalars import Date, Instant
from biaochi_gateway.schema.facts.facts import Fact
from biaochi_gateway.schema.registry.organizations import City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject


@strawberry.enum(description="异议如何答复。")
class ObjectionOutcome(Enum):
    """What became of an objection."""

    UPHELD = strawberry.enum_value("upheld", description="成立，成绩另算一版。")
    REFUSED = strawberry.enum_value("refused", description="不成立。")


@strawberry.type(description="对成绩的一件异议：指明计算说明里的一处，写明理由和佐证；提出后不再改动。")
class Objection:
    """What somebody objects to."""

    code: str = strawberry.field(description="编号，全市唯一。")
    cycle: str = strawberry.field(description="哪个考核周期的成绩。")
    model: str = strawberry.field(description="评判的模型的代码。")
    node: str = strawberry.field(description="所争的节点的键。")
    period: str = strawberry.field(description="哪一期的成绩。")
    words: str = strawberry.field(description="原话。")
    evidence: str | None = strawberry.field(description="佐证；没有为 null。")
    against: int = strawberry.field(description="针对第几版成绩。")
    raised_by: str = strawberry.field(description="提出人。")
    raised_at: Instant = strawberry.field(description="提出的时刻。")
    outcome: ObjectionOutcome | None = strawberry.field(description="如何答复；未答复为 null。")
    reason: str | None = strawberry.field(description="答复的理由；未答复为 null。")
    decided_by: str | None = strawberry.field(description="答复人，没有参与原先的认定；未答复为 null。")
    decided_at: Instant | None = strawberry.field(description="答复的时刻；未答复为 null。")
    decided_version: int | None = strawberry.field(description="答复时是第几版；成立的，改动见于下一版。")
    reversed: list[str] = strawberry.field(description="因答复而冲销的事实的编号。")
    city: strawberry.Private[str]
    message: strawberry.Private[events.Objection]

    @classmethod
    def of(cls, city: str, message: events.Objection) -> Self:
        """The objection as the assessment service answers it."""
        return cls(
            code=message.code,
            cycle=message.cycle,
            model=message.model,
            node=message.node,
            period=message.period,
            words=message.words,
            evidence=message.evidence or None,
            against=message.against,
            raised_by=message.raised_by,
            raised_at=Instant(message.raised_at),
            outcome=ObjectionOutcome(message.outcome) if message.outcome else None,
            reason=message.reason or None,
            decided_by=message.decided_by or None,
            decided_at=Instant(message.decided_at) if message.decided_at else None,
            decided_version=message.decided_version or None,
            reversed=list(message.reversed),
            city=city,
            message=message,
        )

    @resolved("谁的成绩，取今日的情形；已撤并的取最后的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_on(info, Dated(self.city, self.message.subject, last_known=True))

    @resolved("因答复而登记的事实。")
    async def facts(self, info: Info) -> list[Fact]:
        found = await info.context.loaders.facts.load_many([Coded(self.city, one) for one in self.message.facts])
        return [Fact.stored(self.city, message) for message in found if message]


Cycle = Annotated[str, strawberry.argument(description="考核周期的代码，例如 2020。")]


@strawberry.type
class ObjectionQuery:
    """Queries about objections."""

    @resolved("一个考核周期的异议，按编号排列。")
    async def objections(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        subject: Annotated[str | None, strawberry.argument(description="只看这一考核对象的，给代码。")] = None,
        open_only: Annotated[bool, strawberry.argument(description="只看未答复的。")] = False,
        outcome: Annotated[ObjectionOutcome | None, strawberry.argument(description="只看这样答复的。")] = None,
        raised_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起提出的。")] = None,
        raised_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止提出的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Objection]:
        page = requested(first, after, last, before)
        request = pb.ListObjectionsRequest(
            city=city,
            cycle=cycle,
            subject=subject or "",
            open_only=open_only,
            outcome=str(outcome.value) if outcome else "",
            raised_from=raised_from or "",
            raised_until=raised_until or "",
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_objections, request)
        found = [Objection.of(city, each) for each in answer.objections]
        return connection(found, lambda objection: objection.code, answer)


async def objections_decided(info: Info, city: str, cycle: str, version: int, subject: str) -> list[Objection]:
    """The objections upheld against a version, whose changes the next one shows; of one subject if it is given."""
    found: list[Objection] = []
    request = pb.ListObjectionsRequest(city=city, cycle=cycle, subject=subject, first=200)
    while True:
        answer = await info.context.calls.invoke(info.context.services.assessment.list_objections, request)
        found += [Objection.of(city, one) for one in answer.objections if one.decided_version == version]
        if not answer.has_more:
            return [one for one in found if one.outcome is ObjectionOutcome.UPHELD]
        request.after = answer.objections[-1].code
