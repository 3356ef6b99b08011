"""Proves choices between steps and points: tables that cover their scale, and values that may be missing on purpose."""

from biaochi_sdk.proof.prover import Prover
from biaochi_sdk.terms.shapes import Shape, flag, number, step_of
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.exact import written


class Choices(Prover):
    """The proofs of steps, tables and of what is judged at all."""

    def prove_step(self, step: Step) -> Shape:
        """A step of a scale, always the same."""
        scale = step.term.text("scale")
        return step_of(scale, len(self.scales[scale]), self.every)

    def prove_never(self, _: Step) -> Shape:
        """A condition that holds of nobody."""
        return flag(self.every)

    def prove_judged(self, step: Step, value: Shape) -> Shape:
        """Whether a value is judged."""
        if not value.may_miss and step.term.maybe("lenient") is None:
            self.refuse("asks whether something is judged that is never missing: leave the question out")
        return flag(value.cadences)

    def prove_only_if(self, _: Step, value: Shape, condition: Shape) -> Shape:
        """A value that is judged only where a condition holds."""
        self.decided(condition)
        cadences, _missing = self.shared(value, condition)
        return value.at(cadences, True)

    def prove_at_most(self, _: Step, value: Shape, condition: Shape) -> Shape:
        """A step held down by a condition."""
        self.need("scale", value)
        self.need("flag", condition)
        return value.at(*self.shared(value, condition))

    def prove_points_of(self, _: Step, value: Shape, *points: Shape) -> Shape:
        """Points of each step of a scale."""
        self.need("scale", value)
        size = len(self.scales[value.scale or ""])
        if len(points) != size:
            self.refuse(
                f"gives points to {len(points)} of the {size} steps of {value.scale}: give points to every step"
            )
        return self._table(value, *points)

    def prove_pick(self, _: Step, value: Shape, *points: Shape) -> Shape:
        """Points of each place, counted from 1; the last stand for every later place."""
        self.need("number", value)
        if value.den != 1:
            self.refuse(f"looks up places that are parts of {written(value.high)}: look up a rank or a whole number")
        return self._table(value, *points)

    def _table(self, value: Shape, *points: Shape) -> Shape:
        self.need("number", *points)
        den = self.aligned(*points)
        ends = [point.least * (den // point.den) for point in points]
        return number(den, min(ends), max(ends), *self.shared(value, *points))
