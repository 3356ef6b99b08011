"""The history of a cycle's results: every version that stood, what changed from one to the next, and why."""

from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.scalars import Instant
from biaochi_gateway.schema.registry.organizations import City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.results.objections import Cycle, Objection, objections_decided


@strawberry.type(description="两版之间不同的一个值。")
class ResultDifference:
    """A value that is another one."""

    key: str = strawberry.field(description="total、grade、rung、rank，或节点的键。")
    title: str = strawberry.field(description="名称。")
    before: str | None = strawberry.field(description="前一版的值；没有为 null。")
    after: str | None = strawberry.field(description="这一版的值；没有为 null。")


@strawberry.type(description="一份成绩在两版之间的不同。")
class ResultChange:
    """What of a result is different."""

    index: str = strawberry.field(description="公布的总分的键。")
    period: str = strawberry.field(description="哪一期。")
    differences: list[ResultDifference] = strawberry.field(description="不同的值。")
    city: strawberry.Private[str]
    code: strawberry.Private[str]

    @classmethod
    def of(cls, city: str, message: pb.ResultChange) -> Self:
        """The change as scoring answers it."""
        return cls(
            index=message.index,
            period=message.period,
            differences=[
                ResultDifference(key=one.key, title=one.title, before=one.before or None, after=one.after or None)
                for one in message.differences
            ],
            city=city,
            code=message.subject,
        )

    @resolved("谁的成绩，取今日的情形；已撤并的取最后的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_on(info, Dated(self.city, self.code, last_known=True))


@strawberry.type(description="成绩曾经定下的一版；哪一版都不改动，另算的是下一版。")
class ResultVersion:
    """Results as they once stood."""

    version: int = strawberry.field(description="第几版，从 1 起。")
    results_hash: str = strawberry.field(description="这一版全部成绩的散列值。")
    facts_hash: str = strawberry.field(description="所依据的全部事实的散列值。")
    frozen_at: Instant = strawberry.field(description="定下的时刻。")
    sheets: int = strawberry.field(description="共有多少份成绩。")
    changes: list[ResultChange] = strawberry.field(description="与前一版的不同；第一版没有。")
    city: strawberry.Private[str]
    cycle: strawberry.Private[str]
    subject: strawberry.Private[str]

    @resolved("为什么有这一版：认定成立的异议，各有理由；第一版没有。")
    async def decisions(self, info: Info) -> list[Objection]:
        return await objections_decided(info, self.city, self.cycle, self.version - 1, self.subject)


@strawberry.type(description="一版成绩的原文，散列值即由此得出。")
class ResultLines:
    """The canonical lines of a version."""

    lines: list[str] = strawberry.field(description="各行，依次各加一个换行，连起来的 SHA-256 就是散列值。")
    has_more: bool = strawberry.field(description="后面是否还有。")


@strawberry.type
class ResultHistoryQuery:
    """Queries about how results came to be what they are."""

    @resolved("一个考核周期的成绩的各版，从第一版起。")
    async def result_history(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        subject: Annotated[str | None, strawberry.argument(description="只看这一考核对象的改动，给代码。")] = None,
    ) -> list[ResultVersion]:
        request = pb.ListResultVersionsRequest(city=city, cycle=cycle, subject=subject or "")
        answer = await info.context.calls.invoke(info.context.services.scoring.list_result_versions, request)
        return [
            ResultVersion(
                version=one.version,
                results_hash=one.results_hash,
                facts_hash=one.facts_hash,
                frozen_at=Instant(one.frozen_at),
                sheets=one.sheets,
                changes=[ResultChange.of(city, each) for each in one.changes],
                city=city,
                cycle=cycle,
                subject=subject or "",
            )
            for one in answer.versions
        ]

    @resolved("一版成绩的原文，一次至多一千行。")
    async def result_lines(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        version: Annotated[int, strawberry.argument(description="第几版。")],
        first: Annotated[int, strawberry.argument(description="要多少行。")] = 1000,
        after: Annotated[int, strawberry.argument(description="跳过前面多少行。")] = 0,
    ) -> ResultLines:
        request = pb.ListResultLinesRequest(
            city=city, cycle=cycle, version=max(version, 0), first=max(first, 0), after=max(after, 0)
        )
        answer = await info.context.calls.invoke(info.context.services.scoring.list_result_lines, request)
        return ResultLines(lines=list(answer.lines), has_more=answer.has_more)
