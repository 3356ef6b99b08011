"""Proves what compares subjects or periods: places, seats, statistics, and what looks back."""

from fractions import Fraction
from math import lcm

from biaochi_sdk.plan.cohort import ROUNDINGS
from biaochi_sdk.proof.prover import Prover
from biaochi_sdk.terms.shapes import COHORT, Shape, flag, number, step_of
from biaochi_sdk.terms.steps import Step, tail
from biaochi_sdk.values.exact import written
from biaochi_sdk.values.periods import CADENCES, children_at_most

STATISTICS = ("mean", "sum", "min", "max", "median", "count")


class Cohorts(Prover):
    """The proofs of what needs the whole cohort, or the periods before."""

    def prove_rank(self, step: Step, value: Shape, *others: Shape) -> Shape:
        """A place in the cohort, or in the subject's class."""
        self._ordered(step, 1, value, *others)
        for place in tail(step, 1).others:
            self.constant(place)
        cadences, _missing = self.shared(value, *others)
        grouped = any(self.shapes[place].may_miss for place in tail(step, 1).group)
        left_out = value.may_miss or grouped or step.term.maybe("small") == "unranked"
        return number(1, 1, 2**31 - 1, cadences, left_out)

    def prove_tied(self, step: Step, value: Shape, *others: Shape) -> Shape:
        """Whether somebody else has the very same place."""
        self._ordered(step, 1, value, *others)
        return flag(self.shared(value, *others)[0])

    def _ordered(self, step: Step, lead: int, *args: Shape) -> None:
        found = tail(step, lead)
        for place in (*step.args[lead - 1 : lead], *found.breakers):
            self.sortable(self.shapes[place])
        for place in (*found.entries, *found.group):
            self._grouping(self.shapes[place])
        if len(args) != len(step.args):
            self.refuse("has lost an argument: load the plugin again")

    def _grouping(self, group: Shape) -> None:
        if group.kind not in ("scale", "group"):
            self.refuse(f"groups by a {group.kind}: write within= a class of subjects or unit('…', …)")

    def prove_quota(
        self, step: Step, share: Shape, holders: Shape, candidates: Shape, best: Shape, *others: Shape
    ) -> Shape:
        """Seats of the cohort: a share from 0 to 1, decided holders and candidates, a sortable value."""
        self.decided(holders, candidates)
        self._ordered(step, 4, share, holders, candidates, best, *others)
        self.constant(step.args[0])
        self._share(step, share)
        for place in tail(step, 4).others:
            self.constant(place)
            if self.shapes[place].den != 1 or self.shapes[place].low < 0:
                self.refuse("has a least number of seats that is no whole number: write least=default(1)")
        if (step.term.maybe("rounding") or "floor") not in ROUNDINGS:
            self.refuse(f"rounds seats by {step.term.text('rounding')}: write one of {', '.join(ROUNDINGS)}")
        cadences, _missing = self.shared(share, holders, candidates, best, *others)
        return step_of("seat", len(self.scales["seat"]), cadences)

    def _share(self, step: Step, share: Shape) -> None:
        if "seats" in step.term.data:
            if share.den != 1 or share.low < 1:
                self.refuse(f"has {written(share.low)} seats: write a whole number from 1 up such as default(3)")
        elif not 0 < share.low <= share.high <= 1:
            self.refuse(f"has a quota of {written(share.low)}: write a share between 0 and 1 such as default('0.2')")

    def prove_cascade(self, step: Step, grade: Shape, best: Shape, *others: Shape) -> Shape:
        """Grades limited by quotas; the lowest takes whoever is left."""
        self.need("scale", grade)
        self._ordered(step, 2, grade, best, *others)
        limited = step.term.texts("limited")
        names = self.scales[grade.scale or ""]
        if names[0] in limited or not limited or not set(limited) <= set(names):
            self.refuse(f"limits {', '.join(limited)}: limit steps of {grade.scale} above the lowest, {names[0]}")
        for place in tail(step, 2).others:
            self.constant(place)
            self._share(step, self.shapes[place])
        return grade.at(self.shared(grade, best, *others)[0], grade.may_miss or best.may_miss)

    def prove_cut(self, step: Step, grade: Shape, best: Shape, *others: Shape) -> Shape:
        """Whether the subject is tied at the cut of a quota."""
        return flag(self.prove_cascade(step, grade, best, *others).cadences)

    def prove_portion(self, step: Step, points: Shape, pool: Shape, places: Shape, *others: Shape) -> Shape:
        """A share of a pool in whole parts of its last place; by points, or by unrounded ratios."""
        self.measured(points)
        self.need("number", pool)
        if points.least < 0 or pool.least < 0:
            self.refuse("splits a pool or points that can be negative: write .floor(default(0)) on them")
        if self.steps[step.args[2]].op != "number" or places.den != 1 or not 0 <= places.low <= 9:
            self.refuse("splits a pool to places that are no whole number from 0 to 9: write places=default(2)")
        den = 10 ** int(places.low)
        if den % pool.den:
            self.refuse(f"splits a pool finer than its places: write .round(default({int(places.low)})) on the pool")
        self._ordered(step, 3, points, pool, places, *others)
        most = pool.most * (den // pool.den)
        if points.kind == "number":  # ratios are split in integers of any size
            self.meet(max(most, COHORT) * max(points.most, 1))
        return number(den, 0, most, self.shared(points, pool, *others)[0], True)

    def prove_apportion(self, step: Step, *args: Shape) -> Shape:
        """One part's share of a whole, in whole parts of its last place; missing where the whole is 0."""
        *parts, full, places = args
        self.need("number", *parts)
        self.constant(step.args[-2])
        if self.steps[step.args[-1]].op != "number" or places.den != 1 or not 0 <= places.low <= 9:
            self.refuse("rounds a profile to places that are no whole number from 0 to 9: write places=default(1)")
        den = 10 ** int(places.low)
        if full.low <= 0 or den % full.den:
            self.refuse(f"splits {written(full.high)}, not above 0 or finer than its places: write full=default(100)")
        if any(part.least < 0 for part in parts):
            self.refuse("makes a profile of what can be negative: write .floor(default(0)) on it")
        whole = sum(part.most * (self.aligned(*parts) // part.den) for part in parts)
        self.meet(2 * (whole + 1) * int(full.high * den) + whole)
        return number(den, 0, int(full.high * den), self.shared(*parts)[0], True)

    def prove_statistic(self, step: Step, value: Shape, *groups: Shape) -> Shape:
        """A number of the whole cohort or class, the same for all of it; missing where nobody in it is judged."""
        self.need("number", value)
        how, cadences = step.term.text("how"), self.shared(value, *groups)[0]
        if how == "weighted":
            weight, group = groups
            self.need("number", weight)
            self._grouping(group)
            if weight.least < 0 or weight.most == 0:
                self.refuse("weighs by what can be negative or is always 0: write .floor(default(0)) on the weight")
            count = weight.most * COHORT
            self.meet(value.reach * count)
            ends = min(value.least * count, 0), max(value.most * count, 0)
            return Shape("ratio", cadences, True, value.den, *ends, value.low, value.high, step.place, count)
        if how not in STATISTICS:
            self.refuse(f"takes the {how} of the cohort: write one of {', '.join(STATISTICS)}")
        for group in groups:
            self._grouping(group)
        missing = value.may_miss or any(group.may_miss for group in groups)
        if how == "count":
            return number(1, 0, COHORT, cadences)
        if how in ("min", "max"):
            return value.at(cadences, missing)
        self.meet(value.reach * (2 if how == "median" else COHORT))
        least, most = (end * (2 if how == "median" else COHORT) for end in (value.least, value.most))
        if how == "sum":
            return number(value.den, min(least, 0), max(most, 0), cadences)
        count = 2 if how == "median" else COHORT
        ends = min(least, value.least), max(most, value.most)
        return Shape("ratio", cadences, missing, value.den, *ends, value.low, value.high, step.place, count)

    def prove_mean_over(self, step: Step, value: Shape, *best: Shape) -> Shape:
        """A sum over a count of earlier periods, an unrounded ratio; missing where nothing was judged."""
        self.need("number", value)
        self._constants(step)
        count = self._best(self._periods(step, value), *best)
        self.meet(value.reach * count)
        ends, bounds = (min(value.least, 0) * count, value.most * count), (value.low, value.high)
        return Shape("ratio", self._longer(step), True, value.den, *ends, *bounds, step.place, count)

    def _constants(self, step: Step) -> None:
        for place in step.args[1:]:
            self.constant(place, dated=False)

    def _best(self, count: int, *best: Shape) -> int:
        for most in best:
            if most.den != 1 or most.low < 1:
                self.refuse(f"takes the best {written(most.low)} periods: write a whole number from 1 up")
            count = min(count, most.most)
        return count

    def prove_sum_over(self, step: Step, value: Shape, *others: Shape) -> Shape:
        """A sum of earlier periods; missing where nothing was judged."""
        self.need("number", value)
        self._constants(step)
        picks = step.term.maybe("picks") is not None
        fading = () if picks else others
        count = self._best(self._periods(step, value), *(others if picks else ()))
        den = value.den * lcm(*(one.den for one in fading))
        weight = sum((one.high for one in fading[:count]), Fraction(0)) if fading else Fraction(count)
        if any(one.low < 0 for one in fading):
            self.refuse("fades by what is below 0: write shares from 1 down to 0")
        lifted = int(weight * (den // value.den))
        return number(den, min(value.least, 0) * lifted, max(value.most, 0) * lifted, self._longer(step), True)

    def prove_every_over(self, step: Step, condition: Shape) -> Shape:
        """A condition over earlier periods; missing where there is none."""
        self.need("flag", condition)
        self._periods(step, condition)
        return flag(self._longer(step), True)

    def prove_any_over(self, step: Step, condition: Shape) -> Shape:
        """Whether it held in any earlier period: no where there is none."""
        self.need("flag", condition)
        self._periods(step, condition)
        return flag(self._longer(step))

    def prove_count_over(self, step: Step, condition: Shape) -> Shape:
        """In how many earlier periods it held."""
        self.need("flag", condition)
        return number(1, 0, self._periods(step, condition), self._longer(step))

    def prove_prior(self, step: Step, value: Shape) -> Shape:
        """A node's value in the period before, missing in the first."""
        self.need("number", value)
        if self.steps[step.args[0]].key is None:
            self.refuse("looks back at an unnamed formula: make it an attribute with a title")
        return value.at(value.cadences, True)

    def _longer(self, step: Step) -> frozenset[str]:
        over = CADENCES.index(step.term.text("over"))
        return frozenset(cadence for cadence in self.every if CADENCES.index(cadence) > over)

    def _periods(self, step: Step, value: Shape) -> int:
        over = step.term.text("over")
        if over not in value.cadences:
            self.refuse(f"looks back over each {over} at what no {over} evaluates: name a node of the {over}")
        if self.steps[step.args[0]].key is None:
            self.refuse(f"looks back over each {over} at an unnamed formula: make it an attribute with a title")
        return max((children_at_most(over, longer) for longer in self._longer(step)), default=1)
