"""The registry as scoring needs it: dated states of organizations and persons, who exists on a day, and below whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from biaochi_sdk.values.subjects import is_person, kinds_of

Person = tuple[str, str]
"""A person's code, and the kind of which it is a subject: MEMBER or a role."""


@dataclass(frozen=True, slots=True)
class RegistryState:
    """An organization, or a person in one membership or post, from `since` on.

    `sequence` and `ordinal` say where in the registry's log it stands. `until` is the first day on which it is no
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
        return self.code, self.kind, self.parent if is_person(self.kind) else ""


@dataclass(frozen=True, slots=True)
class Member:
    """An organization or person that is judged in a period, and the first day on which it could be."""

    code: str
    established_on: date


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which somebody was of a kind: from the first day to the one after the last; where, and its state."""

    since: date
    until: date
    state: RegistryState


@dataclass(frozen=True)
class Hierarchy:
    """Who exists on one day: organizations by code; persons by code and kind, each in the home organization.

    `begun`: since when a person is of a kind, where that was before the state that stands here; a change of post does
    not begin it anew. `known`: every state there is.
    """

    organizations: Mapping[str, RegistryState]
    persons: Mapping[Person, RegistryState]
    begun: Mapping[Person, date]
    known: Collection[RegistryState] = ()

    def spells(self, code: str, kind: str, since: date, until: date) -> list[Spell]:
        """When somebody was of a kind from one day up to another, in order of time; several may overlap."""
        found: list[Spell] = []
        for states in (one for part in kinds_of(kind) for one in self._histories.get((code, part), {}).values()):
            for state, following in zip(states, [*states[1:], None], strict=True):
                ends = [day for day in (state.until, following and following.since, until) if day]
                first, end = max(state.since, since), min(ends)
                if first < end:
                    found.append(Spell(first, end, state))
        return sorted(found, key=lambda spell: (spell.since, spell.until, spell.state.parent))

    def with_leavers(self, kinds: Collection[str], since: date, until: date) -> "Hierarchy":
        """The same with the persons who were of one of these kinds from one day up to another and are no more.

        Each stands where they stood last.
        """
        gone = [person for person in self._histories if person[1] in kinds and person not in self.persons]
        spells = {person: self.spells(*person, since, until) for person in gone}
        left = {person: max(found, key=lambda spell: spell.until).state for person, found in spells.items() if found}
        return replace(self, persons={**left, **self.persons}) if left else self

    @cached_property
    def _histories(self) -> Mapping[Person, Mapping[tuple[str, str, str], list[RegistryState]]]:
        """The states of each place in order, of two that begin on one day the one published later."""
        found: defaultdict[Person, dict[tuple[str, str, str], list[RegistryState]]] = defaultdict(dict)
        for state in sorted(self.known, key=_order):
            states = found[state.code, state.kind].setdefault(state.place, [])
            if states and states[-1].since == state.since:
                states.pop()
            states.append(state)
        return found

    def cohort(self, kind: str) -> tuple[Member, ...]:
        """Those of a kind, in order of code; who holds one of several posts is one of them, once."""
        if kind not in self._cohorts:
            members: dict[str, Member] = {}
            for member in (one for part in kinds_of(kind) for one in self._of_kind.get(part, ())):
                known = members.setdefault(member.code, member)
                if member.established_on < known.established_on:
                    members[member.code] = member
            self._cohorts[kind] = tuple(members[code] for code in sorted(members))
        return self._cohorts[kind]

    @cached_property
    def _cohorts(self) -> dict[str, tuple[Member, ...]]:
        return {}

    @cached_property
    def _of_kind(self) -> Mapping[str, tuple[Member, ...]]:
        found: defaultdict[str, list[Member]] = defaultdict(list)
        for code in sorted(self.organizations):
            state = self.organizations[code]
            found[state.kind].append(Member(code, state.established_on))
        for person in sorted(self.persons):
            begun = self.begun.get(person) or self.persons[person].since
            found[person[1]].append(Member(person[0], begun))
        return {kind: tuple(members) for kind, members in found.items()}

    def members(self, kind: str) -> Mapping[str, Member]:
        """Those of a kind, by code."""
        if kind not in self._members:
            self._members[kind] = {member.code: member for member in self.cohort(kind)}
        return self._members[kind]

    @cached_property
    def _members(self) -> dict[str, Mapping[str, Member]]:
        return {}

    def below(self, kind: str) -> Mapping[str, Sequence[RegistryState]]:
        """Those of a kind by each organization they stand below, at any depth, in order of code."""
        if kind not in self._below:
            found: defaultdict[str, list[RegistryState]] = defaultdict(list)
            for member in self.cohort(kind):
                state = self.persons[member.code, kind] if is_person(kind) else self.organizations[member.code]
                for above in self._above(state):
                    found[above].append(state)
            self._below[kind] = found
        return self._below[kind]

    @cached_property
    def _below(self) -> dict[str, Mapping[str, Sequence[RegistryState]]]:
        return {}

    def _above(self, state: RegistryState) -> Iterable[str]:
        """The organizations on the way up, each once."""
        passed = {state.code}
        above = self.organizations.get(state.parent)
        while above is not None and above.code not in passed:
            passed.add(above.code)
            yield above.code
            above = self.organizations.get(above.parent)

    def right_below(self, parent: str, kind: str) -> set[str]:
        """Those of a kind who stand right below an organization; a person by any post of the kind."""
        persons = {
            code for (code, role), state in self.persons.items() if role in kinds_of(kind) and state.parent == parent
        }
        return persons | {one.code for one in self.organizations.values() if one.parent == parent}

    def nearest(self, code: str, of: str, kind: str) -> str | None:
        """The first of a kind on the way up from one of another, beginning with itself; none where there is none."""
        posts = [self.persons[code, post] for post in kinds_of(of) if (code, post) in self.persons]
        return self._first_up(min(posts, key=_home_first) if posts else self.organizations.get(code), kind)

    def days_below(self, code: str, of: str, kind: str, since: date, until: date) -> Mapping[str, int]:
        """On how many days of a period a person stood below each of a kind; of several at once each counts the day."""
        found: defaultdict[str, int] = defaultdict(int)
        for spell in self.spells(code, of, since, until):
            if above := self._first_up(spell.state, kind):
                found[above] += (spell.until - spell.since).days
        return found

    def _first_up(self, state: RegistryState | None, kind: str) -> str | None:
        passed: set[str] = set()
        while state is not None and state.code not in passed:
            if state.kind in kinds_of(kind):
                return state.code
            passed.add(state.code)
            state = self.organizations.get(state.parent)
        return None


