"""What the registry publishes, on topic biaochi.org.v1: domain events as protobuf messages of the log."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from biaochi.org.v1 import events_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.identity.granted import GrantRevoked, RoleGranted
from google.protobuf.message import Message

from biaochi_org.domain import events as domain
from biaochi_org.domain.events import Published

TOPIC = "biaochi.org.v1"
SERVICE = "biaochi.org.v1.OrgService"

STRUCTURAL: dict[type[domain.OrganizationsChanged], type[Any]] = {
    domain.OrganizationEstablished: wire.OrganizationEstablished,
    domain.TemporaryOrganizationEstablished: wire.TemporaryOrganizationEstablished,
    domain.OrganizationRenamed: wire.OrganizationRenamed,
    domain.OrganizationMoved: wire.OrganizationMoved,
    domain.OrganizationMerged: wire.OrganizationMerged,
    domain.OrganizationSplit: wire.OrganizationSplit,
    domain.OrganizationAbolished: wire.OrganizationAbolished,
}


def encode(city: str, call: Call, time: datetime, happened: Iterable[Published]) -> list[Event]:
    """Return what happened as the log carries it: the city is the key, the code is the subject."""
    return [
        Event(TOPIC, city, event.subject, f"{TOPIC}.{type(event).__name__}", _data(event), call, time)
        for event in happened
    ]


def signature_awaited(city: str, call: Call, time: datetime, command: str, until: datetime) -> Event:
    """Return that until then a second signature is awaited under a command of this kind, which the call gave first."""
    message = wire.RegistrySignatureAwaited(
        command=command,
        method=f"{SERVICE}/{call.action}",
        signed_by=call.caller,
        until=until.isoformat(),
    )
    data = message.SerializeToString(deterministic=True)
    return Event(TOPIC, city, command, message.DESCRIPTOR.full_name, data, call, time)


def _data(event: Published) -> bytes:
    return _message(event).SerializeToString(deterministic=True)


def _message(event: Published) -> Message:
    if isinstance(event, RoleGranted):
        return message_of(wire.RoleGranted, event, grant=event.code)
    if isinstance(event, GrantRevoked):
        return message_of(wire.GrantRevoked, event, grant=event.code)
    if isinstance(event, domain.Corrected):
        return _corrected(event)
    if isinstance(event, domain.OrganizationsChanged):
        after = [message_of(wire.OrganizationState, state) for state in event.after]
        changed: Message = STRUCTURAL[type(event)](after=after)
        return changed
    if isinstance(event, domain.PersonRegistered):
        return wire.PersonRegistered(person=event.person)
    if isinstance(event, domain.PersonErased):
        return wire.PersonErased(person=event.person)
    if isinstance(event, domain.MembershipChanged):
        ended = isinstance(event, domain.MembershipEnded)
        return message_of(wire.MembershipEnded if ended else wire.MembershipStarted, event.membership)
    return message_of(wire.PostEnded if isinstance(event, domain.PostEnded) else wire.PostStarted, event.post)


def _corrected(event: domain.Corrected) -> Message:
    reason = event.correction.reason
    if isinstance(event, domain.PersonNameCorrected):
        return wire.PersonNameCorrected(person=event.person, reason=reason)
    if isinstance(event, domain.OrganizationNameCorrected):
        after = [message_of(wire.OrganizationState, state) for state in event.after]
        return wire.OrganizationNameCorrected(after=after, reason=reason)
    why = {"was": event.was.isoformat(), "reason": reason}
    if isinstance(event, domain.OrganizationDateCorrected):
        after = [message_of(wire.OrganizationState, state) for state in event.published()]
        return wire.OrganizationDateCorrected(after=after, **why)
    if isinstance(event, domain.MembershipStartCorrected | domain.MembershipEndCorrected):
        ended = isinstance(event, domain.MembershipEndCorrected)
        return message_of(
            wire.MembershipEndCorrected if ended else wire.MembershipStartCorrected, event.membership, **why
        )
    ended = isinstance(event, domain.PostEndCorrected)
    return message_of(wire.PostEndCorrected if ended else wire.PostStartCorrected, event.post, **why)
