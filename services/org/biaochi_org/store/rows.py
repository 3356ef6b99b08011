"""Rows of the registry's tables and the things they are, both ways."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from biaochi_org.domain.kinds import MembershipKind, OrganizationKind
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.tenure import Membership, Post, Tenure
from biaochi_org.store.tables import organization_state, post

Values = dict[str, Any]

_COLUMNS = tuple(organization_state.columns.keys())
_POST = len(post.columns)
_KEPT = 10_000
"""States, and posts, that are held at a time."""


def state_of(row: Row[Any]) -> OrganizationState:
    """Return the state that a whole row of organization_state is; one object for rows that are equal."""
    return _state(tuple(row))


@lru_cache(_KEPT)
def _state(values: tuple[object, ...]) -> OrganizationState:
    row: Values = dict(zip(_COLUMNS, values, strict=True))
    return OrganizationState(
        code=row["code"],
        name=row["name"],
        kind=OrganizationKind(row["kind"]),
        parent=row["parent"],
        since=row["since"],
        established_on=row["established_on"],
        until=row["until"],
        predecessors=row["predecessors"],
        successors=row["successors"],
    )


def state_values(city: str, states: Sequence[OrganizationState]) -> list[Values]:
    """Return rows for all states of one organization, each with the day on which the next one replaces it."""
    next_days = [*(state.since for state in states[1:]), None]
    return [_state_values(city, state, day) for state, day in zip(states, next_days, strict=True)]


def membership_of(row: Row[Any]) -> Membership:
    """Return the membership that a row is."""
    return Membership(row.person, row.organization, row.since, row.until, MembershipKind(row.kind))


def membership_values(city: str, membership: Membership) -> Values:
    """Return a row for a membership."""
    return {**_tenure_values(city, membership), "kind": membership.kind.value}


def post_of(row: Row[Any]) -> Post:
    """Return the post that a row begins with; one object for rows that are equal."""
    return _post(row[:_POST])


@lru_cache(_KEPT)
def _post(values: tuple[Any, ...]) -> Post:
    _, person, organization, role, since, until = values
    return Post(person, organization, since, until, role)


def post_values(city: str, post: Post) -> Values:
    """Return a row for a post."""
    return {**_tenure_values(city, post), "role": post.role}


def _state_values(city: str, state: OrganizationState, replaced_on: date | None) -> Values:
    return {
        "city": city,
        "code": state.code,
        "since": state.since,
        "replaced_on": replaced_on,
        "until": state.until,
        "established_on": state.established_on,
        "name": state.name,
        "kind": state.kind.value,
        "parent": state.parent,
        "predecessors": state.predecessors,
        "successors": state.successors,
    }


def _tenure_values(city: str, tenure: Tenure) -> Values:
    return {
        "city": city,
        "person": tenure.person,
        "organization": tenure.organization,
        "since": tenure.since,
        "until": tenure.until,
    }
