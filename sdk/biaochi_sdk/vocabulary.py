"""The words a city's page is written in: inputs from facts, and the operations that are not plain arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from biaochi_sdk.errors import ModelRefused
from biaochi_sdk.expressions import Expression, add_up, operand
from biaochi_sdk.marks import Mark, Provenance, marked
from biaochi_sdk.periods import CADENCES
from biaochi_sdk.scales import SEATS, Scale


@dataclass(frozen=True, slots=True)
class Recorded:
    """Who records the facts of an input, for which periods, and in which unit."""

    who: str
    cadences: tuple[str, ...]
    unit: str = "分"

    def __post_init__(self) -> None:
        """Refuse a cadence nobody knows and a record nobody makes."""
        if not self.who or not self.cadences or not set(self.cadences) <= set(CADENCES):
            raise ModelRefused(f"recorded by {self.who!r} for {self.cadences!r}: name a role and some of {CADENCES}")


def _input(how: str, kind: str, missing: str, by: Recorded, numbers: Sequence[Mark], **data: object) -> Expression:
    made = Expression("input", *numbers, how=how, kind=kind, missing=missing, who=by.who, unit=by.unit)
    made.data |= {"recorded": list(by.cadences), **data}
    return made


def _policy(missing: str | None, allowed: tuple[str, ...], what: str) -> str:
    if missing not in allowed:
        raise ModelRefused(f"{what} with missing={missing!r}: say what no fact means, missing={' or '.join(allowed)}")
    return missing


def check(full: Mark, step: Mark, by: Recorded, at: str | None = None, missing: str | None = None) -> Expression:
    """Points awarded at acceptance, from 0 to full: the latest award counts. Missing: zero, full or not_judged."""
    policy = _policy(missing, ("zero", "full", "not_judged"), "check()")
    return _input("latest", "check", policy, by, (full, step), **_at(at))


def deductions(full: Mark, step: Mark, by: Recorded, at: str | None = None, missing: str | None = None) -> Expression:
    """Full mark less what the ledger takes, a step to the full mark each, floored at 0. Missing: full, not_judged."""
    policy = _policy(missing, ("full", "not_judged"), "deductions()")
    return _input("deduct", "ledger", policy, by, (full, step), **_at(at))


def tasks(share: str, most: Mark, step: Mark, by: Recorded, missing: str | None = None) -> Expression:
    """Points earned over points issued of the tasks of one share, an unrounded ratio. Missing: not_judged."""
    if share not in ("COMMON", "INDIVIDUAL"):
        raise ModelRefused(f"tasks({share!r}): the share of a task is COMMON or INDIVIDUAL")
    policy = _policy(missing, ("not_judged",), "tasks()")
    return _input("share", "task", policy, by, (most, step), share=share)


def ratings(
    lowest: Mark,
    highest: Mark,
    step: Mark,
    by: Recorded,
    rotation: Mapping[int, tuple[int, ...]] | None = None,
    turning: Provenance | None = None,
    missing: str | None = None,
) -> Expression:
    """Mean of the marks received, an unrounded ratio. Missing: not_judged.

    The rotation says by quarter how far after itself in code order each rates; turning is its provenance.
    """
    policy = _policy(missing, ("not_judged",), "ratings()")
    shifts = {str(ordinal): [str(shift) for shift in turn] for ordinal, turn in (rotation or {}).items()}
    if shifts and turning is None:
        raise ModelRefused("a rotation without provenance: say turning=Provenance.DEFAULT or another")
    turns = {"rotation": shifts, "turning": turning.value} if turning else {}
    return _input("mean", "rating", policy, by, (lowest, highest, step), **turns)


def veto(by: Recorded) -> Expression:
    """Whether any veto was recorded in the period; none recorded means no."""
    return _input("any", "veto", "zero", by, ())


def _at(cadence: str | None) -> dict[str, object]:
    return {"at": cadence} if cadence else {}


def total_of(*parts: Expression, full: Mark) -> Expression:
    """The sum of parts whose full marks must add up to full."""
    return Expression("sum", *parts, full=str(marked(full, "the full mark of a sum").number()))


def weighted(parts: Mapping[Expression, Mark]) -> Expression:
    """The sum of parts times weights that add up to 1."""
    add_up(parts, Fraction(1))
    return Expression("sum", *(part * weight for part, weight in parts.items()))


def when(condition: Expression, then: Expression | Mark, otherwise: Expression | Mark) -> Expression:
    """One value where the condition holds, the other where it does not."""
    chosen = operand(then)
    return Expression("when", condition, chosen, otherwise, scale=chosen.scale)


def bands(value: Expression, scale: Scale, *rows: tuple[Mark, str], otherwise: str) -> Expression:
    """The step whose threshold the value reaches: thresholds go down and cover the scale without a hole."""
    named = [step for _, step in rows] + [otherwise]
    if named != list(reversed(scale.steps)):
        given, wanted = "、".join(named), "、".join(reversed(scale.steps))
        raise ModelRefused(f"bands name {given}: write every step of {scale.name} once, highest first: {wanted}")
    thresholds = [marked(threshold, "a threshold of bands").number() for threshold, _ in rows]
    if thresholds != sorted(set(thresholds), reverse=True):
        raise ModelRefused(f"the thresholds {', '.join(map(str, thresholds))} do not go down: write the highest first")
    return Expression("bands", value, *(threshold for threshold, _ in rows), scale=scale)


def graded(condition: Expression, scale: Scale) -> Expression:
    """The higher of a scale's two steps where the condition holds, else the lower."""
    if len(scale.steps) != 2:
        raise ModelRefused(f"graded() over {scale.name}, which has {len(scale.steps)} steps: write bands(…) instead")
    return Expression("graded", condition, scale=scale)


