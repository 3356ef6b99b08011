"""The registry as it would be: organizations and persons that exist, and those that earlier rows would bring."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields as fields_of
from datetime import date
from typing import Any

from biaochi.org.v1 import service_pb2 as wire
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.events.decode import EXEMPT, MEMBER
from biaochi_org.domain import commands, lifecycle, people
from biaochi_org.domain.events import (
    DomainEvent,
    MembershipStarted,
    OrganizationsChanged,
    PostStarted,
)
from biaochi_org.domain.kinds import OrganizationKind
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.registry import Registry, Stored

_DECIDE: Mapping[str, tuple[type, Callable[[Registry, Any], tuple[DomainEvent, ...]]]] = {
    "EstablishOrganization": (commands.EstablishOrganization, lifecycle.establish),
    "EstablishTemporaryOrganization": (commands.EstablishTemporaryOrganization, lifecycle.establish_temporary),
    "RegisterPerson": (commands.RegisterPerson, people.register_person),
    "StartMembership": (commands.StartMembership, people.start_membership),
    "StartPost": (commands.StartPost, people.start_post),
}
DECIDED = frozenset(_DECIDE)


class RehearsedRegistry:
    """Judges commands by the registry's own rules, each seeing those before it.

    Of what exists only the latest state is known: a refusal that rests on older history is the service's to give.
    """

    def __init__(self, organizations: Iterable[wire.Organization], persons: Iterable[wire.Person]) -> None:
        """Begin with what the registry answered of the codes that the rows name."""
        known = [_state(one) for one in organizations]
        people_known = list(persons)
        histories = {state.code: (state,) for state in known}
        self._registry = Registry(Stored(histories, [person.code for person in people_known]))
        self.states = [_dated(state) for state in known]
        for person in people_known:
            self.states += [_member(one) for one in person.memberships]
            self.states += [_of(one.person, one.role, one.since, one.until, one.organization) for one in person.posts]

    def judge(self, command: str, fields: Mapping[str, object]) -> None:
        """Let a command have happened. Raises the refusal that the registry would give."""
        kind, decide = _DECIDE[command]
        empty = dict.fromkeys((one.name for one in fields_of(kind)), "")
        for event in decide(self._registry, kind(**{**empty, **fields})):
            self._registry.apply(event)
            self.states += _left_behind(event)


def _left_behind(event: DomainEvent) -> list[RegistryState]:
    """What the assessment service will know of it."""
    if isinstance(event, OrganizationsChanged):
        return [_dated(state) for state in event.after]
    if isinstance(event, MembershipStarted):
        one = event.membership
        until = one.since if one.kind == EXEMPT else one.until
        return [RegistryState(one.person, MEMBER, one.since, until, one.organization)]
    if isinstance(event, PostStarted):
        post = event.post
        return [RegistryState(post.person, post.role, post.since, post.until, post.organization)]
    return []


def _state(one: wire.Organization) -> OrganizationState:
    on = date.fromisoformat(one.established_on)
    kind = OrganizationKind(one.kind)
    return OrganizationState(one.code, one.name, kind, one.parent, on, on, _day(one.until))


def _dated(state: OrganizationState) -> RegistryState:
    return RegistryState(state.code, state.kind, state.since, state.until)


def _member(one: wire.Membership) -> RegistryState:
    return _of(one.person, MEMBER, one.since, one.since if one.kind == EXEMPT else one.until, one.organization)


def _of(person: str, kind: str, since: str, until: str, organization: str) -> RegistryState:
    return RegistryState(person, kind, date.fromisoformat(since), _day(until), organization)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
