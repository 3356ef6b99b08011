"""The registry as scoring needs it: dated states of organizations, who exists on a day, and who stands above whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OrganizationState:
    """An organization from `since` on. `sequence` and `ordinal` say where in the registry's log it was told.

    `until` is the first day on which it no longer exists; none while it is open. `parent` is empty at the root.
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


@dataclass(frozen=True, slots=True)
class Member:
    """An organization that is judged in a period."""

    code: str
    established_on: date


@dataclass(frozen=True)
class Hierarchy:
    """The organizations of one day, by code."""

    present: Mapping[str, OrganizationState]

    def cohort(self, kind: str) -> tuple[Member, ...]:
        """Those of a kind, in order of code."""
        found = sorted((state.code, state.established_on) for state in self.present.values() if state.kind == kind)
        return tuple(Member(*one) for one in found)

    def nearest(self, code: str, kind: str) -> str | None:
        """The first of the kind on the way up, beginning with itself; none where there is none."""
        passed: set[str] = set()
        while (state := self.present.get(code)) is not None and code not in passed:
            if state.kind == kind:
                return code
            passed.add(code)
            code = state.parent
        return None


def hierarchy_on(states: Iterable[OrganizationState], day: date) -> Hierarchy:
    """Who exists on a day.

    An organization's state on a day is the latest one whose `since` is not after it; of two that begin on one day the
    one told later counts.
    """
    latest: dict[str, OrganizationState] = {}
    for state in states:
        if state.since <= day:
            known = latest.get(state.code)
            if known is None or _order(known) < _order(state):
                latest[state.code] = state
    return Hierarchy({code: state for code, state in latest.items() if state.until is None or day < state.until})


def _order(state: OrganizationState) -> tuple[date, int, int]:
    return state.since, state.sequence, state.ordinal
