"""Ledger events one by one: levels, cases counted once, factors and shares, as columns and as fractions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import cast

import numpy as np

from biaochi_sdk.terms.columns import Ints
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.exact import exact, half_up
from biaochi_sdk.values.facts import Fact

CHOSEN = ":"
"""Stands between a level and the amount chosen in its range."""
OWNERS, EVENTS = 99, 10_000
"""How many may share one event, and how many events of one subject an input can hold."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an input keeps of one fact: its level or amount, the number of its case, its owners, and its factor.

    left: what a waiver leaves of it, none where nothing was waived.
    """

    points: str
    case: int
    owners: int
    raised: bool
    left: str | None = None

    @classmethod
    def read(cls, text: str) -> "Event":
        """The event of a stored text."""
        points, case, owners, raised, *left = text.split(";")
        return cls(points, int(case), int(owners), raised == "1", *left)

    @property
    def text(self) -> str:
        """The event as an input stores it."""
        left = "" if self.left is None else f";{self.left}"
        return f"{self.points};{self.case};{self.owners};{int(self.raised)}{left}"

    @property
    def waived(self) -> bool:
        """Whether nothing is left of it."""
        return self.left is not None and not exact(self.left)

    def shown(self, titles: Mapping[str, str]) -> str:
        """The event for a person: its level's title, its amount before factor and shares, its case, what is left."""
        shared = f"/{self.owners}" if self.owners > 1 else ""
        level, _, amount = self.points.partition(CHOSEN)
        left = {None: "", "0": "，已免除"}.get(self.left, f"，减免后至多{self.left}")
        return f"{titles.get(level, level)}{amount}{'×' if self.raised else ''}{shared}(第{self.case + 1}项{left})"


@dataclass(frozen=True, slots=True)
class Tariff:
    """How an input counts its events; most is the cap of a bonus, or the full mark that deductions come off."""

    most: Fraction
    points: Mapping[str, Fraction]
    factor: Fraction
    places: int | None
    zero_at: int | None
    highest: bool
    deducted: bool
    least: Fraction
    step: Fraction
    ranges: Mapping[str, tuple[Fraction, Fraction]]
    waived: bool

    @classmethod
    def of(cls, term: Term) -> "Tariff":
        """The tariff an input's term says; its arguments stand in the order of its list `parts`."""
        named = dict(zip(term.texts("parts"), (arg.value for arg in term.args), strict=True))
        levels = term.texts("levels")
        places, zero_at = named.get("places"), named.get("zero_at")
        return cls(
            named["most"],
            {level: named[f"level {level}"] for level in levels if f"level {level}" in named},
            named.get("factor", Fraction(1)),
            None if places is None else int(places),
            None if zero_at is None else int(zero_at),
            term.text("counting") == "highest",
            term.maybe("deducted") is not None,
            named.get("least", Fraction(0)),
            named.get("step", Fraction(1)),
            {level: (named[f"low {level}"], named[f"high {level}"]) for level in levels if f"low {level}" in named},
            "waived" in term.data,
        )

    def worth(self, event: Event) -> Fraction:
        """What one event is worth: its level or amount, times the factor where it holds, shared where it is shared.

        Of a waived one no more than is left.
        """
        level, chosen, amount = event.points.partition(CHOSEN)
        leveled = self.points or self.ranges
        base = exact(amount or event.points) if chosen or not leveled else self.points[level]
        whole = base * self.factor if event.raised else base
        own = whole if self.places is None else half_up(whole / event.owners, self.places)
        return own if event.left is None else min(own, exact(event.left))

    def total(self, events: Iterable[Event]) -> Fraction:
        """The specification: each case once at its highest, added up or the highest alone, capped or taken off.

        A case that is waived is none.
        """
        cases: dict[int, Fraction] = {}
        for event in (one for one in events if not one.waived):
            cases[event.case] = max(cases.get(event.case, Fraction(0)), self.worth(event))
        found = max(cases.values(), default=Fraction(0)) if self.highest else sum(cases.values(), Fraction(0))
        if self.zero_at is not None and len(cases) >= self.zero_at:
            found = self.most
        counted = min(found, self.most)
        return self.most - counted if self.deducted else counted

    def knows(self, event: Event) -> bool:
        """Whether facts could have made the event."""
        if not 1 <= event.owners <= OWNERS:
            return False
        if event.left is not None and not (self.waived and exact(event.left) >= 0):
            return False
        level, chosen, amount = event.points.partition(CHOSEN)
        if chosen and level in self.ranges:
            low, high = self.ranges[level]
            return low <= exact(amount) <= high and not exact(amount) % self.step
        if self.points or self.ranges:
            return event.points in self.points
        return self.least <= exact(event.points) <= self.most and not exact(event.points) % self.step

    @property
    def denominator(self) -> int:
        """What every possible total is a whole number of parts of."""
        if self.places is not None:
            return lcm(10**self.places, self.most.denominator)
        each = [*self.points.values(), *([self.step] if self.ranges or not self.points else [])]
        return lcm(self.most.denominator, *(d.denominator for one in each for d in (one, one * self.factor)))


def column(tariff: Tariff, den: int, given: Sequence[Sequence[str] | None]) -> Ints:
    """The same totals for a whole cohort at once, in parts of den."""
    events = {text: Event.read(text) for text in {text for row in given if row for text in row}}
    standing = [[text for text in row or () if not events[text].waived] for row in given]
    texts = [text for row in standing for text in row]
    rows = np.repeat(np.arange(len(given)), [len(row) for row in standing])
    worth = {text: int(tariff.worth(event) * den) for text, event in events.items()}
    values = np.fromiter((worth[text] for text in texts), np.int64, len(texts))
    cases = np.fromiter((events[text].case for text in texts), np.int64, len(texts))
    width = int(cases.max(initial=0)) + 1
    keys, place = np.unique(rows * width + cases, return_inverse=True)
    best, owner = np.zeros(len(keys), np.int64), keys // width
    np.maximum.at(best, place, values)
    found, most = np.zeros(len(given), np.int64), int(tariff.most * den)
    (np.maximum if tariff.highest else np.add).at(found, owner, best)
    if tariff.zero_at is not None:
        found[np.bincount(owner, minlength=len(given)) >= tariff.zero_at] = most
    counted = np.minimum(found, most)
    return cast("Ints", most - counted if tariff.deducted else counted)


def case_of(once: str, fact: Fact) -> tuple[str | None, ...]:
    """What is counted once: the fact itself, its case, or its case and department."""
    if fact.case is None or once == "each":
        return (fact.id, "itself")
    return (fact.case,) if once == "case" else (fact.case, fact.department)


def gathered(term: Term, facts: Sequence[Fact], left: Mapping[str, str]) -> list[str]:
    """The events of one subject's facts: facts of one case, or of one case and department, share a number.

    left: what is left of the cases that are waived or reduced.
    """
    numbers: dict[tuple[str | None, ...], int] = {}
    found = []
    for fact in facts:
        case = numbers.setdefault(case_of(term.text("once"), fact), len(numbers))
        points = fact.level if term.texts("levels") else fact.amount
        points = f"{points}{CHOSEN}{fact.amount}" if f"low {fact.level}" in term.texts("parts") else points
        found.append(Event(points or "", case, fact.owners, fact.raised, left.get(fact.case or "")).text)
    return found
