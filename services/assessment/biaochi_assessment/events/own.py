"""Reads back what this service itself published: its facts, reversals and cycles."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_chassis.event.event import ReceivedEvent

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.cycles import Cycle, PinnedModel
from biaochi_assessment.domain.documents.documents import Document, DocumentSignature
from biaochi_assessment.domain.facts import FIELDS, Fact, Reversal
from biaochi_assessment.domain.results.consequences import Consequence
from biaochi_assessment.domain.results.receipts import FileReceipt
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work.notices import WorkNotice
from biaochi_assessment.domain.working_days import Deadline
from biaochi_assessment.events.consequences import own_consequence_event
from biaochi_assessment.events.decode import item_of, step_of
from biaochi_assessment.events.documents import own_document_event
from biaochi_assessment.events.encode import RECORDED, UNTEXTED
from biaochi_assessment.events.receipts import own_receipt_event
from biaochi_assessment.events.results import ResultEvent, is_about_results, own_result_event


@dataclass(frozen=True, slots=True)
class Reversed:
    """A reversal with the fact that it took back."""

    reversal: Reversal
    fact: Fact


@dataclass(frozen=True, slots=True)
class Closed:
    """That a cycle was closed, when, and under which hash."""

    cycle: str
    at: datetime
    facts_hash: str


@dataclass(frozen=True, slots=True)
class Worked:
    """A step that was taken on a work item, with the item after it."""

    item: WorkItem
    step: WorkStep


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed from final results, or what became of it."""

    consequences: tuple[Consequence, ...]


@dataclass(frozen=True, slots=True)
class Reopened:
    """That facts of a closed cycle follow: what they come to, the decision after them says."""


class Awaited:
    """That somebody signed first: who is to sign second was told when it was said, and nothing is kept of it."""


OwnEvent = (
    Fact
    | Reversed
    | Cycle
    | Closed
    | Worked
    | WorkNotice
    | ResultEvent
    | Reopened
    | Awaited
    | Followed
    | FileReceipt
    | Document
    | DocumentSignature
)
_WORK: dict[str, type[Any]] = {
    message.DESCRIPTOR.full_name: message for message in (pb.WorkItemOpened, pb.WorkItemAdvanced)
}

_FACTS: dict[str, type[Any]] = {
    message.DESCRIPTOR.full_name: message for message in (*RECORDED.values(), pb.TaskCompleted)
}


def own_event(record: ReceivedEvent) -> OwnEvent:
    """Return what one of this service's events says. Raises KeyError for a type it never published."""
    if record.type == pb.FactReversed.DESCRIPTOR.full_name:
        return _reversed(pb.FactReversed.FromString(record.data))
    if record.type == pb.CycleOpened.DESCRIPTOR.full_name:
        return _opened(pb.CycleOpened.FromString(record.data), record.time)
    if record.type == pb.CycleClosed.DESCRIPTOR.full_name:
        closed = pb.CycleClosed.FromString(record.data)
        return Closed(closed.cycle, record.time.astimezone(UTC), closed.facts_hash)
    if (about_document := own_document_event(record)) is not None:
        return about_document
    if (consequences := own_consequence_event(record)) is not None:
        return Followed(tuple(consequences))
    if (receipt := own_receipt_event(record)) is not None:
        return receipt
    if is_about_results(record):
        return own_result_event(record) or Reopened()
    if record.type == pb.AssessmentSignatureAwaited.DESCRIPTOR.full_name:
        return Awaited()
    if record.type in _WORK:
        worked = _WORK[record.type].FromString(record.data)
        return Worked(item_of(worked.item), step_of(worked.step))
    if record.type == pb.WorkFellDue.DESCRIPTOR.full_name:
        return _notice(pb.WorkFellDue.FromString(record.data).notice)
    return _fact(_FACTS[record.type].FromString(record.data).fact)


def _fact(message: pb.Fact) -> Fact:
    texts = {name: getattr(message, name) for name in FIELDS if name not in UNTEXTED}
    lists = {name: "\n".join(getattr(message, name)) for name in ("signed", "seen_by", "models")}
    return Fact.read(texts | lists | {"owners": str(message.owners), "raised": "1" if message.raised else ""})


def _reversed(message: pb.FactReversed) -> Reversed:
    fact = _fact(message.fact)
    at = datetime.fromisoformat(message.recorded_at)
    return Reversed(Reversal(message.number, fact.number, fact.cycle, message.reason, message.recorded_by, at), fact)


def _notice(message: pb.WorkNotice) -> WorkNotice:
    deadline = Deadline(date.fromisoformat(message.deadline), message.provisional)
    said_on, whom = date.fromisoformat(message.said_on), tuple(message.organizations)
    return WorkNotice(message.cycle, message.kind, message.period, message.stage, deadline, said_on, whom)


def _opened(message: pb.CycleOpened, at: datetime) -> Cycle:
    models = tuple(PinnedModel(model.code, model.hash) for model in message.models)
    return Cycle(message.cycle, tuple(_period(period) for period in message.periods), models, at.astimezone(UTC))


def _period(message: pb.Period) -> Period:
    starts_on, ends_before = date.fromisoformat(message.starts_on), date.fromisoformat(message.ends_before)
    return Period(message.code, message.cadence, message.ordinal, starts_on, ends_before)
