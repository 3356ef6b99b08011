"""Cycles and their periods, and how a closed one is frozen."""

from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.assessment.v1.events_pb2 import Period as PeriodMessage

from biaochi_gateway.execution.calls import Receipt
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, filled
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.ids import Node, global_id
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    has,
    requested,
    sliced,
)
from biaochi_gateway.schema.common.scalars import Date, Instant
from biaochi_gateway.schema.registry.organizations import City


@strawberry.type(description="一期：北京时间的若干整日，含首日，不含止日。")
class Period:
    """A half-open stretch of days."""

    code: str = strawberry.field(description="代码，例如 2020-Q3。")
    cadence: str = strawberry.field(description="周期长短：year、half-year、quarter、two-months、month、half-month。")
    ordinal: int = strawberry.field(description="同样长短的各期中的第几期，从 1 起。")
    starts_on: Date = strawberry.field(description="首日。")
    ends_before: Date = strawberry.field(description="止日，不含在内。")


@strawberry.type(description="周期开启时固定下来的模型。")
class PinnedModel:
    """Which model the cycle is judged by."""

    code: str = strawberry.field(description="模型的代码。")
    hash: str = strawberry.field(description="模型的散列值。")


@strawberry.type(description="一个周期算出的结果。")
class Results:
    """How far a cycle's results are settled."""

    frozen: bool = strawberry.field(description="是否已冻结；冻结后不再改变。")
    results_hash: str | None = strawberry.field(description="全部结果的散列值；未冻结为 null。")
    facts_hash: str | None = strawberry.field(description="所依据的全部事实的散列值；未冻结为 null。")


@strawberry.type(description="一个考核周期。")
class Cycle(Node):
    """A cycle of assessment."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="代码，例如 2020。")
    periods: list[Period] = strawberry.field(description="全部各期：先是周期本身，再由长到短，各按时间排列。")
    models: list[PinnedModel] = strawberry.field(description="据以评判的模型。")
    closed: bool = strawberry.field(description="是否已关闭；关闭后不再接受事实与冲销。")
    facts_hash: str | None = strawberry.field(description="关闭时全部事实与冲销的散列值；未关闭为 null。")
    opened_at: Instant | None = strawberry.field(description="开启的时刻。")
    closed_at: Instant | None = strawberry.field(description="关闭的时刻；未关闭为 null。")

    @classmethod
    def of(cls, message: pb.Cycle) -> Self:
        """The cycle as the assessment service answers it."""
        return cls(
            id=global_id("Cycle", message.city, message.code),
            city=message.city,
            code=message.code,
            periods=[period(each) for each in message.periods],
            models=[PinnedModel(code=each.code, hash=each.hash) for each in message.models],
            closed=message.closed,
            facts_hash=message.facts_hash or None,
            opened_at=Instant(message.opened_at) if message.opened_at else None,
            closed_at=Instant(message.closed_at) if message.closed_at else None,
        )

    @resolved("算出的结果；还没有结果为 null。")
    async def results(self, info: Info) -> Results | None:
        message = await info.context.loaders.results.load(Coded(self.city, self.code))
        if message is None:
            return None
        return Results(
            frozen=message.frozen, results_hash=message.results_hash or None, facts_hash=message.facts_hash or None
        )


@strawberry.input(description="开启一个周期。")
class OpenCycleInput(Command):
    """Opens a cycle."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="周期的代码，即年份，例如 2020。")


@strawberry.input(description="关闭一个周期。")
class CloseCycleInput(Command):
    """Closes a cycle."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="周期的代码，例如 2020。")


@strawberry.type(description="对周期的一次写入的答复。")
class CyclePayload(Written):
    """The cycle that was written."""

    id: strawberry.ID = strawberry.field(description="周期的全局编号。")
    key: strawberry.Private[Coded]

    @resolved("写入后的周期。")
    async def cycle(self, info: Info) -> Cycle | None:
        message = await info.context.loaders.cycles.load(self.key)
        return Cycle.of(message) if message else None


@strawberry.type
class CycleQuery:
    """Queries about cycles."""

    @resolved("一个城市的各周期，按代码排列。")
    async def cycles(
        self,
        info: Info,
        city: City,
        closed: Annotated[
            bool | None, strawberry.argument(description="只看已关闭的，或只看未关闭的；不给则都看。")
        ] = None,
        search: Annotated[str | None, strawberry.argument(description="只看代码里有这几个字的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Cycle]:
        request = pb.ListCyclesRequest(city=city)
        answer = await info.context.calls.invoke(info.context.services.assessment.list_cycles, request)
        chosen = [each for each in answer.cycles if closed in (None, each.closed) and has(search, each.code)]
        found = [Cycle.of(each) for each in (reversed(chosen) if descending else chosen)]
        return sliced(found, lambda cycle: cycle.code, requested(first, after, last, before))


@strawberry.type
class CycleMutation:
    """Commands on cycles."""

    @mutation("开启一个周期：各期由城市的历法得出，模型由此固定。")
    async def open_cycle(self, info: Info, given: Annotated[OpenCycleInput, INPUT]) -> CyclePayload:
        receipt = await info.context.calls.write(given.city, filled(pb.OpenCycle(), given))
        return cycle_payload(given.city, receipt)

    @mutation("关闭一个周期，须两人办理：还有该打未打的分则不予关闭；第二人签署时的事实、冲销与结果一并冻结。")
    async def close_cycle(self, info: Info, given: Annotated[CloseCycleInput, INPUT]) -> CyclePayload:
        receipt = await info.context.calls.write(given.city, filled(pb.CloseCycle(), given))
        return cycle_payload(given.city, receipt)


def cycle_payload(city: str, receipt: Receipt) -> CyclePayload:
    """The answer to a command on a cycle; the cycle is read only when it is wanted."""
    return CyclePayload.by(receipt, id=global_id("Cycle", city, receipt.code), key=Coded(city, receipt.code))


def period(message: PeriodMessage) -> Period:
    """The period as the assessment service answers it."""
    return Period(
        code=message.code,
        cadence=message.cadence,
        ordinal=message.ordinal,
        starts_on=Date(message.starts_on),
        ends_before=Date(message.ends_before),
    )
