"""What scoring receives: protobuf messages of the three topics read into plain values."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.identity.granted import GrantRevoked, RoleGranted
from biaochi_sdk.values.subjects import MEMBER
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import DecodeError, Message

from biaochi_scoring.domain.cycles import Closing, Cycle, Period
from biaochi_scoring.domain.facts import LISTS, PUBLISHED, Fact
from biaochi_scoring.domain.models import City, Model
from biaochi_scoring.domain.received import (
    CityPublished,
    CycleClosed,
    CycleOpened,
    EventContent,
    FactRecorded,
    FactReversed,
    FactsChanged,
    ModelPublished,
    NoticeBegan,
    RegistryChanged,
    ResultsReopened,
)
from biaochi_scoring.domain.registry import RegistryState

ORG = "biaochi.org.v1"
ASSESSMENT = "biaochi.assessment.v1"
SCORING = "biaochi.scoring.v1"
TOPICS = (ORG, ASSESSMENT, SCORING)
_PLACE = Fact._fields.index("sequence")
_BEFORE, _BEHIND, _LISTS_OF = (
    attrgetter(*names) for names in (PUBLISHED[:_PLACE], PUBLISHED[_PLACE : -len(LISTS)], LISTS)
)
"""What reads the fields of a message in the order of a fact's, without that of its place in the log."""
EXEMPT = "EXEMPT"


def content_of(record: ReceivedEvent) -> EventContent | None:
    """What a record says; none if scoring has no use for it. Raises ValueError when it cannot be read."""
    reader = _READERS.get(record.type)
    if reader is None:
        return None
    kind, read = reader
    message = kind()
    try:
        message.ParseFromString(record.data)
    except DecodeError as trouble:
        raise ValueError(f"{record.type} cannot be read as protobuf: {trouble}") from trouble
    return read(record, message)


def _registry_changed(record: ReceivedEvent, message: Any) -> RegistryChanged:  # noqa: ANN401 - any message with `after`
    states = [_state(record, ordinal, state) for ordinal, state in enumerate(message.after)]
    return RegistryChanged(tuple(states))


def _state(record: ReceivedEvent, ordinal: int, state: org.OrganizationState) -> RegistryState:
    return RegistryState(
        city=record.city,
        sequence=record.sequence,
        ordinal=ordinal,
        code=state.code,
        kind=state.kind,
        since=date.fromisoformat(state.since),
        established_on=date.fromisoformat(state.established_on),
        until=_day(state.until),
        parent=state.parent,
    )


def _role_granted(_record: ReceivedEvent, message: org.RoleGranted) -> RoleGranted:
    since, subjects = date.fromisoformat(message.since), tuple(message.subjects)
    return RoleGranted(message.grant, message.holder, message.role, subjects, since, _day(message.until))


def _grant_revoked(_record: ReceivedEvent, message: org.GrantRevoked) -> GrantRevoked:
    return GrantRevoked(message.grant, message.holder)


def _member_started(record: ReceivedEvent, message: org.MembershipStarted) -> RegistryChanged:
    """An exempt membership makes nobody a subject: it is over on the day it begins."""
    until = message.since if message.kind == EXEMPT else message.until
    return _person(record, message, (MEMBER, message.since, until))


def _member_ended(record: ReceivedEvent, message: org.MembershipEnded) -> RegistryChanged:
    return _person(record, message, (MEMBER, message.until, message.until))


def _post_started(record: ReceivedEvent, message: org.PostStarted) -> RegistryChanged:
    return _person(record, message, (message.role, message.since, message.until))


def _post_ended(record: ReceivedEvent, message: org.PostEnded) -> RegistryChanged:
    return _person(record, message, (message.role, message.until, message.until))


def _member_corrected(record: ReceivedEvent, message: org.MembershipStartCorrected) -> RegistryChanged:
    return _corrected(record, message, MEMBER, exempt=message.kind == EXEMPT)


def _post_corrected(record: ReceivedEvent, message: org.PostStartCorrected) -> RegistryChanged:
    return _corrected(record, message, message.role)


def _member_end_corrected(record: ReceivedEvent, message: org.MembershipEndCorrected) -> RegistryChanged:
    exempt = message.kind == EXEMPT
    return RegistryChanged(()) if exempt else _person(record, message, _until(message, MEMBER))


def _post_end_corrected(record: ReceivedEvent, message: org.PostEndCorrected) -> RegistryChanged:
    return _person(record, message, _until(message, message.role))


def _until(message: Any, kind: str) -> tuple[str, str, str]:  # noqa: ANN401 - either of the two
    """It is over on the right day; on a wrong one before that it goes on."""
    return kind, min(message.was, message.until), message.until


def _corrected(
    record: ReceivedEvent,
    message: Any,  # noqa: ANN401 - either of the two
    kind: str,
    *,
    exempt: bool = False,
) -> RegistryChanged:
    """It begins on the right day; the day that was wrong begins nothing, or goes on with what had begun before it."""
    goes_on = message.since < message.was and not exempt
    wrong = _person(record, message, (kind, message.was, message.until if goes_on else message.was))
    until = message.since if exempt else message.until
    right = _person(record, message, (kind, message.since, until), ordinal=1)
    return RegistryChanged((*wrong.states, *right.states))


def _person(
    record: ReceivedEvent,
    message: Any,  # noqa: ANN401 - any of those here
    spell: tuple[str, str, str],
    ordinal: int = 0,
) -> RegistryChanged:
    kind, since, until = spell
    first = date.fromisoformat(since)
    state = RegistryState(
        city=record.city,
        sequence=record.sequence,
        ordinal=ordinal,
        code=message.person,
        kind=kind,
        since=first,
        established_on=first,
        until=_day(until),
        parent=message.organization,
    )
    return RegistryChanged((state,))


