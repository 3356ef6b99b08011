"""What if: who would move where, and why. A question like any other: nothing is stored or published."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Standing as StandingMessage

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested_listing
from biaochi_gateway.schema.common.scalars import Decimal, decimal_or_none
from biaochi_gateway.schema.facts.facts import Cycle
from biaochi_gateway.schema.registry.organizations import City, subject_in
from biaochi_gateway.schema.registry.subjects import Subject
from biaochi_gateway.schema.results.sheets import Explanation, Index, PeriodOrCycle, Receipt, optional, receipt
from biaochi_gateway.schema.whatif.inputs import SuppositionInput, supposed


@strawberry.enum(description="变动的一个方面。")
class Aspect(Enum):
    """In which respect a subject moves."""

    TOTAL = strawberry.enum_value("TOTAL", description="总分。")
    GRADE = strawberry.enum_value("GRADE", description="等次。")
    RUNG = strawberry.enum_value("RUNG", description="台阶。")
    RANK = strawberry.enum_value("RANK", description="名次。")


@strawberry.enum(description="升还是降，按规则中各级的高低。")
class Direction(Enum):
    """Which way somebody moves."""

    UP = strawberry.enum_value("UP", description="升。")
    DOWN = strawberry.enum_value("DOWN", description="降。")


def direction(said: str) -> Direction | None:
    """The direction that scoring answers; None where there is none."""
    return Direction(said) if said else None


@strawberry.type(description="试算中的一种评判结果。台阶一律取本期末评定的，不论本期是否已结束。")
class SimulatedStanding:
    """Where a subject stands on one side of a simulation; it has no id, for it is kept nowhere."""

    total: Decimal | None = strawberry.field(description="总分；未评判为 null。")
    grade: str | None = strawberry.field(description="等次的键；没有为 null。")
    rung: str | None = strawberry.field(description="本期末的台阶的键；没有为 null。")
    rank: int | None = strawberry.field(description="名次，并列为 1-2-2-4；未评判为 null。")
    marks: list[str] = strawberry.field(description="提请会议研究的各节点的键。")

    @classmethod
    def of(cls, message: StandingMessage) -> Self:
        """The standing as scoring answers it."""
        return cls(
            total=decimal_or_none(message.total),
            grade=message.grade or None,
            rung=message.rung or None,
            rank=message.rank or None,
            marks=list(message.marks),
        )


@strawberry.type(description="一个节点在前后的不同：值的不同，或规则文字的不同。")
class Difference:
    """A node's value or rule before and after."""

    key: str = strawberry.field(description="模型中的键。")
    title: str = strawberry.field(description="名称。")
    before: str | None = strawberry.field(description="原来的；原来没有为 null。")
    after: str | None = strawberry.field(description="假设之下的；其下没有为 null。")

    @classmethod
    def of(cls, message: pb.Difference) -> Self:
        """The difference as scoring answers it."""
        return cls(key=message.key, title=message.title, before=message.before or None, after=message.after or None)


@strawberry.type(description="等次或台阶之间的流向。")
class Flow:
    """How many go from one grade or rung to another."""

    aspect: Aspect = strawberry.field(description="等次还是台阶。")
    before: str | None = strawberry.field(description="原来的键；原来没有为 null。")
    after: str | None = strawberry.field(description="后来的或假设之下的键；没有为 null。")
    subjects: int = strawberry.field(description="多少个组织。")
    direction: Direction | None = strawberry.field(description="升还是降；有一头不在规则的各级之中为 null。")

    @classmethod
    def of(cls, message: pb.Flow) -> Self:
        """The flow as scoring answers it."""
        return cls(
            aspect=Aspect(message.aspect),
            before=message.before or None,
            after=message.after or None,
            subjects=message.subjects,
            direction=direction(message.direction),
        )


@strawberry.type(description="一个组织的变动。")
class Move:
    """One subject that moves."""

    code: str = strawberry.field(description="被评的组织的代码。")
    before: SimulatedStanding | None = strawberry.field(description="原来的结果；原来不评判为 null。")
    after: SimulatedStanding | None = strawberry.field(description="假设之下的结果；其下不评判为 null。")
    changed: list[Aspect] = strawberry.field(description="在哪几方面不同。")
    values: list[Difference] = strawberry.field(description="值不同的各节点，按模型的次序。")
    place: strawberry.Private[InPeriod]

    @classmethod
    def of(cls, place: InPeriod, message: pb.Move) -> Self:
        """The move as scoring answers it."""
        return cls(
            code=message.subject,
            before=SimulatedStanding.of(message.before) if message.HasField("before") else None,
            after=SimulatedStanding.of(message.after) if message.HasField("after") else None,
            changed=[Aspect(each) for each in message.changed],
            values=[Difference.of(each) for each in message.values],
            place=place._replace(code=message.subject),
        )

    @resolved("考核对象，取该期最后一天的情形。")
    async def subject(self, info: Info) -> Subject:
        return await subject_in(info, self.place)


