"""The specification: every operation on plain fractions, one column of subjects at a time, without any cleverness."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import cast

from biaochi_sdk.inputs.intake import unread
from biaochi_sdk.inputs.ledger_events import Event, Tariff
from biaochi_sdk.inputs.ratings import Averaging
from biaochi_sdk.reference.cohort import Column, Value
from biaochi_sdk.reference.quota import QuotaReference
from biaochi_sdk.terms.past import Past
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import Step, value_at
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.exact import exact, half_up, written
from biaochi_sdk.values.facts import Inputs

ONE_SUBJECT: dict[str, Callable[..., Value]] = {
    "negate": lambda _, value: -value,
    "absolute": lambda _, value: abs(value),
    "interpolate": lambda _, value, *numbers: _interpolated(value, list(zip(numbers[::2], numbers[1::2], strict=True))),
    "times": lambda _, left, right: left * right,
    "rate": lambda _, value, full: value / full,
    "divide": lambda _, top, bottom: top / bottom if bottom else None,
    "min": lambda _, left, right: min(left, right),
    "max": lambda _, left, right: max(left, right),
    "round": lambda _, value, places: half_up(value, int(places)),
    "sum": lambda _, *parts: sum(parts, Fraction(0)),
    "all": lambda _, *conditions: all(conditions),
    "any": lambda _, *conditions: any(conditions),
    "not": lambda _, condition: not condition,
    "when": lambda _, condition, then, otherwise: then if condition else otherwise,
    "override": lambda term, step, condition: term.text("step") if condition else step,
    "is": lambda term, step: step == term.text("step"),
    "only_if": lambda _, value, condition: value if condition else None,
    "units": lambda term, value, unit: Fraction((ceil if term.text("part") == "started" else floor)(value / unit)),
    "pick": lambda _, place, *points: points[min(max(int(place), 1), len(points)) - 1],
}


class Reference(QuotaReference):
    """Computes the columns of one period for one cohort."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: dict[str, tuple[str, ...]],
        past: Past,
        subjects: Sequence[str],
        inputs: Sequence[Inputs],
    ) -> None:
        """Compute every step the period's cadence knows."""
        super().__init__(steps, shapes, scales, past, subjects)
        self.inputs = inputs
        for step in steps:
            if past.evaluated.cadence in shapes[step.place].cadences:
                self.columns[step.place] = self._column(step)

    def _column(self, step: Step) -> Column:
        whole: Callable[[Step], Column] | None = getattr(self, f"_{step.op}", None)
        if whole is not None:
            return whole(step)
        one, args = ONE_SUBJECT[step.op], self._args(step)
        rows = zip(*args, strict=True)
        if step.op == "when":
            return [None if row[0] is None else one(step.term, *row) for row in rows]
        return [None if _missing(row) else one(step.term, *row) for row in rows]

    def _number(self, step: Step) -> Column:
        return [step.term.value] * len(self.subjects)

    def _input(self, step: Step) -> Column:
        every = [given.get(step.key or "") for given in self.inputs]
        if step.term.text("how") in ("events", "marks", "ballots", "moves"):
            return self._many(step, [given if isinstance(given, list) else [] for given in every])
        return [self._read(step, given) for given in every]

    def _read(self, step: Step, given: str | list[str] | None) -> Value:
        term, shape, how = step.term, self.shapes[step.place], step.term.text("how")
        if how == "chosen":
            return (
                given
                if isinstance(given, str)
                else None
                if term.text("missing") == "not_judged"
                else term.text("missing")
            )
        if given is None:
            return _without_facts(term)
        if isinstance(given, list):
            top, bottom = (exact(part) for part in given)
            return _inside(step, top / bottom, shape) if bottom else None
        if shape.kind == "flag":
            return given == "1"
        return _inside(step, exact(given), shape)

    def _many(self, step: Step, every: Sequence[Sequence[str]]) -> Column:
        how = step.term.text("how")
        if how == "events":
            tariff = Tariff.of(step.term)
            return [tariff.total(Event.read(text) for text in given) for given in every]
        if how == "moves":
            return [sum(map(exact, given), Fraction(0)) for given in every]
        if how == "marks":
            pairs = map(Averaging.of(step.term).pair, every)
            return [top / bottom if bottom else None for top, bottom in pairs]
        return self._valid(step.term, every, Term("votes"))

    def _valid(self, ballots: Term, every: Sequence[Sequence[str]], question: Term) -> Column:
        """How many votes a question means: valid ones of a class and a grade or of all, invalid ones where asked."""
        panels, grades = ballots.texts("panels"), self.scales[ballots.text("scale")]
        chosen, grade, cast = question.maybe("panel"), question.maybe("grade"), question.maybe("cast")
        slots = [(panel, name) for panel in panels for name in grades]
        wanted = [chosen in (None, panel) and grade in (None, name) for panel, name in slots]
        wanted += [cast is not None and chosen in (None, panel) for panel in panels]
        return [
            Fraction(sum(int(text) for text, counts in zip(given, wanted, strict=False) if counts)) for given in every
        ]

    def _votes(self, step: Step) -> Column:
        of = next(one for one in self.steps if one.key == step.term.text("of"))
        every = (given.get(of.key or "") or [] for given in self.inputs)
        return self._valid(of.term, [[str(text) for text in given] for given in every], step.term)

    def _dated(self, step: Step) -> Column:
        return [value_at(step.term, self.past.evaluated)] * len(self.subjects)

    _period_days = _period_months = _dated

    def _moved(self, step: Step) -> Column:
        every = ((given.get(step.term.text("of")) or []) for given in self.inputs)
        least, most = (arg.value for arg in step.term.args)
        begin = {"sum": Fraction(0), "from_least": least, "from_most": most}[step.term.text("part")]
        ends = None if step.term.text("part") == "sum" else (least, most)
        return [_moved(begin, [exact(str(text)) for text in given], ends) for given in every]

    def _running(self, step: Step) -> Column:
        rows = zip(*self._args(step)[:4], strict=True)
        return [None if _missing(row) else _inside_of(*cast("tuple[Fraction, ...]", row)) for row in rows]

    def _step(self, step: Step) -> Column:
        return [step.term.text("step")] * len(self.subjects)

    def _never(self, _: Step) -> Column:
        return [False] * len(self.subjects)

    def _judged(self, step: Step) -> Column:
        return [value is not None for value in self._args(step)[0]]

    def _at_most(self, step: Step) -> Column:
        names = self.scales[self.shapes[step.args[0]].scale or ""]
        most = names.index(step.term.text("step"))
        rows = zip(*self._args(step), strict=True)
        return [
            None if got is None or holds is None else names[min(names.index(str(got)), most)] if holds else got
            for got, holds in rows
        ]

    def _points_of(self, step: Step) -> Column:
        value, *points = self._args(step)
        names = self.scales[self.shapes[step.args[0]].scale or ""]
        return [None if got is None else row[names.index(str(got))] for got, *row in zip(value, *points, strict=True)]

    def _or_else(self, step: Step) -> Column:
        value, other = self._args(step)
        return [second if first is None else first for first, second in zip(value, other, strict=True)]

    def _or_no(self, step: Step) -> Column:
        return [bool(condition) for condition in self._args(step)[0]]

    def _weighted_mean(self, step: Step) -> Column:
        found: Column = []
        for row in zip(*self._args(step), strict=True):
            pairs = [(value, weight) for value, weight in zip(row[::2], row[1::2], strict=True) if value is not None]
            weights = sum((cast("Fraction", weight) for _, weight in pairs), Fraction(0))
            tops = sum((cast("Fraction", value) * cast("Fraction", weight) for value, weight in pairs), Fraction(0))
            found.append(tops / weights if weights else None)
        return found

    def _compare(self, step: Step) -> Column:
        test = {"ge": Fraction.__ge__, "gt": Fraction.__gt__, "le": Fraction.__le__, "lt": Fraction.__lt__}
        holds = test[step.term.text("test")]
        left, right = (cast("list[Fraction | None]", column) for column in self._args(step))
        return [None if a is None or b is None else holds(a, b) for a, b in zip(left, right, strict=True)]

    def _bands(self, step: Step) -> Column:
        names = self.scales[step.term.text("scale")]
        value, *thresholds = (cast("list[Fraction | None]", column) for column in self._args(step))
        rows = zip(value, *thresholds, strict=True)
        return [None if got is None else names[sum(got >= (cut or 0) for cut in cuts)] for got, *cuts in rows]

    def _graded(self, step: Step) -> Column:
        lower, higher = self.scales[step.term.text("scale")]
        decided = self._args(step)[0]
        return [None if holds is None else higher if holds else lower for holds in decided]

    def _at_least(self, step: Step) -> Column:
        column = self._args(step)[0]
        names = self.scales[self.shapes[step.args[0]].scale or ""]
        wanted = names.index(step.term.text("step"))
        return [None if got is None else names.index(str(got)) >= wanted for got in column]

    def _ladder(self, step: Step) -> Column:
        held, *conditions = self._args(step)
        moves = list(zip(step.term.texts("leave"), step.term.texts("reach"), strict=True))

        def moved(rung: Value, decided: Sequence[Value]) -> Value:
            for (before, after), holds in zip(moves, decided, strict=True):
                if rung == before and holds:
                    return after
            return rung

        return [moved(rung, decided) for rung, *decided in zip(held, *conditions, strict=True)]


