"""Where the results of a cycle stand: from the closing to the second signature, and the commands that lead there."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb
from google.protobuf.message import Message

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, assessed, filled
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.scalars import Date, Instant
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.objections import Cycle
from biaochi_gateway.schema.results.trust import Trust, trust_in


@strawberry.enum(description="一个考核周期的成绩走到了哪一步。")
class ResultState(Enum):
    """The states of results."""

    COLLECTING = strawberry.enum_value("COLLECTING", description="周期未关闭，事实还在登记。")
    PENDING = strawberry.enum_value("PENDING", description="正在计算。")
    SCORED = strawberry.enum_value("SCORED", description="已算出，待公示。")
    UNDER_NOTICE = strawberry.enum_value("UNDER_NOTICE", description="公示中，可提异议。")
    DECIDING = strawberry.enum_value("DECIDING", description="公示期满，尚有异议待答复。")
    DECIDED = strawberry.enum_value("DECIDED", description="异议均已答复，待签署。")
    SIGNED_ONCE = strawberry.enum_value("SIGNED_ONCE", description="一人已签署，待另一人。")
    FINAL = strawberry.enum_value("FINAL", description="两人签署，定案，不再变动。")


@strawberry.type(description="成绩的公示。")
class ResultNotice:
    """The days on which results are shown."""

    first: Date = strawberry.field(name="from", description="首日。")
    until: Date = strawberry.field(description="末日，含在内；此后不再收异议。")
    provisional: bool = strawberry.field(description="放假安排尚未公布，末日按周一至周五暂算。")
    to: str = strawberry.field(description="公示给谁：public 公众，scored 被考核的。")
    version: int = strawberry.field(description="公示的是第几版。")
    results_hash: str = strawberry.field(description="公示的成绩的散列值。")
    begun_by: str = strawberry.field(description="谁公示的。")
    begun_at: Instant = strawberry.field(description="公示的时刻。")


@strawberry.type(description="成绩上的一个签署。")
class ResultSignature:
    """Who stands for results."""

    signed_by: str = strawberry.field(description="签署人。")
    signed_at: Instant = strawberry.field(description="签署的时刻。")


@strawberry.type(description="一个考核周期的成绩的来历与现状。")
class ResultLife:
    """Where results stand."""

    cycle: str = strawberry.field(description="考核周期的代码。")
    state: ResultState = strawberry.field(description="走到了哪一步。")
    version: int | None = strawberry.field(description="现为第几版；还没有为 null。")
    results_hash: str | None = strawberry.field(description="现有成绩的散列值；还没有为 null。")
    facts_hash: str | None = strawberry.field(description="全部事实现在的散列值；周期未关闭为 null。")
    notice: ResultNotice | None = strawberry.field(description="公示；还没有为 null。")
    open_objections: int = strawberry.field(description="未答复的异议有几件。")
    signatures: list[ResultSignature] = strawberry.field(description="现有成绩上的签署，按先后。")
    city: strawberry.Private[str]

    @resolved("可信到什么程度，随成绩一并公开。")
    async def trust(self, info: Info) -> Trust:
        return await trust_in(info, self.city, self.cycle)

    @classmethod
    def of(cls, city: str, message: pb.GetResultLifeAnswer) -> Self:
        """The life of results as the assessment service answers it."""
        shown = message.notice
        notice = ResultNotice(
            first=Date(getattr(shown, "from")),
            until=Date(shown.until),
            provisional=shown.provisional,
            to=shown.to,
            version=shown.version,
            results_hash=shown.results_hash,
            begun_by=shown.begun_by,
            begun_at=Instant(shown.begun_at),
        )
        return cls(
            cycle=message.cycle,
            state=ResultState(message.state),
            version=message.version or None,
            results_hash=message.results_hash or None,
            facts_hash=message.facts_hash or None,
            notice=notice if message.HasField("notice") else None,
            open_objections=message.open_objections,
            signatures=[
                ResultSignature(signed_by=one.signed_by, signed_at=Instant(one.signed_at)) for one in message.signatures
            ],
            city=city,
        )


@strawberry.input(description="公示一个已关闭的考核周期的成绩。")
class BeginNoticeInput(Command):
    """Puts results under notice."""

    city: str = strawberry.field(description="城市的短名。")
    cycle: str = strawberry.field(description="考核周期的代码。")
    results_hash: str = strawberry.field(description="所看过的成绩的散列值；与现有的不同则不予办理。")


@strawberry.input(description="对一份成绩提出异议。")
class RaiseObjectionInput(Command):
    """Objects to a node."""

    subject: strawberry.ID = strawberry.field(description="被考核的组织或人员的全局编号。")
    code: str = strawberry.field(description="编号，全市唯一。")
    cycle: str = strawberry.field(description="考核周期的代码。")
    model: str = strawberry.field(description="评判的模型的代码。")
    node: str = strawberry.field(description="所争的节点的键，见评分表的计算说明。")
    period: str = strawberry.field(description="哪一期的成绩。")
    words: str = strawberry.field(description="哪里不对、依据什么；提出后不再改动。")
    evidence: str | None = strawberry.field(default=None, description="佐证。")


@strawberry.input(description="答复成立时改动的一件事实：冲销、登记，或以新代旧。")
class CorrectionInput:
    """One change."""

    replaces: str | None = strawberry.field(default=None, description="冲销哪件事实，给编号。")
    indicator: str | None = strawberry.field(default=None, description="登记哪项指标；不给则同所冲销的。")
    period: str | None = strawberry.field(default=None, description="登记在哪一期；不给则同所冲销的，或所争的。")
    amount: str | None = strawberry.field(default=None, description="数值。")
    choice: str | None = strawberry.field(default=None, description="选项的键。")
    level: str | None = strawberry.field(default=None, description="等级的键；不给则同所冲销的。")
    occurred_on: Date | None = strawberry.field(default=None, description="发生日期；不给则同所冲销的。")
    reversal_only: bool = strawberry.field(default=False, description="只冲销，不另登记。")


@strawberry.input(description="答复一件异议。")
class DecideObjectionInput(Command):
    """Decides an objection."""

    city: str = strawberry.field(description="城市的短名。")
    objection: str = strawberry.field(description="异议的编号。")
    upheld: bool = strawberry.field(description="是否成立。")
    reason: str = strawberry.field(description="理由。")
    corrections: list[CorrectionInput] = strawberry.field(default_factory=list, description="成立的，改动哪些事实。")
    signed: list[str] = strawberry.field(default_factory=list, description="答复人之外的签署人。")


@strawberry.input(description="签署一个考核周期的成绩；另一人再签，即定案。")
class SignResultInput(Command):
    """Signs results."""

    city: str = strawberry.field(description="城市的短名。")
    cycle: str = strawberry.field(description="考核周期的代码。")
    results_hash: str = strawberry.field(description="所看过的成绩的散列值；与现有的不同则不予办理。")


@strawberry.type(description="办理成绩的答复。")
class ResultLifePayload(Written):
    """The life of the results after it."""

    city: strawberry.Private[str]
    cycle: strawberry.Private[str]

    @resolved("办理之后的情形。")
    async def life(self, info: Info) -> ResultLife | None:
        return await _life(info, self.city, self.cycle)


@strawberry.type(description="办理异议的答复。")
class ObjectionPayload(Written):
    """The objection that was raised or decided."""

    code: str = strawberry.field(description="异议的编号。")


@strawberry.type
class ResultLifeQuery:
    """Queries about where results stand."""

    @resolved("一个考核周期的成绩走到了哪一步。")
    async def result_life(self, info: Info, city: City, cycle: Cycle) -> ResultLife:
        return await _life(info, city, cycle)


@strawberry.type
class ResultLifeMutation:
    """Commands about results."""

    @mutation("公示成绩：自第二人签署之日起，到城市规定的若干工作日之后；每个周期一次，须两人办理。")
    async def begin_notice(self, info: Info, given: Annotated[BeginNoticeInput, INPUT]) -> ResultLifePayload:
        receipt = await info.context.calls.write(given.city, filled(pb.BeginNotice(), given))
        return ResultLifePayload.by(receipt, city=given.city, cycle=receipt.code)

    @mutation("对公示中的成绩提出异议，须指明计算说明里的一处；同一处只提一次。")
    async def raise_objection(self, info: Info, given: Annotated[RaiseObjectionInput, INPUT]) -> ObjectionPayload:
        named = assessed(given.subject)
        return await _objected(info, named.city, filled(pb.RaiseObjection(subject=named.code), given))

    @mutation("答复异议，须由没有参与原先认定的人；成立的须两人办理，改动事实，另算一版，原来的一版仍可查。")
    async def decide_objection(self, info: Info, given: Annotated[DecideObjectionInput, INPUT]) -> ObjectionPayload:
        corrections = [filled(pb.Correction(), one) for one in given.corrections]
        return await _objected(info, given.city, filled(pb.DecideObjection(corrections=corrections), given))

    @mutation("签署成绩：公示期满、异议均已答复之后，两个不同的人先后签署即定案。")
    async def sign_result(self, info: Info, given: Annotated[SignResultInput, INPUT]) -> ResultLifePayload:
        receipt = await info.context.calls.write(given.city, filled(pb.SignResult(), given))
        return ResultLifePayload.by(receipt, city=given.city, cycle=receipt.code)


async def _life(info: Info, city: str, cycle: str) -> ResultLife:
    request = pb.GetResultLifeRequest(city=city, cycle=cycle)
    answer = await info.context.calls.invoke(info.context.services.assessment.get_result_life, request)
    return ResultLife.of(city, answer)


async def _objected(info: Info, city: str, command: Message) -> ObjectionPayload:
    receipt = await info.context.calls.write(city, command)
    return ObjectionPayload.by(receipt, code=receipt.code)
