"""The integer plan: the same steps as the reference, on whole columns of proven 32 or 64 bit integers."""

from collections.abc import Callable, Mapping, Sequence
from math import lcm

import numpy as np

from biaochi_sdk.cohort import places, seats
from biaochi_sdk.columns import Bools, Column, Ints, both, dtype_of, order
from biaochi_sdk.exact import exact, reduced
from biaochi_sdk.past import Past
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import Step

TESTS: dict[str, Callable[[Ints, Ints], Bools]] = {
    "ge": np.greater_equal,
    "gt": np.greater,
    "le": np.less_equal,
    "lt": np.less,
}


class Plan:
    """Computes the columns of one period for one cohort."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: dict[str, tuple[str, ...]],
        bits: int,
        past: Past,
        subjects: Sequence[str],
        given: Mapping[int, Column],
    ) -> None:
        """Compute every step the period's cadence knows, from the columns of its inputs."""
        self.steps, self.shapes, self.scales, self.past = steps, shapes, scales, past
        self.subjects, self.given = subjects, given
        self.dtype = dtype_of(bits)
        self.columns: dict[int, Column] = {}
        for step in steps:
            if past.evaluated.cadence in shapes[step.place].cadences:
                compute: Callable[..., Column] = getattr(self, f"_{step.op}")
                args = [self.columns[place] for place in step.args if place in self.columns]
                self.columns[step.place] = compute(step, *args)

    def _shape(self, step: Step, arg: int) -> Shape:
        return self.shapes[step.args[arg]]

    def _by(self, column: Column, factor: int) -> Ints:
        return column.top if factor == 1 else column.top * self.dtype.type(factor)

    def _lifted(self, step: Step, args: Sequence[Column], den: int) -> list[Ints]:
        return [self._by(arg, den // self._shape(step, at).den) for at, arg in enumerate(args)]

    def _common(self, step: Step) -> int:
        return lcm(*(self.shapes[place].den for place in step.args))

    def _number(self, step: Step) -> Column:
        return Column(np.full(len(self.subjects), self.shapes[step.place].least, self.dtype))

    def _input(self, step: Step) -> Column:
        return self.given[step.place]

    def _sum(self, step: Step, *args: Column) -> Column:
        first, *rest = self._lifted(step, args, self.shapes[step.place].den)
        total = first.copy()
        for top in rest:
            total += top
        return Column(total, args[0].divisor, both(*(arg.judged for arg in args)))

    def _negate(self, _: Step, arg: Column) -> Column:
        return Column(-arg.top, arg.divisor, arg.judged)

    def _times(self, step: Step, left: Column, right: Column) -> Column:
        if left.divisor is None:
            return Column(left.top * right.top, None, both(left.judged, right.judged))
        factor = self.steps[step.args[1]].term.value
        up, _ = reduced(factor.numerator, self._shape(step, 0).den * factor.denominator)
        return Column(self._by(left, up), left.divisor, left.judged)

    def _rate(self, step: Step, value: Column, _: Column) -> Column:
        return Column(self._by(value, self._shape(step, 1).den), None, value.judged)

    def _divide(self, step: Step, top: Column, bottom: Column) -> Column:
        up, _ = reduced(self._shape(step, 1).den, self._shape(step, 0).den)
        there = bottom.top > 0 if self._shape(step, 1).least == 0 else None
        divisor = np.maximum(bottom.top, self.dtype.type(1))
        return Column(self._by(top, up), divisor, both(top.judged, bottom.judged, there))

    def _min(self, step: Step, *args: Column) -> Column:
        return Column(np.minimum(*self._lifted(step, args, self._common(step))), None, both(*(a.judged for a in args)))

    def _max(self, step: Step, *args: Column) -> Column:
        return Column(np.maximum(*self._lifted(step, args, self._common(step))), None, both(*(a.judged for a in args)))

    def _round(self, step: Step, value: Column, _: Column) -> Column:
        shape = self._shape(step, 0)
        up, den = reduced(self.shapes[step.place].den, shape.den)
        top = self._by(value, up)
        unit = self.dtype.type(den) if value.divisor is None else value.divisor * self.dtype.type(den)
        two = self.dtype.type(2)
        if value.divisor is None and den == 1:
            return Column(top, None, value.judged)
        if shape.least >= 0:
            return Column((top * two + unit) // (unit * two), None, value.judged)
        return Column(np.sign(top) * ((np.abs(top) * two + unit) // (unit * two)), None, value.judged)

    def _compare(self, step: Step, left: Column, right: Column) -> Column:
        test = TESTS[step.term.text("test")]
        a, b = self._lifted(step, (left, right), self._common(step))
        if self._shape(step, 0).divisor != self._shape(step, 1).divisor:
            a = a if right.divisor is None else a * right.divisor
            b = b if left.divisor is None else b * left.divisor
        return self._flag(test(a, b), left, right)

    def _flag(self, holds: Bools, *args: Column) -> Column:
        return Column(holds.astype(self.dtype), None, both(*(arg.judged for arg in args)))

    def _all(self, _: Step, *args: Column) -> Column:
        return self._flag(np.logical_and.reduce([arg.top > 0 for arg in args]), *args)

    def _any(self, _: Step, *args: Column) -> Column:
        return self._flag(np.logical_or.reduce([arg.top > 0 for arg in args]), *args)

    def _not(self, _: Step, arg: Column) -> Column:
        return self._flag(arg.top == 0, arg)

    def _or_no(self, _: Step, arg: Column) -> Column:
        return self._flag(arg.top > 0) if arg.judged is None else self._flag((arg.top > 0) & arg.judged)

    def _choose(self, step: Step, first: Bools, args: Sequence[Column]) -> tuple[Ints, Ints | None]:
        offset = len(step.args) - len(args)
        shapes = [self._shape(step, at + offset) for at in range(len(args))]
        lifted = [self._by(arg, self.shapes[step.place].den // s.den) for arg, s in zip(args, shapes, strict=True)]
        one, other = args[0].divisor, args[1].divisor
        divisor = None if one is None or other is None else np.where(first, one, other)
        return np.where(first, *lifted), divisor

    def _when(self, step: Step, condition: Column, then: Column, otherwise: Column) -> Column:
        holds = condition.top > 0
        top, divisor = self._choose(step, holds, (then, otherwise))
        if then.judged is None and otherwise.judged is None:
            return Column(top, divisor, condition.judged)
        ones = np.ones(len(holds), np.bool_)
        yes, no = (ones if branch.judged is None else branch.judged for branch in (then, otherwise))
        return Column(top, divisor, both(condition.judged, np.where(holds, yes, no)))

    def _or_else(self, step: Step, value: Column, other: Column) -> Column:
        known = np.ones(len(self.subjects), np.bool_) if value.judged is None else value.judged
        top, divisor = self._choose(step, known, (value, other))
        return Column(top, divisor, None if other.judged is None else known | other.judged)

    def _bands(self, step: Step, value: Column, *thresholds: Column) -> Column:
        reached = np.zeros(len(self.subjects), self.dtype)
        for at, threshold in enumerate(thresholds, start=1):
            den = lcm(self._shape(step, 0).den, self._shape(step, at).den)
            cut = self._by(threshold, den // self._shape(step, at).den)
            bar = cut if value.divisor is None else cut * value.divisor
            reached += self._by(value, den // self._shape(step, 0).den) >= bar
        return Column(reached, None, value.judged)

    def _graded(self, _: Step, condition: Column) -> Column:
        return condition

    def _override(self, step: Step, value: Column, condition: Column) -> Column:
        given = self.dtype.type(self._step_at(step, step.term.text("step")))
        return Column(np.where(condition.top > 0, given, value.top), None, both(value.judged, condition.judged))

    def _step_at(self, step: Step, name: str) -> int:
        return self.scales[self._shape(step, 0).scale or ""].index(name)

    def _at_least(self, step: Step, value: Column) -> Column:
        return self._flag(value.top >= self._step_at(step, step.term.text("step")), value)

    def _is(self, step: Step, value: Column) -> Column:
        return self._flag(value.top == self._step_at(step, step.term.text("step")), value)

    def _held(self, step: Step) -> Column:
        places = {name: place for place, name in enumerate(self.scales[step.term.text("scale")])}
        rungs = self.past.held(self.subjects, step.term.text("since"))
        return Column(np.fromiter(map(places.__getitem__, rungs), self.dtype, len(rungs)))

    def _ladder(self, step: Step, held: Column, *conditions: Column) -> Column:
        rung, moved = held.top.copy(), np.zeros(len(self.subjects), np.bool_)
        moves = zip(step.term.texts("leave"), step.term.texts("reach"), conditions, strict=True)
        for leave, reach, condition in moves:
            hit = ~moved & (held.top == self._step_at(step, leave)) & (condition.top > 0)
            rung[hit] = self._step_at(step, reach)
            moved |= hit
        return Column(rung)

    def _streak(self, step: Step, condition: Column) -> Column:
        before = np.array(self.past.streaks(self.subjects, step.key or ""), self.dtype)
        return Column(np.where(condition.top > 0, before + self.dtype.type(1), self.dtype.type(0)))

    def _looking_back(self, step: Step) -> list[list[str]]:
        key, over = self.steps[step.args[0]].key or "", step.term.text("over")
        return [self.past.values(subject, over, key) for subject in self.subjects]

    def _mean_over(self, step: Step) -> Column:
        den, every = self._shape(step, 0).den, self._looking_back(step)
        tops = np.array([sum(int(exact(value) * den) for value in values) for values in every], self.dtype)
        counts = np.array([len(values) for values in every], self.dtype)
        return Column(tops, np.maximum(counts, self.dtype.type(1)), counts > 0)

    def _every_over(self, step: Step) -> Column:
        every = self._looking_back(step)
        holds = np.array([all(value == "1" for value in values) for values in every], self.dtype)
        return Column(holds, None, np.array([bool(values) for values in every], np.bool_))

    def _rank(self, step: Step, value: Column) -> Column:
        found = places(order(value, self._shape(step, 0)), value.judged)
        return Column(found.astype(self.dtype), None, value.judged)

    def _quota(self, step: Step, _: Column, holders: Column, candidates: Column, best: Column) -> Column:
        wants = candidates.top > 0 if best.judged is None else (candidates.top > 0) & best.judged
        ranked = order(best, self._shape(step, 3))
        found = seats(self.steps[step.args[0]].term, holders.top > 0, wants, ranked)
        return Column(found.astype(self.dtype))