def _missing(row: Sequence[Value]) -> bool:
    """Whether one is not judged; by identity, since a fraction that is compared with None costs as much as a sum."""
    return any(value is None for value in row)


def _moved(total: Fraction, amounts: Sequence[Fraction], ends: tuple[Fraction, Fraction] | None) -> Fraction:
    for amount in amounts:
        total += amount
        total = total if ends is None else min(max(total, ends[0]), ends[1])
    return total


def _inside_of(start: Fraction, added: Fraction, from_least: Fraction, from_most: Fraction) -> Fraction:
    return min(max(start + added, from_least), from_most)


def _without_facts(term: Term) -> Value:
    missing = term.text("missing")
    if term.text("how") == "any":
        return False
    if missing == "not_judged":
        return None
    if missing != "full":
        return Fraction(0)
    return term.args[1 if term.text("how") == "quoted" else 0].value


def _interpolated(value: Fraction, points: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    if value <= points[0][0]:
        return points[0][1]
    for (start, lower), (end, upper) in pairwise(points):
        if value <= end:
            return lower + (upper - lower) * (value - start) / (end - start)
    return points[-1][1]


def _inside(step: Step, value: Fraction, shape: Shape) -> Fraction:
    if not shape.low <= value <= shape.high:
        raise unread(step, written(value))
    return value