@strawberry.type(description="假设之下的评分表，可逐层打开；假设的事实由“试算”登记，编号以“试算”起头。")
class SimulatedSheet:
    """A sheet as it would be; it has no id, for it is kept nowhere."""

    code: str = strawberry.field(description="被评的组织的代码。")
    standing: SimulatedStanding = strawberry.field(description="结果。")
    receipt: Receipt = strawberry.field(description="由什么算出；改过数字的规则有自己的散列值。")
    explanation: Explanation = strawberry.field(description="总分由何而来，一棵节点树。")
    grade_explanation: Explanation | None = strawberry.field(description="等次由何而来；模型不分等次为 null。")
    rung_explanation: Explanation | None = strawberry.field(description="本期末的台阶由何而来；模型没有梯级为 null。")

    @classmethod
    def of(cls, city: str, message: pb.Sheet) -> Self:
        """The sheet as scoring answers it."""
        return cls(
            code=message.standing.subject,
            standing=SimulatedStanding.of(message.standing),
            receipt=receipt(message.receipt),
            explanation=Explanation.of(city, message.explanation),
            grade_explanation=optional(city, message, "grade_explanation"),
            rung_explanation=optional(city, message, "rung_explanation"),
        )


@strawberry.type(description="一次试算的答复。什么也没有登记、保存或通知。")
class Simulation:
    """Who moves where, and why."""

    period: str = strawberry.field(description="哪一期的代码。")
    model_hash_before: str = strawberry.field(description="与之比较的模型的散列值，通常即本周期固定的。")
    model_hash_after: str = strawberry.field(description="假设之下的模型的散列值；规则未变则与前者相同。")
    subjects: int = strawberry.field(description="共评判多少个组织。")
    movers: int = strawberry.field(description="其中多少个有变动。")
    totals_changed: int = strawberry.field(description="多少个总分不同。")
    grades_changed: int = strawberry.field(description="多少个等次不同。")
    rungs_changed: int = strawberry.field(description="多少个台阶不同。")
    rose: int = strawberry.field(description="多少个名次上升。")
    fell: int = strawberry.field(description="多少个名次下降。")
    flows: list[Flow] = strawberry.field(description="等次与台阶的流向，各由多到少。")
    moves: Connection[Move] = strawberry.field(description="有变动的组织，按假设之下的名次、再按代码排列。")
    rules: list[Difference] = strawberry.field(description="规则不同的各节点，前后的文字表述。")
    left_out: list[str] = strawberry.field(description="原有事实中假设的版本不接受的，各一句，至多 100 句。")
    sheets: list[SimulatedSheet] = strawberry.field(description="要打开的各组织在假设之下的评分表。")

    @classmethod
    def of(cls, request: pb.SimulateRequest, message: pb.SimulateAnswer) -> Self:
        """The answer as scoring gives it."""
        place = InPeriod(request.city, request.cycle, message.period, "")
        moves = [Move.of(place, each) for each in message.moves]
        return cls(
            period=message.period,
            model_hash_before=message.model_hash_before,
            model_hash_after=message.model_hash_after,
            subjects=message.subjects,
            movers=message.movers,
            totals_changed=message.totals,
            grades_changed=message.grades,
            rungs_changed=message.rungs,
            rose=message.rose,
            fell=message.fell,
            flows=[Flow.of(each) for each in message.flows],
            moves=connection(moves, lambda move: move.code, message, message.listing),
            rules=[Difference.of(each) for each in message.rules],
            left_out=list(message.left_out),
            sheets=[SimulatedSheet.of(request.city, each) for each in message.sheets],
        )


@strawberry.type
class SimulationQuery:
    """Queries about what would be."""

    @resolved(
        "试算：在一个真实的周期上，假设事实有增减、数字有改动或换一版规则，谁的结果会怎样变。已关闭的周期也可试算。"
    )
    async def simulate(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        index: Index,
        suppose: Annotated[SuppositionInput, strawberry.argument(description="假设什么。")],
        period: PeriodOrCycle = None,
        against: Annotated[
            str | None,
            strawberry.argument(description="与该模型已发布的哪一版本比较，给散列值；不给则与本周期现有的结果比较。"),
        ] = None,
        only: Annotated[
            list[Aspect] | None, strawberry.argument(description="只列这几方面有变动的；不给则都列。")
        ] = None,
        opened: Annotated[
            list[str] | None, strawberry.argument(description="要打开评分表的组织，给代码，至多 20 个。")
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Simulation:
        page, listing = requested_listing(first, after, last, before)
        request = pb.SimulateRequest(
            city=city,
            cycle=cycle,
            index=index,
            period=period or "",
            against_hash=against or "",
            open=opened or [],
            only=[str(each.value) for each in only or []],
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
            listing=listing,
        )
        requested = supposed(request, suppose)
        return Simulation.of(
            requested, await info.context.calls.invoke(info.context.services.scoring.simulate, requested)
        )
