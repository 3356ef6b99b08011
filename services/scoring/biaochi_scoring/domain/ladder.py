"""The history of rungs: when a subject entered which rung. Judged at a period's close, effective the day after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.registry import Member


@dataclass(frozen=True, slots=True)
class RungSpell:
    """A subject on a rung from `since` on, until its next spell. `period` is empty for an opening rung."""

    city: str
    index: str
    subject: str
    since: date
    cycle: str
    rung: str
    period: str


@dataclass(frozen=True)
class Climb:
    """What the spells of one cycle follow from: the rung recorded or inherited at its start, and the judged closes."""

    cycle: Cycle
    index: str
    given: Mapping[str, str]
    inherited: Mapping[str, str]
    lowest: str
    members: Mapping[str, Member]

    def spells(self, closes: Sequence[tuple[Period, Mapping[str, str]]]) -> list[RungSpell]:
        """The spells of the cycle, one for each change, in order of subject and date.

        Without a recorded or inherited rung a subject begins on the lowest, on the first day of the cycle or the day it
        was established. Of two judgements effective on one day the later judged counts.
        """
        found: list[RungSpell] = []
        for subject in sorted(self.members):
            found += self._of(subject, closes)
        return found

    def _of(self, subject: str, closes: Sequence[tuple[Period, Mapping[str, str]]]) -> list[RungSpell]:
        inherited = self.inherited.get(subject)
        current = self.given.get(subject, inherited or self.lowest)
        steps: dict[date, tuple[str, str]] = {}
        if current != inherited:
            steps[max(self.cycle.whole.starts_on, self.members[subject].established_on)] = (current, "")
        for period, rungs in closes:
            rung = rungs.get(subject)
            if rung is not None and steps.get(period.ends_before, ("", ""))[0] != rung:
                steps[period.ends_before] = (rung, period.code)
        return self._changes(subject, inherited, steps)

    def _changes(self, subject: str, held: str | None, steps: Mapping[date, tuple[str, str]]) -> list[RungSpell]:
        spells = []
        for since, (rung, period) in steps.items():
            if rung != held:
                spells.append(RungSpell(self.cycle.city, self.index, subject, since, self.cycle.code, rung, period))
            held = rung
        return spells


def held_on(day: date, spells: Iterable[RungSpell], inherited: Mapping[str, str]) -> dict[str, str]:
    """The rung each subject holds on a day: of its latest spell that has begun, else the inherited one."""
    held = dict(inherited)
    for spell in sorted(spells, key=lambda spell: spell.since):
        if spell.since <= day:
            held[spell.subject] = spell.rung
    return held
