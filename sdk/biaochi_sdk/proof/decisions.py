"""Proves conditions, bands and choices: every step of a scale reachable, every missing value provided for."""

from math import lcm

from biaochi_sdk.proof.prover import Prover
from biaochi_sdk.terms.shapes import Shape, flag, number, step_of
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.periods import count_of


class Decisions(Prover):
    """The proofs of what is not arithmetic."""

    def prove_compare(self, _: Step, left: Shape, right: Shape) -> Shape:
        """Two measured values, cross-multiplied where a ratio is one of them."""
        self.measured(left, right)
        for one, other in ((left, right), (right, left)):
            divisor = 1 if other.divisor == one.divisor else other.divisor_most
            self.meet(one.reach * (lcm(one.den, other.den) // one.den) * divisor)
        return flag(*self.shared(left, right))

    def prove_all(self, _: Step, *args: Shape) -> Shape:
        """Conditions that must all hold."""
        self.need("flag", *args)
        return flag(*self.shared(*args))

    prove_any = prove_all
    prove_not = prove_all

    def prove_or_no(self, _: Step, arg: Shape) -> Shape:
        """A condition that is never missing."""
        self.need("flag", arg)
        return flag(arg.cadences)

    def prove_when(self, step: Step, condition: Shape, then: Shape, otherwise: Shape) -> Shape:
        """A choice between two values of one kind."""
        self.need("flag", condition)
        return self._either(step, then, otherwise).at(*self.shared(condition, then, otherwise))

    def prove_or_else(self, step: Step, value: Shape, other: Shape) -> Shape:
        """A value with a second one for where it is missing."""
        if not value.may_miss and step.term.maybe("lenient") is None:
            self.refuse("has an .or_else(…) on what is never missing: leave it out")
        cadences, _missing = self.shared(value, other)
        return self._either(step, value, other).at(cadences, value.may_miss and other.may_miss)

    def _either(self, step: Step, one: Shape, other: Shape) -> Shape:
        self.alike(one, other)
        if one.kind in ("flag", "scale"):
            return one
        den = self.aligned(one, other)
        ends = [(shape.least * (den // shape.den), shape.most * (den // shape.den)) for shape in (one, other)]
        least, most = min(low for low, _ in ends), max(high for _, high in ends)
        low, high = min(one.low, other.low), max(one.high, other.high)
        kind = "ratio" if "ratio" in (one.kind, other.kind) else "number"
        same = one.divisor == other.divisor
        divisor, every = one.divisor if same else step.place, max(one.divisor_most, other.divisor_most)
        return Shape(kind, self.every, False, den, least, most, low, high, divisor, every)

    def prove_bands(self, step: Step, value: Shape, *thresholds: Shape) -> Shape:
        """Thresholds inside the range of the value, so that every step can be reached."""
        scale = step.term.text("scale")
        names = list(reversed(self.scales[scale]))
        for name, threshold in zip(names, thresholds, strict=False):
            if threshold.high > value.high:
                most = written(value.high)
                self.refuse(
                    f"gives '{name}' from {written(threshold.high)}, but the most is {most}: lower the threshold"
                )
        if thresholds[-1].low <= value.low:
            self.refuse(
                f"never gives '{names[-1]}': raise the threshold {written(thresholds[-1].low)} or drop the step"
            )
        for threshold in thresholds:
            self.prove_compare(step, value, threshold)
        self._covered(step, value)
        return step_of(scale, len(names), *self.shared(value))

    def _covered(self, step: Step, value: Shape) -> None:
        """Refuse intervals that end before the value does."""
        low, high = (
            exact(end) for end in step.term.maybe_texts("covers") or (written(value.low), written(value.high + 1))
        )
        if value.low < low or value.high >= high:
            self.refuse(
                f"has intervals from {written(low)} up to but without {written(high)}, and the value goes from "
                f"{written(value.low)} to {written(value.high)}: let them cover all of it"
            )

    def prove_graded(self, step: Step, condition: Shape) -> Shape:
        """One of two steps."""
        self.need("flag", condition)
        return step_of(step.term.text("scale"), 2, *self.shared(condition))

    def prove_override(self, _: Step, value: Shape, condition: Shape) -> Shape:
        """A step given by a condition."""
        self.need("scale", value)
        self.need("flag", condition)
        return value.at(*self.shared(value, condition))

    def prove_at_least(self, _: Step, value: Shape) -> Shape:
        """A question about a step."""
        self.need("scale", value)
        return flag(*self.shared(value))

    prove_is = prove_at_least

    def prove_held(self, step: Step) -> Shape:
        """The rung before this period closes: never missing."""
        scale = step.term.text("scale")
        return step_of(scale, len(self.scales[scale]), self.every)

    def prove_ladder(self, _: Step, held: Shape, *conditions: Shape) -> Shape:
        """At most one move, each on a condition that is always decided."""
        self.decided(*conditions)
        return held.at(*self.shared(held, *conditions))

    def prove_streak(self, step: Step, condition: Shape) -> Shape:
        """A count no longer than the periods of the cycle."""
        self.decided(condition)
        if step.key is None:
            self.refuse("counts periods running inside a formula: give the streak a name and a title of its own")
        longest = max(count_of(cadence) for cadence in condition.cadences)
        return number(1, 0, longest, condition.cadences)
