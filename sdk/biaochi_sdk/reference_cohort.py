"""The specification of what compares subjects, periods or models: plain fractions, one subject against all others."""

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from biaochi_sdk.cohort import ROUNDINGS
from biaochi_sdk.exact import exact
from biaochi_sdk.past import Past
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import Step, pools_differ, tail, value_at

Value = Fraction | bool | str | None
Column = list[Value]
Key = tuple[tuple[bool, Fraction], ...]


class CohortReference:
    """Computes whole columns from whole columns."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: dict[str, tuple[str, ...]],
        past: Past,
        subjects: Sequence[str],
    ) -> None:
        """Start with no column."""
        self.steps, self.shapes, self.scales, self.past, self.subjects = steps, shapes, scales, past, subjects
        self.columns: dict[int, Column] = {}

    def _args(self, step: Step) -> list[Column]:
        return [self.columns[place] for place in step.args]

    def _held(self, step: Step) -> Column:
        return list(self.past.held(self.subjects, step.term.text("since")))

    def _streak(self, step: Step) -> Column:
        rows = zip(self.past.streaks(self.subjects, step.key or ""), self._args(step)[0], strict=True)
        return [Fraction(before + 1) if holds else Fraction(0) for before, holds in rows]

    def _earlier(self, step: Step) -> list[list[str]]:
        key, over = self.steps[step.args[0]].key or "", step.term.text("over")
        return [self.past.values(subject, over, key) for subject in self.subjects]

    def _counted(self, step: Step) -> list[list[Fraction]]:
        every = [[exact(value) for value in values] for values in self._earlier(step)]
        if step.term.maybe("picks") is None:
            return every
        best = int(self.steps[step.args[1]].term.value)
        return [sorted(values, reverse=True)[:best] for values in every]

    def _mean_over(self, step: Step) -> Column:
        return [sum(values, Fraction(0)) / len(values) if values else None for values in self._counted(step)]

    def _sum_over(self, step: Step) -> Column:
        fading = [] if step.term.maybe("picks") else [self.steps[place].term.value for place in step.args[1:]]

        def added(values: Sequence[Fraction]) -> Value:
            if not values:
                return None
            newest_first = list(values)[::-1]
            shares = fading or [Fraction(1)] * len(newest_first)
            return sum((value * share for value, share in zip(newest_first, shares, strict=False)), Fraction(0))

        return [added(values) for values in self._counted(step)]

    def _every_over(self, step: Step) -> Column:
        return [all(value == "1" for value in values) if values else None for values in self._earlier(step)]

    def _any_over(self, step: Step) -> Column:
        return [any(value == "1" for value in values) for values in self._earlier(step)]

    def _count_over(self, step: Step) -> Column:
        return [Fraction(sum(value == "1" for value in values)) for values in self._earlier(step)]

    def _prior(self, step: Step) -> Column:
        found = self.past.prior(self.subjects, self.steps[step.args[0]].key or "")
        return [None if value is None else exact(value) for value in found]

    def _classes(self, step: Step, lead: int) -> list[Value]:
        """The class of each subject; one class where the rule names none."""
        found = tail(step, lead).group
        return list(self.columns[found[0]]) if found else ["everybody"] * len(self.subjects)

    def _keys(self, step: Step, lead: int) -> list[Key | None]:
        """What puts subjects in order: the value, then the tie-breakers, a missing tie-breaker last."""
        value, *breakers = (self.columns[place] for place in (step.args[lead - 1], *tail(step, lead).breakers))

        def key(first: Value, others: Sequence[Value]) -> Key | None:
            if first is None:
                return None
            every = cast("Sequence[Fraction | None]", (first, *others))
            return tuple((one is not None, one or Fraction(0)) for one in every)

        return [key(first, others) for first, *others in zip(value, *breakers, strict=True)]

    def _number_at(self, place: int) -> Fraction:
        term = self.steps[place].term
        return value_at(term, self.past.evaluated) if term.op == "dated" else term.value

    def _rank(self, step: Step) -> Column:
        keys, classes = self._keys(step, 1), self._classes(step, 1)
        for place in tail(step, 1).others:
            smallest, together = self._number_at(place), step.term.text("small") == "together"
            counts = {own: _judged_in(own, classes, keys) for own in classes if own is not None}
            merged = "small classes together" if together else None
            classes = [merged if own is not None and counts[own] < smallest else own for own in classes]

        def place_of(key: Key | None, own: Value) -> Value:
            if key is None or own is None:
                return None
            better = [k for k, c in zip(keys, classes, strict=True) if c == own and k is not None and k > key]
            return Fraction(1 + (len(set(better)) if step.term.text("ties") == "dense" else len(better)))

        return [place_of(key, own) for key, own in zip(keys, classes, strict=True)]

    def _tied(self, step: Step) -> Column:
        rows = list(zip(self._keys(step, 1), self._classes(step, 1), strict=True))
        return [key is not None and own is not None and rows.count((key, own)) > 1 for key, own in rows]

    def _room(self, step: Step, share: int, size: int, others: Sequence[int] = ()) -> int:
        if "seats" in step.term.data:
            return min(int(self._number_at(share)), size)
        rounding, least = step.term.maybe("rounding") or "floor", sum(int(self._number_at(place)) for place in others)
        return max(ROUNDINGS[rounding](self._number_at(share) * size), min(least, size))

    def _quota(self, step: Step) -> Column:
        _, holders, candidates, *_rest = self._args(step)
        keys, classes = self._keys(step, 4), self._classes(step, 4)
        wants = [
            bool(wants) and not holds and key is not None and own is not None
            for wants, holds, key, own in zip(candidates, holders, keys, classes, strict=True)
        ]

        def seat(at: int) -> str:
            own = classes[at]
            if holders[at] and own is not None:
                return "holder"
            if not wants[at]:
                return "outside"
            here = [i for i, one in enumerate(classes) if one == own]
            room = self._room(step, step.args[0], len(here), tail(step, 4).others) - sum(bool(holders[i]) for i in here)
            running = [cast("Key", keys[i]) for i in here if wants[i]]
            return _decided(step, cast("Key", keys[at]), running, room)

        return [seat(at) for at in range(len(self.subjects))]

    def _settled(self, step: Step) -> list[tuple[Value, bool]]:
        earned, keys, classes = self._args(step)[0], self._keys(step, 2), self._classes(step, 2)
        names = self.scales[self.shapes[step.args[0]].scale or ""]
        limits = dict(zip(step.term.texts("limited"), tail(step, 2).others, strict=True))
        cohort = range(len(self.subjects))
        waiting = {i for i in cohort if earned[i] is not None and keys[i] is not None and classes[i] is not None}
        judged, found, cut = frozenset(waiting), dict.fromkeys(cohort, names[0]), set[int]()
        for name in reversed(names[1:]):
            here = {i for i in waiting if names.index(str(earned[i])) >= names.index(name)}
            stays = set(here)
            for i in here if name in limits else ():
                running = [cast("Key", keys[j]) for j in here if classes[j] == classes[i]]
                room = self._room(step, limits[name], classes.count(classes[i]))
                decided = _decided(step, cast("Key", keys[i]), running, room)
                stays -= {i} if decided != "admitted" else set()
                cut |= {i} if decided == "meeting" else set()
            found.update(dict.fromkeys(stays, name))
            waiting -= stays
        missing = self.shapes[step.args[0]].may_miss or self.shapes[step.args[1]].may_miss
        return [(found[i] if i in judged or not missing else None, i in cut) for i in cohort]

    def _cascade(self, step: Step) -> Column:
        return [grade for grade, _ in self._settled(step)]

    def _cut(self, step: Step) -> Column:
        return [cut for _, cut in self._settled(step)]

    def _statistic(self, step: Step) -> Column:
        values, classes = self._args(step)[0], self._classes(step, 1)
        by_class: dict[Value, list[Fraction]] = {}
        for value, own in zip(values, classes, strict=True):
            if value is not None:
                by_class.setdefault(own, []).append(cast("Fraction", value))
        how = step.term.text("how")
        return [_together(how, by_class.get(own, []) if own is not None else []) for own in classes]

    def _portion(self, step: Step) -> Column:
        points, pool, *_ = self._args(step)
        classes, keys, found = self._classes(step, 3), self._keys(step, 3), dict.fromkeys(range(len(points)))
        for own in dict.fromkeys(one for one in classes if one is not None):
            here = [i for i, one in enumerate(classes) if one == own and None not in (points[i], pool[i])]
            found |= self._split(step, {i: cast("Fraction", points[i]) for i in here}, [pool[i] for i in here], keys)
        return list(found.values())

    def _split(
        self, step: Step, points: dict[int, Fraction], pools: Sequence[Value], keys: Sequence[Key | None]
    ) -> dict[int, Fraction]:
        """One pool: shares cut at the last place, and what is left by the largest remainder."""
        total, part = sum(points.values(), Fraction(0)), Fraction(1, self.shapes[step.place].den)
        if len(set(pools)) > 1:
            raise pools_differ(step)
        if not total:
            return {}
        exactly = {i: cast("Fraction", pools[0]) * got / total for i, got in points.items()}
        cut = {i: share // part * part for i, share in exactly.items()}
        left = (cast("Fraction", pools[0]) - sum(cut.values())) / part
        by_code = {i: -at if step.term.text("ties") == "code" else 0 for at, i in enumerate(self._in_code_order())}
        line = {i: (exactly[i] - cut[i], keys[i] or (), by_code[i]) for i in points}
        return {i: cut[i] + part * (sum(other >= own for other in line.values()) <= left) for i, own in line.items()}

    def _in_code_order(self) -> list[int]:
        return sorted(range(len(self.subjects)), key=lambda i: self.subjects[i])

    def _unit(self, step: Step) -> Column:
        return list(self.past.relatives.parents(step.term.text("relation"), self.subjects))

    def _above(self, step: Step) -> Column:
        found = self.past.relatives.above(step.term, self.subjects)
        return (
            [None if value is None else value == 1 for value in found] if step.term.text("kind") == "flag" else [*found]
        )

    def _below(self, step: Step) -> Column:
        every, how = self.past.relatives.below(step.term, self.subjects), step.term.text("how")
        if how == "weighted":
            weights = [sum((weight for _, weight in row), Fraction(0)) for row in every]
            tops = [sum((value * weight for value, weight in row), Fraction(0)) for row in every]
            return [top / weight if weight else None for top, weight in zip(tops, weights, strict=True)]
        if how in ("any", "all"):
            return [(any if how == "any" else all)(value == 1 for value, _ in row) for row in every]
        return [_together(how, [value for value, _ in row]) for row in every]


def _judged_in(own: Value, classes: Sequence[Value], keys: Sequence[Key | None]) -> int:
    return sum(one == own and key is not None for one, key in zip(classes, keys, strict=True))


def _decided(step: Step, key: Key, running: Sequence[Key], room: int) -> str:
    better, equal = sum(one > key for one in running), sum(one == key for one in running)
    if better + equal <= room:
        return "admitted"
    soft = step.term.maybe("soft") is not None
    if better < room and not soft:
        return {"meeting": "meeting", "all": "admitted", "none": "outside"}[step.term.text("ties")]
    return (
        "meeting" if soft and (better >= room or step.term.text("ties") != "all") else "admitted" if soft else "outside"
    )


def _together(how: str, values: Sequence[Fraction]) -> Value:
    ordered, size = sorted(values), len(values)
    if how in ("count", "sum"):
        return Fraction(size) if how == "count" else sum(values, Fraction(0))
    if not size:
        return None
    if how == "mean":
        return sum(values, Fraction(0)) / size
    middle = (ordered[(size - 1) // 2] + ordered[size // 2]) / 2
    return {"min": ordered[0], "max": ordered[-1], "median": middle}[how]
