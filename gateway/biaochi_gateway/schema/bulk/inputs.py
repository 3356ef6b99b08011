"""One row of an import: a command of any kind that records facts or does work."""

from dataclasses import fields

import strawberry
from google.protobuf.message import Message
from strawberry.types.unset import UNSET

from biaochi_gateway.schema.facts.commands import Recorded, reversing, said
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
from biaochi_gateway.schema.work.inputs import (
    AdvanceWorkItemInput,
    OpenWorkItemInput,
    WithdrawWorkItemInput,
    Worked,
    worked,
)

Given = Recorded | ReverseFactInput | Worked
AS_THE_MUTATION = "同名的写入所要的。"


@strawberry.input(one_of=True, description="导入的一行：其中恰好一件事，与同名的写入相同。")
class CommandInput:
    """Exactly one command."""

    record_ledger_entry: RecordLedgerEntryInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    record_check: RecordCheckInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    record_veto: RecordVetoInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    record_bonus: RecordBonusInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    record_choice: RecordChoiceInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    record_decision: RecordDecisionInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    issue_task: IssueTaskInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    complete_task: CompleteTaskInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    submit_rating: SubmitRatingInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    cast_ballot: CastBallotInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    record_rung: RecordRungInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    grant_honour: GrantHonourInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    reverse_fact: ReverseFactInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    open_work_item: OpenWorkItemInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    advance_work_item: AdvanceWorkItemInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)
    withdraw_work_item: WithdrawWorkItemInput | None = strawberry.field(default=UNSET, description=AS_THE_MUTATION)

    @property
    def given(self) -> Given:
        """The one command that there is."""
        (one,) = (value for name in fields(self) if (value := getattr(self, name.name)) not in (None, UNSET))
        found: Given = one
        return found


def command_of(given: Given) -> tuple[str, Message]:
    """The command as its service takes it, and the city that it is for. Raises BadRequest for an id of another kind."""
    if isinstance(given, Worked):
        return worked(given)
    return reversing(given) if isinstance(given, ReverseFactInput) else said(given)
