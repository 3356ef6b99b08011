"""What this service receives, as domain objects: who exists from the registry, cities and models from scoring."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.messages import dataclass_of
from biaochi_chassis.identity.granted import GrantChanged, GrantRevoked, RoleGranted
from google.protobuf.message import DecodeError, Message

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.models import Accept, Choice, Model, Privacy, Rotation, Together
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.work.items import WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import (
    Burden,
    Children,
    Field,
    Follow,
    Gate,
    Kind,
    Listed,
    Proportion,
    Quiet,
    Quota,
    Step,
    TopShare,
    Turns,
    Waiver,
)
from biaochi_assessment.events.results import ResultsFrozen, nodes_of, notice_rule_of, results_frozen

ORG = "biaochi.org.v1"
SCORING = "biaochi.scoring.v1"

MEMBER, EXEMPT = "MEMBER", "EXEMPT"


class Unreadable(Exception):
    """An event that can never be read; the sentence says why."""


def registry_states(record: ReceivedEvent) -> list[RegistryState]:
    """Return the states that a command of the registry left behind. Raises Unreadable."""
    if record.type not in _READERS:
        return []
    message, read = _READERS[record.type]
    try:
        return read(message.FromString(record.data))
    except (DecodeError, ValueError) as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble


def grants_changed(record: ReceivedEvent) -> GrantChanged | None:
    """Return what was granted or taken back, None for other events of the registry. Raises Unreadable."""
    try:
        if record.type == org.RoleGranted.DESCRIPTOR.full_name:
            granted = org.RoleGranted.FromString(record.data)
            since, subjects = date.fromisoformat(granted.since), tuple(granted.subjects)
            return RoleGranted(granted.grant, granted.holder, granted.role, subjects, since, _day(granted.until))
        if record.type == org.GrantRevoked.DESCRIPTOR.full_name:
            revoked = org.GrantRevoked.FromString(record.data)
            return GrantRevoked(revoked.grant, revoked.holder)
    except (DecodeError, ValueError) as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble
    return None


def person_erased(record: ReceivedEvent) -> str:
    """Return the code of a person who was erased, nothing for other events of the registry. Raises Unreadable."""
    if record.type != _ERASED:
        return ""
    try:
        return org.PersonErased.FromString(record.data).person
    except DecodeError as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble


def signature_awaited(record: ReceivedEvent) -> datetime | None:
    """Return until when a second signature is awaited in the registry, None for its other events. Raises Unreadable."""
    if record.type != _AWAITED:
        return None
    try:
        return datetime.fromisoformat(org.RegistrySignatureAwaited.FromString(record.data).until)
    except (DecodeError, ValueError) as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble


def published(record: ReceivedEvent) -> City | Model | ResultsFrozen | None:
    """Return the city, model or frozen results, None for other events of scoring. Raises Unreadable."""
    try:
        if record.type == scoring.ResultsFrozen.DESCRIPTOR.full_name:
            return results_frozen(scoring.ResultsFrozen.FromString(record.data))
        if record.type == scoring.CityPublished.DESCRIPTOR.full_name:
            message = scoring.CityPublished.FromString(record.data)
            return City(
                message.slug, message.title, tuple(message.calendar), kinds_of(message.work), notice_rule_of(message)
            )
        if record.type == scoring.ModelPublished.DESCRIPTOR.full_name:
            return model_of(scoring.ModelPublished.FromString(record.data), record.sequence)
    except (DecodeError, ValueError, InvalidOperation) as trouble:
        raise Unreadable(f"{record.type}: {trouble}") from trouble
    return None


def kinds_of(messages: Iterable[scoring.WorkKind]) -> dict[str, Kind]:
    """Return the kinds of work that a city declares, by key."""
    return {message.key: _work_kind(message) for message in messages}


def item_of(message: assessment.WorkItem) -> WorkItem:
    """Return a work item as it travels."""
    names = ("code", "kind", "noun", "cycle", "organization", "title", "words", "parent", "state", "opened_by")
    return WorkItem(
        **{name: getattr(message, name) for name in names},
        opened_on=date.fromisoformat(message.opened_on),
        opened_at=datetime.fromisoformat(message.opened_at),
        due_on=_day(message.due_on),
        closed_on=_day(message.closed_on),
        fields={one.key: tuple(one.values) for one in message.fields},
    )


def step_of(message: assessment.WorkStep) -> WorkStep:
    """Return a step of a work item as it travels."""
    return WorkStep(
        **{name: getattr(message, name) for name in ("number", "item", "step", "words", "taken_by")},
        on=date.fromisoformat(message.on),
        taken_at=datetime.fromisoformat(message.taken_at),
        fields={one.key: tuple(one.values) for one in message.fields},
        signed=tuple(message.signed),
        facts=tuple(message.facts),
    )


def _work_kind(message: scoring.WorkKind) -> Kind:
    return Kind(
        key=message.key,
        title=message.title,
        noun=message.noun,
        provenance=message.provenance,
        source=message.source,
        subjects=tuple(message.subjects),
        opening=_work_step(message.opening),
        steps=tuple(_work_step(step) for step in message.steps),
        follows=tuple(dataclass_of(Follow, follow) for follow in message.follows),
        states=_choices(message.states),
        parent=message.parent,
        once_per=message.once_per,
        most=message.most,
        most_per=message.most_per,
        due_days=message.due_days,
        every=message.every,
        due_working_days=message.due_working_days,
        exempt=tuple(message.exempt),
        remind_working_days=message.remind_working_days,
        opening_suffices=message.opening_suffices,
        quiet=tuple(dataclass_of(Quiet, one) for one in message.quiet),
        burdens=tuple(dataclass_of(Burden, one) for one in message.burdens),
        gates=tuple(dataclass_of(Gate, gate) for gate in message.gates),
        unique=tuple(message.unique),
        proportions=tuple(dataclass_of(Proportion, one) for one in message.proportions),
        children=tuple(dataclass_of(Children, one) for one in message.children),
        listed=tuple(dataclass_of(Listed, one) for one in message.listed),
        top_shares=tuple(dataclass_of(TopShare, one) for one in message.top_shares),
        quotas=tuple(dataclass_of(Quota, one) for one in message.quotas),
        turns=dataclass_of(Turns, message.turns) if message.HasField("turns") else None,
        waiver=dataclass_of(Waiver, message.waiver) if message.HasField("waiver") else None,
        succession=message.succession,
    )


def _work_step(message: scoring.WorkStepKind) -> Step:
    fields = (
        Field(one.key, one.title, one.takes, _choices(one.choices), one.optional, one.opens, tuple(one.seen_by))
        for one in message.fields
    )
    return Step(
        key=message.key,
        title=message.title,
        origins=tuple(message.origins),
        to=message.to,
        by=message.by,
        fields=tuple(fields),
        signatures=message.signatures,
        closes=message.closes,
        under=tuple(message.under),
        apart_from=message.apart_from,
        replaces=tuple(message.replaces),
        exception=message.exception,
        waits=message.waits,
    )


def _organizations(message: Any) -> list[RegistryState]:  # noqa: ANN401 - any message with `after`
    return [
        RegistryState(
            state.code,
            state.kind,
            date.fromisoformat(state.since),
            _day(state.until),
            parent=state.parent,
            successors=tuple(state.successors),
        )
        for state in message.after
    ]


def _member_started(message: org.MembershipStarted | org.MembershipStartCorrected) -> list[RegistryState]:
    """An exempt membership makes nobody a subject: it is over on the day it begins."""
    return _person(message, (MEMBER, message.since, message.since if message.kind == EXEMPT else message.until))


def _member_ended(message: org.MembershipEnded) -> list[RegistryState]:
    return _person(message, (MEMBER, message.until, message.until))


def _post_started(message: org.PostStarted) -> list[RegistryState]:
    return _person(message, (message.role, message.since, message.until))


def _post_ended(message: org.PostEnded) -> list[RegistryState]:
    return _person(message, (message.role, message.until, message.until))


def _member_corrected(message: org.MembershipStartCorrected) -> list[RegistryState]:
    return [*_wrong(message, MEMBER, exempt=message.kind == EXEMPT), *_member_started(message)]


def _post_corrected(message: org.PostStartCorrected) -> list[RegistryState]:
    return [*_wrong(message, message.role), *_person(message, (message.role, message.since, message.until))]


def _member_end_corrected(message: org.MembershipEndCorrected) -> list[RegistryState]:
    return _person(message, _until(message, MEMBER)) if message.kind != EXEMPT else []


def _post_end_corrected(message: org.PostEndCorrected) -> list[RegistryState]:
    return _person(message, _until(message, message.role))


def _until(message: Any, kind: str) -> tuple[str, str, str]:  # noqa: ANN401 - either of the two
    """It is over on the right day; on a wrong one before that it goes on."""
    return kind, min(message.was, message.until), message.until


def _wrong(message: Any, kind: str, *, exempt: bool = False) -> list[RegistryState]:  # noqa: ANN401 - either of the two
    """The day that was wrong begins nothing, or goes on with what had begun before it."""
    goes_on = message.since < message.was and not exempt
    return _person(message, (kind, message.was, message.until if goes_on else message.was))


def _person(message: Any, spell: tuple[str, str, str]) -> list[RegistryState]:  # noqa: ANN401 - any of those above
    kind, since, until = spell
    return [RegistryState(message.person, kind, date.fromisoformat(since), _day(until), message.organization)]


def model_of(message: scoring.ModelPublished, sequence: int) -> Model:
    """Return the model of a publication."""
    return Model(
        code=message.code,
        hash=message.hash,
        subject_kind=message.subject_kind,
        since=date.fromisoformat(message.since),
        until=_day(message.until),
        sequence=sequence,
        accepts=tuple(_accept(accept) for accept in message.accepts),
        rotations=tuple(_rotation(rotation) for rotation in message.rotations),
        nodes=nodes_of(message.graph) if message.graph else {},
    )


def _accept(message: scoring.Accept) -> Accept:
    return Accept(
        indicator=message.indicator,
        title=message.title,
        kind=message.kind,
        lowest=_decimal(message.lowest),
        highest=_decimal(message.highest),
        step=_decimal(message.step),
        unit=message.unit,
        cadences=tuple(message.cadences),
        recorded_by=message.recorded_by,
        choices=_choices(message.choices),
        clause=message.clause,
        share=message.share,
        levels=_choices(message.levels),
        panels=_choices(message.panels),
        signatures=message.signatures,
        reasoned=message.reasoned,
        may=tuple(message.may),
        privacy=Privacy(message.privacy.names, tuple(message.privacy.seen_by), message.privacy.comments),
        nonzero=message.nonzero,
        spans=message.how == "spans",
        waives=message.how == "waivers",
        together=dataclass_of(Together, message.together) if message.HasField("together") else None,
    )


def _choices(message: Iterable[scoring.Choice]) -> tuple[Choice, ...]:
    return tuple(Choice(one.key, one.title, one.lowest, one.highest) for one in message)


def _rotation(message: scoring.Rotation) -> Rotation:
    return Rotation(message.indicator, message.cadence, {turn.ordinal: tuple(turn.shifts) for turn in message.turns})


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_READERS: dict[str, tuple[type[Message], Callable[[Any], list[RegistryState]]]] = {
    message.DESCRIPTOR.full_name: (message, read)
    for read, messages in (
        (
            _organizations,
            (
                org.OrganizationEstablished,
                org.TemporaryOrganizationEstablished,
                org.OrganizationRenamed,
                org.OrganizationMoved,
                org.OrganizationMerged,
                org.OrganizationSplit,
                org.OrganizationAbolished,
                org.OrganizationDateCorrected,
            ),
        ),
        (_member_started, (org.MembershipStarted,)),
        (_member_ended, (org.MembershipEnded,)),
        (_member_corrected, (org.MembershipStartCorrected,)),
        (_post_corrected, (org.PostStartCorrected,)),
        (_member_end_corrected, (org.MembershipEndCorrected,)),
        (_post_end_corrected, (org.PostEndCorrected,)),
        (_post_started, (org.PostStarted,)),
        (_post_ended, (org.PostEnded,)),
    )
    for message in messages
}
_GRANTS = (org.RoleGranted.DESCRIPTOR.full_name, org.GrantRevoked.DESCRIPTOR.full_name)
_PUBLISHED = tuple(
    message.DESCRIPTOR.full_name for message in (scoring.CityPublished, scoring.ModelPublished, scoring.ResultsFrozen)
)
_ERASED = org.PersonErased.DESCRIPTOR.full_name
_AWAITED = org.RegistrySignatureAwaited.DESCRIPTOR.full_name
READS = {ORG: frozenset((*_READERS, *_GRANTS, _ERASED, _AWAITED)), SCORING: frozenset(_PUBLISHED)}
"""The types that are read here of each topic; all others are passed over."""
