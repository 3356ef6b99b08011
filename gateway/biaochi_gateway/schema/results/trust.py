"""How far the results of a cycle can be trusted, in figures that are shown with them."""

from fractions import Fraction
from typing import Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import service_pb2 as scoring

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.exact import written
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.scalars import Decimal, decimal_or_none
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.objections import Cycle


@strawberry.type(description="一个考核周期的异议，按答复计数。")
class TrustObjections:
    """What became of the objections."""

    raised: int = strawberry.field(description="提出几件。")
    upheld: int = strawberry.field(description="认定成立几件。")
    refused: int = strawberry.field(description="认定不成立几件。")
    open: int = strawberry.field(description="未答复几件。")
    median_days: Decimal | None = strawberry.field(
        description="自提出至答复的天数（日历日）的中位数，只计已答复的；还没有答复为 null。"
    )


@strawberry.type(description="被考核的打开评分表的情形，据审计链。")
class TrustOpened:
    """How many opened what they were given."""

    subjects: int = strawberry.field(description="多少考核对象有成绩。")
    opened: int = strawberry.field(
        description="其中多少的评分表被打开过至少一次，打开的人在该对象上任机关党委、支部、报送人或被评人；一次打开多于五十份的，只计前五十份。"
    )
    share: str | None = strawberry.field(description="后者占前者的比例，精确，小数或分数；没有成绩为 null。")


@strawberry.type(
    description="一项指标下写明了理由才登记的事实：例外、酌情和会议的认定；异议成立而改动的不计。名额之外破例办理的事项也在内。"
)
class TrustReasoned:
    """What somebody had to give a reason for."""

    indicator: str = strawberry.field(description="指标的键；破例、免办的为事项种类的键。")
    title: str = strawberry.field(description="指标的名称，或事项种类的名称。")
    count: int = strawberry.field(description="几件。")
    reasons: list[str] = strawberry.field(description="逐件的理由，按事实或事项的编号；无权看全市事实的为空。")


@strawberry.type(description="一种负担在一年里落到每个单位多少，与上年相比。")
class TrustBurden:
    """What was request of a unit."""

    key: str = strawberry.field(description="键，见 burdens。")
    title: str = strawberry.field(description="名称。")
    total: Decimal = strawberry.field(description="本年登记的合计。")
    units: int = strawberry.field(description="落在多少单位上，按年末（本年未完按今日）的名册。")
    per_unit: str | None = strawberry.field(description="平均每单位，精确，小数或分数；没有单位为 null。")
    total_before: Decimal = strawberry.field(description="上年登记的合计。")
    units_before: int = strawberry.field(description="上年落在多少单位上。")
    per_unit_before: str | None = strawberry.field(description="上年平均每单位；没有单位为 null。")

    @classmethod
    def of(cls, message: pb.BurdenOfYear) -> Self:
        """The burden as the assessment service answers it."""
        return cls(
            key=message.key,
            title=message.title,
            total=Decimal(message.total),
            units=message.units,
            per_unit=_share(message.total, message.units),
            total_before=Decimal(message.total_before),
            units_before=message.units_before,
            per_unit_before=_share(message.total_before, message.units_before),
        )


@strawberry.type(description="一项指标上评分者意见的一致程度：同一时段评同一对象的任意两人为一对。")
class TrustAgreement:
    """How far raters agree."""

    indicator: str = strawberry.field(description="指标的键。")
    title: str = strawberry.field(description="指标的名称。")
    step: Decimal | None = strawberry.field(
        description="相差不超过多少分算一致，为指标的分档，没有分档为 0；投票的按相邻一档，为 null。"
    )
    pairs: int = strawberry.field(description="多少对。")
    agreeing: int = strawberry.field(description="其中多少对一致。")
    share: str | None = strawberry.field(description="后者占前者的比例，精确，小数或分数；没有成对的为 null。")

    @classmethod
    def of(cls, message: pb.RaterAgreement) -> Self:
        """The agreement as the assessment service answers it."""
        return cls(
            indicator=message.indicator,
            title=message.title,
            step=decimal_or_none(message.step),
            pairs=message.pairs,
            agreeing=message.agreeing,
            share=_share(str(message.agreeing), message.pairs),
        )


@strawberry.type(description="一个考核周期的成绩可信到什么程度，随成绩一并公开；各数都是现在的。")
class Trust:
    """The figures of trust."""

    cycle: str = strawberry.field(description="考核周期的代码。")
    objections: TrustObjections = strawberry.field(description="异议。")
    opened: TrustOpened = strawberry.field(description="被考核的看过没有。")
    reasoned: list[TrustReasoned] = strawberry.field(description="写明了理由的事实，按指标。")
    burdens: list[TrustBurden] = strawberry.field(description="各种负担，与上年相比。")
    agreements: list[TrustAgreement] = strawberry.field(description="评分者的一致程度，按指标。")

    @classmethod
    def of(cls, cycle: str, counted: pb.GetTrustFiguresAnswer, seen: scoring.CountOpenedSheetsAnswer) -> Self:
        """The figures as the two services answer them."""
        objections = TrustObjections(
            raised=counted.raised,
            upheld=counted.upheld,
            refused=counted.refused,
            open=counted.open,
            median_days=decimal_or_none(counted.median_days),
        )
        share = _share(str(seen.opened), seen.subjects)
        return cls(
            cycle=cycle,
            objections=objections,
            opened=TrustOpened(subjects=seen.subjects, opened=seen.opened, share=share),
            reasoned=[
                TrustReasoned(indicator=one.indicator, title=one.title, count=one.count, reasons=list(one.reasons))
                for one in counted.reasoned
            ],
            burdens=[TrustBurden.of(one) for one in counted.burdens],
            agreements=[TrustAgreement.of(one) for one in counted.agreements],
        )


@strawberry.type
class TrustQuery:
    """The query about trust."""

    @resolved("一个考核周期的成绩可信到什么程度。")
    async def trust(self, info: Info, city: City, cycle: Cycle) -> Trust:
        return await trust_in(info, city, cycle)


async def trust_in(info: Info, city: str, cycle: str) -> Trust:
    """The figures of a cycle, as both services answer them now."""
    calls, services = info.context.calls, info.context.services
    request = pb.GetTrustFiguresRequest(city=city, cycle=cycle)
    counted = await calls.invoke(services.assessment.get_trust_figures, request)
    opened = scoring.CountOpenedSheetsRequest(city=city, cycle=cycle)
    seen = await calls.invoke(services.scoring.count_opened_sheets, opened)
    return Trust.of(cycle, counted, seen)


def _share(part: str, whole: int) -> str | None:
    return written(Fraction(part) / whole) if whole else None
