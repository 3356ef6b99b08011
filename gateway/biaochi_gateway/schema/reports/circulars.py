"""Supervision circulars: places, what lost points on which facts, and by when it must be mended."""

import asyncio
from typing import Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested_listing
from biaochi_gateway.schema.common.scalars import Date, Decimal, date_or_none
from biaochi_gateway.schema.facts.facts import Cycle, Fact
from biaochi_gateway.schema.facts.texts import open_evidence
from biaochi_gateway.schema.registry.organizations import City, subject_in
from biaochi_gateway.schema.reports import documents
from biaochi_gateway.schema.reports.findings import findings_of, lines_by_subject
from biaochi_gateway.schema.reports.queries import page_of, reported, written_name
from biaochi_gateway.schema.results.sheets import Index, PeriodOrCycle
from biaochi_gateway.schema.results.standing import Standing
from biaochi_gateway.schema.rules.cities import installed
from biaochi_gateway.schema.rules.provenance import Provenance, Source, provenance, source
from biaochi_gateway.schema.work.items import WorkItem


@strawberry.type(description="失分的一项。")
class Loss:
    """An item on which points were lost."""

    key: str = strawberry.field(description="模型中的键。")
    title: str = strawberry.field(description="名称。")
    under: list[str] = strawberry.field(description="它在总分之下属于哪些项，由上至下。")
    period: str = strawberry.field(description="在哪一期评判；年度之中按季评判的给季度。")
    value: Decimal = strawberry.field(description="所得的分；任务清单为所得的分之和。")
    max: Decimal = strawberry.field(description="可得的分；任务清单为下达的分之和。")
    lost: Decimal = strawberry.field(description="失去的分。")
    provenance: Provenance | None = strawberry.field(description="规则的来历。")
    source: Source | None = strawberry.field(description="规则的出处。")
    rectify_by: Date | None = strawberry.field(
        description="应于何日之前整改：下一次评判该项的最后一天；本周期内不再评判为 null。"
    )
    facts: list[Fact] = strawberry.field(description="据以失分的事实；没有可据以给分的事实则为空。")

    @classmethod
    def of(cls, city: str, message: pb.Loss) -> Self:
        """The loss as scoring answers it."""
        return cls(
            key=message.key,
            title=message.title,
            under=list(message.under),
            period=message.period,
            value=Decimal(message.value),
            max=Decimal(message.max),
            lost=Decimal(message.lost),
            provenance=provenance(message.provenance),
            source=source(message.source),
            rectify_by=date_or_none(message.rectify_by),
            facts=[Fact(city, each) for each in message.facts],
        )


@strawberry.type(description="通报中的一个对象：它的名次与失分，整改由它负责。")
class CircularEntry:
    """One subject of a circular."""

    standing: Standing = strawberry.field(description="名次、总分、等次与台阶。")
    losses: list[Loss] = strawberry.field(description="失分的各项，按规则的次序。")
    city: strawberry.Private[str]
    cycle: strawberry.Private[str]
    subject: strawberry.Private[str]

    @classmethod
    def of(cls, city: str, cycle: str, message: pb.CircularEntry) -> Self:
        """The entry as scoring answers it."""
        return cls(
            standing=Standing(city, message.standing),
            losses=[Loss.of(city, each) for each in message.losses],
            city=city,
            cycle=cycle,
            subject=message.standing.subject,
        )

    @resolved("本周期查出的问题，不论是否办结，按编号排列，至多 100 个；全部的用 workItems 查询。")
    async def findings(self, info: Info) -> list[WorkItem]:
        found = await findings_of(info, self.city, self.cycle, self.subject)
        return [WorkItem.of(self.city, each) for each in found]


@strawberry.type(description="督查通报。")
class Circular:
    """A page of a circular, as data and as a document."""

    title: str = strawberry.field(description="据以评判的规则的名称。")
    source: Source | None = strawberry.field(description="规则的出处。")
    entries: Connection[CircularEntry] = strawberry.field(description="各对象，按名次、再按代码排列。")
    city: strawberry.Private[str]
    cycle: strawberry.Private[str]
    period: strawberry.Private[str]
    message: strawberry.Private[pb.Circular]

    @resolved(
        "本页写成的一份通报，Markdown：名次、失分与整改、查出的问题及其责任人、期限与现状；不含人员姓名，人员只写编号。"
    )
    async def text(self, info: Info) -> str:
        codes = [entry.standing.subject for entry in self.message.entries]
        places = [InPeriod(self.city, self.cycle, self.period, code) for code in codes]
        subjects = await asyncio.gather(*(subject_in(info, place) for place in places))
        names = {code: written_name(subject) for code, subject in zip(codes, subjects, strict=True)}
        title = next((city.title for city in await installed(info) if city.slug == self.city), self.city)
        found = await lines_by_subject(info, self.city, self.cycle, codes)
        await open_evidence(info, self.city, documents.facts_of(self.message))
        return documents.circular(title, self.period, self.message, names, found)


@strawberry.type
class CircularQuery:
    """Queries about circulars."""

    @resolved("督查通报：一期的名次、各自失分的项与事实、应于何日之前整改。")
    async def circular(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        period: PeriodOrCycle = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Circular:
        page, listing = requested_listing(first, after, last, before)
        listed = pb.ListOfStandings(cycle=cycle, index=index, period=period or "")
        question = pb.ReportQuestion(circular=pb.CircularQuestion(of=listed, page=page_of(page, listing)))
        message = (await reported(info, city, question)).circular
        entries = [CircularEntry.of(city, cycle, each) for each in message.entries]
        return Circular(
            title=message.title,
            source=source(message.source),
            entries=connection(entries, lambda entry: entry.standing.code, message, message.listing),
            city=city,
            cycle=cycle,
            period=period or cycle,
            message=message,
        )
