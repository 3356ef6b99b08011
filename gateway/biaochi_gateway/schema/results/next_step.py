"""What is missing to the next step: the smallest sets of changes that would lift, each proven by judging."""

from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.objections import Cycle


@strawberry.type(description="一项指标若有别的值；是与同组其他改动一起足以上一等的最小改动。")
class LiftChange:
    """Another value of an input."""

    indicator: str = strawberry.field(description="指标的键。")
    title: str = strawberry.field(description="指标的名称。")
    period: str = strawberry.field(description="哪一期。")
    before: str | None = strawberry.field(description="现在的值；没有登记为 null。")
    after: str = strawberry.field(description="至少（或至多）须为。")


@strawberry.type(description="足以上一等的一组改动；缺了其中任何一项都不够。")
class Lift:
    """A smallest set of changes."""

    changes: list[LiftChange] = strawberry.field(description="各项改动。")
    step: str = strawberry.field(description="改动后的台阶或等次的键。")
    step_title: str = strawberry.field(description="改动后的台阶或等次。")
    total: str | None = strawberry.field(description="改动后的总分；不评为 null。")


@strawberry.type(description="距上一等还差什么：由模型本身搜寻，每一组都经重新评判证实。")
class NextStep:
    """What is missing."""

    step: str | None = strawberry.field(description="现在的台阶或等次的键；没有为 null。")
    step_title: str | None = strawberry.field(description="现在的台阶或等次；没有为 null。")
    total: str | None = strawberry.field(description="现在的总分；不评为 null。")
    lifts: list[Lift] = strawberry.field(
        description="各组改动，项数少的在前，每组至多三项；为空则已在最高，或三项之内不能上。"
    )
    judged: int = strawberry.field(description="为搜寻和证实评判了多少次。")

    @classmethod
    def of(cls, message: pb.ListLiftsAnswer) -> Self:
        """What is missing, as scoring answers it."""
        return cls(
            step=message.step or None,
            step_title=message.step_title or None,
            total=message.total or None,
            lifts=[
                Lift(
                    changes=[
                        LiftChange(
                            indicator=each.indicator,
                            title=each.title,
                            period=each.period,
                            before=each.before or None,
                            after=each.after,
                        )
                        for each in one.changes
                    ],
                    step=one.step,
                    step_title=one.step_title,
                    total=one.total or None,
                )
                for one in message.lifts
            ],
            judged=message.judged,
        )


@strawberry.type
class NextStepQuery:
    """The query what is missing."""

    @resolved("一个考核对象距上一等还差什么：最少改动哪几项。别人的打分、投票、会议决定和名册不在其中。")
    async def next_step(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Annotated[str, strawberry.argument(description="公布的总分的键。")],
        subject: Annotated[str, strawberry.argument(description="哪一考核对象，给代码。")],
        period: Annotated[str | None, strawberry.argument(description="哪一期；不给则为整个周期。")] = None,
    ) -> NextStep:
        request = pb.ListLiftsRequest(city=city, cycle=cycle, index=index, period=period or "", subject=subject)
        return NextStep.of(await info.context.calls.invoke(info.context.services.scoring.list_lifts, request))
