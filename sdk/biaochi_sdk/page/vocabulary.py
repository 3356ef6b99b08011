"""The words a city's page is written in: inputs from facts, and the operations that are not plain arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from biaochi_sdk.page.expressions import Expression, add_up, changing, operand, value_on
from biaochi_sdk.page.scales import Levels, Scale, Titled, by_name
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.periods import CADENCES, QUARTER, count_of
from biaochi_sdk.values.provenance import Mark, Provenance, Source, marked, plain

JUDGEMENTS, WEIGHED = ("check", "rating", "ballot", "decision"), ("deduct", "waivers")
"""Facts that can say what a person thinks, points taken off and waived among them; counts, tasks and vetoes cannot."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Who records the facts of an input, for periods of which cadences, and in which unit.

    A fact counts in every evaluated period that contains its own; at= on an input says in which cadence alone it does.
    judged: it is a judgement, so that a person may type it. elsewhere: the record outside the platform in which it
    stands, and from which it is typed. A city with work refuses a typed input that is neither.
    """

    who: str
    cadences: tuple[str, ...]
    unit: str = "分"
    judged: bool = False
    elsewhere: Source | None = None

    def __post_init__(self) -> None:
        """Refuse a cadence nobody knows, a record nobody makes, and a judgement that is a copy."""
        if not self.who or not self.cadences or not set(self.cadences) <= set(CADENCES):
            raise ModelRefused(f"recorded by {self.who!r} for {self.cadences!r}: name a role and some of {CADENCES}")
        if self.judged and self.elsewhere:
            raise ModelRefused(f"recorded by {self.who!r}: it is judged here, or stands elsewhere: write one of them")

    def typed(self, how: str, kind: str) -> dict[str, Any]:
        """Why a person may type it, as an input says it; a count that is called a judgement is refused."""
        if self.judged and kind not in JUDGEMENTS and how not in WEIGHED:
            raise ModelRefused(f"a {kind} is no judgement: let it follow from work, or say where it stands, elsewhere=")
        if self.elsewhere:
            return {"elsewhere": {"document": self.elsewhere.document, "place": self.elsewhere.place}}
        return {"judged": "yes"} if self.judged else {}


def given(
    how: str,
    kind: str,
    missing: str,
    by: Recorded,
    numbers: Sequence[Mark],
    signatures: Mark | None = None,
    **data: object,
) -> Expression:
    """An input made of facts of a kind, in one of the ways facts become a value; signatures beside the recorder's."""
    signed = () if signatures is None else (signatures,)
    made = Expression("input", *numbers, *signed, how=how, kind=kind, missing=missing, who=by.who, unit=by.unit)
    made.data |= {"recorded": list(by.cadences), **({"signed": "yes"} if signed else {}), **by.typed(how, kind), **data}
    return made


def evaluated_at(at: str | None) -> dict[str, Any]:
    """The setting of the cadence an input or a linked value is evaluated in, where one is named."""
    return {} if at is None else {"at": cadence_of(at)}


def cadence_of(cadence: str) -> str:
    """A known cadence; another is refused."""
    if cadence not in CADENCES:
        raise ModelRefused(f"the cadence {cadence!r}: write one of {', '.join(CADENCES)}")
    return cadence


def policy(missing: str | None, allowed: tuple[str, ...], what: str) -> str:
    """The missing-data policy, which must be one of those allowed."""
    if missing not in allowed:
        raise ModelRefused(f"{what} with missing={missing!r}: say what no fact means, missing={' or '.join(allowed)}")
    return missing


def check(
    full: Mark,
    step: Mark,
    by: Recorded,
    at: str | None = None,
    missing: str | None = None,
    lowest: Mark | None = None,
) -> Expression:
    """Points awarded at acceptance, from lowest (0 if not said) to full: the latest award counts.

    Missing: zero, full or not_judged.
    """
    means = policy(missing, ("zero", "full", "not_judged"), "check()")
    if lowest is not None:
        return given("quoted", "check", means, by, (lowest, full, step), awarded="yes", **evaluated_at(at))
    return given("latest", "check", means, by, (full, step), **evaluated_at(at))


