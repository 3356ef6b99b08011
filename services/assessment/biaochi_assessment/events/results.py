"""Events about results: those of scoring read, this service's own made and read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.messages import dataclass_of
from google.protobuf.message import Message

from biaochi_assessment.domain.city import BulletinRule, NoticeRule
from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.results.consequences import ConsequenceDue
from biaochi_assessment.domain.results.life import Frozen, Notice, Objection, Signature
from biaochi_assessment.events.consequences import due_of

_PLAIN = tuple(name for name in Objection.__dataclass_fields__ if not name.endswith("_at"))


@dataclass(frozen=True, slots=True)
class ResultsFrozen:
    """Results that scoring froze, of which cycle, what follows once they are final, and how many are on each list."""

    cycle: str
    frozen: Frozen
    due: tuple[ConsequenceDue, ...] = ()
    lists: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raised:
    """That somebody objected."""

    objection: Objection


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of an objection, and the hash of the cycle's facts after it; empty where nothing was changed."""

    objection: Objection
    facts_hash: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature under the results of a cycle."""

    cycle: str
    signature: Signature


ResultEvent = Notice | Raised | Decided | Signed


def results_frozen(message: scoring.ResultsFrozen) -> ResultsFrozen:
    """Return what scoring froze; a build that knew no versions froze the first."""
    frozen = Frozen(message.version or 1, message.results_hash, message.facts_hash)
    return ResultsFrozen(message.cycle, frozen, due_of(message), {one.model: one.subjects for one in message.lists})


def notice_rule_of(message: scoring.CityPublished) -> NoticeRule | None:
    """Return how a city shows its results, None where it does not say."""
    if not message.HasField("notice"):
        return None
    rule = message.notice
    bulletins = tuple(dataclass_of(BulletinRule, one) for one in rule.bulletins)
    return NoticeRule(rule.working_days, rule.to, tuple(rule.decided_by), bulletins)


def nodes_of(graph: str) -> dict[str, dict[str, str]]:
    """Return every node of a model's graph with the indicators below it and their kinds of fact. Raises ValueError."""
    terms = {node["key"]: node["term"] for node in json.loads(graph)["nodes"]}
    found: dict[str, dict[str, str]] = {}

    def below(key: str) -> dict[str, str]:
        if key not in found:
            found[key] = {}
            term = terms[key]
            inputs = {key: str(term["kind"])} if term["op"] == "input" else {}
            for referred in _references(term):
                if referred in terms:
                    inputs |= below(referred)
            found[key] = inputs
        return found[key]

    for key in terms:
        below(key)
    return found


def _references(term: Mapping[str, Any]) -> list[str]:
    own = [str(term["key"])] if term.get("op") == "ref" else []
    inner = [value for value in term.values() if isinstance(value, dict)]
    inner += [one for value in term.values() if isinstance(value, list) for one in value if isinstance(one, dict)]
    return own + [key for one in inner for key in _references(one)]


def notice_message(notice: Notice) -> pb.NoticeBegan:
    """Return a notice as it travels, also in responses."""
    return pb.NoticeBegan(
        cycle=notice.cycle,
        version=notice.version,
        results_hash=notice.results_hash,
        until=notice.last.isoformat(),
        provisional=notice.provisional,
        to=notice.to,
        begun_by=notice.begun_by,
        begun_at=instant(notice.begun_at),
        **{"from": notice.first.isoformat()},
    )


def objection_message(one: Objection) -> pb.Objection:
    """Return an objection as it travels, also in responses."""
    decided_at = instant(one.decided_at) if one.decided_at else ""
    plain = {name: getattr(one, name) for name in _PLAIN}
    return pb.Objection(**plain, raised_at=instant(one.raised_at), decided_at=decided_at)


def signed_message(cycle: str, version: int, signature: Signature, *, final: bool) -> pb.ResultsSigned:
    """Return a signature as it is published."""
    return pb.ResultsSigned(
        cycle=cycle,
        version=version,
        results_hash=signature.results_hash,
        signed_by=signature.signed_by,
        signed_at=instant(signature.signed_at),
        final=final,
    )


def own_result_event(record: ReceivedEvent) -> ResultEvent | None:
    """Return what one of this service's events about results says, None for others, and for one that adds nothing."""
    message = _OWN[record.type].FromString(record.data) if record.type in _OWN else None
    match message:
        case pb.NoticeBegan():
            return _notice(message)
        case pb.ObjectionRaised():
            return Raised(_objection(message.objection))
        case pb.ObjectionDecided():
            return Decided(_objection(message.objection), message.facts_hash)
        case pb.ResultsSigned():
            at = datetime.fromisoformat(message.signed_at)
            return Signed(message.cycle, Signature(message.results_hash, message.signed_by, at))
        case _:
            return None


def is_about_results(record: ReceivedEvent) -> bool:
    """Whether an event of this service is about results."""
    return record.type in _OWN


def _notice(message: pb.NoticeBegan) -> Notice:
    return Notice(
        message.cycle,
        message.version,
        message.results_hash,
        date.fromisoformat(getattr(message, "from")),
        date.fromisoformat(message.until),
        message.provisional,
        message.to,
        message.begun_by,
        datetime.fromisoformat(message.begun_at),
    )


def _objection(message: pb.Objection) -> Objection:
    plain: dict[str, Any] = {name: getattr(message, name) for name in _PLAIN}
    plain |= {name: tuple(plain[name]) for name in ("facts", "reversed")}
    decided_at = datetime.fromisoformat(message.decided_at) if message.decided_at else None
    return Objection(**plain, raised_at=datetime.fromisoformat(message.raised_at), decided_at=decided_at)


_OWN: dict[str, type[Message]] = {
    message.DESCRIPTOR.full_name: message
    for message in (pb.NoticeBegan, pb.ObjectionRaised, pb.ObjectionDecided, pb.ResultsReopened, pb.ResultsSigned)
}
