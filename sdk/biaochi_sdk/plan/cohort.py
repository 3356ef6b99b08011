"""What needs the whole cohort at once, on integers that order as the exact values do: places, seats and grades."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

import numpy as np
import numpy.typing as npt

from biaochi_sdk.terms.columns import Bools
from biaochi_sdk.values.exact import half_up

Order = npt.NDArray[np.int64]
OUTSIDE, MEETING, ADMITTED, HOLDER = range(4)
ROUNDINGS: dict[str, Callable[[Fraction], int]] = {
    "floor": floor,
    "half_up": lambda value: int(half_up(value, 0)),
    "ceil": ceil,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How many seats a class has, by its size or fixed, and what a tie at the cut means: meeting, all or none."""

    share: Fraction
    rounding: str = "floor"
    least: int = 0
    ties: str = "meeting"
    fixed: bool = False

    def room(self, size: int) -> int:
        """The seats of a class; nobody has no seat."""
        if self.fixed:
            return min(int(self.share), size)
        return max(ROUNDINGS[self.rounding](self.share * size), min(self.least, size))


@dataclass(frozen=True, slots=True)
class Line:
    """A cohort in line, class by class, best first; first and last say where those equal to each begin and end."""

    idx: Order
    group: Order
    first: Order
    last: Order


def dense(keys: Sequence[Order]) -> Order:
    """Integers that order as the first key does, equals by the next, and so on."""
    if len(keys) == 1 or not len(keys[0]):
        return keys[0]
    idx = np.lexsort(tuple(reversed(keys)))
    new = np.zeros(len(idx), np.bool_)
    for key in keys:
        ordered = key[idx]
        new[1:] |= ordered[1:] != ordered[:-1]
    found = np.empty(len(idx), np.int64)
    found[idx] = np.cumsum(new)
    return found


def line_up(order: Order, group: Order, running: Bools) -> Line:
    """The running ones in line."""
    chosen = np.flatnonzero(running)
    idx = chosen[np.lexsort((-order[chosen], group[chosen]))]
    value, of, pos = order[idx], group[idx], np.arange(len(idx))
    start, new = np.ones(len(idx), np.bool_), np.ones(len(idx), np.bool_)
    start[1:] = of[1:] != of[:-1]
    new[1:] = start[1:] | (value[1:] != value[:-1])
    begin = np.maximum.accumulate(np.where(start, pos, 0))
    block = np.cumsum(new) - 1
    ends = np.append(np.flatnonzero(new), len(idx))
    return Line(idx, of, np.maximum.accumulate(np.where(new, pos, 0)) - begin, ends[block + 1] - begin)


def places(order: Order, judged: Bools | None) -> Order:
    """Competition places 1-2-2-4, highest first; 0 where there is no value."""
    known = order if judged is None else order[judged]
    if len(known) == 0:
        return np.zeros(len(order), np.int64)
    least, most = int(known.min()), int(known.max())
    if most - least <= 4 * len(known) + 1000:
        better = len(known) - np.cumsum(np.bincount(known - least))
        place = better[np.clip(order, least, most) - least] + 1
    else:
        ordered = np.sort(known)
        place = len(ordered) - np.searchsorted(ordered, order, side="right") + 1
    return place if judged is None else np.where(judged, place, 0)


def places_within(order: Order, group: Order, running: Bools, dense_places: bool) -> Order:
    """Places inside each class, 1-2-2-4 or, dense, 1-2-2-3; 0 for who is not running."""
    line = line_up(order, group, running)
    found = np.zeros(len(order), np.int64)
    if not dense_places:
        found[line.idx] = line.first + 1
        return found
    new = line.first == np.arange(len(line.idx)) - _begins(line)
    count = np.cumsum(new)
    found[line.idx] = count - count[_begins(line)] + 1
    return found


def places_of_entries(order: Order, group: Order, running: Bools, entry: Order, dense_places: bool) -> Order:
    """The same where the subjects of one entry (-1: of none) count as one, at the best of them."""
    alone = entry.max(initial=-1) + 1 + np.arange(len(entry))
    codes = np.where(entry >= 0, entry, alone)
    found = np.zeros(len(order), np.int64)
    for own in np.unique(group[running]).tolist():
        here = np.flatnonzero(running & (group == own))
        best = np.full(int(codes.max(initial=0)) + 1, np.iinfo(np.int64).min)
        np.maximum.at(best, codes[here], order[here])
        others = np.sort(best[np.unique(codes[here])])
        better = len(others) - np.searchsorted(others, order[here], side="right")
        if dense_places:
            distinct = np.unique(others)
            better = len(distinct) - np.searchsorted(distinct, order[here], side="right")
            alike = np.isin(best[codes[here]], others[np.flatnonzero(np.append(others[1:] == others[:-1], False))])
            better -= (best[codes[here]] > order[here]) & ~alike
        else:
            better -= best[codes[here]] > order[here]
        found[here] = better + 1
    return found


def _begins(line: Line) -> Order:
    pos = np.arange(len(line.idx))
    start = np.ones(len(line.idx), np.bool_)
    start[1:] = line.group[1:] != line.group[:-1]
    return np.maximum.accumulate(np.where(start, pos, 0))


def tied(order: Order, group: Order, running: Bools) -> Bools:
    """Whether somebody else in the class is exactly equal."""
    line = line_up(order, group, running)
    found = np.zeros(len(order), np.bool_)
    found[line.idx] = line.last - line.first > 1
    return found


