"""Inputs that record or reverse a fact become the commands of the assessment service, each with its city."""

from collections.abc import Mapping
from typing import NamedTuple

from biaochi.assessment.v1 import service_pb2 as pb
from google.protobuf.message import Message

from biaochi_gateway.schema.common.commands import ASSESSED, assessed, code_in, filled, organization
from biaochi_gateway.schema.common.ids import GlobalId
from biaochi_gateway.schema.facts.inputs import (
    AboutSubject,
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

Recorded = AboutSubject | CompleteTaskInput | GrantHonourInput
"""What records a fact."""
ABOUT_SUBJECTS: Mapping[type[AboutSubject], type[Message]] = {
    RecordLedgerEntryInput: pb.RecordLedgerEntry,
    RecordCheckInput: pb.RecordCheck,
    RecordVetoInput: pb.RecordVeto,
    RecordBonusInput: pb.RecordBonus,
    RecordChoiceInput: pb.RecordChoice,
    RecordDecisionInput: pb.RecordDecision,
    IssueTaskInput: pb.IssueTask,
    SubmitRatingInput: pb.SubmitRating,
    CastBallotInput: pb.CastBallot,
    RecordRungInput: pb.RecordRung,
}


class Said(NamedTuple):
    """A command, and the city that it is for."""

    city: str
    command: Message


class Reversing(NamedTuple):
    """A command that reverses a fact, and the city that it is for."""

    city: str
    command: pb.ReverseFact


def said(given: Recorded) -> Said:
    """The command that records a fact. Raises BadRequest for an id of another kind, and for a rater of another city."""
    if isinstance(given, CompleteTaskInput):
        task = GlobalId.parse(given.task, "Task")
        return Said(task.city, filled(pb.CompleteTask(task=task.code), given))
    if isinstance(given, GrantHonourInput):
        named = organization(given.organization)
        return Said(named.city, filled(pb.GrantHonour(organization=named.code), given))
    subject = assessed(given.subject)
    codes = {"subject": subject.code}
    if rater := getattr(given, "rater", None):
        codes["rater"] = code_in(subject.city, rater, *ASSESSED)
    return Said(subject.city, filled(ABOUT_SUBJECTS[type(given)](**codes), given))


def reversing(given: ReverseFactInput) -> Reversing:
    """The command that reverses a fact. Raises BadRequest for an id of another kind."""
    fact = GlobalId.parse(given.fact, "Fact", "Honour")
    return Reversing(fact.city, filled(pb.ReverseFact(fact=fact.code), given))
