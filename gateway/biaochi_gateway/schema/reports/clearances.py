"""The answer when somebody asks about a subject before a promotion or an honour, with the facts behind it."""

import asyncio
from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import RequestTooLarge

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import (
    LARGEST,
    After,
    Before,
    Connection,
    First,
    Last,
    connection,
    requested_listing,
)
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.facts.facts import Fact
from biaochi_gateway.schema.facts.texts import open_evidence
from biaochi_gateway.schema.registry.organizations import AsOf, City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.reports import documents
from biaochi_gateway.schema.reports.queries import page_of, reported, written_name
from biaochi_gateway.schema.results.sheets import Explanation
from biaochi_gateway.schema.rules.provenance import Provenance, Source, provenance, source


@strawberry.enum(description="党建查核的答复。")
class ClearanceAnswer(Enum):
    """What a Party check comes to."""

    CLEARED = strawberry.enum_value("CLEARED", description="可以通过：规则所定的等次中最高的一级。")
    ADVERSE = strawberry.enum_value("ADVERSE", description="不良意见：其余各级。")
    NOT_JUDGED = strawberry.enum_value("NOT_JUDGED", description="截至该日还没有已结束的一期作出评判。")


@strawberry.type(description="意见的一项依据：规则中意见之下的一个节点，及其下的事实。")
class Ground:
    """What an opinion was formed from."""

    key: str = strawberry.field(description="模型中的键。")
    title: str = strawberry.field(description="名称。")
    shown: str = strawberry.field(description="结果，给人看的写法，例如 是、否、达标、95.5。")
    provenance: Provenance | None = strawberry.field(description="规则的来历。")
    source: Source | None = strawberry.field(description="规则的出处。")
    facts: list[Fact] = strawberry.field(description="其下的全部事实。")

    @classmethod
    def of(cls, city: str, message: pb.Ground) -> Self:
        """The ground as scoring answers it."""
        return cls(
            key=message.key,
            title=message.title,
            shown=message.shown,
            provenance=provenance(message.provenance),
            source=source(message.source),
            facts=[Fact(city, each) for each in message.facts],
        )


@strawberry.type(description="党建查核意见：最近一个已结束的期中，规则作出的意见。")
class Clearance:
    """The opinion on a subject, as data and as a document."""

    as_of: Date = strawberry.field(description="截至哪一天。")
    answer: ClearanceAnswer = strawberry.field(description="答复。")
    opinion: str | None = strawberry.field(description="意见的名称，例如 履职不到位；没有为 null。")
    cycle: str | None = strawberry.field(description="出自哪一周期；没有为 null。")
    period: str | None = strawberry.field(description="出自哪一期；没有为 null。")
    model: str | None = strawberry.field(description="据以评判的模型的代码；没有为 null。")
    model_hash: str | None = strawberry.field(description="该模型的散列值；没有为 null。")
    source: Source | None = strawberry.field(description="规则的出处。")
    grounds: list[Ground] = strawberry.field(description="意见的各项依据。")
    explanation: Explanation | None = strawberry.field(description="意见由何而来，一棵节点树。")
    city: strawberry.Private[str]
    message: strawberry.Private[pb.Clearance]

    @classmethod
    def of(cls, city: str, message: pb.Clearance) -> Self:
        """The clearance as scoring answers it."""
        return cls(
            as_of=Date(message.as_of),
            answer=ClearanceAnswer(message.answer),
            opinion=message.opinion or None,
            cycle=message.cycle or None,
            period=message.period or None,
            model=message.model or None,
            model_hash=message.model_hash or None,
            source=source(message.source),
            grounds=[Ground.of(city, each) for each in message.grounds],
            explanation=Explanation.of(city, message.explanation) if message.HasField("explanation") else None,
            city=city,
            message=message,
        )

    @resolved("被查核的组织或人，取截至之日的情形；其时已不存在则取最后的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_on(info, Dated(self.city, self.message.subject, self.message.as_of))

    @resolved("写成的一份意见，Markdown；不含人员姓名。")
    async def text(self, info: Info) -> str:
        await open_evidence(info, self.city, (fact for one in self.message.grounds for fact in one.facts))
        return documents.clearance(self.message, written_name(await self.subject(info)))


@strawberry.type
class ClearanceQuery:
    """Queries about Party checks."""

    @resolved("党建查核：提拔、评先之前，对一个组织或人的意见，以及据以得出的事实。由哪个等次答复由模型规定。")
    async def clearance(
        self,
        info: Info,
        city: City,
        subject: Annotated[str, strawberry.argument(description="被查核的组织或人，给代码。")],
        as_of: AsOf = None,
    ) -> Clearance:
        known = await subject_on(info, Dated(city, subject, as_of or ""))
        question = pb.ClearanceQuestion(subject=known.code, as_of=as_of or "")
        return Clearance.of(city, (await reported(info, city, pb.ReportQuestion(clearance=question))).clearance)

    @resolved("对许多组织或人的党建查核意见，按代码排列：所列的，或不给 subjects 时凡有意见的。")
    async def clearances(
        self,
        info: Info,
        city: City,
        subjects: Annotated[
            list[str] | None, strawberry.argument(description="被查核的组织或人，给代码，至多 200 个。")
        ] = None,
        answer: Annotated[ClearanceAnswer | None, strawberry.argument(description="只看这一种答复的。")] = None,
        as_of: AsOf = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Clearance]:
        page, listing = requested_listing(first, after, last, before)
        codes = subjects or []
        if len(codes) > LARGEST:
            raise RequestTooLarge(f"一次查核至多 {LARGEST} 个，给了 {len(codes)} 个：请分几次查。", field="subjects")
        known = await asyncio.gather(*(subject_on(info, Dated(city, code, as_of or "")) for code in codes))
        question = pb.ClearancesQuestion(
            subjects=[one.code for one in known],
            as_of=as_of or "",
            answer=str(answer.value) if answer else "",
            page=page_of(page, listing),
        )
        message = (await reported(info, city, pb.ReportQuestion(clearances=question))).clearances
        found = [Clearance.of(city, each) for each in message.clearances]
        return connection(found, lambda one: one.message.subject, message, message.listing)
