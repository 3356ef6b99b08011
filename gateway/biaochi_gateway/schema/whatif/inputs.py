"""What is supposed over a real cycle: facts more or fewer, other numbers, another version of the rule."""

import strawberry
from biaochi.assessment.v1.events_pb2 import Fact as SupposedFact
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_gateway.schema.common.commands import filled
from biaochi_gateway.schema.common.scalars import Decimal


@strawberry.input(description="假设另有的一条事实；种类由指标而定，需要哪些数值也由指标而定。")
class SupposedFactInput:
    """A fact that would stand as well."""

    subject: str = strawberry.field(description="被评的组织，给代码。")
    indicator: str = strawberry.field(description="指标的键；起始台阶为 opening_rung。")
    period: str = strawberry.field(description="哪一期的代码，长短须合指标的要求。")
    amount: Decimal | None = strawberry.field(default=None, description="分数或数量；任务则为所得的分。")
    rater: str | None = strawberry.field(default=None, description="打分或投票的组织或人员，给代码。")
    task: str | None = strawberry.field(default=None, description="任务的编号。")
    points: Decimal | None = strawberry.field(
        default=None, description="任务的分值；给出则假设另下达一项任务，不给则假设已下达的这项任务办结。"
    )
    rung: str | None = strawberry.field(default=None, description="起始台阶的键。")
    level: str | None = strawberry.field(default=None, description="等级的键。")
    choice: str | None = strawberry.field(default=None, description="选项的键；投票、会议决定同。")
    panel: str | None = strawberry.field(default=None, description="投票人类别的键。")
    case: str | None = strawberry.field(default=None, description="所属事件；模型要求时，同一事件只计一次。")
    department: str | None = strawberry.field(default=None, description="所属部门。")
    owners: int | None = strawberry.field(default=None, description="由几家共有；不给为一家。")
    raised: bool | None = strawberry.field(default=None, description="加重的系数是否成立。")
    signed: list[str] = strawberry.field(default_factory=list, description="登记者之外的会签人。")
    reason: str | None = strawberry.field(default=None, description="理由、事由或评语。")
    note: str | None = strawberry.field(default=None, description="说明。")


@strawberry.input(description="假设规则中的一个数字改为别的数。")
class ParameterInput:
    """Another value of one number of a rule."""

    node: str = strawberry.field(description="模型节点的键。")
    place: int | None = strawberry.field(
        default=None, description="节点的第几个数字，从 1 起，次序同模型节点的 numbers；只有一个数字时可不给。"
    )
    value: str = strawberry.field(description="改为多少：小数或分数，例如 85 或 2/3。")
    model: str | None = strawberry.field(
        default=None, description="是哪个模型的规则，给代码：名单所属的模型，或它所用的模型；不给则为名单所属的模型。"
    )


@strawberry.input(description="假设：各项都可不给；事实增减合计至多 1000 条，数字至多改 100 个。")
class SuppositionInput:
    """Everything that may be supposed at once."""

    added: list[SupposedFactInput] = strawberry.field(default_factory=list, description="假设另有的事实。")
    reversed: list[str] = strawberry.field(default_factory=list, description="假设冲销的事实，给编号。")
    parameters: list[ParameterInput] = strawberry.field(default_factory=list, description="假设改动的数字。")
    model_hash: str | None = strawberry.field(
        default=None, description="假设按该模型已发布的另一版本评判，给散列值；不给则按与之比较的版本。"
    )
    graph: str | None = strawberry.field(
        default=None, description="假设按尚未发布的版本评判，给规则全文（规范形式）；与 modelHash 只可给其一。"
    )


def supposed(request: pb.SimulateRequest, given: SuppositionInput) -> pb.SimulateRequest:
    """The request with everything supposed. Raises BadRequest for a place below 1."""
    request.added.extend(filled(SupposedFact(), each) for each in given.added)
    request.reversed.extend(given.reversed)
    request.parameters.extend(_parameter(index, each) for index, each in enumerate(given.parameters))
    request.model_hash = given.model_hash or ""
    request.graph = given.graph or ""
    return request


def _parameter(index: int, given: ParameterInput) -> pb.ParameterChange:
    if given.place is not None and not 1 <= given.place <= 1000:
        raise BadRequest(f"place 从 1 起，给的是 {given.place}：请给节点的第几个数字。", field="place", index=index)
    return pb.ParameterChange(node=given.node, place=given.place or 0, value=given.value, model=given.model or "")
