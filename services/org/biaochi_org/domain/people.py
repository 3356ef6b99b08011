"""Persons, memberships and posts: begun, ended, carried over. Each function decides: the events, or a refusal."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from biaochi_org.domain import values
from biaochi_org.domain.commands import EndMembership, EndPost, RegisterPerson, StartMembership, StartPost
from biaochi_org.domain.events import (
    DomainEvent,
    MembershipEnded,
    MembershipStarted,
    PersonRegistered,
    PostEnded,
    PostStarted,
)
from biaochi_org.domain.kinds import MembershipKind, role_title
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.refusals import AlreadyExists, DateBeforeHistory, UnknownMembership, UnknownPost
from biaochi_org.domain.registry import Registry
from biaochi_org.domain.succession import Going
from biaochi_org.domain.tenure import Membership, Place, Post, Tenure, Tenures

Events = tuple[DomainEvent, ...]
T = TypeVar("T", bound=Tenure)


def register_person(registry: Registry, command: RegisterPerson) -> Events:
    """Give a person a code that was never given before."""
    code = registry.new_code(values.code(command.code, "code"), "code")
    return (PersonRegistered(code, values.name(command.name, "name")),)


def start_membership(registry: Registry, command: StartMembership) -> Events:
    """Begin a membership; in a temporary organization it ends with it. Several at once may be open elsewhere."""
    kind = values.one_of(MembershipKind, command.kind, "kind")
    on, state = _where(registry, command.on, command.organization)
    started = Membership(registry.person(command.person), state.code, on, state.until, kind)
    _refuse_twice(registry.memberships.open_at(started.place, on), "组织关系")
    return (MembershipStarted(started),)


def end_membership(registry: Registry, command: EndMembership) -> Events:
    """End an open membership; the day is the first without."""
    on, state = _where(registry, command.on, command.organization)
    membership = registry.memberships.open_at((registry.person(command.person), state.code, ""), on)
    if not membership:
        raise UnknownMembership.not_open(command.person, state.code, on)
    return (MembershipEnded(_ended(membership, state.until, on)),)


def start_post(registry: Registry, command: StartPost) -> Events:
    """Begin a post; in a temporary organization it ends with it. The person need not be a member there."""
    role = values.role(command.role)
    on, state = _where(registry, command.on, command.organization)
    started = Post(registry.person(command.person), state.code, on, state.until, role)
    _refuse_twice(registry.posts.open_at(started.place, on), f"{role_title(role)}任职")
    return (PostStarted(started),)


def end_post(registry: Registry, command: EndPost) -> Events:
    """End an open post; the day is the first without."""
    role = values.role(command.role)
    on, state = _where(registry, command.on, command.organization)
    post = registry.posts.open_at((registry.person(command.person), state.code, role), on)
    if not post:
        raise UnknownPost.not_open(command.person, state.code, role_title(role), on)
    return (PostEnded(_ended(post, state.until, on)),)


def posts_end(registry: Registry, state: OrganizationState, on: date) -> Iterator[PostEnded]:
    """All open posts of an organization end with it."""
    for post in registry.posts.of_organization(state.code, on):
        yield PostEnded(_ended(post, state.until, on))


def members_go(registry: Registry, going: Going, to: Callable[[str], str]) -> Iterator[DomainEvent]:
    """Open memberships go over to the organization that `to` names for each person."""
    for old, new in _go(registry.memberships, going, lambda membership: to(membership.person)):
        yield MembershipEnded(old)
        if new:
            yield MembershipStarted(new)


def posts_go(registry: Registry, going: Going, to: str) -> Iterator[DomainEvent]:
    """Open posts go over to another organization."""
    for old, new in _go(registry.posts, going, lambda _: to):
        yield PostEnded(old)
        if new:
            yield PostStarted(new)


def _go(tenures: Tenures[T], going: Going, to: Callable[[T], str]) -> Iterator[tuple[T, T | None]]:
    """Yield each open tenure as it ends, and as it goes on elsewhere; None where that one is open already."""
    taken: set[Place] = set()
    for source in going.sources:
        for tenure in tenures.of_organization(source.code, going.on):
            old = _ended(tenure, source.until, going.on)
            new = replace(tenure, organization=to(tenure), since=going.on)
            there = tenures.open_at(new.place, going.on)
            if there:
                _settled(there, None, going.on)
            yield old, None if there or new.place in taken else new
            taken.add(new.place)


def _ended(tenure: T, known_end: date | None, on: date) -> T:
    _settled(tenure, known_end, on)
    return replace(tenure, until=on)


def _settled(tenure: Tenure, known_end: date | None, on: date) -> None:
    """Raise DateBeforeHistory when it began or was ended after that day.

    `known_end` of a temporary organization is no change of history.
    """
    own_end = tenure.until if tenure.until != known_end else None
    latest = own_end or tenure.since
    if latest > on:
        raise DateBeforeHistory(f"「{tenure.person}」与组织「{tenure.organization}」的关系", on, latest)


def _where(registry: Registry, on: str, organization: str) -> tuple[date, OrganizationState]:
    moment = values.day(on, "on")
    return moment, registry.organizations.living(organization, moment, "organization")


def _refuse_twice(open_one: Tenure | None, what: str) -> None:
    if open_one:
        raise AlreadyExists.open(what, open_one.person, open_one.organization, open_one.since)
