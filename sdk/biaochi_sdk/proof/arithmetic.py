"""Proves arithmetic: exact denominators, ranges that fit, ratios that stay pairs until rounded."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import prod

from biaochi_sdk.proof.open_ended import part_of_whole
from biaochi_sdk.proof.prover import Prover
from biaochi_sdk.terms.lines import Lines
from biaochi_sdk.terms.shapes import DAYS, Shape, number
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.exact import half_up, reduced, written
from biaochi_sdk.values.periods import MONTHS


class Arithmetic(Prover):
    """The proofs of sums, products, ratios, bounds and roundings."""

    def prove_number(self, step: Step) -> Shape:
        """A constant of the rule."""
        value = step.term.value
        return number(value.denominator, value.numerator, value.numerator, self.every)

    def prove_dated(self, step: Step, *values: Shape) -> Shape:
        """A number with a value from each day on: the days go up and leave nothing out since the model starts."""
        days = step.term.texts("since")
        if list(days) != sorted(set(days)) or len(days) != len(values):
            self.refuse(f"has the days {', '.join(days)}, which do not go up: write each day once, the earliest first")
        for day in days:
            if not _is_day(day):
                self.refuse(f"has a value from {day!r}, which is no date: write it like 2020-07-01")
        if days[0] > self.since:
            self.refuse(f"has no value from {self.since} to {days[0]}: begin with a value from {self.since}")
        den = self.aligned(*values)
        ends = [value.least * (den // value.den) for value in values]
        return number(den, min(ends), max(ends), self.every)

    def prove_period_days(self, _: Step) -> Shape:
        """The days of the evaluated period."""
        return number(1, 1, DAYS, self.every)

    def prove_period_months(self, _: Step) -> Shape:
        """The months of the evaluated period, which is longer than half of one."""
        return number(1, 1, MONTHS["year"], self.every - {"half-month"})

    def prove_units(self, step: Step, value: Shape, unit: Shape) -> Shape:
        """How many units a value holds: whole ones, or started ones too."""
        self.need("number", value, unit)
        if value.least < 0 or unit.least <= 0:
            self.refuse(
                "counts units in what can be negative, or units of 0: write .floor(default(0)) and a unit above 0"
            )
        if step.term.text("part") not in ("whole", "started"):
            self.refuse("counts units without saying what a part of one is: write part='whole' or part='started'")
        den = self.aligned(value, unit)
        least, most = (end * (den // value.den) for end in (value.least, value.most))
        each = unit.least * (den // unit.den)
        self.meet(most + unit.most * (den // unit.den))
        return number(1, least // (unit.most * (den // unit.den)), -(-most // each), *self.shared(value, unit))

    def prove_sum(self, step: Step, *args: Shape) -> Shape:
        """Parts on one denominator, ratios on the product of their divisors; declared full marks must add up."""
        self.measured(*args)
        full = step.term.maybe("full")
        high = sum((arg.high for arg in args), Fraction(0))
        if full is not None and high != Fraction(full):
            self.refuse(f"has parts worth {written(high)} together, not {full}: correct the points so that they add up")
        den = self.aligned(*args)
        divisors = {arg.divisor: arg.divisor_most for arg in args}
        every = prod(divisors.values())
        ends = [_ends(arg, den // arg.den, every // divisors[arg.divisor]) for arg in args]
        self.meet(sum(max(map(abs, end)) for end in ends))
        self.meet(every)
        low = sum((arg.low for arg in args), Fraction(0))
        kind, divisor = args[0].kind, args[0].divisor
        if len(divisors) > 1:
            kind, divisor = "ratio", step.place
        bounds = sum(least for least, _ in ends), sum(most for _, most in ends)
        return Shape(kind, *self.shared(*args), den, *bounds, low, high, divisor, every)

    def prove_negate(self, _: Step, arg: Shape) -> Shape:
        """The range turned round."""
        self.measured(arg)
        shared = self.shared(arg)
        return Shape(
            arg.kind, *shared, arg.den, -arg.most, -arg.least, -arg.high, -arg.low, arg.divisor, arg.divisor_most
        )

    def prove_times(self, step: Step, left: Shape, right: Shape) -> Shape:
        """A product; of a ratio too, as long as the numerators and divisors are proven to fit."""
        self.measured(left, right)
        if left.kind == "ratio" and self.steps[step.args[1]].op == "number":
            return self._scaled(left, right.low)
        ends = [a * b for a in (left.least, left.most) for b in (right.least, right.most)]
        self.meet(left.reach * right.reach)
        if left.kind == right.kind == "number":
            return number(left.den * right.den, min(ends), max(ends), *self.shared(left, right))
        bounds = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        every = left.divisor_most * right.divisor_most
        both = left.kind == right.kind
        divisor = step.place if both else left.divisor if left.kind == "ratio" else right.divisor
        shared, den = self.shared(left, right), left.den * right.den
        return Shape("ratio", *shared, den, min(ends), max(ends), min(bounds), max(bounds), divisor, every)

    def _scaled(self, ratio: Shape, factor: Fraction) -> Shape:
        if factor < 0:
            self.refuse(f"multiplies an unrounded ratio by {factor}: multiply by a number from 0 up, and subtract")
        top, den = reduced(factor.numerator, ratio.den * factor.denominator)
        ends, low, high = (ratio.least * top, ratio.most * top), ratio.low * factor, ratio.high * factor
        return Shape("ratio", ratio.cadences, ratio.may_miss, den, *ends, low, high, ratio.divisor, ratio.divisor_most)

    def prove_rate(self, step: Step, value: Shape, full: Shape) -> Shape:
        """A share of the full mark, which must be the most the value can be."""
        self.need("number", value)
        if self.steps[step.args[1]].op != "number" or full.low <= 0 or full.low != value.high:
            self.refuse(f"is a score rate of {full.low}, but the most is {written(value.high)}: write that number")
        return number(value.den * full.least, value.least * full.den, value.most * full.den, *self.shared(value))

    def prove_divide(self, step: Step, top: Shape, bottom: Shape) -> Shape:
        """A ratio of two values, ratios themselves where that is proven to fit; a divisor of 0 makes it missing."""
        self.measured(top, bottom)
        if bottom.least < 0 or bottom.most == 0:
            self.refuse("divides by what can be negative or is always 0: write .floor(default(0)) on the divisor")
        up, den = reduced(bottom.den, top.den)
        self.meet(top.reach * bottom.den * bottom.divisor_most)
        ends = _ends(top, up, bottom.divisor_most)
        smallest = bottom.low or Fraction(max(bottom.least, 1), bottom.den * bottom.divisor_most)
        bounds = [end / by for end in (top.low, top.high) for by in (smallest, bottom.high)]
        low, high = min(bounds), max(bounds)
        high = min(high, Fraction(1)) if part_of_whole(self.steps, step) else high
        shared, missing = self.shared(top, bottom)
        every = bottom.most * top.divisor_most
        simple = top.kind == bottom.kind == "number"
        divisor = step.args[1] if simple else step.place
        return Shape("ratio", shared, missing or bottom.low == 0, den, *ends, low, high, divisor, every)

    def prove_weighted_mean(self, step: Step, *args: Shape) -> Shape:
        """Judged values over their weights, between the lowest and the highest value: missing where nothing weighs."""
        values, weights = args[::2], args[1::2]
        self.need("number", *args)
        if any(weight.least < 0 or weight.may_miss for weight in weights) or not any(weight.most for weight in weights):
            self.refuse(
                "weighs by what can be negative, not judged or always 0: write .or_else(…) and .floor(default(0))"
            )
        den, weigh = self.aligned(*values), self.aligned(*weights)
        ends = [_products(v, w, (den // v.den) * (weigh // w.den)) for v, w in zip(values, weights, strict=True)]
        least, most = sum(min(end) for end in ends), sum(max(end) for end in ends)
        self.meet(sum(max(map(abs, end)) for end in ends))
        divisor = sum(weight.most * (weigh // weight.den) for weight in weights)
        sure = any(weight.least and not value.may_miss for value, weight in zip(values, weights, strict=True))
        low, high = min(value.low for value in values), max(value.high for value in values)
        cadences, _missing = self.shared(*args)
        return Shape("ratio", cadences, not sure, den, least, most, low, high, step.place, divisor)

    def prove_absolute(self, _: Step, value: Shape) -> Shape:
        """A value without its sign."""
        self.need("number", value)
        least = 0 if value.least <= 0 <= value.most else min(abs(value.least), abs(value.most))
        return number(value.den, least, value.reach, *self.shared(value))

    def prove_interpolate(self, step: Step, value: Shape, *points: Shape) -> Shape:
        """Straight lines between points whose values rise; the end points hold beyond both ends."""
        self.need("number", value, *points)
        if any(self.steps[place].op != "number" for place in step.args[1:]):
            self.refuse("interpolates between what is no number: write (default(60), default(80)), … as points")
        line = Lines.of([point.low for point in points], value.den)
        if list(line.starts) != sorted(set(line.starts)) or len(points) < 4 or len(points) % 2:
            self.refuse("interpolates between points that do not rise: write each value once, the lowest first")
        for factor, offset, start in zip(line.factors, line.offsets, line.starts, strict=True):
            self.meet(value.reach * abs(factor) + abs(offset))
            self.meet(value.reach * line.cut + abs(start))
        worth = [point.low for point in points[1::2]]
        ends = int(min(worth) * line.den), int(max(worth) * line.den)
        return number(line.den, *ends, *self.shared(value))

    def prove_min(self, _: Step, left: Shape, right: Shape) -> Shape:
        """A cap."""
        return self._bounded(min, left, right)

    def prove_max(self, _: Step, left: Shape, right: Shape) -> Shape:
        """A floor."""
        return self._bounded(max, left, right)

    def _bounded(self, pick: Callable[[Fraction, Fraction], Fraction], left: Shape, right: Shape) -> Shape:
        self.measured(left, right)
        den = self.aligned(left, right)
        bounds = pick(left.low, right.low), pick(left.high, right.high)
        if left.kind == right.kind == "number":
            return number(den, int(bounds[0] * den), int(bounds[1] * den), *self.shared(left, right))
        if left.kind == right.kind and left.divisor != right.divisor:
            self.refuse("bounds one ratio by another of other divisors: write .round(default(2)) on one of them")
        every = max(left.divisor_most, right.divisor_most)
        lifted = [_ends(arg, den // arg.den, 1 if arg.kind == "ratio" else every) for arg in (left, right)]
        ends = min(least for least, _ in lifted), max(most for _, most in lifted)
        self.meet(max(map(abs, ends)))
        divisor = left.divisor if left.kind == "ratio" else right.divisor
        return Shape("ratio", *self.shared(left, right), den, *ends, *bounds, divisor, every)

    def prove_round(self, step: Step, value: Shape, places: Shape) -> Shape:
        """Half-up at written places; the result is a number again."""
        self.measured(value)
        if self.steps[step.args[1]].op != "number" or places.den != 1 or not 0 <= places.low <= 9:
            self.refuse("rounds to places that are no whole number from 0 to 9: write .round(default(2))")
        count = int(places.low)
        up, den = reduced(10**count, value.den)
        divisor = value.divisor_most if value.kind == "ratio" else 1
        self.meet(value.reach * up + den * divisor)
        least, most = (int(half_up(end, count) * 10**count) for end in (value.low, value.high))
        return number(10**count, least, most, *self.shared(value))


def _ends(part: Shape, lifted: int, divisors: int) -> tuple[int, int]:
    """The least and the most of a part of a sum, times what the divisors of the other parts can be, from 1 up."""
    least, most = part.least * lifted, part.most * lifted
    return min(least, least * divisors), max(most, most * divisors)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _products(value: Shape, weight: Shape, factor: int) -> list[int]:
    """What a value times its weight can be at the ends, and 0 where it may be left out."""
    ends = [v * w * factor for v in (value.least, value.most) for w in (weight.least, weight.most)]
    return [*ends, 0] if value.may_miss else ends