def _cycle_opened(record: ReceivedEvent, message: assessment.CycleOpened) -> CycleOpened:
    periods = tuple(_period(period) for period in message.periods)
    if not periods:
        raise ValueError(f"the cycle {message.cycle} has no period")
    models = {pinned.code: pinned.hash for pinned in message.models}
    return CycleOpened(Cycle(record.city, message.cycle, record.sequence, periods, models))


def _period(period: assessment.Period) -> Period:
    starts_on, ends_before = date.fromisoformat(period.starts_on), date.fromisoformat(period.ends_before)
    return Period(period.code, period.cadence, period.ordinal, starts_on, ends_before)


def _cycle_closed(_record: ReceivedEvent, message: assessment.CycleClosed) -> CycleClosed:
    return CycleClosed(message.cycle, Closing(message.facts_hash, message.registry_sequence))


def _notice_began(_record: ReceivedEvent, message: assessment.NoticeBegan) -> NoticeBegan:
    return NoticeBegan(message.cycle, message.to)


def _results_reopened(_record: ReceivedEvent, message: assessment.ResultsReopened) -> ResultsReopened:
    return ResultsReopened(message.cycle)


def _objection_decided(_record: ReceivedEvent, message: assessment.ObjectionDecided) -> FactsChanged:
    return FactsChanged(message.objection.cycle, message.facts_hash)


def _fact_recorded(record: ReceivedEvent, message: Any) -> FactRecorded:  # noqa: ANN401 - any message with `fact`
    return FactRecorded(_fact(record, message.fact))


def _fact_reversed(record: ReceivedEvent, message: assessment.FactReversed) -> FactReversed:
    return FactReversed(message.number, _fact(record, message.fact))


def _fact(record: ReceivedEvent, fact: assessment.Fact) -> Fact:
    if not fact.number:
        raise ValueError("the fact has no number")
    return fact_of(fact, record.sequence)


def fact_of(message: assessment.Fact, sequence: int) -> Fact:
    """The fact of a message."""
    return Fact._make((*_BEFORE(message), sequence, *_BEHIND(message), *map(tuple, _LISTS_OF(message))))


def _city_published(_record: ReceivedEvent, message: scoring.CityPublished) -> CityPublished:
    work = _canonical([_plain(kind) for kind in message.work])
    notice = _canonical(_plain(message.notice)) if message.HasField("notice") else "null"
    consequences = _canonical([_plain(one) for one in message.consequences])
    named = (message.slug, message.title, message.plugin, message.version)
    return CityPublished(City(*named, tuple(message.calendar), work, notice, consequences))


def _plain(message: Message) -> dict[str, Any]:
    return MessageToDict(message, preserving_proto_field_name=True)


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _model_published(record: ReceivedEvent, message: scoring.ModelPublished) -> ModelPublished:
    return ModelPublished(
        Model(
            city=message.city,
            hash=message.hash,
            code=message.code,
            subject_kind=message.subject_kind,
            since=date.fromisoformat(message.since),
            until=_day(message.until),
            graph=message.graph,
            sequence=record.sequence,
        )
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


Reader = tuple[type[Message], Callable[[ReceivedEvent, Any], EventContent]]


def _readers(kinds: Sequence[type[Message]], read: Callable[[ReceivedEvent, Any], EventContent]) -> dict[str, Reader]:
    return {kind.DESCRIPTOR.full_name: (kind, read) for kind in kinds}


_READERS: dict[str, Reader] = {
    **_readers(
        [
            org.OrganizationEstablished,
            org.TemporaryOrganizationEstablished,
            org.OrganizationRenamed,
            org.OrganizationMoved,
            org.OrganizationMerged,
            org.OrganizationSplit,
            org.OrganizationAbolished,
            org.OrganizationDateCorrected,
        ],
        _registry_changed,
    ),
    **_readers([org.RoleGranted], _role_granted),
    **_readers([org.GrantRevoked], _grant_revoked),
    **_readers([org.MembershipStarted], _member_started),
    **_readers([org.MembershipEnded], _member_ended),
    **_readers([org.PostStarted], _post_started),
    **_readers([org.PostEnded], _post_ended),
    **_readers([org.MembershipStartCorrected], _member_corrected),
    **_readers([org.PostStartCorrected], _post_corrected),
    **_readers([org.MembershipEndCorrected], _member_end_corrected),
    **_readers([org.PostEndCorrected], _post_end_corrected),
    **_readers(
        [
            assessment.LedgerEntryRecorded,
            assessment.CheckRecorded,
            assessment.VetoRecorded,
            assessment.TaskIssued,
            assessment.TaskCompleted,
            assessment.RatingSubmitted,
            assessment.BonusRecorded,
            assessment.ChoiceRecorded,
            assessment.DecisionRecorded,
            assessment.BallotCast,
            assessment.RungRecorded,
        ],
        _fact_recorded,
    ),
    **_readers([assessment.FactReversed], _fact_reversed),
    **_readers([assessment.CycleOpened], _cycle_opened),
    **_readers([assessment.CycleClosed], _cycle_closed),
    **_readers([assessment.ResultsReopened], _results_reopened),
    **_readers([assessment.NoticeBegan], _notice_began),
    **_readers([assessment.ObjectionDecided], _objection_decided),
    **_readers([scoring.CityPublished], _city_published),
    **_readers([scoring.ModelPublished], _model_published),
}
READS = {topic: frozenset(kind for kind in _READERS if kind.startswith(f"{topic}.")) for topic in TOPICS}
"""The types that are read here of each topic; all others are passed over."""