def hierarchy_on(states: Collection[RegistryState], day: date) -> Hierarchy:
    """Who exists on a day, and who stands above whom.

    What holds in a place is the latest state whose `since` is not after the day; of two that begin on one day the one
    published later. A person with several memberships, or several posts of one role, is one subject, in the home
    organization: the earliest begun of those without a known end (which temporary organizations have), else the
    earliest of these; of two on one day the first by code.
    """
    latest: dict[tuple[str, str, str], RegistryState] = {}
    begun: dict[Person, date] = {}
    for state in sorted(states, key=_order):
        if state.since <= day:
            latest[state.place] = state
            if is_person(state.kind):
                begun.setdefault((state.code, state.kind), state.since)
    organizations: dict[str, RegistryState] = {}
    persons: dict[Person, RegistryState] = {}
    for state in latest.values():
        if state.until is None or day < state.until:
            _keep(state, organizations, persons)
    before = {one: since for one, since in begun.items() if one not in persons or since != persons[one].since}
    return Hierarchy(organizations, persons, before, states)


def _keep(state: RegistryState, organizations: dict[str, RegistryState], persons: dict[Person, RegistryState]) -> None:
    if not is_person(state.kind):
        organizations[state.code] = state
        return
    person = state.code, state.kind
    known = persons.get(person)
    if known is None or _home_first(state) < _home_first(known):
        persons[person] = state


def _home_first(state: RegistryState) -> tuple[bool, date, str]:
    return state.until is not None, state.since, state.parent


def _order(state: RegistryState) -> tuple[date, int, int]:
    return state.since, state.sequence, state.ordinal
