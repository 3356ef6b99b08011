"""Who moves where between two judgements of one list, and what differs: of the sheets and of the rules."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.graph.graph import Graph, Rung

from biaochi_scoring.domain.judging.rankings import Placed

TOTAL, GRADE, RUNG, RANK = ASPECTS = ("TOTAL", "GRADE", "RUNG", "RANK")
UP, DOWN = DIRECTIONS = ("UP", "DOWN")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value or a rule of a node before and after; none where there is none."""

    key: str
    title: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """One subject's sheets before and after, one of which may be missing, and in which aspects they differ."""

    subject: str
    before: Placed | None
    after: Placed | None
    changed: tuple[str, ...]

    @property
    def rise(self) -> int:
        """How many ranks it rises; 0 when it is not ranked in both."""
        ranks = [sheet.rank for sheet in (self.before, self.after) if sheet is not None and sheet.rank is not None]
        return ranks[0] - ranks[1] if len(ranks) > 1 else 0

    @property
    def place(self) -> tuple[bool, int, str]:
        """Where it stands in a list: by the rank afterwards and by code, those not judged last."""
        rank = self.after.rank if self.after else None
        return rank is None, rank or 0, self.subject


@dataclass(frozen=True, slots=True)
class Flow:
    """How many subjects go from one grade or rung to another."""

    aspect: str
    before: str | None
    after: str | None
    subjects: int


def moves(before: Mapping[str, Placed], after: Mapping[str, Placed]) -> list[Move]:
    """The subjects whose total, grade, rung or rank differs, in order of place."""
    found = [_move(subject, before.get(subject), after.get(subject)) for subject in before.keys() | after.keys()]
    return sorted((move for move in found if move.changed), key=lambda move: move.place)


def _move(subject: str, before: Placed | None, after: Placed | None) -> Move:
    pairs = zip(ASPECTS, _shown(before), _shown(after), strict=True)
    return Move(subject, before, after, tuple(aspect for aspect, old, new in pairs if old != new))


def _shown(sheet: Placed | None) -> Sequence[object]:
    return (None,) * 4 if sheet is None else (sheet.total, sheet.grade, sheet.rung, sheet.rank)


def of_aspects(some: Sequence[Move], only: Collection[str]) -> list[Move]:
    """Those that differ in one of these aspects; all of them when none is named."""
    return [move for move in some if not only or set(only) & set(move.changed)]


def flows(some: Iterable[Move]) -> list[Flow]:
    """How many go from which grade and rung to which, the most travelled first."""
    counted = Counter(step for move in some for step in _steps(move))
    in_order = sorted(counted.items(), key=lambda item: (item[0][0], -item[1], str(item[0])))
    return [Flow(aspect, before, after, count) for (aspect, before, after), count in in_order]


def direction(steps: Sequence[Rung], before: str | None, after: str | None) -> str:
    """Whether it goes up or down the steps, lowest first; empty where it stays, or where one of the two is no step."""
    places = {step.key: place for place, step in enumerate(steps)}
    if before not in places or after not in places or before == after:
        return ""
    return UP if places[after] > places[before] else DOWN


def directions(move: Move, graph: Graph) -> Mapping[str, str]:
    """The direction of a move in grade and rung, by the steps of the later list's rule."""
    grades = (one.grade if one else None for one in (move.before, move.after))
    rungs = (one.rung if one else None for one in (move.before, move.after))
    return {GRADE: direction(graph.grades, *grades), RUNG: direction(graph.rungs, *rungs)}


def _steps(move: Move) -> Iterable[tuple[str, str | None, str | None]]:
    before, after = move.before, move.after
    if GRADE in move.changed:
        yield GRADE, before.grade if before else None, after.grade if after else None
    if RUNG in move.changed:
        yield RUNG, before.rung if before else None, after.rung if after else None


def values_between(move: Move, old: Graph, new: Graph) -> list[Difference]:
    """The nodes with another value, in the model's order."""
    before, after = (one.nodes if one else {} for one in (move.before, move.after))
    return _differences(before, after, old, new)


def rules_between(old: Graph, new: Graph) -> list[Difference]:
    """The nodes with another rule, in words, in the model's order."""
    if old.hash == new.hash:
        return []
    return _differences(_words(old), _words(new), old, new)


def _words(graph: Graph) -> Mapping[str, str | None]:
    return {entry.key: entry.words for entry in graph.nodes}


def _differences(
    before: Mapping[str, str | None], after: Mapping[str, str | None], old: Graph, new: Graph
) -> list[Difference]:
    described = {**old.described, **new.described}
    keys = [key for key in (*new.described, *old.described) if before.get(key) != after.get(key)]
    return [Difference(key, described[key].title.text, before.get(key), after.get(key)) for key in dict.fromkeys(keys)]
