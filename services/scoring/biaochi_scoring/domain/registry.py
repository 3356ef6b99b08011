"""The registry as scoring needs it: dated states of organizations and persons, and who belongs to a cohort on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
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
    """A subject judged in a period: since when it is one, and what is above it on the period's last day."""

    code: str
    established_on: date
    parent: str


def standing_on(states: Iterable[RegistryState], day: date) -> list[RegistryState]:
    """The states that hold on the day, one for each place.

    It is the latest whose `since` is not after the day; of two that begin on one day the one told later counts.
    """
    latest: dict[tuple[str, str, str], RegistryState] = {}
    for state in states:
        if state.since <= day:
            known = latest.get(state.place)
            if known is None or _order(known) < _order(state):
                latest[state.place] = state
    return [state for state in latest.values() if state.until is None or day < state.until]


def cohort(states: Iterable[RegistryState], kind: str, day: date) -> tuple[Member, ...]:
    """The organizations or persons of a kind on the day, in order of code.

    A person with several memberships, or several posts of one role, is one subject: under the home organization. That
    is the earliest begun of those without a known end (which temporary organizations have), else the earliest of these.
    """
    of_kind = [state for state in states if state.kind == kind]
    homes: dict[str, RegistryState] = {}
    for state in sorted(standing_on(of_kind, day), key=_home_first):
        homes.setdefault(state.code, state)
    begun = _begun(of_kind)
    return tuple(Member(code, begun[code], homes[code].parent) for code in sorted(homes))


def _begun(states: Iterable[RegistryState]) -> dict[str, date]:
    begun: dict[str, date] = {}
    for state in states:
        begun[state.code] = min(begun.get(state.code, state.established_on), state.established_on)
    return begun


def _home_first(state: RegistryState) -> tuple[bool, date, str]:
    return state.until is not None, state.since, state.parent


def _order(state: RegistryState) -> tuple[date, int, int]:
    return state.since, state.sequence, state.ordinal
