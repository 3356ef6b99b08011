"""What this service publishes, on topic biaochi.assessment.v1: one event a fact, a reversal, an opening, a closing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event
from biaochi_chassis.event.messages import message_of
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.closing import Freeze
from biaochi_assessment.domain.cycles import Cycle, PinnedModel
from biaochi_assessment.domain.documents.documents import Document, DocumentSignature
from biaochi_assessment.domain.facts import Fact, Reversal, instant, several
from biaochi_assessment.domain.models import Accept, Choice, Model, Rotation
from biaochi_assessment.domain.results.consequences import Consequence
from biaochi_assessment.domain.results.life import Notice, Objection, Signature
from biaochi_assessment.domain.results.receipts import FileReceipt
from biaochi_assessment.domain.values import canonical
from biaochi_assessment.domain.work.items import Taken, Values, WorkItem, WorkStep
from biaochi_assessment.domain.work.notices import WorkNotice
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.events.consequences import consequence_message, followed_message
from biaochi_assessment.events.documents import document_message, document_signed_message
from biaochi_assessment.events.receipts import receipt_message
from biaochi_assessment.events.results import notice_message, objection_message, signed_message

TOPIC = "biaochi.assessment.v1"
SERVICE = "biaochi.assessment.v1.AssessmentService"

RECORDED = {
    "ledger": pb.LedgerEntryRecorded,
    "check": pb.CheckRecorded,
    "veto": pb.VetoRecorded,
    "task": pb.TaskIssued,
    "rating": pb.RatingSubmitted,
    "bonus": pb.BonusRecorded,
    "choice": pb.ChoiceRecorded,
    "decision": pb.DecisionRecorded,
    "ballot": pb.BallotCast,
    "rung": pb.RungRecorded,
    "honour": pb.HonourGranted,
}

UNTEXTED: Mapping[str, Callable[[str], Any]] = {
    "signed": several,
    "owners": int,
    "raised": bool,
    "seen_by": several,
    "models": several,
}
"""Fields of a fact that do not travel as texts, and how they are read from theirs."""
_TEXT_OF = itemgetter(1)


@dataclass(frozen=True, slots=True)
class EventContext:
    """What events are published under: in which city, on whose behalf, and when."""

    city: str
    call: Call
    time: datetime

    def cycle_opened(self, cycle: Cycle) -> Event:
        """Return the event of an opened cycle."""
        periods = [period_message(period) for period in cycle.periods]
        return self.event(cycle.code, pb.CycleOpened(cycle=cycle.code, periods=periods, models=pinned(cycle.models)))

    def cycle_closed(self, freeze: Freeze) -> Event:
        """Return the event of a closed cycle, with its hash."""
        message = pb.CycleClosed(
            cycle=freeze.cycle.code,
            facts_hash=freeze.cycle.facts_hash,
            facts=freeze.facts,
            reversals=freeze.reversals,
            registry_sequence=freeze.registry_sequence,
        )
        return self.event(freeze.cycle.code, message)

    def recorded(self, facts: Iterable[Fact]) -> list[Event]:
        """Return facts, each as the event of its kind, in this order."""
        return [self.event(fact.subject, _message_of(fact)) for fact in facts]

    def taken(self, steps: Iterable[Taken]) -> list[Event]:
        """Return steps, each as the event of an item opened or advanced, in this order."""
        events = []
        for taken in steps:
            opened = taken.item.opened_at == taken.step.taken_at and not taken.reversals
            kind = pb.WorkItemOpened if opened else pb.WorkItemAdvanced
            message = kind(item=item_message(taken.item), step=step_message(taken.step))
            events.append(self.event(taken.item.code, message))
        return events

    def fell_due(self, notice: WorkNotice) -> Event:
        """Return that a period of what is owed has begun, comes near its deadline, or has passed it."""
        return self.event(notice.kind, pb.WorkFellDue(notice=work_notice_message(notice)))

    def fact_reversed(self, reversal: Reversal, fact: Fact) -> Event:
        """Return the event of a fact taken back."""
        message = pb.FactReversed(
            number=reversal.number,
            fact=fact_message(fact),
            reason=reversal.reason,
            recorded_by=reversal.recorded_by,
            recorded_at=instant(reversal.recorded_at),
        )
        return self.event(fact.subject, message)

    def notice_began(self, notice: Notice) -> Event:
        """Return the event of results put under notice."""
        return self.event(notice.cycle, notice_message(notice))

    def objection_raised(self, objection: Objection) -> Event:
        """Return the event of an objection."""
        return self.event(objection.subject, pb.ObjectionRaised(objection=objection_message(objection)))

    def results_reopened(self, cycle: str, objections: Sequence[str]) -> Event:
        """Return the event of results that do not stand until the facts that follow are judged."""
        return self.event(cycle, pb.ResultsReopened(cycle=cycle, objections=objections))

    def objection_decided(self, objection: Objection, facts_hash: str, counted: tuple[int, int]) -> Event:
        """Return the event of a decision; `counted`: the facts and reversals of the cycle under the new hash."""
        message = pb.ObjectionDecided(objection=objection_message(objection), facts_hash=facts_hash)
        if facts_hash:
            message.facts, message.reversals = counted
        return self.event(objection.subject, message)

    def results_signed(self, cycle: str, version: int, signature: Signature, *, final: bool) -> Event:
        """Return the event of a signature under results."""
        return self.event(cycle, signed_message(cycle, version, signature, final=final))

    def consequences_followed(self, cycle: str, consequences: Sequence[Consequence]) -> Event:
        """Return the event of what follows from results that have become final."""
        return self.event(cycle, followed_message(cycle, consequences))

    def consequence_advanced(self, consequence: Consequence) -> Event:
        """Return the event of a step on a consequence."""
        message = pb.ConsequenceAdvanced(consequence=consequence_message(consequence))
        return self.event(consequence.due.subject, message)

    def receipt_confirmed(self, receipt: FileReceipt) -> Event:
        """Return the event of a receipt."""
        return self.event(receipt.cycle, pb.ReceiptConfirmed(receipt=receipt_message(receipt)))

    def signature_awaited(self, command: str, cycle: str, until: datetime) -> Event:
        """Return that until then a second signature is awaited under a command of this kind, which the call gave."""
        message = pb.AssessmentSignatureAwaited(
            command=command,
            method=f"{SERVICE}/{self.call.action}",
            cycle=cycle,
            signed_by=self.call.caller,
            until=until.isoformat(),
        )
        return self.event(command, message)

    def document_drafted(self, document: Document) -> Event:
        """Return the event of a document."""
        return self.event(document.code, pb.DocumentDrafted(document=document_message(document)))

    def document_signed(self, document: Document, signature: DocumentSignature) -> Event:
        """Return the event of a signature under a document."""
        return self.event(document.code, document_signed_message(document, signature))

    def event(self, subject: str, message: Message) -> Event:
        """Return a message as an event about a subject."""
        data = message.SerializeToString(deterministic=True)
        return Event(TOPIC, self.city, subject, message.DESCRIPTOR.full_name, data, self.call, self.time)


def fact_message(fact: Fact) -> pb.Fact:
    """Return the fact as it travels, also in responses."""
    return pb.Fact(**_filled(fact))


def fields_of_texts(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a fact of these canonical texts says as it travels."""
    fields: dict[str, Any] = dict(filter(_TEXT_OF, texts.items()))
    for name, read in UNTEXTED.items():
        if name in fields:
            fields[name] = read(fields[name])
    return fields