def seats(
    rule: Rule, holders: Bools, candidates: Bools, order: Order, group: Order, counted: Bools | None = None
) -> npt.NDArray[np.int8]:
    """Holders keep their seats; the best candidates fill the rest; the rule says what a tie at the cut means.

    counted: whom the share counts; everybody where nothing is said.
    """
    size, held = sizes(group, counted), sizes(group, holders)
    room = np.array([rule.room(int(count)) for count in size], np.int64) - held
    line = line_up(order, group, candidates & ~holders)
    result = np.where(holders, HOLDER, OUTSIDE).astype(np.int8)
    inside, crossing = _cut(line, np.maximum(room, 0))
    result[line.idx[inside]] = ADMITTED
    at_cut = {"meeting": MEETING, "all": ADMITTED, "none": OUTSIDE}[rule.ties]
    result[line.idx[crossing]] = at_cut
    return result


def _cut(line: Line, room: Order) -> tuple[Bools, Bools]:
    seats_of = room[line.group] if len(line.group) else line.group
    inside = line.last <= seats_of
    return inside, ~inside & (line.first < seats_of)


def sizes(group: Order, chosen: Bools | None = None) -> Order:
    """How many of each class there are, of all or of those chosen."""
    known = group[group >= 0] if chosen is None else group[chosen & (group >= 0)]
    return np.bincount(known, minlength=int(group.max(initial=-1)) + 1)


def cascade(
    rules: dict[int, Rule], earned: Order, order: Order, group: Order, judged: Bools, counted: Bools | None = None
) -> tuple[npt.NDArray[np.int8], Bools]:
    """Each grade from the highest down keeps who has a seat, the rest fall to the next; and who is tied at a cut.

    counted: whom the shares count; everybody where nothing is said.
    """
    size = sizes(group, counted)
    settled, at_cut = np.zeros(len(order), np.int8), np.zeros(len(order), np.bool_)
    waiting = judged & (group >= 0)
    for step in range(int(earned.max(initial=0)), 0, -1):
        here = waiting & (earned >= step)
        rule = rules.get(step)
        if rule is None:
            stays = here
        else:
            line = line_up(order, group, here)
            inside, crossing = _cut(line, np.array([rule.room(int(count)) for count in size], np.int64))
            stays = np.zeros(len(order), np.bool_)
            stays[line.idx[inside]] = True
            if rule.ties == "all":
                stays[line.idx[crossing]] = True
            elif rule.ties == "meeting":
                at_cut[line.idx[crossing]] = True
        settled[stays] = step
        waiting = waiting & ~stays
    return settled, at_cut


def without_small(group: Order, smallest: int, together: bool) -> Order:
    """Classes smaller than the smallest are one class together, or nobody's class (-1)."""
    size = sizes(group)
    small = (group >= 0) & (size[group] < smallest) if len(size) else np.zeros(len(group), np.bool_)
    return np.where(small, len(size) if together else -1, group)


def portions(
    amount: Order, weight: Order | list[int], group: Order, running: Bools, keys: Sequence[Order]
) -> tuple[Order, Bools]:
    """What each gets of its class's amount by weight, in whole parts that add up to it, and who gets any.

    What is cut off goes one by one to the largest remainders, then by the keys; equals in all of them get none of it.
    """
    if isinstance(weight, list):
        shares, rest, there = _divided(amount.tolist(), weight, group.tolist(), running)
        return _topped_up(amount, shares, group, there, [rest, *keys]), there
    total = np.zeros(_classes(group), np.int64)
    np.add.at(total, group[running], weight[running])
    there = running & (total[group] > 0)
    divisor = np.where(there, total[group], 1)
    found, rest = np.divmod(amount * weight, divisor)
    return _topped_up(amount, found, group, there, [rest, *keys]), there


def _classes(group: Order) -> int:
    return max(int(group.max(initial=-1)) + 1, 1)


def _topped_up(amount: Order, found: Order, group: Order, there: Bools, keys: Sequence[Order]) -> Order:
    """What was cut off given out again, one last part each, in the order of the keys."""
    paid, given = (np.zeros(_classes(group), np.int64) for _ in range(2))
    paid[group[there]] = amount[there]
    np.add.at(given, group[there], found[there])
    line = line_up(dense(keys), group, there)
    inside, _ = _cut(line, paid - given)
    found[line.idx[inside]] += 1
    return found


def _divided(
    amounts: Sequence[int], weights: Sequence[int], groups: Sequence[int], running: Bools
) -> tuple[Order, Order, Bools]:
    """Shares cut to whole parts, integers that order as what was cut off does, and who gets any."""
    total = dict.fromkeys(groups, 0)
    for own, weight, runs in zip(groups, weights, running.tolist(), strict=True):
        total[own] += weight if runs else 0
    there = running & np.array([total[own] > 0 for own in groups], np.bool_)
    rows = list(zip(amounts, weights, groups, there.tolist(), strict=True))
    pairs = [divmod(amount * weight, total[own]) if one else (0, 0) for amount, weight, own, one in rows]
    ordered = {rest: place for place, rest in enumerate(sorted({rest for _, rest in pairs}))}
    shares, rests = [share for share, _ in pairs], [ordered[rest] for _, rest in pairs]
    return np.array(shares, np.int64), np.array(rests, np.int64), there


def on_one_divisor(weight: Order, divisor: Order, group: Order, running: Bools) -> list[int]:
    """Weights that are ratios as integers of any size, on one divisor for each class."""
    common: dict[int, int] = {}
    for at in np.flatnonzero(running).tolist():
        common[int(group[at])] = lcm(common.get(int(group[at]), 1), int(divisor[at]))
    rows = zip(weight.tolist(), divisor.tolist(), group.tolist(), running.tolist(), strict=True)
    return [top * (common[own] // bottom) if runs else 0 for top, bottom, own, runs in rows]
