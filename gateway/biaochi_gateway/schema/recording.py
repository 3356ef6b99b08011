"""Deeds that record what happened. What an indicator accepts, the assessment service says."""

from typing import Annotated

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.clients import Receipt
from biaochi_gateway.context import Info
from biaochi_gateway.loaders import Coded
from biaochi_gateway.schema.deeds import ASSESSED, INPUT, Written, assessed, code_in, filled, organization
from biaochi_gateway.schema.facts import Fact
from biaochi_gateway.schema.fields import mutation
from biaochi_gateway.schema.ids import GlobalId, global_id
from biaochi_gateway.schema.recording_inputs import (
    CompleteTaskInput,
    GrantHonourInput,
    IssueTaskInput,
    RecordCheckInput,
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
    fact: Fact | None = strawberry.field(description="写入后的事实；冲销则为被冲销的那一条。")


@strawberry.type
class RecordingMutation:
    """Deeds that record facts."""

    @mutation("登记一条台账。")
    async def record_ledger_entry(self, info: Info, given: Annotated[RecordLedgerEntryInput, INPUT]) -> FactPayload:
        subject = assessed(given.subject)
        deed = filled(pb.RecordLedgerEntry(subject=subject.code), given)
        request = pb.RecordLedgerEntriesRequest(city=subject.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.record_ledger_entries, request)
        return await written_fact(info, Coded(subject.city, receipt.code), receipt)

    @mutation("登记一次检查得分；同一组织、指标、期已有一条有效的，须先冲销。")
    async def record_check(self, info: Info, given: Annotated[RecordCheckInput, INPUT]) -> FactPayload:
        subject = assessed(given.subject)
        deed = filled(pb.RecordCheck(subject=subject.code), given)
        request = pb.RecordChecksRequest(city=subject.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.record_checks, request)
        return await written_fact(info, Coded(subject.city, receipt.code), receipt)

    @mutation("登记一件一票否决事项。")
    async def record_veto(self, info: Info, given: Annotated[RecordVetoInput, INPUT]) -> FactPayload:
        subject = assessed(given.subject)
        deed = filled(pb.RecordVeto(subject=subject.code), given)
        request = pb.RecordVetoesRequest(city=subject.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.record_vetoes, request)
        return await written_fact(info, Coded(subject.city, receipt.code), receipt)

    @mutation("下达一项任务。")
    async def issue_task(self, info: Info, given: Annotated[IssueTaskInput, INPUT]) -> FactPayload:
        subject = assessed(given.subject)
        deed = filled(pb.IssueTask(subject=subject.code), given)
        request = pb.IssueTasksRequest(city=subject.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.issue_tasks, request)
        return await written_fact(info, Coded(subject.city, receipt.code), receipt)

    @mutation("登记一项任务的完成，只可一次；有误则冲销后再登记。")
    async def complete_task(self, info: Info, given: Annotated[CompleteTaskInput, INPUT]) -> FactPayload:
        task = GlobalId.parse(given.task, "Task")
        deed = filled(pb.CompleteTask(task=task.code), given)
        request = pb.CompleteTasksRequest(city=task.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.complete_tasks, request)
        return await written_fact(info, Coded(task.city, receipt.code), receipt)

    @mutation("给出一次互评打分；须为轮次所要求，不得自评，只可一次。")
    async def submit_rating(self, info: Info, given: Annotated[SubmitRatingInput, INPUT]) -> FactPayload:
        subject = assessed(given.subject)
        deed = filled(pb.SubmitRating(subject=subject.code, rater=code_in(subject.city, given.rater, *ASSESSED)), given)
        request = pb.SubmitRatingsRequest(city=subject.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.submit_ratings, request)
        return await written_fact(info, Coded(subject.city, receipt.code), receipt)

    @mutation("登记一个组织进入周期时所在的台阶。")
    async def record_rung(self, info: Info, given: Annotated[RecordRungInput, INPUT]) -> FactPayload:
        subject = assessed(given.subject)
        deed = filled(pb.RecordRung(subject=subject.code), given)
        request = pb.RecordRungsRequest(city=subject.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.record_rungs, request)
        return await written_fact(info, Coded(subject.city, receipt.code), receipt)

    @mutation("登记一项荣誉。")
    async def grant_honour(self, info: Info, given: Annotated[GrantHonourInput, INPUT]) -> FactPayload:
        named = organization(given.organization)
        deed = filled(pb.GrantHonour(organization=named.code), given)
        request = pb.GrantHonoursRequest(city=named.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.grant_honours, request)
        return await written_fact(info, Coded(named.city, receipt.code), receipt)

    @mutation("冲销一条事实，须有理由；原事实仍在，但不再计入。")
    async def reverse_fact(self, info: Info, given: Annotated[ReverseFactInput, INPUT]) -> FactPayload:
        fact = GlobalId.parse(given.fact, "Fact", "Honour")
        deed = filled(pb.ReverseFact(fact=fact.code), given)
        request = pb.ReverseFactsRequest(city=fact.city, deeds=[deed])
        receipt = await info.context.line.write(info.context.services.assessment.reverse_facts, request)
        return await written_fact(info, Coded(fact.city, fact.code), receipt)


async def written_fact(info: Info, key: Coded, receipt: Receipt) -> FactPayload:
    """The answer to a deed that recorded or reversed the fact of this number."""
    told = await info.context.loaders.facts.load(key)
    return FactPayload(
        id=global_id("Fact", key.city, key.code),
        fact=Fact.stored(key.city, told) if told else None,
        already=receipt.already,
        position=receipt.position,
    )
