"""The registry as scoring needs it: dated states of organizations and persons, who exists on a day, and below whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from biaochi_sdk.subjects import PERSONS


@dataclass(frozen=True, slots=True)
class RegistryState:
    """An organization, or a person in one membership or post, from `since` on.

    `sequence` and `ordinal` say where in the registry's log it was told. `until` is the first day on which it is no
    more; none while open. `kind` of a person: MEMBER or the role. `parent`: the organization above; of a person the one
    of the membership or post; empty at the root.
    """

    city: str
    sequence: int
    ordinal: int
    code: str
    kind: str
    since: date
    established_on: date
    until: date | None
    parent: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What has one state at a time: an organization wherever it is, a person once in each membership and post."""
        return self.code, self.kind, self.parent if self.kind in PERSONS else ""


@dataclass(frozen=True, slots=True)
class Member:
    """An organization or person that is judged in a period, and the first day on which it could be."""

    code: str
    established_on: date


@dataclass(frozen=True)
class Hierarchy:
    """Who exists on one day: organizations by code, persons by code and kind, each in the home organization."""

    organizations: Mapping[str, RegistryState]
    persons: Mapping[tuple[str, str], RegistryState]

    def cohort(self, kind: str) -> tuple[Member, ...]:
        """Those of a kind, in order of code."""
        found = self.persons if kind in PERSONS else self.organizations
        members = [Member(state.code, state.established_on) for state in found.values() if state.kind == kind]
        return tuple(sorted(members, key=lambda member: member.code))

    def nearest(self, code: str, of: str, kind: str) -> str | None:
        """The first of a kind on the way up from one of another, beginning with itself; none where there is none."""
        state = self.persons.get((code, of)) if of in PERSONS else self.organizations.get(code)
        passed: set[str] = set()
        while state is not None and state.code not in passed:
            if state.kind == kind:
                return state.code
            passed.add(state.code)
            state = self.organizations.get(state.parent)
        return None


def hierarchy_on(states: Iterable[RegistryState], day: date) -> Hierarchy:
    """Who exists on a day, and who stands above whom.

    What holds in a place is the latest state whose `since` is not after the day; of two that begin on one day the one
    told later. A person with several memberships, or several posts of one role, is one subject, in the home
    organization: the earliest begun of those without a known end (which temporary organizations have), else the
    earliest of these; of two on one day the first by code.
    """
    states = list(states)
    begun = _begun(states)
    organizations: dict[str, RegistryState] = {}
    persons: dict[tuple[str, str], RegistryState] = {}
    for state in sorted(_standing_on(states, day), key=_home_first):
        if state.kind in PERSONS:
            who = state.code, state.kind
            persons.setdefault(who, replace(state, established_on=begun[who]))
        else:
            organizations[state.code] = state
    return Hierarchy(organizations, persons)


def _standing_on(states: Iterable[RegistryState], day: date) -> list[RegistryState]:
    latest: dict[tuple[str, str, str], RegistryState] = {}
    for state in states:
        if state.since <= day:
            known = latest.get(state.place)
            if known is None or _order(known) < _order(state):
                latest[state.place] = state
    return [state for state in latest.values() if state.until is None or day < state.until]


def _begun(states: Iterable[RegistryState]) -> dict[tuple[str, str], date]:
    """Since when a person is of a kind: a change of post does not begin it anew."""
    begun: dict[tuple[str, str], date] = {}
    for state in states:
        who = state.code, state.kind
        begun[who] = min(begun.get(who, state.established_on), state.established_on)
    return begun


def _home_first(state: RegistryState) -> tuple[bool, date, str]:
    return state.until is not None, state.since, state.parent


def _order(state: RegistryState) -> tuple[date, int, int]:
    return state.since, state.sequence, state.ordinal
