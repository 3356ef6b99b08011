"""What a graph says about itself: its nodes, steps, accepted facts and rotations, each with provenance and source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from biaochi_sdk.terms.terms import Number, Term
from biaochi_sdk.values.facts import Accept
from biaochi_sdk.values.provenance import Source


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its own provenance and source."""

    text: str
    provenance: str
    source: Source


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a ladder or a grade."""

    key: str
    title: str
    provenance: str
    source: Source


@dataclass(frozen=True, slots=True)
class Node:
    """A named node as the graph stores it."""

    key: str
    title: Title
    provenance: str
    source: Source
    term: Term


@dataclass(frozen=True, slots=True)
class Entry:
    """A node as the rule book shows it."""

    key: str
    title: str
    title_provenance: str
    title_source: Source
    provenance: str
    source: Source
    cadences: tuple[str, ...]
    words: str
    full: str | None
    accept: Accept | None
    index: str | None
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What a cadence publishes, by node key."""

    totals: Mapping[str, str]
    ranks: Mapping[str, str] = field(default_factory=dict)
    grade: str | None = None
    rung: str | None = None
    exports: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rotation:
    """By ordinal of the period in its year, how far after itself in code order each subject rates.

    Not reciprocal: of two who would rate each other in one period, only the one first in code order rates.
    """

    indicator: str
    cadence: str
    shifts: dict[int, tuple[int, ...]]
    provenance: str = "DEFAULT"
    reciprocal: bool = True


def due(rotation: Rotation, ordinal: int, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Who rates whom in a period, as (rater, ratee): in code order, wrapping round, nobody itself and nobody twice."""
    ordered = sorted(set(codes))
    pairs: list[tuple[str, str]] = []
    for place, rater in enumerate(ordered):
        around = ((place + shift) % len(ordered) for shift in rotation.shifts.get(ordinal, ()))
        ratees = dict.fromkeys(ordered[other] for other in around if other != place)
        allowed = (ratee for ratee in ratees if rotation.reciprocal or (ratee, rater) not in pairs)
        pairs.extend((rater, ratee) for ratee in list(allowed))
    return pairs
