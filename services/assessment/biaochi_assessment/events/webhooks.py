"""What webhooks are sent of an event: codes, hashes and days, never a fact, a score or a name."""

from collections.abc import Callable, Mapping
from json import dumps
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.event import ReceivedEvent
from google.protobuf.message import DecodeError

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.webhooks.deliveries import Message
from biaochi_assessment.events.decode import SCORING
from biaochi_assessment.events.encode import TOPIC

TOPICS = (TOPIC, SCORING)

_Reader = Callable[[bytes], tuple[str, dict[str, object]] | None]


def message_of_event(record: ReceivedEvent) -> Message | None:
    """Return what is sent of an event, None of one that is sent to nobody or cannot be read."""
    reader = _READERS.get(record.type)
    try:
        read = reader(record.data) if reader else None
    except DecodeError:
        return None
    if read is None:
        return None
    kind, data = read
    about = {"city": record.city, "event": record.id, **data}
    body = {"type": kind, "timestamp": instant(record.time), "data": about}
    return Message(name_of_event(record), kind, record.time, written(body))


def name_of_event(record: ReceivedEvent) -> str:
    """A name that stays, and sorts by where the event stands; Standard Webhooks allows no full stop in it."""
    source = record.id.partition("/")[0]
    return f"{source}-{record.partition}-{record.sequence:010d}"


def written(body: Mapping[str, object]) -> bytes:
    """What is sent, as JSON."""
    return dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _cycle_opened(data: bytes) -> tuple[str, dict[str, object]]:
    return "cycle.opened", {"cycle": pb.CycleOpened.FromString(data).cycle}


def _cycle_closed(data: bytes) -> tuple[str, dict[str, object]]:
    closed = pb.CycleClosed.FromString(data)
    return "cycle.closed", {"cycle": closed.cycle, "factsHash": closed.facts_hash}


def _frozen(data: bytes) -> tuple[str, dict[str, object]]:
    frozen = scoring.ResultsFrozen.FromString(data)
    version = frozen.version or 1
    return "results.frozen", {"cycle": frozen.cycle, "version": version, "resultsHash": frozen.results_hash}


def _began(data: bytes) -> tuple[str, dict[str, object]]:
    notice = pb.NoticeBegan.FromString(data)
    about = {"cycle": notice.cycle, "version": notice.version, "resultsHash": notice.results_hash}
    return "results.notice_began", {**about, "from": getattr(notice, "from"), "until": notice.until}


def _reopened(data: bytes) -> tuple[str, dict[str, object]]:
    return "results.reopened", {"cycle": pb.ResultsReopened.FromString(data).cycle}


def _signed(data: bytes) -> tuple[str, dict[str, object]]:
    signed = pb.ResultsSigned.FromString(data)
    about = {"cycle": signed.cycle, "version": signed.version, "resultsHash": signed.results_hash}
    return "results.final" if signed.final else "results.signed", about


def _raised(data: bytes) -> tuple[str, dict[str, object]]:
    objection = pb.ObjectionRaised.FromString(data).objection
    return "objection.raised", {"cycle": objection.cycle, "objection": objection.code}


def _decided(data: bytes) -> tuple[str, dict[str, object]]:
    objection = pb.ObjectionDecided.FromString(data).objection
    return "objection.decided", {
        "cycle": objection.cycle,
        "objection": objection.code,
        "outcome": objection.outcome.upper(),
    }


def _document(data: bytes) -> tuple[str, dict[str, object]] | None:
    signed = pb.DocumentSigned.FromString(data)
    return ("document.in_force", {"document": signed.code, "hash": signed.hash}) if signed.in_force else None


def _due(data: bytes) -> tuple[str, dict[str, object]]:
    notice = pb.WorkFellDue.FromString(data).notice
    about: dict[str, object] = {name: getattr(notice, name) for name in ("cycle", "kind", "period", "stage")}
    return "work.fell_due", {**about, "deadline": notice.deadline, "organizations": list(notice.organizations)}


_BY_CONTRACT: dict[type[Any], _Reader] = {
    pb.CycleOpened: _cycle_opened,
    pb.CycleClosed: _cycle_closed,
    scoring.ResultsFrozen: _frozen,
    pb.NoticeBegan: _began,
    pb.ResultsReopened: _reopened,
    pb.ResultsSigned: _signed,
    pb.ObjectionRaised: _raised,
    pb.ObjectionDecided: _decided,
    pb.DocumentSigned: _document,
    pb.WorkFellDue: _due,
}
_READERS: dict[str, _Reader] = {contract.DESCRIPTOR.full_name: reader for contract, reader in _BY_CONTRACT.items()}
