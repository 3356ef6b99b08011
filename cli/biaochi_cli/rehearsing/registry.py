"""The registry as it would be: what it loads for a batch, and what earlier rows would bring."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from biaochi.org.v1 import events_pb2, service_pb2
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.events.decode import EXEMPT, MEMBER
from biaochi_org.domain.commands import Command
from biaochi_org.domain.events import (
    DomainEvent,
    MembershipEndCorrected,
    MembershipEnded,
    MembershipStartCorrected,
    MembershipStarted,
    OrganizationDateCorrected,
    OrganizationsChanged,
    PostEndCorrected,
    PostEnded,
    PostStartCorrected,
    PostStarted,
)
from biaochi_org.domain.kinds import MembershipKind, OrganizationKind
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.registry import Registry, Stored
from biaochi_org.domain.tenure import Membership, Post
from biaochi_org.use_cases.commands import DECIDE


@dataclass
class LoadedRegistry:
    """What the registry answered of the codes that rows name."""

    states: list[events_pb2.OrganizationState] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Of the persons whose names are put right."""
    memberships: list[service_pb2.Membership] = field(default_factory=list)
    posts: list[service_pb2.Post] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)


class RehearsedRegistry:
    """Judges commands by the registry's own rules over its own state, each seeing those before it."""

    def __init__(self, loaded: LoadedRegistry) -> None:
        """Begin with what the registry loads for a batch that names the same."""
        states = sorted({(one.code, one.since): _state(one) for one in loaded.states}.values(), key=_PLACE)
        histories = {code: list(of_one) for code, of_one in groupby(states, key=attrgetter("code"))}
        memberships, posts = map(_membership, loaded.memberships), map(_post, loaded.posts)
        persons = {**dict.fromkeys(loaded.persons, ""), **loaded.names}
        self._registry = Registry(Stored(histories, persons, memberships, posts, loaded.erased))
        self.brought: list[RegistryState] = []
        """What the assessment service will receive of the commands judged so far."""

    def judge(self, command: Command) -> None:
        """Let a command have happened. Raises the refusal that the registry would give."""
        for event in DECIDE[type(command)](self._registry, command):
            self._registry.apply(event)
            self.brought += _received(event)


_PLACE = attrgetter("code", "since")


def _received(event: DomainEvent) -> list[RegistryState]:
    """The event as the assessment service reads it."""
    if isinstance(event, OrganizationsChanged):
        after = event.published() if isinstance(event, OrganizationDateCorrected) else event.after
        return [RegistryState(state.code, state.kind, state.since, state.until) for state in after]
    if isinstance(event, MembershipStarted):
        return [_member(event.membership)]
    if isinstance(event, PostStarted):
        return [_holder(event.post)]
    if isinstance(event, MembershipEnded):
        return [_over(_member(event.membership))]
    if isinstance(event, PostEnded):
        return [_over(_holder(event.post))]
    if isinstance(event, MembershipStartCorrected):
        exempt = event.membership.kind == EXEMPT
        return [_was(_member(event.membership), event.was, exempt=exempt), _member(event.membership)]
    if isinstance(event, PostStartCorrected):
        return [_was(_holder(event.post), event.was), _holder(event.post)]
    if isinstance(event, MembershipEndCorrected):
        return [] if event.membership.kind == EXEMPT else [_ended(_member(event.membership), event.was)]
    if isinstance(event, PostEndCorrected):
        return [_ended(_holder(event.post), event.was)]
    return []


def _member(one: Membership) -> RegistryState:
    until = one.since if one.kind == EXEMPT else one.until
    return RegistryState(one.person, MEMBER, one.since, until, one.organization)


def _holder(one: Post) -> RegistryState:
    return RegistryState(one.person, one.role, one.since, one.until, one.organization)


def _over(one: RegistryState) -> RegistryState:
    return replace(one, since=one.until or one.since)


def _ended(right: RegistryState, was: date) -> RegistryState:
    """It is over on the right day; on a wrong one before that it goes on."""
    return replace(right, since=min(was, right.until or was))


def _was(right: RegistryState, was: date, *, exempt: bool = False) -> RegistryState:
    """The state of the day that was wrong: it begins nothing, or goes on with what has begun before it."""
    return replace(right, since=was, until=right.until if right.since < was and not exempt else was)


def _state(one: events_pb2.OrganizationState) -> OrganizationState:
    return OrganizationState(
        one.code,
        one.name,
        OrganizationKind(one.kind),
        one.parent,
        date.fromisoformat(one.since),
        date.fromisoformat(one.established_on),
        _day(one.until),
        tuple(one.predecessors),
        tuple(one.successors),
    )


def _membership(one: service_pb2.Membership) -> Membership:
    since, kind = date.fromisoformat(one.since), MembershipKind(one.kind)
    return Membership(one.person, one.organization, since, _day(one.until), kind)


def _post(one: service_pb2.Post) -> Post:
    return Post(one.person, one.organization, date.fromisoformat(one.since), _day(one.until), one.role)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