def item_message(item: WorkItem) -> pb.WorkItem:
    """Return the item as it travels, also in responses."""
    more = {name: _iso(getattr(item, name)) for name in ("due_on", "closed_on")}
    return message_of(pb.WorkItem, item, opened_at=instant(item.opened_at), fields=_values(item.fields), **more)


def work_notice_message(notice: WorkNotice) -> pb.WorkNotice:
    """Return what was said of the calendar as it travels, also in responses."""
    days = {"deadline": notice.deadline.on.isoformat(), "said_on": notice.said_on.isoformat()}
    return message_of(pb.WorkNotice, notice, provisional=notice.deadline.provisional, **days)


def step_message(step: WorkStep) -> pb.WorkStep:
    """Return the step as it travels, also in responses."""
    return message_of(pb.WorkStep, step, taken_at=instant(step.taken_at), fields=_values(step.fields))


def kind_message(kind: Kind) -> scoring.WorkKind:
    """Return a kind of work as it was received."""
    return ParseDict(asdict(kind), scoring.WorkKind())


def _values(values: Values) -> list[pb.FieldValue]:
    return [pb.FieldValue(key=key, values=some) for key, some in values.items()]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def period_message(period: Period) -> pb.Period:
    """Return the period as it travels, also in responses."""
    return message_of(pb.Period, period)


