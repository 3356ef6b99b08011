"""Spells arithmetic over rows: sums on one denominator, ratios as pairs, roundings half-up, comparisons across."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from biaochi_sdk.plan.source import Source, Spelled, both_judged, joined
from biaochi_sdk.terms.lines import Lines
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.exact import reduced

TESTS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


class RowArithmetic(Source):
    """Spells the operations that make numbers and compare them."""

    def _number(self, step: Step) -> Spelled:
        return Spelled(str(self.shapes[step.place].least))

    def _dated(self, step: Step) -> Spelled:
        return Spelled(str(self.dated[step.place]))

    _period_days = _period_months = _dated

    def _running(self, step: Step, *args: Spelled) -> Spelled:
        """The moves as one function of the start: each of them bounds what the ones before made."""
        start, added, from_least, from_most, *_ = self._lifted(step, args, self.shapes[step.place].den)
        return Spelled(f"least(most({start} + {added}, {from_least}), {from_most})", None, both_judged(*args))

    def _step(self, step: Step) -> Spelled:
        return Spelled(str(self.scales[step.term.text("scale")].index(step.term.text("step"))))

    def _sum(self, step: Step, *args: Spelled) -> Spelled:
        tops = self._lifted(step, args, self.shapes[step.place].den)
        divisors = {self._arg(step, at).divisor: arg.divisor for at, arg in enumerate(args)}
        if len(divisors) == 1:
            return Spelled(" + ".join(tops), args[0].divisor, both_judged(*args))
        crossed = []
        for at, top in enumerate(tops):
            others = (said for of, said in divisors.items() if said and of != self._arg(step, at).divisor)
            crossed.append(" * ".join([top, *others]))
        return Spelled(" + ".join(crossed), " * ".join(filter(None, divisors.values())), both_judged(*args))

    def _negate(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(f"-{arg.top}" if arg.top.isidentifier() else f"-({arg.top})", arg.divisor, arg.judged)

    def _times(self, step: Step, left: Spelled, right: Spelled) -> Spelled:
        constant = step.args[1] in self.literal
        if left.divisor and self.steps[step.args[1]].op == "number":
            factor = self.steps[step.args[1]].term.value
            up, _ = reduced(factor.numerator, self._arg(step, 0).den * factor.denominator)
            return Spelled(self._by(left.top, up), left.divisor, left.judged)
        top = self._by(left.top, int(right.top)) if constant else f"{_tight(left.top)} * {_tight(right.top)}"
        return Spelled(top, _multiplied(left.divisor, right.divisor), both_judged(left, right))

    def _rate(self, step: Step, value: Spelled, _: Spelled) -> Spelled:
        return Spelled(self._by(value.top, self._arg(step, 1).den), None, value.judged)

    def _divide(self, step: Step, top: Spelled, bottom: Spelled) -> Spelled:
        up, _ = reduced(self._arg(step, 1).den, self._arg(step, 0).den)
        there = f"({bottom.top} > 0)" if self._arg(step, 1).low == 0 else None
        # where it is not judged the divisor may hold any number, 0 among them
        divisor = f"most({bottom.top}, 1)" if there or bottom.judged else bottom.top
        if step.args[1] in self.literal:
            divisor = self.dialect.column(bottom.top, "number")
        made = self._by(top.top, up) if bottom.divisor is None else f"{self._by(top.top, up)} * {bottom.divisor}"
        return Spelled(made, _multiplied(divisor, top.divisor), joined(both_judged(top, bottom), there))

    def _weighted_mean(self, step: Step, *args: Spelled) -> Spelled:
        weigh = lcm(*(self.shapes[place].den for place in step.args[1::2]))
        weights = self._lifted_by(step, args, weigh, 1)
        values = self._lifted_by(step, args, self.shapes[step.place].den, 0)
        tops, divisors = [], []
        for value, top, weight in zip(args[::2], values, weights, strict=True):
            product = self._product(top, weight)
            tops.append(self._where_judged(value, product))
            divisors.append(self._where_judged(value, weight))
        literal = all(part.isdigit() for part in divisors)
        weight = self.dialect.column(str(sum(map(int, divisors))), "number") if literal else " + ".join(divisors)
        divisor = self._named(f"w{step.place}", weight)
        if not self.shapes[step.place].may_miss:
            return Spelled(" + ".join(tops), divisor)
        return Spelled(" + ".join(tops), f"most({divisor}, 1)", f"({divisor} > 0)")

    def _lifted_by(self, step: Step, args: Sequence[Spelled], den: int, first: int) -> list[str]:
        """Every second argument from the first on, at one denominator."""
        places = range(first, len(args), 2)
        return [self._by(args[at].top, den // self._arg(step, at).den) for at in places]

    def _product(self, top: str, weight: str) -> str:
        if weight.lstrip("-").isdigit():
            return self._by(top, int(weight))
        return self._by(weight, int(top)) if top.lstrip("-").isdigit() else f"{top} * {weight}"

    def _where_judged(self, value: Spelled, said: str) -> str:
        if value.judged is None:
            return said
        typed = self.dialect.number(int(said)) if said.lstrip("-").isdigit() else said
        return self.dialect.where(value.judged, typed, self.dialect.number(0))

    def _min(self, step: Step, *args: Spelled) -> Spelled:
        return self._bounded("least", step, args)

    def _max(self, step: Step, *args: Spelled) -> Spelled:
        return self._bounded("most", step, args)

    def _bounded(self, pick: str, step: Step, args: Sequence[Spelled]) -> Spelled:
        divisor = next((arg.divisor for arg in args if arg.divisor), None)
        tops = self._lifted(step, args, self._common(step))
        crossed = (
            top if arg.divisor or divisor is None else f"{top} * {divisor}" for top, arg in zip(tops, args, strict=True)
        )
        return Spelled(f"{pick}({', '.join(crossed)})", divisor, both_judged(*args))

    def _absolute(self, _: Step, value: Spelled) -> Spelled:
        return Spelled(f"absolute({value.top})", None, value.judged)

    def _interpolate(self, step: Step, value: Spelled, *points: Spelled) -> Spelled:
        numbers = [Fraction(self._arg(step, at).low) for at in range(1, len(points) + 1)]
        lines = Lines.of(numbers, self._arg(step, 0).den)
        found = self.dialect.number(lines.first)
        for start, factor, offset in zip(lines.starts, lines.factors, lines.offsets, strict=True):
            line = f"{self._by(value.top, factor)} + {offset}" if factor else self.dialect.number(offset)
            found = self.dialect.where(f"({self._by(value.top, lines.cut)} >= {start})", line, found)
        return Spelled(found, None, value.judged)

    def _common(self, step: Step) -> int:
        return lcm(*(self.shapes[place].den for place in step.args))

    def _round(self, step: Step, value: Spelled, _: Spelled) -> Spelled:
        shape = self._arg(step, 0)
        up, den = reduced(self.shapes[step.place].den, shape.den)
        top = self._by(value.top, up)
        if value.divisor is None and den == 1:
            return Spelled(top, None, value.judged)
        unit = str(den) if value.divisor is None else value.divisor if den == 1 else f"({self._by(value.divisor, den)})"
        return Spelled(self.dialect.half_up(f"({top})", unit, shape.least < 0), None, value.judged)

    def _units(self, step: Step, value: Spelled, unit: Spelled) -> Spelled:
        den = self._common(step)
        top, each = self._lifted(step, (value, unit), den)
        if step.term.text("part") == "started":
            top = f"({top} + ({each} - 1))"
        return Spelled(f"({top}) // ({each})", None, value.judged)

    def _compare(self, step: Step, left: Spelled, right: Spelled) -> Spelled:
        a, b = self._lifted(step, (left, right), self._common(step))
        if self._arg(step, 0).divisor != self._arg(step, 1).divisor:
            a = a if right.divisor is None else f"{a} * {right.divisor}"
            b = b if left.divisor is None else f"{b} * {left.divisor}"
        return Spelled(f"({a} {TESTS[step.term.text('test')]} {b})", None, both_judged(left, right))


def _tight(top: str) -> str:
    return top if top.isidentifier() or top.isdigit() else f"({top})"


def _multiplied(one: str | None, other: str | None) -> str | None:
    return f"{_tight(one)} * {_tight(other)}" if one and other else one or other
