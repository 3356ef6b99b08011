"""Writes the steps that need one row only as source: the same lines for a block of rows and for a single subject."""

from collections.abc import Sequence
from math import lcm

from biaochi_sdk.plan.row_arithmetic import RowArithmetic
from biaochi_sdk.plan.source import Spelled, both_judged, joined
from biaochi_sdk.terms.steps import Step

ROWWISE = frozenset(
    [
        "number",
        "step",
        "dated",
        "period_days",
        "period_months",
        "running",
        "sum",
        "negate",
        "times",
        "rate",
        "divide",
        "weighted_mean",
        "min",
        "max",
        "round",
        "compare",
        "all",
        "any",
        "not",
        "never",
        "or_no",
        "judged",
        "only_if",
        "when",
        "or_else",
        "bands",
        "graded",
        "override",
        "at_most",
        "at_least",
        "is",
        "ladder",
        "absolute",
        "interpolate",
        "units",
        "points_of",
        "pick",
    ]
)
"""Operations that need one row only."""


class Rowwise(RowArithmetic):
    """Spells every operation over rows."""

    def _all(self, _: Step, *args: Spelled) -> Spelled:
        return Spelled(f"({' & '.join(arg.top for arg in args)})", None, both_judged(*args))

    def _any(self, _: Step, *args: Spelled) -> Spelled:
        return Spelled(f"({' | '.join(arg.top for arg in args)})", None, both_judged(*args))

    def _not(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(self.dialect.no(arg.top), None, arg.judged)

    def _never(self, _: Step) -> Spelled:
        return Spelled(self.dialect.column("0", "flag"))

    def _or_no(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(f"({arg.top} & {arg.judged})" if arg.judged else arg.top)

    def _judged(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(arg.judged or self.dialect.column("1", "flag"))

    def _only_if(self, _: Step, value: Spelled, condition: Spelled) -> Spelled:
        return Spelled(value.top, value.divisor, joined(both_judged(value, condition), condition.top))

    def _choose(self, step: Step, first: str, one: Spelled, other: Spelled) -> tuple[str, str | None]:
        offset = len(step.args) - 2
        kind, typed = self.shapes[step.place].kind, []
        tops = self._lifted(step, (one, other), self.shapes[step.place].den, offset)
        for at, top in enumerate(tops):
            constant = step.args[at + offset] in self.literal and top.lstrip("-").isdigit()
            spelled = self.dialect.step if kind == "scale" else self.dialect.number
            typed.append(spelled(int(top)) if constant else top)
        divisor = None
        if one.divisor or other.divisor:
            parts = [part.divisor or self.dialect.number(1) for part in (one, other)]
            divisor = parts[0] if parts[0] == parts[1] else self.dialect.where(first, *parts)
        return self.dialect.where(first, *typed), divisor

    def _when(self, step: Step, condition: Spelled, then: Spelled, otherwise: Spelled) -> Spelled:
        top, divisor = self._choose(step, condition.top, then, otherwise)
        branch = None
        if then.judged or otherwise.judged:
            unless, when = (
                f"({self.dialect.no(condition.top)} | {then.judged})",
                f"({condition.top} | {otherwise.judged})",
            )
            parts = [unless if then.judged else None, when if otherwise.judged else None]
            branch = " & ".join(part for part in parts if part)
        return Spelled(top, divisor, joined(condition.judged, branch))

    def _or_else(self, step: Step, value: Spelled, other: Spelled) -> Spelled:
        if value.judged is None:
            ratio = self.shapes[step.place].kind == "ratio"
            divisor = value.divisor or (self.dialect.column("1", "number") if ratio else None)
            return Spelled(self._lifted(step, (value,), self.shapes[step.place].den)[0], divisor)
        top, divisor = self._choose(step, value.judged, value, other)
        return Spelled(top, divisor, f"({value.judged} | {other.judged})" if other.judged else None)

    def _bands(self, step: Step, value: Spelled, *thresholds: Spelled) -> Spelled:
        reached = []
        for at, threshold in enumerate(thresholds, start=1):
            den = lcm(self._arg(step, 0).den, self._arg(step, at).den)
            cut = self._by(threshold.top, den // self._arg(step, at).den)
            bar = cut if value.divisor is None else f"{cut} * {value.divisor}"
            reached.append(f"({self._by(value.top, den // self._arg(step, 0).den)} >= {bar})")
        return Spelled(self.dialect.counted(reached), None, value.judged)

    def _graded(self, _: Step, condition: Spelled) -> Spelled:
        return Spelled(self.dialect.position(condition.top), None, condition.judged)

    def _position(self, step: Step, name: str) -> int:
        return self.scales[self._arg(step, 0).scale or ""].index(name)

    def _override(self, step: Step, value: Spelled, condition: Spelled) -> Spelled:
        given = self.dialect.step(self._position(step, step.term.text("step")))
        return Spelled(self.dialect.where(condition.top, given, value.top), None, both_judged(value, condition))

    def _at_most(self, step: Step, value: Spelled, condition: Spelled) -> Spelled:
        most = self.dialect.step(self._position(step, step.term.text("step")))
        held = self.dialect.where(condition.top, f"least({value.top}, {most})", value.top)
        return Spelled(held, None, both_judged(value, condition))

    def _at_least(self, step: Step, value: Spelled) -> Spelled:
        return Spelled(f"({value.top} >= {self._position(step, step.term.text('step'))})", None, value.judged)

    def _is(self, step: Step, value: Spelled) -> Spelled:
        return Spelled(f"({value.top} == {self._position(step, step.term.text('step'))})", None, value.judged)

    def _ladder(self, step: Step, held: Spelled, *conditions: Spelled) -> Spelled:
        moves = zip(step.term.texts("leave"), step.term.texts("reach"), conditions, strict=True)
        rung = held.top
        for leave, reach, condition in reversed(list(moves)):
            here = f"(({held.top} == {self._position(step, leave)}) & {condition.top})"
            rung = self.dialect.where(here, self.dialect.step(self._position(step, reach)), rung)
        return Spelled(rung)

    def _points_of(self, step: Step, value: Spelled, *points: Spelled) -> Spelled:
        tops = self._lifted(step, points, self.shapes[step.place].den, 1)
        return Spelled(self._table(step, tops, value.top), None, value.judged)

    def _pick(self, step: Step, value: Spelled, *points: Spelled) -> Spelled:
        tops = self._lifted(step, points, self.shapes[step.place].den, 1)
        last = len(points) - 1
        return Spelled(self._table(step, tops, f"least(most({value.top} - 1, 0), {last})"), None, value.judged)

    def _table(self, step: Step, tops: Sequence[str], at: str) -> str:
        return self.dialect.looked_up(f"table{step.place}", [int(top) for top in tops], at)
