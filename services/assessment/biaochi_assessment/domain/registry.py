"""The dated copy of who exists, as the registry published it. No rule of the registry is repeated here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_assessment.domain.calendar import Period


@dataclass(frozen=True, slots=True)
class RegistryState:
    """An organization, or a person in one membership or post, from `since` on; from `until` on it is no more.

    A person's kind is MEMBER or the role, and `organization` that of the membership or post; an organization has none.
    """

    code: str
    kind: str
    since: date
    until: date | None
    organization: str = ""
    parent: str = ""
    """The organization above, of an organization; empty at the root."""
    successors: tuple[str, ...] = ()
    """Of an organization that ended by a merger or a split, those that go on."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What has one state a day: an organization, or a person in one membership or post."""
        return self.code, self.kind, self.organization


class Registry:
    """States of organizations and persons, found by date. It knows no more of them than it was given."""

    def __init__(self, states: Iterable[RegistryState]) -> None:
        """Take states in any order; one place has at most one state a day."""
        places: defaultdict[tuple[str, str, str], list[RegistryState]] = defaultdict(list)
        for state in sorted(states, key=lambda one: (one.place, one.since)):
            places[state.place].append(state)
        self._places: defaultdict[str, list[list[RegistryState]]] = defaultdict(list)
        for (code, _, _), history in places.items():
            self._places[code].append(history)
        self._cohorts: dict[tuple[str, date], tuple[str, ...]] = {}
        self._kinds: dict[tuple[str, str], frozenset[str]] = {}
        self._kinds_ever: dict[str, frozenset[str]] = {}
        self._found_spells: dict[str, Sequence[tuple[RegistryState, date | None]]] = {}

    def knows(self, code: str) -> bool:
        """Whether there ever was such an organization, or such a person with a membership or post."""
        return code in self._places

    def kinds_ever(self, code: str) -> frozenset[str]:
        """Return of what kinds it ever was."""
        if code not in self._kinds_ever:
            kinds = frozenset(state.kind for history in self._places.get(code, ()) for state in history)
            self._kinds_ever[code] = kinds
        return self._kinds_ever[code]

    def kinds_within(self, code: str, period: Period) -> frozenset[str]:
        """Return of what kinds it was in the period: none if on no day of it; a person may be of several."""
        if (code, period.code) not in self._kinds:
            self._kinds[code, period.code] = frozenset(state.kind for state in self._within(code, period))
        return self._kinds[code, period.code]

    def kinds_on(self, code: str, day: date) -> frozenset[str]:
        """Return of what kinds it is on a day: none if it is not there."""
        return frozenset(self._kinds_on(code, day))

    def heir(self, code: str, day: date) -> str:
        """Return who stands in on a day for an organization that is no more: its one successor, else the one above it.

        Where that is no more either, whoever stands in for it; empty where there is nobody.
        """
        passed = {code}
        while code and not self._kinds_on(code, day):
            ended = max(
                (state for history in self._places.get(code, ()) for state in history if state.since <= day),
                key=lambda one: one.since,
                default=None,
            )
            if ended is None:
                return ""
            code = ended.successors[0] if len(ended.successors) == 1 else ended.parent
            if code in passed:
                return ""
            passed.add(code)
        return code

    def organization_within(self, code: str, period: Period) -> bool:
        """Whether it is an organization that existed on some day of the period."""
        return any(not state.organization for state in self._within(code, period))

    def cohort(self, kind: str, day: date) -> tuple[str, ...]:
        """Return the codes of all organizations or persons of a kind on a day, in order."""
        if (kind, day) not in self._cohorts:
            self._cohorts[kind, day] = tuple(code for code in self._places if kind in self._kinds_on(code, day))
        return self._cohorts[kind, day]

    def cohort_of(self, kinds: Iterable[str], day: date) -> tuple[str, ...]:
        """Return the codes of all that are of any of these kinds on a day, each once, in order."""
        return tuple(sorted({code for kind in kinds for code in self.cohort(kind, day)}))

    def _kinds_on(self, code: str, day: date) -> set[str]:
        return {state.kind for state, end in self._spells(code) if state.since <= day and (end is None or day < end)}

    def _within(self, code: str, period: Period) -> Iterator[RegistryState]:
        for state, end in self._spells(code):
            if state.since < period.ends_before and (end is None or max(state.since, period.starts_on) < end):
                yield state

    def _spells(self, code: str) -> Sequence[tuple[RegistryState, date | None]]:
        """Each state with the first day on which it no longer holds."""
        if code not in self._found_spells:
            self._found_spells[code] = [spell for history in self._places.get(code, ()) for spell in _spells(history)]
        return self._found_spells[code]


def _spells(history: Sequence[RegistryState]) -> Iterator[tuple[RegistryState, date | None]]:
    """The states of one place."""
    following = [*(state.since for state in history[1:]), None]
    for state, replaced in zip(history, following, strict=True):
        yield state, min([day for day in (state.until, replaced) if day is not None], default=None)
