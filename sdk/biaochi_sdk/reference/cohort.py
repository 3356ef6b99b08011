"""The specification of what compares subjects, periods or models: plain fractions, one subject against all others."""

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from biaochi_sdk.terms.links import Under
from biaochi_sdk.terms.past import Past
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import Step, tail, value_at
from biaochi_sdk.values.exact import exact

Value = Fraction | bool | str | None
Column = list[Value]
Key = tuple[tuple[bool, Fraction], ...]


class CohortReference:
    """Computes whole columns from whole columns."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: dict[str, tuple[str, ...]],
        past: Past,
        subjects: Sequence[str],
    ) -> None:
        """Start with no column."""
        self.steps, self.shapes, self.scales, self.past, self.subjects = steps, shapes, scales, past, subjects
        self.columns: dict[int, Column] = {}

    def _args(self, step: Step) -> list[Column]:
        return [self.columns[place] for place in step.args]

    def _held(self, step: Step) -> Column:
        return list(self.past.held(self.subjects, step.term.text("since")))

    def _streak(self, step: Step) -> Column:
        rows = zip(self.past.streaks(self.subjects, step.key or ""), self._args(step)[0], strict=True)
        return [Fraction(before + 1) if holds else Fraction(0) for before, holds in rows]

    def _earlier(self, step: Step) -> list[list[str]]:
        key, over = self.steps[step.args[0]].key or "", step.term.text("over")
        return [self.past.values(subject, over, key) for subject in self.subjects]

    def _counted(self, step: Step) -> list[list[Fraction]]:
        every = [[exact(value) for value in values] for values in self._earlier(step)]
        if step.term.maybe("picks") is None:
            return every
        best = int(self.steps[step.args[1]].term.value)
        return [sorted(values, reverse=True)[:best] for values in every]

    def _mean_over(self, step: Step) -> Column:
        return [sum(values, Fraction(0)) / len(values) if values else None for values in self._counted(step)]

    def _sum_over(self, step: Step) -> Column:
        fading = [] if step.term.maybe("picks") else [self.steps[place].term.value for place in step.args[1:]]

        def added(values: Sequence[Fraction]) -> Value:
            if not values:
                return None
            newest_first = list(values)[::-1]
            shares = fading or [Fraction(1)] * len(newest_first)
            return sum((value * share for value, share in zip(newest_first, shares, strict=False)), Fraction(0))

        return [added(values) for values in self._counted(step)]

    def _every_over(self, step: Step) -> Column:
        return [all(value == "1" for value in values) if values else None for values in self._earlier(step)]

    def _any_over(self, step: Step) -> Column:
        return [any(value == "1" for value in values) for values in self._earlier(step)]

    def _count_over(self, step: Step) -> Column:
        return [Fraction(sum(value == "1" for value in values)) for values in self._earlier(step)]

    def _prior(self, step: Step) -> Column:
        found = self.past.prior(self.subjects, self.steps[step.args[0]].key or "")
        return [None if value is None else exact(value) for value in found]

    def _classes(self, step: Step, lead: int) -> list[Value]:
        """The class of each subject; one class where the rule names none."""
        found = tail(step, lead).group
        return list(self.columns[found[0]]) if found else ["everybody"] * len(self.subjects)

    def _keys(self, step: Step, lead: int) -> list[Key | None]:
        """What puts subjects in order: the value, then the tie-breakers, a missing tie-breaker last."""
        value, *breakers = (self.columns[place] for place in (step.args[lead - 1], *tail(step, lead).breakers))

        def key(first: Value, others: Sequence[Value]) -> Key | None:
            if first is None:
                return None
            every = cast("Sequence[Fraction | None]", (first, *others))
            return tuple((one is not None, one or Fraction(0)) for one in every)

        return [key(first, others) for first, *others in zip(value, *breakers, strict=True)]

    def _number_at(self, place: int) -> Fraction:
        term = self.steps[place].term
        return value_at(term, self.past.evaluated) if term.op == "dated" else term.value

    def _rank(self, step: Step) -> Column:
        keys, classes = self._keys(step, 1), self._classes(step, 1)
        for place in tail(step, 1).others:
            smallest, together = self._number_at(place), step.term.text("small") == "together"
            counts = {own: _judged_in(own, classes, keys) for own in classes if own is not None}
            merged = "small classes together" if together else None
            classes = [merged if own is not None and counts[own] < smallest else own for own in classes]

        entries, dense = self._entries(step), step.term.text("ties") == "dense"
        best: dict[Value, dict[Value, Key]] = {}
        for key, own, entry in zip(keys, classes, entries, strict=True):
            if key is not None and own is not None:
                found = best.setdefault(own, {})
                found[entry] = max(found.get(entry, ()), key)

        def place_of(key: Key | None, own: Value, entry: Value) -> Value:
            if key is None or own is None:
                return None
            better = [one for other, one in best[own].items() if other != entry and one > key]
            return Fraction(1 + (len(set(better)) if dense else len(better)))

        return [place_of(*one) for one in zip(keys, classes, entries, strict=True)]

    def _entries(self, step: Step) -> list[Value]:
        """Whose place each subject takes: that of its entry, else its own."""
        places = tail(step, 1).entries
        named: list[Value] = list(self.columns[places[0]]) if places else [None] * len(self.subjects)
        return [f"entry {one}" if one is not None else f"alone {at}" for at, one in enumerate(named)]

    def _tied(self, step: Step) -> Column:
        rows = list(zip(self._keys(step, 1), self._classes(step, 1), strict=True))
        return [key is not None and own is not None and rows.count((key, own)) > 1 for key, own in rows]

    def _statistic(self, step: Step) -> Column:
        values, classes = self._args(step)[0], self._classes(step, 1)
        if step.term.text("how") == "weighted":
            return self._weighted(values, self._args(step)[1], classes)
        by_class: dict[Value, list[Fraction]] = {}
        for value, own in zip(values, classes, strict=True):
            if value is not None:
                by_class.setdefault(own, []).append(cast("Fraction", value))
        how = step.term.text("how")
        found = {own: _together(how, by_class.get(own, []) if own is not None else []) for own in set(classes)}
        return [found[own] for own in classes]

    def _weighted(self, values: Column, weights: Column, classes: Sequence[Value]) -> Column:
        tops, bottoms = dict[Value, Fraction](), dict[Value, Fraction]()
        for value, weight, own in zip(values, weights, classes, strict=True):
            if value is not None and weight is not None:
                product = cast("Fraction", value) * cast("Fraction", weight)
                tops[own] = tops.get(own, Fraction(0)) + product
                bottoms[own] = bottoms.get(own, Fraction(0)) + cast("Fraction", weight)
        return [tops[own] / bottoms[own] if own is not None and bottoms.get(own) else None for own in classes]

    def _unit(self, step: Step) -> Column:
        return list(self.past.relatives.parents(step.term.text("relation"), self.subjects))

    def _above(self, step: Step) -> Column:
        found = self.past.relatives.above(step.term, self.subjects, self.shapes[step.place])
        return (
            [None if value is None else value == 1 for value in found] if step.term.text("kind") == "flag" else [*found]
        )

    def _below(self, step: Step) -> Column:
        rows, how = self.past.relatives.below(step.term, self.subjects), step.term.text("how")
        return [None if row is None else _rolled_up(how, row) for row in rows]


def _rolled_up(how: str, row: Under) -> Value:
    if how == "weighted":
        weights = sum((weight for _, weight in row), Fraction(0))
        return sum((value * weight for value, weight in row), Fraction(0)) / weights if weights else None
    if how in ("any", "all"):
        return (any if how == "any" else all)(value == 1 for value, _ in row)
    return _together(how, [value for value, _ in row])


def _judged_in(own: Value, classes: Sequence[Value], keys: Sequence[Key | None]) -> int:
    return sum(one == own and key is not None for one, key in zip(classes, keys, strict=True))


def _together(how: str, values: Sequence[Fraction]) -> Value:
    ordered, size = sorted(values), len(values)
    if how in ("count", "sum"):
        return Fraction(size) if how == "count" else sum(values, Fraction(0))
    if not size:
        return None
    if how == "mean":
        return sum(values, Fraction(0)) / size
    middle = (ordered[(size - 1) // 2] + ordered[size // 2]) / 2
    return {"min": ordered[0], "max": ordered[-1], "median": middle}[how]
