"""What must be recomputed after something was received. A mark on `EVERYONE` means the cohort or the rule changed."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.subjects import ORGANIZATIONS, kinds_of

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.model_dependencies import looks_around
from biaochi_scoring.domain.registry import RegistryState
from biaochi_scoring.domain.standings import Run

EVERYONE = "*"
EVERY_INPUT = "**"
"""Beside a mark on everyone: the registry, in which the rule counts, may say something else of each of them."""


class Cause(NamedTuple):
    """The record that made a recomputation necessary, with the caller and trace of its consequences."""

    topic: str
    part: int
    sequence: int
    caller: str
    traceparent: str
    published_at: str

    @property
    def at(self) -> datetime:
        """When the record was published."""
        return datetime.fromisoformat(self.published_at)


_SAID = slice(3, None)
"""What a cause says of its record beside where it stands: the same of all that was published together."""


class Mark(NamedTuple):
    """A subject, or everyone, to be judged anew in one period of a run."""

    run: Run
    period: str
    subject: str


Marks = dict[Mark, Cause]


@dataclass(slots=True)
class _Place:
    """What is marked in a period by the records of a partition: whom, by which record, and what the last one said."""

    subjects: list[str] = field(default_factory=list)
    sequences: "array[int]" = field(default_factory=lambda: array("q"))
    last: tuple[str, int, str, str] = ("", 0, "", "")


class Marked:
    """All marks of a run with their causes. A year of a large city has millions: each is a code and a number here."""

    def __init__(self, run: Run) -> None:
        """Begin with none."""
        self.run = run
        self._places: defaultdict[tuple[str, str, int], _Place] = defaultdict(_Place)

    def __len__(self) -> int:
        """How many there are."""
        return sum(len(place.subjects) for place in self._places.values())

    def extend(self, marks: Iterable[tuple[str, str, str, int, int, str, str, str]]) -> None:
        """Add marks: period, subject, and what their causes say."""
        for period, subject, topic, part, sequence, caller, traceparent, published_at in marks:
            place = self._places[period, topic, part]
            place.subjects.append(subject)
            place.sequences.append(sequence)
            place.last = max(place.last, (published_at, sequence, caller, traceparent))

    def __iter__(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Each by period, subject, topic, part and sequence."""
        for (period, topic, part), place in self._places.items():
            for subject, sequence in zip(place.subjects, place.sequences, strict=True):
                yield period, subject, topic, part, sequence

    def by_period(self) -> Mapping[str, frozenset[str]]:
        """The marked subjects of each period, everyone as `EVERYONE`."""
        found: defaultdict[str, list[list[str]]] = defaultdict(list)
        for (period, _, _), place in self._places.items():
            found[period].append(place.subjects)
        return {period: frozenset().union(*some) for period, some in found.items()}

    def causes(self) -> Sequence[Cause]:
        """One for each partition, in order of publication: what the last one said, with the first sequence of all."""
        found: dict[tuple[str, int], tuple[int, tuple[str, int, str, str]]] = {}
        for (_, topic, part), place in self._places.items():
            first, last = found.get((topic, part), (place.sequences[0], place.last))
            found[topic, part] = min(first, *place.sequences), max(last, place.last)
        in_order = sorted(found.items(), key=lambda one: (one[1][1][0], one[0][0], one[1][1][1]))
        return [
            Cause(topic, part, first, caller, traceparent, published_at)
            for (topic, part), (first, (published_at, _, caller, traceparent)) in in_order
        ]


def add(marks: Marks, new: Iterable[Mark], cause: Cause) -> None:
    """Mark; what was marked before keeps its first sequence and takes the later caller and trace."""
    for mark in new:
        known = marks.get(mark)
        if known is None:
            marks[mark] = cause
        elif known.sequence > cause.sequence or known[_SAID] != cause[_SAID]:
            marks[mark] = cause._replace(sequence=min(known.sequence, cause.sequence))