def pinned(models: Iterable[PinnedModel]) -> list[pb.PinnedModel]:
    """Return pinned models as they travel, also in responses."""
    return [message_of(pb.PinnedModel, model) for model in models]


def model_message(model: Model) -> scoring.ModelPublished:
    """Return a model as it was received, without its graph."""
    return scoring.ModelPublished(
        code=model.code,
        hash=model.hash,
        subject_kind=model.subject_kind,
        since=model.since.isoformat(),
        until=model.until.isoformat() if model.until else "",
        accepts=[_accept_message(accept) for accept in model.accepts],
        rotations=[_rotation_message(rotation) for rotation in model.rotations],
    )


def _accept_message(accept: Accept) -> scoring.Accept:
    privacy = accept.privacy
    return scoring.Accept(
        indicator=accept.indicator,
        title=accept.title,
        kind=accept.kind,
        lowest=_bound(accept.lowest),
        highest=_bound(accept.highest),
        step=_bound(accept.step),
        unit=accept.unit,
        cadences=accept.cadences,
        recorded_by=accept.recorded_by,
        choices=_choices(accept.choices),
        clause=accept.clause,
        share=accept.share,
        levels=_choices(accept.levels),
        panels=_choices(accept.panels),
        signatures=accept.signatures,
        reasoned=accept.reasoned,
        may=accept.may,
        privacy=scoring.Privacy(names=privacy.names, seen_by=privacy.seen_by, comments=privacy.comments),
        nonzero=accept.nonzero,
        how="spans" if accept.spans else "waivers" if accept.waives else "",
        together=message_of(scoring.Together, accept.together) if accept.together else None,
    )


def _bound(bound: Decimal | None) -> str:
    return "" if bound is None else canonical(bound)


def _choices(choices: Iterable[Choice]) -> list[scoring.Choice]:
    return [message_of(scoring.Choice, one) for one in choices]


def _rotation_message(rotation: Rotation) -> scoring.Rotation:
    turns = [scoring.RotationTurn(ordinal=ordinal, shifts=shifts) for ordinal, shifts in rotation.turns.items()]
    return scoring.Rotation(indicator=rotation.indicator, cadence=rotation.cadence, turns=turns)


def _message_of(fact: Fact) -> Message:
    completed = fact.kind == "task" and fact.amount is not None
    # Of a mapping it is made in its place; a message would be copied into it.
    return (pb.TaskCompleted if completed else RECORDED[fact.kind])(fact=_filled(fact))


def _filled(fact: Fact) -> dict[str, Any]:
    fields: dict[str, Any] = dict(filter(_TEXT_OF, fact.texts().items()))
    for name in fields.keys() & UNTEXTED.keys():
        fields[name] = getattr(fact, name)
    return fields
