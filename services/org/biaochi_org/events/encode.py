"""What the registry publishes, on topic biaochi.org.v1: domain events as protobuf messages of the log."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from biaochi.org.v1 import events_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event
from google.protobuf.message import Message

from biaochi_org.domain import events as domain
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.tenure import Tenure

TOPIC = "biaochi.org.v1"

_STRUCTURAL: dict[type[domain.OrganizationsChanged], Callable[..., Message]] = {
    domain.OrganizationEstablished: wire.OrganizationEstablished,
    domain.TemporaryOrganizationEstablished: wire.TemporaryOrganizationEstablished,
    domain.OrganizationRenamed: wire.OrganizationRenamed,
    domain.OrganizationMoved: wire.OrganizationMoved,
    domain.OrganizationMerged: wire.OrganizationMerged,
    domain.OrganizationSplit: wire.OrganizationSplit,
    domain.OrganizationAbolished: wire.OrganizationAbolished,
}


def encode(city: str, call: Call, time: datetime, happened: Iterable[DomainEvent]) -> list[Event]:
    """Return what happened as the log carries it: the city is the key, the code is the subject."""
    return [
        Event(TOPIC, city, event.subject, f"{TOPIC}.{type(event).__name__}", _data(event), call, time)
        for event in happened
    ]


def _data(event: DomainEvent) -> bytes:
    return _message(event).SerializeToString(deterministic=True)


def _message(event: DomainEvent) -> Message:
    if isinstance(event, domain.Corrected):
        return _corrected(event)
    if isinstance(event, domain.OrganizationsChanged):
        return _STRUCTURAL[type(event)](after=[state_message(state) for state in event.after])
    if isinstance(event, domain.PersonRegistered):
        return wire.PersonRegistered(person=event.person)
    if isinstance(event, domain.MembershipChanged):
        return _membership(event)
    return _post(event)


def _corrected(event: domain.Corrected) -> Message:
    reason = event.correction.reason
    if isinstance(event, domain.PersonNameCorrected):
        return wire.PersonNameCorrected(person=event.person, reason=reason)
    if isinstance(event, domain.OrganizationNameCorrected):
        return wire.OrganizationNameCorrected(after=[state_message(state) for state in event.after], reason=reason)
    if isinstance(event, domain.MembershipStartCorrected):
        return wire.MembershipStartCorrected(
            **_spell(event.membership), kind=event.membership.kind, was=event.was.isoformat(), reason=reason
        )
    return wire.PostStartCorrected(**_spell(event.post), role=event.post.role, was=event.was.isoformat(), reason=reason)


def _spell(one: Tenure) -> dict[str, str]:
    return {
        "person": one.person,
        "organization": one.organization,
        "since": one.since.isoformat(),
        "until": _day(one.until),
    }


def _membership(event: domain.MembershipChanged) -> Message:
    one = event.membership
    if isinstance(event, domain.MembershipEnded):
        return wire.MembershipEnded(person=one.person, organization=one.organization, until=_day(one.until))
    return wire.MembershipStarted(**_spell(one), kind=one.kind)


def _post(event: domain.PostChanged) -> Message:
    one = event.post
    if isinstance(event, domain.PostEnded):
        return wire.PostEnded(person=one.person, organization=one.organization, role=one.role, until=_day(one.until))
    return wire.PostStarted(**_spell(one), role=one.role)


def state_message(state: OrganizationState) -> wire.OrganizationState:
    """Return a state as it travels, also in responses."""
    return wire.OrganizationState(
        code=state.code,
        name=state.name,
        kind=state.kind,
        parent=state.parent,
        since=state.since.isoformat(),
        established_on=state.established_on.isoformat(),
        until=_day(state.until),
        temporary=state.temporary,
        predecessors=state.predecessors,
        successors=state.successors,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
