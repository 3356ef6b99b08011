"""How raters mark: who is severe, who marks all the same, who gives too many top marks; names as the rule allows."""

from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested_listing
from biaochi_gateway.schema.common.scalars import Decimal
from biaochi_gateway.schema.facts.facts import Cycle, InnerPeriod
from biaochi_gateway.schema.registry.organizations import City, subject_on
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.reports.queries import page_of, reported


@strawberry.type(description="一个打分者打分的特点。")
class Rater:
    """How one rater marks."""

    place: int = strawberry.field(description="由严到宽排在第几。")
    code: str | None = strawberry.field(description="打分者的代码；规则不许查询者知道是谁则为 null。")
    marks: int = strawberry.field(description="打了多少个分。")
    above: Decimal = strawberry.field(description="所打的平均分减全体的平均分，两位小数；负数为偏严。")
    same: bool = strawberry.field(description="是否打了若干个分而个个相同。")
    too_many_top: bool = strawberry.field(description="最高分是否超过所限的比例；没有给比例则为 false。")
    city: strawberry.Private[str]

    @classmethod
    def of(cls, city: str, message: pb.Rater, *, named: bool) -> Self:
        """The rater as scoring answers it, without the code if it may not be known."""
        return cls(
            place=message.place,
            code=(message.rater or None) if named else None,
            marks=message.marks,
            above=Decimal(message.above),
            same=message.same,
            too_many_top=message.too_many_top,
            city=city,
        )

    @resolved("打分的组织或人；规则不许查询者知道是谁则为 null。")
    async def subject(self, info: Info) -> Subject | None:
        return await subject_on(info, Dated(self.city, self.code)) if self.code else None


@strawberry.type
class RaterQuery:
    """Queries about raters."""

    @resolved("一个指标的打分者各打得怎样，由严到宽排列。")
    async def raters(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        indicator: Annotated[str, strawberry.argument(description="由人打分的指标的键。")],
        period: InnerPeriod = None,
        same_from: Annotated[int, strawberry.argument(description="打了几个分以上才看是否个个相同。")] = 3,
        top: Annotated[
            Decimal | None, strawberry.argument(description="多少分以上算最高分；不给则为指标的满分。")
        ] = None,
        top_share: Annotated[
            str | None, strawberry.argument(description="最高分至多占几成，小数或分数，例如 0.3 或 1/3；不给则不看。")
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Rater]:
        page, listing = requested_listing(first, after, last, before)
        question = pb.RatersQuestion(
            cycle=cycle,
            indicator=indicator,
            period=period or "",
            same_from=max(same_from, 2),
            top=top or "",
            top_share=top_share or "",
            page=page_of(page, listing),
        )
        message = (await reported(info, city, pb.ReportQuestion(raters=question))).raters
        named = info.context.viewer.sees(message.seen_by)
        raters = [Rater.of(city, each, named=named) for each in message.raters]
        return connection(raters, lambda rater: str(rater.place), message, message.listing)
