"""Reads back what the registry itself published, with the tenures that an ending only names."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from biaochi.org.v1 import events_pb2 as wire
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.identity.granted import GrantChanged, GrantRevoked, RoleGranted
from google.protobuf.message import Message

from biaochi_org.domain import events as domain
from biaochi_org.domain.events import Correction, DomainEvent
from biaochi_org.domain.kinds import MembershipKind, OrganizationKind
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.registry import Registry
from biaochi_org.domain.tenure import Membership, Place, Post, Tenure, Tenures
from biaochi_org.events.encode import STRUCTURAL

T = TypeVar("T", bound=Tenure)

_CORRECTIONS = (
    wire.PersonNameCorrected,
    wire.OrganizationNameCorrected,
    wire.MembershipStartCorrected,
    wire.PostStartCorrected,
    wire.MembershipEndCorrected,
    wire.PostEndCorrected,
    wire.OrganizationDateCorrected,
)

_MESSAGES: tuple[type[Any], ...] = (
    wire.PersonRegistered,
    wire.PersonErased,
    wire.MembershipStarted,
    wire.MembershipEnded,
    wire.PostStarted,
    wire.PostEnded,
    *_CORRECTIONS,
    *STRUCTURAL.values(),
)
_BY_TYPE = {message.DESCRIPTOR.full_name: message for message in _MESSAGES}
_CHANGED = {message.DESCRIPTOR.full_name: event for event, message in STRUCTURAL.items()}


GRANTS = {message.DESCRIPTOR.full_name for message in (wire.RoleGranted, wire.GrantRevoked)}
"""The types that say who may do what, which is not the registry's own state."""


SAID_ONCE = {wire.RegistrySignatureAwaited.DESCRIPTOR.full_name}
"""The types that change nothing: who is to act is told of them when they happen."""


def grant_changed(record: ReceivedEvent) -> GrantChanged:
    """Return what one of the events about grants says."""
    if record.type == wire.GrantRevoked.DESCRIPTOR.full_name:
        revoked = wire.GrantRevoked.FromString(record.data)
        return GrantRevoked(revoked.grant, revoked.holder)
    granted = wire.RoleGranted.FromString(record.data)
    until = date.fromisoformat(granted.until) if granted.until else None
    since = date.fromisoformat(granted.since)
    return RoleGranted(granted.grant, granted.holder, granted.role, tuple(granted.subjects), since, until)


def own_message(record: ReceivedEvent) -> Message:
    """Return the message of one of the registry's events. Raises KeyError for a type it never published."""
    message: Message = _BY_TYPE[record.type].FromString(record.data)
    return message


def codes_of(messages: Iterable[Message]) -> tuple[set[str], set[str]]:
    """Return the codes of the organizations and of the persons that these messages are about."""
    organizations: set[str] = set()
    persons: set[str] = set()
    for message in messages:
        organizations.update(state.code for state in getattr(message, "after", ()))
        persons.update(filter(None, [getattr(message, "person", "")]))
    return organizations, persons


def own_event(registry: Registry, record: ReceivedEvent, message: Message) -> DomainEvent:
    """Return what happened. What ends, or begins, is as the registry has it so far; a person's name is in no event."""
    match message:
        case wire.PersonRegistered():
            return domain.PersonRegistered(message.person, message.person)
        case wire.PersonErased():
            return domain.PersonErased(message.person)
        case wire.MembershipStarted():
            return domain.MembershipStarted(_membership(message))
        case wire.PostStarted():
            return domain.PostStarted(_post(message))
        case wire.MembershipEnded():
            place = (message.person, message.organization, "")
            return domain.MembershipEnded(_ended(registry.memberships, place, message.until))
        case wire.PostEnded():
            place = (message.person, message.organization, message.role)
            return domain.PostEnded(_ended(registry.posts, place, message.until))
    if isinstance(message, _CORRECTIONS):
        return _corrected(registry, record, message)
    return _CHANGED[record.type](record.subject, tuple(_state(state) for state in message.after))  # type: ignore[attr-defined]  # all others have it


def _corrected(registry: Registry, record: ReceivedEvent, message: Any) -> DomainEvent:  # noqa: ANN401 - one of those
    """What was put right; what it had been is not said, so that the correction itself cannot be listed again."""
    correction = Correction(record.subject, "", "", "", message.reason)
    match message:
        case wire.PersonNameCorrected():
            return domain.PersonNameCorrected(message.person, registry.name_of(message.person), correction)
        case wire.OrganizationNameCorrected():
            after = tuple(_state(state) for state in message.after)
            return domain.OrganizationNameCorrected(record.subject, after, correction)
    was = date.fromisoformat(message.was)
    match message:
        case wire.OrganizationDateCorrected():
            history = tuple(_state(state) for state in message.after[1:])
            return domain.OrganizationDateCorrected(record.subject, history, was, correction)
        case wire.MembershipStartCorrected():
            return domain.MembershipStartCorrected(_membership(message), was, correction)
        case wire.MembershipEndCorrected():
            return domain.MembershipEndCorrected(_membership(message), was, correction)
        case wire.PostEndCorrected():
            return domain.PostEndCorrected(_post(message), was, correction)
    return domain.PostStartCorrected(_post(message), was, correction)


def _membership(message: Any) -> Membership:  # noqa: ANN401 - begun or put right
    kind, since = MembershipKind(message.kind), date.fromisoformat(message.since)
    return Membership(message.person, message.organization, since, _day(message.until), kind)


def _post(message: Any) -> Post:  # noqa: ANN401 - begun or put right
    role, since = message.role, date.fromisoformat(message.since)
    return Post(message.person, message.organization, since, _day(message.until), role)


def _ended(tenures: Tenures[T], place: Place, until: str) -> T:
    day = date.fromisoformat(until)
    tenure = tenures.open_at(place, day)
    if tenure is None:
        raise KeyError(f"{place} is not open on {day}")
    return replace(tenure, until=day)


def _state(message: wire.OrganizationState) -> OrganizationState:
    return OrganizationState(
        code=message.code,
        name=message.name,
        kind=OrganizationKind(message.kind),
        parent=message.parent,
        since=date.fromisoformat(message.since),
        established_on=date.fromisoformat(message.established_on),
        until=_day(message.until),
        predecessors=tuple(message.predecessors),
        successors=tuple(message.successors),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