def of_everyone(cycle: Cycle, rules: Graph) -> list[Mark]:
    """All judged periods: the rule is new, or what the whole cycle rests on changed."""
    return _of_all(cycle, rules, cycle.judged(rules.cadences))


def of_fact(cycle: Cycle, rules: Graph, fact: Fact) -> list[Mark]:
    """The judged periods that contain the fact's period, if this model judges it; all of them for an opening rung."""
    if not fact.is_for(rules.code):
        return []
    if fact.kind == "rung":
        return _marks(cycle, rules, cycle.judged(rules.cadences) if rules.rungs else (), fact.subject)
    if (fact.indicator, fact.kind) not in _taken(rules):
        return []
    return _marks(cycle, rules, cycle.containing(fact.period, rules.cadences), fact.subject)


class OfFacts:
    """What facts of one cycle mark under these models; of all that are alike but for their subject it is found once."""

    def __init__(self, cycle: Cycle, rules: Sequence[Graph]) -> None:
        """Know the cycle and its models."""
        self._cycle = cycle
        self._rules = rules
        self._places: dict[tuple[str, str, str, tuple[str, ...]], list[tuple[Run, str]]] = {}

    def marks(self, fact: Fact) -> list[Mark]:
        """The marks of one of them."""
        alike = fact.kind, fact.indicator, fact.period, fact.models
        if alike not in self._places:
            marks = (mark for rules in self._rules for mark in of_fact(self._cycle, rules, fact))
            self._places[alike] = [(mark.run, mark.period) for mark in marks]
        return [Mark(run, period, fact.subject) for run, period in self._places[alike]]


def of_states(cycle: Cycle, rules: Graph, states: Iterable[RegistryState]) -> list[Mark]:
    """The judged periods that close on or after the first day of a changed state of the judged kind.

    Of any kind where the rule uses other results: whoever moves may come to stand under another. Where it counts in the
    registry, of every organization and of whom it counts.
    """
    around, kinds = _looked_at(rules)
    days: list[date] = [state.since for state in states if around or state.kind in kinds]
    if not days:
        return []
    closing = [period for period in cycle.judged(rules.cadences) if min(days) <= period.last_day]
    return _of_all(cycle, rules, closing)


def of_periods(cycle: Cycle, rules: Graph, changed: Collection[str]) -> list[Mark]:
    """The judged periods among those in which results that the rule uses changed."""
    return _marks(cycle, rules, [one for one in cycle.judged(rules.cadences) if one.code in changed], EVERYONE)


def by_period(marks: Iterable[Mark]) -> Mapping[str, frozenset[str]]:
    """The marked subjects of each period, everyone as `EVERYONE`."""
    found: dict[str, set[str]] = {}
    for mark in marks:
        found.setdefault(mark.period, set()).add(mark.subject)
    return {period: frozenset(subjects) for period, subjects in found.items()}


@lru_cache
def _taken(rules: Graph) -> frozenset[tuple[str, str]]:
    """The indicators of a model, each with the kind of facts it takes."""
    return frozenset((accept.indicator, accept.kind) for accept in rules.accepts)


@lru_cache
def _looked_at(rules: Graph) -> tuple[bool, frozenset[str]]:
    """Whether it matters to a model who stands above whom, and the kinds that it judges or counts."""
    counted = {*rules.counted.values(), *(ORGANIZATIONS if rules.counted else ())}
    return looks_around(rules), frozenset({*kinds_of(rules.subject_kind), *counted})


def _of_all(cycle: Cycle, rules: Graph, periods: Collection[Period]) -> list[Mark]:
    again = _marks(cycle, rules, periods, EVERY_INPUT) if rules.counted else []
    return [*_marks(cycle, rules, periods, EVERYONE), *again]


def _marks(cycle: Cycle, rules: Graph, periods: Iterable[Period], subject: str) -> list[Mark]:
    run = Run(cycle.city, cycle.code, rules.code)
    return [Mark(run, period.code, subject) for period in periods]
