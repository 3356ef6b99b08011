"""Commands that record what happened. What an indicator accepts, the assessment service says."""

from typing import Annotated

import strawberry

from biaochi_gateway.execution.calls import Receipt
from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded
from biaochi_gateway.schema.common.commands import INPUT, Written
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.ids import global_id
from biaochi_gateway.schema.facts.commands import Recorded, reversing, said
from biaochi_gateway.schema.facts.facts import Fact
from biaochi_gateway.schema.facts.inputs import (
    CastBallotInput,
    CompleteTaskInput,
    GrantHonourInput,
    IssueTaskInput,
    RecordBonusInput,
    RecordCheckInput,
    RecordChoiceInput,
    RecordDecisionInput,
    RecordLedgerEntryInput,
    RecordRungInput,
    RecordVetoInput,
    ReverseFactInput,
    SubmitRatingInput,
)


@strawberry.type(description="登记一条事实的答复。")
class FactPayload(Written):
    """The fact that was written."""

    id: strawberry.ID = strawberry.field(description="事实的全局编号。")
    key: strawberry.Private[Coded]

    @resolved("写入后的事实；冲销则为被冲销的那一条。")
    async def fact(self, info: Info) -> Fact | None:
        message = await info.context.loaders.facts.load(self.key)
        return Fact.stored(self.key.city, message) if message else None


@strawberry.type
class RecordingMutation:
    """Commands that record facts."""

    @mutation("登记一条台账；减免事项的须两人办理。")
    async def record_ledger_entry(self, info: Info, given: Annotated[RecordLedgerEntryInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一次检查得分；同一对象、指标、期已有一条有效的，须先冲销。")
    async def record_check(self, info: Info, given: Annotated[RecordCheckInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一件一票否决事项；须两人办理，第二人以同一幂等键办同样的事即生效。")
    async def record_veto(self, info: Info, given: Annotated[RecordVetoInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一项加分的荣誉，按等级计。")
    async def record_bonus(self, info: Info, given: Annotated[RecordBonusInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一个选项，例如考核对象的类别；同一对象、指标、期已有一条有效的，须先冲销。")
    async def record_choice(self, info: Info, given: Annotated[RecordChoiceInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一项会议决定，须有理由和会签，并须两人办理；同一对象、指标、期已有一条有效的，须先冲销。")
    async def record_decision(self, info: Info, given: Annotated[RecordDecisionInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("下达一项任务。")
    async def issue_task(self, info: Info, given: Annotated[IssueTaskInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("给出一次打分；互评须为轮次所要求，不得自评，只可一次。")
    async def submit_rating(self, info: Info, given: Annotated[SubmitRatingInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("投一票；周期关闭之前可以再投，以最后一票为准，先前的仍留作历史。")
    async def cast_ballot(self, info: Info, given: Annotated[CastBallotInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一个考核对象进入周期时所在的台阶。")
    async def record_rung(self, info: Info, given: Annotated[RecordRungInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一项任务的完成，只可一次；有误则冲销后再登记。")
    async def complete_task(self, info: Info, given: Annotated[CompleteTaskInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("登记一项荣誉。")
    async def grant_honour(self, info: Info, given: Annotated[GrantHonourInput, INPUT]) -> FactPayload:
        return await recorded(info, given)

    @mutation("冲销一条事实，须有理由；原事实仍在，但不再计入。由两人登记的，也由两人冲销。")
    async def reverse_fact(self, info: Info, given: Annotated[ReverseFactInput, INPUT]) -> FactPayload:
        city, command = reversing(given)
        receipt = await info.context.calls.write(city, command)
        return payload(Coded(city, command.fact), receipt)


async def recorded(info: Info, given: Recorded) -> FactPayload:
    """The answer to a command that records a fact. Raises BadRequest when its rater is of another city."""
    city, command = said(given)
    receipt = await info.context.calls.write(city, command)
    return payload(Coded(city, receipt.code), receipt)


def payload(key: Coded, receipt: Receipt) -> FactPayload:
    """The answer to a command that recorded or reversed the fact of this number; it is read only when it is wanted."""
    return FactPayload.by(receipt, id=global_id("Fact", key.city, key.code), key=key)
