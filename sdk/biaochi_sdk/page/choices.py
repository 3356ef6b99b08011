"""Rules that choose: clauses, intervals, points of grades, places and units, lights, vetoes and their effects."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from biaochi_sdk.page.expressions import Expression, operand
from biaochi_sdk.page.scales import Scale, by_name
from biaochi_sdk.page.vocabulary import bands, when
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.exact import written
from biaochi_sdk.values.provenance import Mark, default, marked, plain

LIGHTS = Scale("light", {"red": default("红牌"), "yellow": default("黄牌"), "green": default("绿牌")})


def param(values: Mapping[str, Mark]) -> Expression:
    """A number with a value from each day on; the last day of the evaluated period says which holds."""
    by_name(values, "param()", "{'2020-01-01': default(5), …}")
    return Expression("dated", *(marked(value, "a dated number") for value in values.values()), since=list(values))


def step_of(scale: Scale, step: str) -> Expression:
    """A step of a scale, always the same."""
    scale.position(step)
    return Expression("step", scale=scale, step=step)


def clauses(scale: Scale, *rows: tuple[Expression, str], otherwise: str | None) -> Expression:
    """The step of the first condition that holds, in the order of the rule: conditions may look at several values.

    otherwise=None: where none holds there is no step on purpose, and nothing is judged.
    """
    if not rows:
        raise ModelRefused(f"clauses over {scale.name} without a condition: write (condition, step) before otherwise=")
    named = [step for _, step in rows] + [otherwise]
    left = [step for step in scale.steps if step not in named]
    if left:
        raise ModelRefused(f"clauses over {scale.name} never give {', '.join(left)}: add a condition or drop the step")
    *rows_before, (last, step_of_last) = rows
    rest = step_of(scale, step_of_last)
    found = when(last, rest, None if otherwise is None else step_of(scale, otherwise))
    for condition, step in reversed(rows_before):
        found = Expression("when", condition, step_of(scale, step), found, scale=scale)
    return found


def intervals(value: Expression, scale: Scale, *rows: tuple[Mark, Mark, str]) -> Expression:
    """Bands as printed, (from, up to but without, step): a hole, an overlap or an end too near is refused."""
    ordered = sorted(rows, key=lambda row: row[0].number())
    for (low, high, step), (start, _, above) in pairwise(ordered):
        if low.number() >= high.number():
            raise ModelRefused(f"the interval of {step} ends at {high.value} and begins at {low.value}: turn it round")
        if high.number() < start.number():
            raise ModelRefused(
                f"between {high.value} and {start.value} there is a hole: let {step} end where {above} begins"
            )
        if high.number() > start.number():
            raise ModelRefused(
                f"{start.value} to {high.value} is both {step} and {above}: let {step} end at {start.value}"
            )
    cuts = [(low, step) for low, _, step in reversed(ordered[1:])]
    found = bands(value, scale, *cuts, otherwise=ordered[0][2])
    found.data["covers"] = [written(end.number()) for end in (ordered[0][0], ordered[-1][1])]
    return found


def points_of(grade: Expression, points: Mapping[str, Mark]) -> Expression:
    """What each step of a grade is worth, every one of them."""
    by_name(points, "points_of()", "{step: default(3), …}")
    if grade.scale is None or set(points) != set(grade.scale.steps):
        known = "、".join(grade.scale.steps) if grade.scale else "none"
        raise ModelRefused(f"points for {'、'.join(points)}, but the steps are {known}: give points to every step")
    return Expression("points_of", grade, *(points[step] for step in grade.scale.steps), of=grade.scale.name)


def points_of_place(place: Expression, table: Sequence[Mark], otherwise: Mark) -> Expression:
    """What the first, the second and so on get; otherwise is for every later place."""
    return Expression("pick", place, *table, otherwise)


def points_by_step(place: Expression, base: Mark, share: Mark) -> Expression:
    """Full points for the first, for each lower place a share of them less, floored at 0."""
    first = plain(1)
    lost = (place - first) * share
    return ((operand(first) - lost) * base).floor(plain(0))


def threshold(
    value: Expression,
    target: Expression | Mark,
    points: Mark,
    each: Mark,
    unit: Mark,
    part: str | None = None,
    least: Mark | None = None,
    direction: str = "at_least",
) -> Expression:
    """Points for reaching a target, and for each unit short of it (or, at_most, beyond it) so much less.

    part: whole units count, or started ones too. least: where the loss stops, 0 if not said.
    """
    if part not in ("whole", "started") or direction not in ("at_least", "at_most"):
        raise ModelRefused(
            f"threshold(part={part!r}, direction={direction!r}): write part='whole' or 'started', and "
            "direction='at_least' or 'at_most'"
        )
    goal, zero = operand(target), plain(0)
    short = goal - value if direction == "at_least" else value - goal
    units = Expression("units", short.floor(zero), unit, part=part)
    return (operand(points) - units * each).floor(least or zero)


def units_of(value: Expression, unit: Mark, part: str = "whole") -> Expression:
    """How many units a value from 0 up holds: whole ones, or, part='started', a started one too."""
    if part not in ("whole", "started"):
        raise ModelRefused(f"units_of(part={part!r}): write part='whole' or 'started'")
    return Expression("units", value, unit, part=part)


def steps(
    value: Expression, goal: Expression | Mark, unit: Mark, up: Mark, down: Mark, part: str | None = None
) -> Expression:
    """Points for each unit over a goal, less points for each unit under it.

    part: whole units count, or started ones too.
    """
    if part not in ("whole", "started"):
        raise ModelRefused(f"steps(part={part!r}): say what a part of a unit means, part='whole' or 'started'")
    target, zero = operand(goal), plain(0)
    over, under = (value - target).floor(zero), (target - value).floor(zero)
    return units_of(over, unit, part) * up - units_of(under, unit, part) * down


def interpolated(value: Expression, *points: tuple[Mark, Mark]) -> Expression:
    """Points on the straight line between (value, points) given in rising order; the end points beyond both ends."""
    if len(points) < 2:
        raise ModelRefused(f"interpolated() with {len(points)} points: write at least two, (value, points) each")
    ends = [at.number() for at, _ in points]
    if ends != sorted(set(ends)):
        raise ModelRefused(f"interpolated() at {', '.join(map(str, ends))}: write each value once, the lowest first")
    return Expression("interpolate", value, *(one for pair in points for one in pair))


def just_below(grade: Expression, step: str, unit: Mark) -> Expression:
    """The highest value that does not reach a step of bands(): its threshold less one unit, wherever it is written."""
    if grade.op != "bands" or grade.scale is None:
        raise ModelRefused(f"just_below() of {grade.op}: ask it of bands(…) or intervals(…)")
    at = len(grade.scale.steps) - 1 - grade.scale.position(step)
    if at >= len(grade.args) - 1:
        raise ModelRefused(f"just_below() the lowest step {step}: nothing is below it, name a higher one")
    return grade.args[1 + at] - unit


def all_or_nothing(points: Mark, *conditions: Expression) -> Expression:
    """The points where every condition holds, else none."""
    held = conditions[0]
    for condition in conditions[1:]:
        held = held & condition
    return when(held, points, plain(0))


def light(gap: Expression, yellow: Mark, red: Mark, stopped: Expression | None = None) -> Expression:
    """Red, yellow or green by how far behind the plan something is; stopped makes it red at once."""
    if yellow.number() >= red.number():
        raise ModelRefused(
            f"a light yellow from {yellow.value} and red from {red.value}: write the gap of yellow first"
        )
    behind = gap >= red
    late = behind if stopped is None else behind | stopped
    return clauses(LIGHTS, (late, "red"), (gap >= yellow, "yellow"), otherwise="green")


def vetoed(
    value: Expression, veto: Expression, effect: str, step: str | None = None, unless: Expression | None = None
) -> Expression:
    """What a veto does: zero (the score), fail (the lowest step), cap (no higher than a step), bar (a condition fails).

    unless: a decision "in principle not, but": where it holds the veto does not, and the vetoed value stays visible as
    the node it was made from.
    """
    held = veto if unless is None else veto & ~unless
    if effect == "zero":
        return when(held, plain(0), value)
    if effect == "bar":
        return value & ~held
    if effect == "fail" and value.scale is not None:
        return value.override(held, next(iter(value.scale.steps)))
    if effect == "cap" and step is not None:
        return value.at_most(step, held)
    raise ModelRefused(f"a veto with effect={effect!r}: write zero, bar, fail on a grade, or cap with step='…'")


def external_share(value: Expression, share: Mark, places: Mark) -> Expression:
    """What this result is worth in another assessment; publish it under exports=."""
    return (value * share).round(places)


def with_trend(level: Expression, before: Expression, weight: Mark) -> Expression:
    """The level and, times a weight, what it gained since before; the level alone where there is nothing before."""
    gain = (level - before) * weight
    return level + gain.or_else(plain(0))


def split(
    common: Expression, individual: Expression, shares: tuple[Mark, Mark], without: str | None = None
) -> Expression:
    """Common and individual tasks by their shares.

    without individual tasks the common score stands for both, or nothing is judged.
    """
    if without not in ("common", "not_judged"):
        raise ModelRefused(
            f"split(without={without!r}): say what no individual task means, without='common' or 'not_judged'"
        )
    if shares[0].number() + shares[1].number() != 1:
        raise ModelRefused(
            f"the shares {shares[0].value} and {shares[1].value} do not add up to 1: correct one of them"
        )
    own = individual.or_else(common) if without == "common" else individual
    return common * shares[0] + own * shares[1]
