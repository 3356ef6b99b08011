"""What is said of something that happened, when it is recorded."""

import strawberry

from biaochi_gateway.schema.deeds import Deed
from biaochi_gateway.schema.facts import TaskShare
from biaochi_gateway.schema.scalars import Date, Decimal


@strawberry.input(description="就一个组织的一项指标登记。")
class About(Deed):
    """What every recorded fact about a subject names."""

    subject: strawberry.ID = strawberry.field(description="考核对象（组织或人员）的全局编号。")
    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="哪一期的代码，长短须合指标的要求。")
    note: str | None = strawberry.field(default=None, description="说明。")


@strawberry.input(description="据条款、凭佐证登记。")
class Founded(About):
    """A fact with a clause and evidence."""

    clause: str | None = strawberry.field(default=None, description="依据的条款；不给则取模型所载。")
    case: str | None = strawberry.field(default=None, description="所属事件；模型要求时，同一事件只计一次。")
    evidence: str | None = strawberry.field(default=None, description="佐证材料的编号。")
    occurred_on: Date | None = strawberry.field(default=None, description="发生之日。")


@strawberry.input(description="登记一条台账。")
class RecordLedgerEntryInput(Founded):
    """Records a ledger entry."""

    amount: Decimal = strawberry.field(description="分数或数量。")


@strawberry.input(description="登记一次检查得分。")
class RecordCheckInput(Founded):
    """Records a check."""

    amount: Decimal = strawberry.field(description="得分。")


@strawberry.input(description="登记一件一票否决事项。")
class RecordVetoInput(Founded):
    """Records a veto."""


@strawberry.input(description="下达一项任务。")
class IssueTaskInput(Deed):
    """Issues a task."""

    subject: strawberry.ID = strawberry.field(description="承担任务的考核对象的全局编号。")
    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="哪一期的代码。")
    task: str = strawberry.field(description="任务的编号，全市唯一。")
    title: str = strawberry.field(description="名称。")
    share: TaskShare = strawberry.field(description="属于哪一份清单。")
    points: Decimal = strawberry.field(description="分值。")
    due_on: Date | None = strawberry.field(default=None, description="期限。")
    clause: str | None = strawberry.field(default=None, description="依据的条款；不给则取模型所载。")


@strawberry.input(description="登记一项任务的完成。")
class CompleteTaskInput(Deed):
    """Completes a task."""

    task: strawberry.ID = strawberry.field(description="任务的全局编号。")
    amount: Decimal = strawberry.field(description="所得的分，从 0 到任务的分值。")
    occurred_on: Date | None = strawberry.field(default=None, description="完成之日。")
    evidence: str | None = strawberry.field(default=None, description="佐证材料的编号。")
    note: str | None = strawberry.field(default=None, description="说明。")


@strawberry.input(description="给出一次互评打分。")
class SubmitRatingInput(About):
    """Submits a rating."""

    rater: strawberry.ID = strawberry.field(description="打分者（组织或人员）的全局编号。")
    amount: Decimal = strawberry.field(description="打的分。")


@strawberry.input(description="登记一个组织进入周期时所在的台阶；period 给周期的代码。")
class RecordRungInput(About):
    """Records an opening rung."""

    rung: str = strawberry.field(description="台阶的键。")
    clause: str | None = strawberry.field(default=None, description="依据的条款；不给则取模型所载。")


@strawberry.input(description="登记一项荣誉。")
class GrantHonourInput(Deed):
    """Grants an honour."""

    organization: strawberry.ID = strawberry.field(description="受到表彰的组织的全局编号。")
    period: str = strawberry.field(description="周期的代码。")
    title: str = strawberry.field(description="名称。")
    level: str | None = strawberry.field(default=None, description="级别，例如 city。")
    granted_on: Date | None = strawberry.field(default=None, description="授予之日。")
    note: str | None = strawberry.field(default=None, description="说明。")


@strawberry.input(description="冲销一条事实。")
class ReverseFactInput(Deed):
    """Reverses a fact."""

    fact: strawberry.ID = strawberry.field(description="事实的全局编号。")
    reason: str = strawberry.field(description="理由。")
