"""The specification: every operation on plain fractions, one column of subjects at a time, without any cleverness."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import cast

from biaochi_sdk.errors import EvaluationRefused
from biaochi_sdk.exact import exact, half_up
from biaochi_sdk.facts import Inputs
from biaochi_sdk.past import Past
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import Step
from biaochi_sdk.terms import Term

Value = Fraction | bool | str | None
Column = list[Value]
ONE_SUBJECT: dict[str, Callable[..., Value]] = {
    "negate": lambda _, value: -value,
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
}


class Reference:
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
        self.steps, self.shapes, self.scales, self.past = steps, shapes, scales, past
        self.subjects, self.inputs = subjects, inputs
        self.columns: dict[int, Column] = {}
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
        return [None if None in row else one(step.term, *row) for row in rows]

    def _args(self, step: Step) -> list[Column]:
        return [self.columns[place] for place in step.args]

    def _number(self, step: Step) -> Column:
        return [step.term.value] * len(self.subjects)

    def _input(self, step: Step) -> Column:
        key = step.key or ""
        return [self._read(step, given.get(key)) for given in self.inputs]

    def _read(self, step: Step, given: str | list[str] | None) -> Value:
        term, shape = step.term, self.shapes[step.place]
        if given is None:
            return _without_facts(term)
        if isinstance(given, list):
            top, bottom = (exact(part) for part in given)
            return _inside(step, top / bottom, shape) if bottom else None
        if shape.kind == "flag":
            return given == "1"
        return _inside(step, exact(given), shape)

    def _or_else(self, step: Step) -> Column:
        value, other = self._args(step)
        return [second if first is None else first for first, second in zip(value, other, strict=True)]

    def _or_no(self, step: Step) -> Column:
        return [bool(condition) for condition in self._args(step)[0]]

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

    def _held(self, step: Step) -> Column:
        return list(self.past.held(self.subjects, step.term.text("since")))

    def _ladder(self, step: Step) -> Column:
        held, *conditions = self._args(step)
        moves = list(zip(step.term.texts("leave"), step.term.texts("reach"), strict=True))

        def moved(rung: Value, decided: Sequence[Value]) -> Value:
            for (before, after), holds in zip(moves, decided, strict=True):
                if rung == before and holds:
                    return after
            return rung

        return [moved(rung, decided) for rung, *decided in zip(held, *conditions, strict=True)]

    def _streak(self, step: Step) -> Column:
        rows = zip(self.past.streaks(self.subjects, step.key or ""), self._args(step)[0], strict=True)
        return [Fraction(before + 1) if holds else Fraction(0) for before, holds in rows]

    def _looking_back(self, step: Step) -> list[list[str]]:
        key, over = self.steps[step.args[0]].key or "", step.term.text("over")
        return [self.past.values(subject, over, key) for subject in self.subjects]

    def _mean_over(self, step: Step) -> Column:
        every = [[exact(value) for value in values] for values in self._looking_back(step)]
        return [sum(values, Fraction(0)) / len(values) if values else None for values in every]

    def _every_over(self, step: Step) -> Column:
        return [all(value == "1" for value in values) if values else None for values in self._looking_back(step)]

    def _rank(self, step: Step) -> Column:
        column = cast("list[Fraction | None]", self._args(step)[0])
        ordered = sorted((value for value in column if value is not None), reverse=True)
        first: dict[Fraction, int] = {}
        for place, value in enumerate(ordered, start=1):
            first.setdefault(value, place)
        return [None if value is None else Fraction(first[value]) for value in column]

    def _quota(self, step: Step) -> Column:
        share, holders, candidates, best = self._args(step)
        seats = int(cast("Fraction", share[0]) * len(self.subjects)) if self.subjects else 0
        room = max(seats - sum(bool(holder) for holder in holders), 0)
        rows = zip(holders, candidates, best, strict=True)
        running = [
            cast("Fraction", value) if wants and not holds and value is not None else None
            for holds, wants, value in rows
        ]
        ordered = sorted((value for value in running if value is not None), reverse=True)
        cut = ordered[room - 1] if room and len(ordered) > room and ordered[room - 1] == ordered[room] else None

        def seat(holds: Value, value: Fraction | None) -> str:
            if holds:
                return "holder"
            if value is None or not room:
                return "outside"
            if cut is not None and value == cut:
                return "meeting"
            return "admitted" if len(ordered) <= room or value >= ordered[room - 1] else "outside"

        return [seat(holds, value) for holds, value in zip(holders, running, strict=True)]


def _without_facts(term: Term) -> Value:
    missing = term.text("missing")
    if term.text("how") == "any":
        return False
    if missing == "not_judged":
        return None
    return term.args[0].value if missing == "full" else Fraction(0)


def _inside(step: Step, value: Fraction, shape: Shape) -> Fraction:
    if not shape.low <= value <= shape.high:
        raise EvaluationRefused(f"{step.key} is {value}, outside {shape.low} to {shape.high}: gather the facts again")
    return value
