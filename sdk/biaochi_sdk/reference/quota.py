"""The specification of what a cohort shares out: seats, grades with quotas, and a pool; plain fractions."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import cast

from biaochi_sdk.plan.cohort import ROUNDINGS
from biaochi_sdk.reference.cohort import CohortReference, Column, Key, Value
from biaochi_sdk.terms.steps import Step, pools_differ, tail
from biaochi_sdk.values.exact import half_up


class QuotaReference(CohortReference):
    """Computes who has a seat, which grade stays, and what each gets of a pool."""

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
            size = len(here) if step.term.maybe("counted") is None else sum(keys[i] is not None for i in here)
            room = self._room(step, step.args[0], size, tail(step, 4).others) - sum(bool(holders[i]) for i in here)
            running = [cast("Key", keys[i]) for i in here if wants[i]]
            return _decided(step, cast("Key", keys[at]), running, room)

        return [seat(at) for at in range(len(self.subjects))]

    def _settled(self, step: Step) -> list[tuple[Value, bool]]:
        earned, keys, classes = self._args(step)[0], self._keys(step, 2), self._classes(step, 2)
        names = self.scales[self.shapes[step.args[0]].scale or ""]
        limits = dict(zip(step.term.texts("limited"), tail(step, 2).others, strict=True))
        cohort = range(len(self.subjects))
        judged = frozenset(i for i in cohort if earned[i] is not None and keys[i] is not None)
        # who is judged but of no class runs for no seat, and is left with the lowest step
        waiting = {i for i in judged if classes[i] is not None}
        found, cut = dict.fromkeys(cohort, names[0]), set[int]()
        for name in reversed(names[1:]):
            here = {i for i in waiting if names.index(str(earned[i])) >= names.index(name)}
            stays = set(here)
            for i in here if name in limits else ():
                running = [cast("Key", keys[j]) for j in here if classes[j] == classes[i]]
                counted = cohort if step.term.maybe("counted") is None else judged
                room = self._room(step, limits[name], sum(classes[j] == classes[i] for j in counted))
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

    def _apportion(self, step: Step) -> Column:
        *columns, full, _ = self._args(step)
        part, unit = int(step.term.text("part")), Fraction(1, self.shapes[step.place].den)
        rows = zip(*columns, strict=True)
        wholes = zip(rows, cast("Sequence[Fraction]", full), strict=True)
        split = _accumulated if step.term.text("rounding") == "cumulative" else _by_remainder

        def share(row: Sequence[Value], whole: Fraction) -> Value:
            if None in row or not any(row):
                return None
            return split(cast("Sequence[Fraction]", row), int(whole / unit))[part] * unit

        return [share(row, whole) for row, whole in wholes]

    def _in_code_order(self) -> list[int]:
        return sorted(range(len(self.subjects)), key=lambda i: self.subjects[i])


def _by_remainder(parts: Sequence[Fraction], units: int) -> list[int]:
    exactly = [part * units / sum(parts) for part in parts]
    left = units - sum(int(one) for one in exactly)
    line = sorted(range(len(parts)), key=lambda at: (int(exactly[at]) - exactly[at], at))
    return [int(one) + (line.index(at) < left) for at, one in enumerate(exactly)]


def _accumulated(parts: Sequence[Fraction], units: int) -> list[int]:
    ends = [0, *(int(half_up(one * units / sum(parts), 0)) for one in accumulate(parts))]
    return [end - before for before, end in pairwise(ends)]


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
