"""What is said of something that happened, when it is recorded."""

import strawberry

from biaochi_gateway.schema.common.commands import Command
from biaochi_gateway.schema.common.scalars import Date, Decimal
from biaochi_gateway.schema.facts.facts import TaskShare


@strawberry.input(description="就一个考核对象的一项指标登记。")
class AboutSubject(Command):
    """What every recorded fact about a subject names."""

    subject: strawberry.ID = strawberry.field(description="考核对象（组织或人员）的全局编号。")
    indicator: str = strawberry.field(description="指标的键。")
    period: str = strawberry.field(description="哪一期的代码，长短须合指标的要求。")
    note: str | None = strawberry.field(default=None, description="说明。")
    reason: str | None = strawberry.field(default=None, description="理由、事由或评语；指标要求时必填。")


@strawberry.input(description="据条款登记。")
class UnderClause(AboutSubject):
    """A fact under a clause."""

    clause: str | None = strawberry.field(default=None, description="依据的条款；不给则取模型所载。")


@strawberry.input(description="据条款、凭佐证登记。")
class Founded(UnderClause):
    """A fact with a clause and evidence, perhaps one of a case."""

    case: str | None = strawberry.field(default=None, description="所属事件；模型要求时，同一事件只计一次。")
    department: str | None = strawberry.field(
        default=None, description="所属部门；模型要求时，同一事件同一部门只计一次。"
    )
    evidence: str | None = strawberry.field(default=None, description="佐证材料的编号。")
    occurred_on: Date | None = strawberry.field(default=None, description="发生之日，须在该期之内。")


@strawberry.input(description="按等级或分值登记的一件事。")
class Counted(Founded):
    """A fact that may have a level, several owners, and a factor."""

    level: str | None = strawberry.field(default=None, description="等级的键；指标分等级时必填。")
    owners: int | None = strawberry.field(default=None, description="由几家共有；不给为一家。")
    raised: bool | None = strawberry.field(default=None, description="加重的系数是否成立，例如由上级查出。")


@strawberry.input(description="登记一条台账。")
class RecordLedgerEntryInput(Counted):
    """Records a ledger entry."""

    amount: Decimal | None = strawberry.field(default=None, description="分数或数量；按等级计的指标不给。")


@strawberry.input(description="登记一次检查得分。")
class RecordCheckInput(Counted):
    """Records a check."""

    amount: Decimal = strawberry.field(description="得分。")


@strawberry.input(description="登记一件一票否决事项。")
class RecordVetoInput(Founded):
    """Records a veto."""


@strawberry.input(description="登记一项加分的荣誉。")
class RecordBonusInput(Counted):
    """Records a bonus."""


@strawberry.input(description="登记一个选项。")
class RecordChoiceInput(Founded):
    """Records a choice."""

    choice: str = strawberry.field(description="选项的键。")


@strawberry.input(description="登记一项会议决定：准许某事、某个选项或某个分数，由指标而定。")
class RecordDecisionInput(Founded):
    """Records a decision."""

    signed: list[str] = strawberry.field(default_factory=list, description="登记者之外的会签人。")
    choice: str | None = strawberry.field(default=None, description="决定的选项的键。")
    amount: Decimal | None = strawberry.field(default=None, description="决定的分数。")


@strawberry.input(description="下达一项任务。")
class IssueTaskInput(UnderClause):
    """Issues a task."""

    task: str = strawberry.field(description="任务的编号，全市唯一。")
    title: str = strawberry.field(description="名称。")
    share: TaskShare = strawberry.field(description="属于哪一份清单。")
    points: Decimal = strawberry.field(description="分值。")
    due_on: Date | None = strawberry.field(default=None, description="期限。")
    level: str | None = strawberry.field(default=None, description="难度等级的键；指标分等级时必填。")
    signed: list[str] = strawberry.field(default_factory=list, description="登记者之外的审定人。")


@strawberry.input(description="登记一项任务的完成。")
class CompleteTaskInput(Command):
    """Completes a task."""

    task: strawberry.ID = strawberry.field(description="任务的全局编号。")
    amount: Decimal = strawberry.field(description="所得的分，从 0 到任务的分值。")
    occurred_on: Date | None = strawberry.field(default=None, description="完成之日。")
    evidence: str | None = strawberry.field(default=None, description="佐证材料的编号。")
    note: str | None = strawberry.field(default=None, description="说明。")


@strawberry.input(description="给出一次打分。")
class SubmitRatingInput(AboutSubject):
    """Submits a rating."""

    rater: strawberry.ID = strawberry.field(description="打分的组织或人员的全局编号。")
    amount: Decimal = strawberry.field(description="打的分。")


@strawberry.input(description="投一票。")
class CastBallotInput(AboutSubject):
    """Casts a ballot."""

    rater: strawberry.ID = strawberry.field(description="投票的组织或人员的全局编号。")
    panel: str = strawberry.field(description="投票人类别的键。")
    choice: str = strawberry.field(description="所投选项的键；无效票为 invalid。")


@strawberry.input(description="登记一个考核对象进入周期时所在的台阶；period 给周期的代码。")
class RecordRungInput(UnderClause):
    """Records an opening rung."""

    rung: str = strawberry.field(description="台阶的键。")


@strawberry.input(description="登记一项荣誉。")
class GrantHonourInput(Command):
    """Grants an honour."""

    organization: strawberry.ID = strawberry.field(description="受到表彰的组织的全局编号。")
    period: str = strawberry.field(description="周期的代码。")
    title: str = strawberry.field(description="名称。")
    level: str | None = strawberry.field(default=None, description="级别，例如 city。")
    granted_on: Date | None = strawberry.field(default=None, description="授予之日。")
    note: str | None = strawberry.field(default=None, description="说明。")


@strawberry.input(description="冲销一条事实。")
class ReverseFactInput(Command):
    """Reverses a fact."""

    fact: strawberry.ID = strawberry.field(description="事实的全局编号。")
    reason: str = strawberry.field(description="理由。")
