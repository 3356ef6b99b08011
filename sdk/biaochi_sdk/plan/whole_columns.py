"""The steps that need whole columns: the periods before, other models, and what compares the subjects of a cohort."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from biaochi_sdk.plan.cohort import (
    Order,
    Rule,
    cascade,
    dense,
    on_one_divisor,
    places,
    places_of_entries,
    places_within,
    portions,
    seats,
    sizes,
    tied,
    without_small,
)
from biaochi_sdk.plan.looking_back import LookingBack
from biaochi_sdk.plan.profiles import APPORTIONED
from biaochi_sdk.terms.columns import Bools, Column, both, order
from biaochi_sdk.terms.steps import Step, pools_differ, tail, value_at
from biaochi_sdk.values.exact import exact

SHARING = frozenset(["quota", "cascade", "cut"])
"""What shares out seats."""


class Whole(LookingBack):
    """Computes one whole column at a time, for one cohort and period."""

    def column(self, step: Step, columns: Mapping[int, Column]) -> Column:
        """One step's column from those computed before."""
        compute: Callable[..., Column] = getattr(self, f"_{step.op}")
        self.columns = columns
        return compute(step)

    def _number(self, place: int) -> Fraction:
        term = self.steps[place].term
        return term.value if term.op == "number" else value_at(term, self.past.evaluated)

    def _group(self, step: Step, lead: int) -> Order:
        places_of = tail(step, lead).group
        return self._codes(places_of[0]) if places_of else np.zeros(len(self.subjects), np.int64)

    def _codes(self, place: int) -> Order:
        """The class of each subject, -1 where it has none."""
        column = self.columns[place]
        codes = np.asarray(column.top, np.int64)
        return codes if column.judged is None else np.where(column.judged, codes, -1)

    def _running(self, step: Step, lead: int) -> tuple[Order, Bools]:
        """The order by the value and its tie-breakers, a missing tie-breaker last; and who has a value at all."""
        value = step.args[lead - 1]
        judged = self.columns[value].judged
        keys = [self._order(value), *self._breakers(step, lead)]
        return dense(keys), np.ones(len(self.subjects), np.bool_) if judged is None else judged

    def _breakers(self, step: Step, lead: int) -> list[Order]:
        lowest, found = np.iinfo(np.int64).min, []
        for place in tail(step, lead).breakers:
            judged = self.columns[place].judged
            found.append(self._order(place) if judged is None else np.where(judged, self._order(place), lowest))
        return found

    def _order(self, place: int) -> Order:
        return order(self.columns[place], self.shapes[place])

    def _rank(self, step: Step) -> Column:
        if len(step.args) == 1 and step.term.text("ties") == "competition":
            value = self.columns[step.args[0]]
            return Column(places(self._order(step.args[0]), value.judged), None, value.judged)
        ordered, judged = self._running(step, 1)
        group = self._group(step, 1)
        for place in tail(step, 1).others:
            sized = np.where(judged, group, -1)
            small = without_small(sized, int(self._number(place)), step.term.text("small") == "together")
            group = np.where(judged, small, group)
        running = judged & (group >= 0)
        of_entries = [self._codes(place) for place in tail(step, 1).entries]
        dense_places = step.term.text("ties") == "dense"
        if of_entries:
            found = places_of_entries(ordered, group, running, of_entries[0], dense_places)
        else:
            found = places_within(ordered, group, running, dense_places)
        return Column(found, None, running if self.shapes[step.place].may_miss else None)

    def _tied(self, step: Step) -> Column:
        ordered, judged = self._running(step, 1)
        group = self._group(step, 1)
        return Column(tied(ordered, group, judged & (group >= 0)))

    def _rule(self, step: Step, share: int, others: Sequence[int] = ()) -> Rule:
        rounding, least = step.term.maybe("rounding") or "floor", [int(self._number(place)) for place in others]
        return Rule(self._number(share), rounding, sum(least), step.term.text("ties"), "seats" in step.term.data)

    def _quota(self, step: Step) -> Column:
        share, holding, wanting, _ = step.args[:4]
        ordered, judged = self._running(step, 4)
        group = self._group(step, 4)
        holders, wants = (np.asarray(self.columns[place].top, np.bool_) for place in (holding, wanting))
        here, rule = group >= 0, self._rule(step, share, tail(step, 4).others)
        found = seats(rule, holders & here, wants & judged & here, ordered, group, _counted(step, judged))
        if step.term.maybe("soft") is not None:
            found[wants & judged & here & (found == 0)] = 1
        return Column(found)

    def shares(self, step: Step, columns: Mapping[int, Column]) -> list[tuple[int, ...]]:
        """How many count in each subject's class, and how many seats, or places of each limited grade, that makes.

        In the order of the rule; nothing for who is of no class. columns: those at the places that `shared_by` names.
        """
        self.columns = columns
        lead = _lead(step)
        known = np.ones(len(self.subjects), np.bool_)
        for place in (step.args[lead - 1], *(step.args[:1] if lead == 2 else ())):
            judged = columns[place].judged if place in columns else None
            known = known if judged is None else known & judged
        alike = all(place in columns for place in tail(step, lead).group)  # a class that is a constant is one for all
        group = self._group(step, lead) if alike else np.zeros(len(self.subjects), np.int64)
        others = tail(step, lead).others
        limits = others if lead == 2 else step.args[:1]
        rules = [self._rule(step, place, others if lead == 4 else ()) for place in limits]
        size = sizes(group, _counted(step, known)).tolist()
        return [(size[own], *(rule.room(size[own]) for rule in rules)) if own >= 0 else () for own in group.tolist()]

    def _settled(self, step: Step) -> tuple[Column, Bools]:
        ordered, judged = self._running(step, 2)
        grade = self.columns[step.args[0]]
        known = judged if grade.judged is None else judged & grade.judged
        names = self.scales[self.shapes[step.args[0]].scale or ""]
        limits = zip(step.term.texts("limited"), tail(step, 2).others, strict=True)
        rules = {names.index(name): self._rule(step, place) for name, place in limits}
        earned = np.asarray(grade.top, np.int64)
        settled, at_cut = cascade(rules, earned, ordered, self._group(step, 2), known, _counted(step, known))
        return Column(settled, None, known if self.shapes[step.place].may_miss else None), at_cut

    def _cascade(self, step: Step) -> Column:
        return self._settled(step)[0]

    def _cut(self, step: Step) -> Column:
        return Column(self._settled(step)[1])

    def _statistic(self, step: Step) -> Column:
        value, how = self.columns[step.args[0]], step.term.text("how")
        group = self._group(step, 1)
        if how == "weighted":
            return self._weighted(value, self.columns[step.args[1]], group)
        judged = group >= 0 if value.judged is None else (group >= 0) & value.judged
        size = int(group.max(initial=-1)) + 1
        tops, of = np.asarray(value.top, np.int64)[judged], group[judged]
        count = np.bincount(of, minlength=size)
        made = _together(how, tops, of, count)
        at = np.clip(group, 0, max(size - 1, 0))
        if not size:
            made, count = [np.zeros(1, np.int64)] * 2, np.zeros(1, np.int64)
        there = (count[at] > 0) & (group >= 0)
        columns = [np.where(group >= 0, part[at], 0) for part in made]
        shape = self.shapes[step.place]
        divisor = np.maximum(columns[1], 1) if shape.kind == "ratio" else None
        return Column(columns[0], divisor, there if shape.may_miss else None)

    def _weighted(self, value: Column, weight: Column, group: Order) -> Column:
        judged = both(value.judged, weight.judged)
        there = group >= 0 if judged is None else (group >= 0) & judged
        top, bottom = (np.zeros(int(group.max(initial=0)) + 1, np.int64) for _ in range(2))
        weights = np.asarray(weight.top, np.int64)[there]
        np.add.at(top, group[there], np.asarray(value.top, np.int64)[there] * weights)
        np.add.at(bottom, group[there], weights)
        own = np.maximum(group, 0)
        return Column(top[own], np.maximum(bottom[own], 1), (group >= 0) & (bottom[own] > 0))

    def _portion(self, step: Step) -> Column:
        points, pool = (self.columns[place] for place in step.args[:2])
        group, judged = self._group(step, 3), both(points.judged, pool.judged)
        there = group >= 0 if judged is None else (group >= 0) & judged
        up = self.shapes[step.place].den // self.shapes[step.args[1]].den
        amount, weight = (np.where(there, part.top, 0).astype(np.int64) for part in (pool, points))
        if len(np.unique(np.stack([group, amount])[:, there], axis=1).T) > len(np.unique(group[there])):
            raise pools_differ(step)
        keys = self._breakers(step, 3)
        if step.term.text("ties") == "code":
            keys.append(-np.argsort(np.argsort(np.array(self.subjects))))
        if points.divisor is not None:
            exactly = on_one_divisor(weight, np.asarray(points.divisor, np.int64), group, there)
        found, given = portions(amount * up, weight if points.divisor is None else exactly, group, there, keys)
        return Column(found, None, given)

    def _apportion(self, step: Step) -> Column:
        *places, full, _ = step.args
        parts = [self.columns[place] for place in places]
        den = lcm(*(self.shapes[place].den for place in places))
        lifted = (np.asarray(self.columns[place].top, np.int64) * (den // self.shapes[place].den) for place in places)
        weights = np.stack([*lifted])
        units = int(self._number(full) * self.shapes[step.place].den)
        judged, total = both(*(part.judged for part in parts)), weights.sum(axis=0)
        there = total > 0 if judged is None else judged & (total > 0)
        split = APPORTIONED[step.term.text("rounding")]
        found = split(np.where(there, weights, 1), units)[int(step.term.text("part"))]
        return Column(found, None, there)

    def _unit(self, step: Step) -> Column:
        parents = self.past.relatives.parents(step.term.text("relation"), self.subjects)
        codes = {parent: code for code, parent in enumerate(dict.fromkeys(parents))}
        judged = np.array([parent is not None for parent in parents], np.bool_)
        return Column(np.array([codes[parent] for parent in parents], np.int64), None, judged)

    def _above(self, step: Step) -> Column:
        found = self.past.relatives.above(step.term, self.subjects, self.shapes[step.place])
        den, flags = self.shapes[step.place].den, self.shapes[step.place].kind == "flag"
        tops = np.array([0 if value is None else int(value * den) for value in found], np.int64)
        return Column(tops > 0 if flags else tops, None, np.array([value is not None for value in found], np.bool_))

    def _below(self, step: Step) -> Column:
        rows, shape, how = (
            self.past.relatives.below(step.term, self.subjects),
            self.shapes[step.place],
            step.term.text("how"),
        )
        sure = np.array([row is not None for row in rows], np.bool_)
        under = [row or [] for row in rows]
        sizes = [len(values) for values in under]
        of = np.repeat(np.arange(len(under)), sizes)
        values = np.array([int(value * shape.den) for row in under for value, _ in row], np.int64)
        if how == "weighted":
            den = int(exact(step.term.text("weight_den")))
            weights = np.array([int(weight * den) for row in under for _, weight in row], np.int64)
            top, bottom = (np.zeros(len(under), np.int64) for _ in range(2))
            np.add.at(top, of, values * weights)
            np.add.at(bottom, of, weights)
            return Column(top, np.maximum(bottom, 1), (bottom > 0) & sure)
        count = np.array(sizes, np.int64)
        if shape.kind == "flag":
            held = np.bincount(of[values > 0], minlength=len(under))
            return Column(held == count if how == "all" else held > 0, None, sure if shape.may_miss else None)
        top, bottom = _together(how, values, of, count)
        divisor = np.maximum(bottom, 1) if shape.kind == "ratio" else None
        there = sure if how in ("sum", "count") else (count > 0) & sure
        return Column(top, divisor, there if shape.may_miss else None)


def shared_by(step: Step) -> list[int]:
    """The steps whose columns say how many count for a share: the values, the grades, and the classes."""
    lead = _lead(step)
    return [step.args[lead - 1], *(step.args[:1] if lead == 2 else ()), *tail(step, lead).group]


def _lead(step: Step) -> int:
    return 4 if step.op == "quota" else 2


def _counted(step: Step, judged: Bools) -> Bools | None:
    return judged if step.term.maybe("counted") is not None else None


def _together(how: str, values: Order, of: Order, count: Order) -> list[Order]:
    """What each class's values make, as a numerator and a divisor."""
    found = np.zeros(len(count), np.int64)
    if how in ("mean", "sum"):
        np.add.at(found, of, values)
        return [found, count]
    if how == "count":
        return [count, count]
    ordered = values[np.lexsort((values, of))]
    ends = np.cumsum(count)
    first, last = ends - count, ends - 1
    there = count > 0
    low = {"min": first, "max": last}.get(how, first + (count - 1) // 2)
    high = first + count // 2
    found[there] = ordered[low[there]]
    if how != "median":
        return [found, count]
    found[there] += ordered[high[there]]
    return [found, np.full(len(count), 2, np.int64)]
