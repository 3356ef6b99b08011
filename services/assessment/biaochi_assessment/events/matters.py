"""What an event of this service or of the registry says to people: codes, days and names of kinds.

Never a mark or a person's words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.clock import SHANGHAI
from google.protobuf.message import DecodeError

from biaochi_assessment.domain.notifications.matters import Matter
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.notices import BEGUN, LATE, NEAR
from biaochi_assessment.events.webhooks import name_of_event

STAGES = {BEGUN: "work.begun", NEAR: "work.near", LATE: "work.late"}


@dataclass(frozen=True, slots=True)
class _Said:
    """Of an event: the kind, the cycle, whom it is about, its particulars, who did it and who had asked for it."""

    kind: str
    cycle: str
    about: tuple[str, ...] = ()
    particulars: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    raised_by: str = ""


_Reader = Callable[[Any], _Said | None]


def matter_of_event(record: ReceivedEvent) -> Matter | None:
    """Return what an event says to people, None for one that says nothing to anybody, or cannot be read."""
    contract, reader = _READERS.get(record.type, (None, None))
    if contract is None or reader is None:
        return None
    try:
        said = reader(contract.FromString(record.data))
    except DecodeError:
        return None
    if said is None:
        return None
    return Matter(
        number=name_of_event(record),
        kind=said.kind,
        at=record.time,
        cycle=said.cycle,
        about=said.about,
        particulars=said.particulars,
        by=said.by,
        raised_by=said.raised_by,
    )


def _due(message: pb.WorkFellDue) -> _Said | None:
    notice = message.notice
    words = {"work": notice.kind, "period": notice.period, "deadline": notice.deadline}
    return _Said(STAGES[notice.stage], notice.cycle, tuple(notice.organizations), words)


def _opened(message: pb.WorkItemOpened) -> _Said | None:
    item = message.item
    return _Said(
        "work.opened", item.cycle, (item.organization,), {"work": item.kind, "item": item.code}, item.opened_by
    )


def _recorded(message: Any) -> _Said | None:  # noqa: ANN401 - any message with a fact
    return _about_fact("fact.recorded", message.fact, message.fact.recorded_by)


def _reversed(message: pb.FactReversed) -> _Said | None:
    return _about_fact("fact.reversed", message.fact, message.recorded_by)


def _about_fact(kind: str, fact: pb.Fact, by: str) -> _Said | None:
    """A mark whose rater not everybody may know says nothing, lest its moment says who gave it.

    Nor does a fact that followed from work, which was said when the work was.
    """
    if fact.names or "#" in fact.number:
        return None
    return _Said(kind, fact.cycle, (fact.subject,), {"fact": fact.kind, "indicator": fact.indicator}, by)


def _began(message: pb.NoticeBegan) -> _Said | None:
    return _Said("results.notice_began", message.cycle, particulars={"until": message.until}, by=message.begun_by)


def _signed(message: pb.ResultsSigned) -> _Said | None:
    """Both signatures are published at once: the second says all, and the first was said when it was awaited."""
    return _Said("results.final", message.cycle, by=message.signed_by) if message.final else None


def _awaited(message: pb.AssessmentSignatureAwaited) -> _Said | None:
    if message.command == "SignResult":
        return _Said("results.signed", message.cycle, by=message.signed_by)
    return _signature(message, message.cycle)


def _signature(message: pb.AssessmentSignatureAwaited | org.RegistrySignatureAwaited, cycle: str = "") -> _Said:
    """What waits, and the method by which it is signed: whoever may call it is notified."""
    until = datetime.fromisoformat(message.until).astimezone(SHANGHAI).date()
    words = {"command": title(message.command), "method": message.method, "until": until.isoformat()}
    return _Said("signature.awaited", cycle, particulars=words, by=message.signed_by)


def _raised(message: pb.ObjectionRaised) -> _Said | None:
    one = message.objection
    return _Said("objection.raised", one.cycle, (one.subject,), {"objection": one.code}, one.raised_by)


def _decided(message: pb.ObjectionDecided) -> _Said | None:
    one = message.objection
    words = {"objection": one.code, "outcome": one.outcome}
    return _Said("objection.decided", one.cycle, (one.subject,), words, one.decided_by, one.raised_by)


def _drafted(message: pb.DocumentDrafted) -> _Said | None:
    document = message.document
    words = {"document": document.code, "title": document.title}
    return _Said("document.drafted", document.cycle, particulars=words, by=document.drafted_by)


def _in_force(message: pb.DocumentSigned) -> _Said | None:
    """A letter reaches those who speak for whom it is addressed to; other documents are found by whoever looks."""
    if not (message.in_force and message.organization):
        return None
    return _Said("letter.in_force", "", (message.organization,), {"document": message.code}, message.signed_by)


_RECORDED = (pb.CheckRecorded, pb.VetoRecorded, pb.TaskIssued, pb.RatingSubmitted, pb.DecisionRecorded)
_BY_CONTRACT: dict[type[Any], _Reader] = {
    pb.WorkFellDue: _due,
    pb.WorkItemOpened: _opened,
    **dict.fromkeys((*_RECORDED, pb.BonusRecorded, pb.ChoiceRecorded), _recorded),
    pb.FactReversed: _reversed,
    pb.NoticeBegan: _began,
    pb.ResultsSigned: _signed,
    pb.ObjectionRaised: _raised,
    pb.ObjectionDecided: _decided,
    pb.DocumentDrafted: _drafted,
    pb.DocumentSigned: _in_force,
    pb.AssessmentSignatureAwaited: _awaited,
    org.RegistrySignatureAwaited: _signature,
}
_READERS = {contract.DESCRIPTOR.full_name: (contract, reader) for contract, reader in _BY_CONTRACT.items()}
