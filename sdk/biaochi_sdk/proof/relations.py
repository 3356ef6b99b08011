"""Proves what comes from another model: ranges as that model proved them, written into the rule."""

from fractions import Fraction
from math import ceil, floor, lcm

from biaochi_sdk.proof.prover import Prover
from biaochi_sdk.terms.links import BY_DAYS, CHILDREN
from biaochi_sdk.terms.shapes import Shape, flag, number
from biaochi_sdk.terms.steps import Step
from biaochi_sdk.values.exact import exact

TOGETHER = ("mean", "median", "weighted", "sum", "min", "max", "count", "any", "all")


class Relations(Prover):
    """The proofs of roll-up and roll-down."""

    def _evaluated(self, step: Step) -> frozenset[str]:
        """The cadences a linked value is evaluated in."""
        return self.every & frozenset(step.term.texts("at")) if "at" in step.term.data else self.every

    def prove_unit(self, step: Step) -> Shape:
        """The one above, to group by."""
        if step.key is not None:
            self.refuse("names who stands above, which is no value: use it inside within=unit('…', …) only")
        return Shape("group", self.every, True)

    def prove_above(self, step: Step, *_: Shape) -> Shape:
        """A value of the one above; missing where there is none. By days, the rounded mean of several."""
        if "low" not in step.term.data:
            return self._own(step)
        if step.term.maybe("weighed") == BY_DAYS:
            return self._mean_by_days(step)
        if step.term.text("kind") == "flag":
            return flag(self._evaluated(step), True)
        return self._declared(step).at(self._evaluated(step), True)

    def _mean_by_days(self, step: Step) -> Shape:
        rounded = self.shapes[step.args[0]]
        if self.steps[step.args[0]].op != "number" or rounded.den != 1 or not 0 <= rounded.low <= 9:
            self.refuse("rounds to places that are no whole number from 0 to 9: write by_days=default(2)")
        low, high, den = exact(step.term.text("low")), exact(step.term.text("high")), 10 ** int(rounded.low)
        return number(den, floor(low * den), ceil(high * den), self._evaluated(step), True)

    def _own(self, step: Step) -> Shape:
        """The range of the model's own node in an earlier cycle is the one it has now."""
        key = step.term.text("node")
        found = next((one for one in self.steps[: step.place] if one.key == key), None)
        if found is None:
            self.refuse(f"looks at {key} of the last cycle, which is no node above it: put {key} above")
        shape = self.shapes[found.place]
        self.need("number", shape)
        return shape.at(shape.cadences, True)

    def prove_below(self, step: Step, *_: Shape) -> Shape:
        """The values under a subject put together."""
        how, term = step.term.text("how"), step.term
        if how not in TOGETHER:
            self.refuse(f"puts what is below together by {how!r}: write one of {', '.join(TOGETHER)}")
        if (term.text("kind") == "flag") != (how in ("any", "all")) and how != "count":
            self.refuse(
                f"takes the {how} of a {term.text('kind')}: write any or all of conditions, the rest of numbers"
            )
        unsure = term.maybe("missing") == "not_judged"
        if how in ("any", "all"):
            return flag(self._evaluated(step), unsure)
        value = self._declared(step)
        if how == "count":
            return number(1, 0, CHILDREN, self._evaluated(step), unsure)
        if how in ("min", "max"):
            return value.at(self._evaluated(step), True)
        if how == "sum":
            ends = min(value.least, 0) * CHILDREN, max(value.most, 0) * CHILDREN
            return number(value.den, *ends, self._evaluated(step), unsure)
        weight = int(exact(term.text("weight_high"))) if how == "weighted" else 1
        count = 2 if how == "median" else CHILDREN * weight
        self.meet(value.reach * count)
        ends = min(value.least * count, value.least), max(value.most * count, value.most)
        return Shape("ratio", self._evaluated(step), True, value.den, *ends, value.low, value.high, step.place, count)

    def _declared(self, step: Step) -> Shape:
        low, high = exact(step.term.text("low")), exact(step.term.text("high"))
        den = int(step.term.text("den"))
        if den < 1 or low > high or Fraction(low * den).denominator != 1:
            self.refuse("takes a range of another model that is none: load the plugin again")
        for place in step.args:  # who is not judged counts as a number
            self.constant(place, dated=False)
            instead = self.shapes[place]
            low, high, den = min(low, instead.low), max(high, instead.high), lcm(den, instead.den)
        return number(den, int(low * den), int(high * den), self.every)
