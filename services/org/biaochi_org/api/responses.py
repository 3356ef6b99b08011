"""Domain objects as messages of a response; a day that is not there is empty."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from biaochi.common.v1.common_pb2 import ProcessedCommand
from biaochi.org.v1 import service_pb2 as wire

from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.registry import Stored
from biaochi_org.domain.tenure import Membership, Post
from biaochi_org.events.encode import state_message
from biaochi_org.store.corrections import Kept
from biaochi_org.store.queries import Named, PersonOnDay


def organization(city: str, state: OrganizationState) -> wire.Organization:
    """An organization on a date."""
    return wire.Organization(
        city=city,
        code=state.code,
        name=state.name,
        kind=state.kind,
        parent=state.parent,
        established_on=state.established_on.isoformat(),
        until=_day(state.until),
        temporary=state.temporary,
        predecessors=state.predecessors,
        successors=state.successors,
    )


def person(city: str, one: PersonOnDay) -> wire.Person:
    """A person on a date."""
    return wire.Person(
        city=city,
        code=one.code,
        name=one.name,
        memberships=[membership(Named(each, one.name)) for each in one.memberships],
        posts=[post(Named(each, one.name)) for each in one.posts],
    )


def membership(found: Named[Membership]) -> wire.Membership:
    """A membership with the person's name."""
    one = found.tenure
    return wire.Membership(
        person=one.person,
        name=found.name,
        organization=one.organization,
        kind=one.kind,
        since=one.since.isoformat(),
        until=_day(one.until),
    )


def post(found: Named[Post]) -> wire.Post:
    """A post with the person's name."""
    one = found.tenure
    return wire.Post(
        person=one.person,
        name=found.name,
        organization=one.organization,
        role=one.role,
        since=one.since.isoformat(),
        until=_day(one.until),
    )


def correction(kept: Kept) -> wire.Correction:
    """What was put right, by whom and when."""
    return wire.Correction(
        number=kept.number,
        **asdict(kept.correction),
        corrected_by=kept.corrected_by,
        corrected_at=kept.corrected_at,
    )


def registry(stored: Stored, processed: Sequence[ProcessedCommand]) -> wire.LoadRegistryAnswer:
    """What is stored of some codes: histories, persons, tenures without names, and commands done before."""
    return wire.LoadRegistryAnswer(
        states=[state_message(state) for states in stored.histories.values() for state in states],
        persons=stored.persons,
        memberships=[membership(Named(one, "")) for one in stored.memberships],
        posts=[post(Named(one, "")) for one in stored.posts],
        processed=processed,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