def deductions(full: Mark, step: Mark, by: Recorded, at: str | None = None, missing: str | None = None) -> Expression:
    """Full mark less what the ledger takes, a step to the full mark each, floored at 0. Missing: full, not_judged."""
    means = policy(missing, ("full", "not_judged"), "deductions()")
    return given("deduct", "ledger", means, by, (full, step), **evaluated_at(at))


def tasks(
    share: str,
    most: Mark,
    step: Mark,
    by: Recorded,
    missing: str | None = None,
    difficulties: Titled | None = None,
    signatures: Mark | None = None,
    at: str | None = None,
) -> Expression:
    """Points earned over points issued of the tasks of one share, an unrounded ratio. Missing: not_judged.

    difficulties: by level its title and what a task counts for. signatures: how many must approve a task, so that
    easy ones are not chosen.
    """
    if share not in ("COMMON", "INDIVIDUAL"):
        raise ModelRefused(f"tasks({share!r}): the share of a task is COMMON or INDIVIDUAL")
    means = policy(missing, ("not_judged",), "tasks()")
    levels = Levels.read(difficulties or {}, "tasks()")
    rated = {"levels": list(levels.worth), "titles": levels.titles} if difficulties else {}
    numbers = (most, step, *levels.worth.values())
    return given("share", "task", means, by, numbers, signatures, share=share, **rated, **evaluated_at(at))


def ratings(
    lowest: Mark,
    highest: Mark,
    step: Mark,
    by: Recorded,
    rotation: Mapping[int, tuple[int, ...]] | None = None,
    turning: Provenance | None = None,
    missing: str | None = None,
    reciprocal: bool = True,
    at: str | None = None,
    every: str | None = None,
) -> Expression:
    """Mean of the marks received, an unrounded ratio. Missing: not_judged.

    The rotation says by period of the year how far after itself in code order each rates; turning is its provenance.
    every: the cadence of these periods, a quarter if not said. reciprocal=False: no two rate each other in one period.
    """
    means = policy(missing, ("not_judged",), "ratings()")
    if not isinstance(rotation or {}, Mapping):
        raise ModelRefused(
            f"ratings(rotation={rotation!r}): write by {every or QUARTER} whom each rates, rotation={{1: (1, 2)}}"
        )
    if every is not None:
        _turned(rotation or {}, cadence_of(every), by)
    shifts = {str(ordinal): [str(shift) for shift in turn] for ordinal, turn in (rotation or {}).items()}
    if shifts and turning is None:
        raise ModelRefused("a rotation without provenance: say turning=Provenance.DEFAULT or another")
    pairs = {} if reciprocal else {"reciprocal": "excluded"}
    pairs |= {} if every in (None, QUARTER) else {"every": every}
    turns: dict[str, Any] = {"rotation": shifts, "turning": turning.value, **pairs} if turning else {}
    return given("mean", "rating", means, by, (lowest, highest, step), **turns, **evaluated_at(at))


def _turned(rotation: Mapping[int, tuple[int, ...]], every: str, by: Recorded) -> None:
    """Refuse a rotation over periods that nobody rates for, or that a year does not have."""
    if every not in by.cadences:
        raise ModelRefused(f"a rotation every {every}, rated for {', '.join(by.cadences)}: add it to the cadences")
    most = count_of(every)
    if stray := [ordinal for ordinal in rotation if not 1 <= ordinal <= most]:
        raise ModelRefused(f"a rotation every {every} names the {every} {stray[0]}: a year has 1 to {most}")


def veto(by: Recorded, at: str | None = None) -> Expression:
    """Whether any veto was recorded in the period; none recorded means no."""
    return given("any", "veto", "zero", by, (), **evaluated_at(at))


def total_of(*parts: Expression, full: Mark) -> Expression:
    """The sum of parts whose full marks must add up to full."""
    return Expression("sum", *parts, full=str(marked(full, "the full mark of a sum").number()))


def weighted(
    parts: Mapping[Expression, Mark | Expression], missing: str = "not_judged", places: Mark | None = None
) -> Expression:
    """The sum of parts times weights that add up to 1.

    missing: a part that is not judged makes the sum not judged, counts as zero, or is left out and the weights of the
    others made whole again (renormalize: a division, so say places).
    """
    by_name(parts, "weighted()", "{node: default('0.6'), …}")
    add_up(parts, Fraction(1))
    if missing == "not_judged":
        return Expression("sum", *(part * weight for part, weight in parts.items()))
    if missing == "zero":
        return Expression("sum", *(_or_nothing(part) * weight for part, weight in parts.items()))
    if missing != "renormalize" or places is None:
        raise ModelRefused(
            f"weighted(missing={missing!r}): write not_judged, zero, or renormalize with places=default(2)"
        )
    return weighted_mean(parts).round(places)


