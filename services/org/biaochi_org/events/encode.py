"""What the registry tells and hears, between domain and wire. The only module that speaks protobuf of the log."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from biaochi.org.v1 import events_pb2 as wire
from biaochi.scoring.v1.events_pb2 import CityPublished
from biaochi_chassis.consumer.consumer import Undecodable
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event, ReceivedEvent
from google.protobuf.message import DecodeError, Message

from biaochi_org.domain import events as domain
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.organization import OrganizationState

TOPIC = "biaochi.org.v1"
SCORING_TOPIC = "biaochi.scoring.v1"
CITY_PUBLISHED = "biaochi.scoring.v1.CityPublished"

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


def cities_published(records: Sequence[ReceivedEvent]) -> dict[str, str]:
    """Return the cities that these records publish, slug to title, and pass over all other records.

    Raises Undecodable for one that is not a CityPublished though it says so.
    """
    titles = {}
    for index, record in enumerate(records):
        if record.type == CITY_PUBLISHED:
            city = _city(index, record)
            titles[city.slug] = city.title
    return titles


def _city(index: int, record: ReceivedEvent) -> CityPublished:
    try:
        return CityPublished.FromString(record.data)
    except DecodeError as trouble:
        raise Undecodable(index, f"not a {CITY_PUBLISHED}: {trouble}") from trouble


def _data(event: DomainEvent) -> bytes:
    return _message(event).SerializeToString(deterministic=True)


def _message(event: DomainEvent) -> Message:
    if isinstance(event, domain.OrganizationsChanged):
        return _STRUCTURAL[type(event)](after=[_state(state) for state in event.after])
    if isinstance(event, domain.PersonRegistered):
        return wire.PersonRegistered(person=event.person)
    if isinstance(event, domain.MembershipChanged):
        return _membership(event)
    return _post(event)


def _membership(event: domain.MembershipChanged) -> Message:
    one = event.membership
    if isinstance(event, domain.MembershipEnded):
        return wire.MembershipEnded(person=one.person, organization=one.organization, until=_day(one.until))
    return wire.MembershipStarted(
        person=one.person,
        organization=one.organization,
        kind=one.kind,
        since=one.since.isoformat(),
        until=_day(one.until),
    )


def _post(event: domain.PostChanged) -> Message:
    one = event.post
    if isinstance(event, domain.PostEnded):
        return wire.PostEnded(person=one.person, organization=one.organization, role=one.role, until=_day(one.until))
    return wire.PostStarted(
        person=one.person,
        organization=one.organization,
        role=one.role,
        since=one.since.isoformat(),
        until=_day(one.until),
    )


def _state(state: OrganizationState) -> wire.OrganizationState:
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