def streak(condition: Expression) -> Expression:
    """How many periods running the condition has held within the cycle, this one included."""
    return Expression("streak", condition)


def mean_over(cadence: str, value: Expression) -> Expression:
    """The unrounded mean of a node over earlier outcomes of a shorter cadence; one not judged is not counted."""
    return Expression("mean_over", value, over=_cadence(cadence))


def every_over(cadence: str, condition: Expression) -> Expression:
    """Whether a condition held in every earlier outcome of a shorter cadence; not judged where there is none."""
    return Expression("every_over", condition, over=_cadence(cadence))


def _cadence(cadence: str) -> str:
    if cadence not in CADENCES:
        raise ModelRefused(f"over {cadence!r}: write one of {', '.join(CADENCES)}")
    return cadence


def opening_rung(scale: Scale) -> Expression:
    """The rung at the opening of the cycle; the lowest where none is known."""
    return Expression("held", scale=scale, since="opening")


def held_rung(scale: Scale) -> Expression:
    """The rung held before this period closes: of the newest earlier outcome, else of the opening."""
    return Expression("held", scale=scale, since="latest")


def ladder(held: Expression, *moves: tuple[str, str, Expression]) -> Expression:
    """The rung after at most one move, the first of (from, to, condition) that holds; one rung at a time."""
    scale = held.scale
    if scale is None or held.op != "held":
        raise ModelRefused(f"a ladder over {held.op}: write ladder(held_rung(RUNGS), (from, to, condition), …)")
    for before, after, _ in moves:
        if abs(scale.position(before) - scale.position(after)) != 1:
            raise ModelRefused(f"the move from {before} to {after} leaves a rung out: one rung at a time")
    conditions = [condition for _, _, condition in moves]
    sides = {"leave": [before for before, _, _ in moves], "reach": [after for _, after, _ in moves]}
    return Expression("ladder", held, *conditions, scale=scale, **sides)


def quota(
    share: Mark, holders: Expression, candidates: Expression, best: Expression, ties: str | None = None
) -> Expression:
    """Seats for floor(share × cohort): holders first, then candidates by best; ties at the cut: 'meeting'."""
    if ties != "meeting":
        raise ModelRefused(f"quota() with ties={ties!r}: say what a tie at the cut means, ties='meeting'")
    return Expression("quota", share, holders, candidates, best, scale=SEATS, ties=ties)


def rank(value: Expression, ties: str | None = None) -> Expression:
    """The place in the cohort, highest first; ties: 'competition' (1-2-2-4). Not judged has no place."""
    if ties != "competition":
        raise ModelRefused(f"rank() with ties={ties!r}: say how equals are placed, ties='competition'")
    return Expression("rank", value, ties=ties)