def weighted_mean(parts: Mapping[Expression, Mark | Expression]) -> Expression:
    """The parts that are judged, times their weights over the sum of these weights: an unrounded ratio."""
    return Expression("weighted_mean", *(one for pair in parts.items() for one in pair))


def _or_nothing(part: Expression) -> Expression:
    """The part, or 0 where it is not judged; a part that is never missing may stand among others that are."""
    return Expression("or_else", part, plain(0), lenient="yes")


def when(
    condition: Expression, then: Expression | Mark | None, otherwise: Expression | Mark | None = None
) -> Expression:
    """One value where the condition holds, the other where it does not; None is not judged on purpose."""
    if then is None:
        if otherwise is None:
            raise ModelRefused("when() with None on both sides is never judged: write a value on one of them")
        return operand(otherwise).only_if(~condition)
    if otherwise is None:
        return operand(then).only_if(condition)
    chosen = operand(then)
    return Expression("when", condition, chosen, otherwise, scale=chosen.scale)


def bands(value: Expression, scale: Scale, *rows: tuple[Mark | Expression, str], otherwise: str) -> Expression:
    """The step whose threshold the value reaches: thresholds go down and cover the scale without a hole.

    A threshold is a number, or param({day: number, …}): they go down on every day one of them changes.
    """
    named = [step for _, step in rows] + [otherwise]
    if named != list(reversed(scale.steps)):
        given, wanted = "、".join(named), "、".join(reversed(scale.steps))
        raise ModelRefused(f"bands name {given}: write every step of {scale.name} once, highest first: {wanted}")
    for day in changing(threshold for threshold, _ in rows):
        thresholds = [value_on(threshold, day, "a threshold of bands") for threshold, _ in rows]
        if thresholds != sorted(set(thresholds), reverse=True):
            said, since = ", ".join(map(str, thresholds)), f" from {day}" if day else ""
            raise ModelRefused(f"the thresholds {said} do not go down{since}: write the highest first")
    return Expression("bands", value, *(threshold for threshold, _ in rows), scale=scale)


def graded(condition: Expression, scale: Scale) -> Expression:
    """The higher of a scale's two steps where the condition holds, else the lower."""
    if len(scale.steps) != 2:
        raise ModelRefused(f"graded() over {scale.name}, which has {len(scale.steps)} steps: write bands(…) instead")
    return Expression("graded", condition, scale=scale)


def opening_rung(scale: Scale) -> Expression:
    """The rung at the opening of the cycle; the lowest where none is known."""
    return Expression("held", scale=scale, since="opening")


def held_rung(scale: Scale) -> Expression:
    """The rung held before this period closes: of the newest earlier outcome, else of the opening."""
    return Expression("held", scale=scale, since="latest")


def ladder(
    held: Expression,
    *moves: tuple[str, str, Expression],
    direct: Sequence[tuple[str, str, Expression]] = (),
    hold: Expression | None = None,
) -> Expression:
    """The rung after at most one move, the first of (from, to, condition) that holds; one rung at a time.

    direct: moves that may leave rungs out, looked at first. hold: a condition under which nobody moves up.
    """
    scale = held.scale
    if scale is None or held.op != "held":
        raise ModelRefused(f"a ladder over {held.op}: write ladder(held_rung(RUNGS), (from, to, condition), …)")
    for before, after, _ in moves:
        if abs(scale.position(before) - scale.position(after)) != 1:
            raise ModelRefused(
                f"the move from {before} to {after} leaves a rung out: one rung at a time, or direct=[…]"
            )
    every = [*direct, *moves]
    up = [scale.position(after) > scale.position(before) for before, after, _ in every]
    conditions = [
        condition & ~hold if hold is not None and rises else condition
        for (_, _, condition), rises in zip(every, up, strict=True)
    ]
    sides = {"leave": [before for before, _, _ in every], "reach": [after for _, after, _ in every]}
    return Expression("ladder", held, *conditions, scale=scale, **sides)
