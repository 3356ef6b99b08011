"""The dated copy of who exists, as the registry told it. No rule of the registry is repeated here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from biaochi_assessment.domain.calendar import Period


@dataclass(frozen=True, slots=True)
class OrganizationState:
    """An organization from `since` on, until its next state; from `until` on it no longer exists."""

    code: str
    kind: str
    since: date
    until: date | None


class Registry:
    """States of organizations, asked by date. It knows no more organizations than it was given."""

    def __init__(self, states: Iterable[OrganizationState]) -> None:
        """Take states in any order; one code has at most one state a day."""
        self._states: defaultdict[str, list[OrganizationState]] = defaultdict(list)
        for state in sorted(states, key=lambda one: (one.code, one.since)):
            self._states[state.code].append(state)
        self._cohorts: dict[tuple[str, date], tuple[str, ...]] = {}

    def knows(self, code: str) -> bool:
        """Whether such an organization ever existed."""
        return code in self._states

    def kind_within(self, code: str, period: Period) -> str | None:
        """Return the kind the organization last had in the period, None if it existed on no day of it."""
        kind = None
        for state, end in self._spells(code):
            if state.since < period.ends_before and (end is None or max(state.since, period.starts_on) < end):
                kind = state.kind
        return kind

    def cohort(self, kind: str, day: date) -> tuple[str, ...]:
        """Return the codes of all organizations of a kind that exist on a day, in order."""
        if (kind, day) not in self._cohorts:
            self._cohorts[kind, day] = tuple(code for code in self._states if self._kind_on(code, day) == kind)
        return self._cohorts[kind, day]

    def _kind_on(self, code: str, day: date) -> str | None:
        spells = self._spells(code)
        return next((state.kind for state, end in spells if state.since <= day and (end is None or day < end)), None)

    def _spells(self, code: str) -> Iterator[tuple[OrganizationState, date | None]]:
        """Each state with the first day on which it no longer holds."""
        states = self._states.get(code, [])
        for index, state in enumerate(states):
            following = states[index + 1].since if index + 1 < len(states) else None
            ends = [day for day in (state.until, following) if day is not None]
            yield state, min(ends, default=None)
