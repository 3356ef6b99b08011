"""The registry as scoring needs it: dated states of organizations, and who belongs to a cohort on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OrganizationState:
    """An organization from `since` on. `sequence` and `ordinal` say where in the registry's log it was told.

    `until` is the first day on which it no longer exists; none while it is open.
    """

    city: str
    sequence: int
    ordinal: int
    code: str
    kind: str
    since: date
    established_on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """An organization that is judged in a period."""

    code: str
    established_on: date


def cohort(states: Iterable[OrganizationState], kind: str, day: date) -> tuple[Member, ...]:
    """The organizations of a kind that exist on the day, in order of code.

    An organization's state on a day is the latest one whose `since` is not after it; of two that begin on one day the
    one told later counts.
    """
    latest: dict[str, OrganizationState] = {}
    for state in states:
        if state.since <= day:
            known = latest.get(state.code)
            if known is None or _order(known) < _order(state):
                latest[state.code] = state
    present = [state for state in latest.values() if state.kind == kind and (state.until is None or day < state.until)]
    return tuple(Member(state.code, state.established_on) for state in sorted(present, key=lambda state: state.code))


def _order(state: OrganizationState) -> tuple[date, int, int]:
    return state.since, state.sequence, state.ordinal
