"""The burden of a unit: how much the scheme asks of it in a period, against the year before and the city's limit."""

from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.scalars import Date, Decimal, decimal_or_none
from biaochi_gateway.schema.registry.organizations import City


@strawberry.type(
    description="一种负担：一期里（一般是一个月）要求一个组织做多少，如检查几次、会议几小时、每项指标报几份材料。"
)
class Burden:
    """How much of something a unit is asked for in a period."""

    key: str = strawberry.field(description="键。")
    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(
        description="来历：PUBLISHED 公布，OUR_READING 我们的理解，DEFAULT 默认，可调整。"
    )
    source: str | None = strawberry.field(description="出自哪份文件的何处。")
    required: Decimal = strawberry.field(description="本期要求的：已经登记的，加上期限在本期、还没有登记的。")
    done: Decimal = strawberry.field(description="本期已经登记的。")
    a_year_before: Decimal = strawberry.field(description="上年同期登记的。")
    most: Decimal | None = strawberry.field(
        description="本期上限，再多的不予登记（BURDEN_TOO_GREAT）；只计量、不设限为 null。"
    )
    per: str = strawberry.field(description="按哪种期间计：month、quarter 等。")
    period: str = strawberry.field(description="所计的是哪一期，如 2020-Q2。")
    choice: str | None = strawberry.field(description="按选择分别计的，是哪一选择，如哪项指标；合在一起计为 null。")
    choice_title: str | None = strawberry.field(description="这一选择的名称。")

    @classmethod
    def of(cls, message: pb.Burden) -> Self:
        """The burden as the assessment service answers it."""
        return cls(
            key=message.key,
            title=message.title,
            provenance=message.provenance,
            source=message.source or None,
            required=Decimal(message.required),
            done=Decimal(message.done),
            a_year_before=Decimal(message.a_year_before),
            most=decimal_or_none(message.most),
            per=message.per,
            period=message.period,
            choice=message.choice or None,
            choice_title=message.choice_title or None,
        )


@strawberry.type
class BurdenQuery:
    """Queries about what units bear."""

    @resolved("某日所在的月（或另定的期）里对一个组织的各种要求，截至该日。")
    async def burdens(
        self,
        info: Info,
        city: City,
        as_of: Annotated[Date, strawberry.argument(description="截至哪一天。")],
        organization: Annotated[str, strawberry.argument(description="哪一组织，给代码。")],
    ) -> list[Burden]:
        request = pb.ListBurdensRequest(city=city, organization=organization, as_of=as_of)
        answer = await info.context.calls.invoke(info.context.services.assessment.list_burdens, request)
        return [Burden.of(each) for each in answer.burdens]
