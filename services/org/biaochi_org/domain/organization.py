"""An organization and its dated history: states that are added or replaced on their own day, never before it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_org.domain.kinds import OrganizationKind
from biaochi_org.domain.refusals import DateBeforeHistory, UnknownOrganization


@dataclass(frozen=True)
class OrganizationState:
    """An organization as it is from `since` on, until a later state replaces it.

    `until` is the first day on which it no longer exists; None while open. `parent` is empty at the root.
    """

    code: str
    name: str
    kind: OrganizationKind
    parent: str
    since: date
    established_on: date
    until: date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def temporary(self) -> bool:
        """Whether it was established with an end."""
        return self.kind is OrganizationKind.TEMPORARY

    def over_by(self, on: date) -> bool:
        """Whether it no longer exists on that day, as far as this state says."""
        return self.until is not None and self.until <= on


class Organizations:
    """The organizations that a batch touches, each with its whole history, and the changes made to them."""

    def __init__(self, histories: Mapping[str, Sequence[OrganizationState]]) -> None:
        """`histories`: code to states in order of `since`."""
        self._histories = {code: list(states) for code, states in histories.items()}
        self._stored = {code: len(states) for code, states in histories.items()}
        self._changed: set[str] = set()
        self._corrected: dict[str, set[int]] = {}
        self._rewritten: set[str] = set()
        self._below: dict[str, set[str]] = {}
        for states in histories.values():
            self._note_parents(states)

    def known(self, code: str) -> bool:
        """Whether the code was ever given."""
        return code in self._histories

    def history(self, code: str) -> Sequence[OrganizationState]:
        """Return all states in order; empty when the code was never given."""
        return self._histories.get(code, ())

    def living(self, code: str, on: date, field: str) -> OrganizationState:
        """Return the state that a command of that day may build on: the latest one.

        Raises UnknownOrganization when it never was or is over, DateBeforeHistory when it changed after that day.
        """
        states = self._histories.get(code)
        if not states:
            raise UnknownOrganization.never(code, field)
        latest = states[-1]
        if on < latest.since:
            raise DateBeforeHistory(f"组织「{code}」", on, latest.since)
        if latest.until is not None and latest.until <= on:
            raise UnknownOrganization.ended(code, latest.until, field)
        return latest

    def children(self, code: str, on: date) -> list[str]:
        """Return codes, in order, of those that are below it on that day or will be on a later one."""
        return sorted(child for child in self._below.get(code, ()) if self._ever_below(child, code, on))

    def above(self, code: str, on: date) -> set[str]:
        """Return the codes of it and of all above it on that day or on any later one."""
        days = {on} | {state.since for other in self._reach(code) for state in self.history(other) if state.since > on}
        return {found for moment in days for found in self._line(code, moment)}

    def put(self, state: OrganizationState) -> None:
        """Add a state, or replace the one of the same day."""
        states = self._histories.setdefault(state.code, [])
        if states and states[-1].since == state.since:
            states[-1] = state
        else:
            states.append(state)
        self._changed.add(state.code)
        self._note_parents((state,))

    def correct(self, states: Iterable[OrganizationState]) -> None:
        """Replace states, each by the one of its own first day."""
        for state in states:
            history = self._histories[state.code]
            place = next(index for index, one in enumerate(history) if one.since == state.since)
            history[place] = state
            self._changed.add(state.code)
            self._corrected.setdefault(state.code, set()).add(place)

    def rewrite(self, states: Sequence[OrganizationState]) -> None:
        """Put a whole history in place of the one that was known: a day of it was wrong."""
        code = states[0].code
        self._histories[code] = list(states)
        self._changed.add(code)
        self._rewritten.add(code)
        self._stored[code] = 0

    def rewritten(self) -> Iterable[str]:
        """Return the codes of those whose stored states are all replaced by what is new."""
        return sorted(self._rewritten)

    def first_below(self, code: str) -> OrganizationState | None:
        """Return the earliest state of any organization that stands below it."""
        below = (state for child in self._below.get(code, ()) for state in self._histories[child])
        return min(
            (state for state in below if state.parent == code),
            key=lambda state: (state.since, state.code),
            default=None,
        )

    def changed(self) -> Iterable[tuple[int, Sequence[OrganizationState], Collection[int]]]:
        """For each one changed: how many of its states had been stored, all of them, and the places of corrected ones.

        Of those stored before the last may be another, too.
        """
        return [
            (self._stored.get(code, 0), self._histories[code], self._corrected.get(code, ()))
            for code in sorted(self._changed)
        ]

    def _note_parents(self, states: Iterable[OrganizationState]) -> None:
        for state in states:
            self._below.setdefault(state.parent, set()).add(state.code)

    def _ever_below(self, child: str, parent: str, on: date) -> bool:
        states = self._histories[child]
        ends = [state.since for state in states[1:]] + [None]
        return any(
            state.parent == parent and not state.over_by(on) and (end is None or end > on)
            for state, end in zip(states, ends, strict=True)
        )

    def _reach(self, code: str) -> set[str]:
        reached: set[str] = set()
        open_codes = [code]
        while open_codes:
            current = open_codes.pop()
            if current and current not in reached:
                reached.add(current)
                open_codes.extend(state.parent for state in self.history(current))
        return reached

    def _line(self, code: str, on: date) -> Iterable[str]:
        current = code
        while current:
            yield current
            states = [state for state in self.history(current) if state.since <= on]
            current = states[-1].parent if states else ""
