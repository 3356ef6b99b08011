"""Writes the steps that need one row only as source: the same lines for a block of rows and for a single subject."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import lcm

from biaochi_sdk.dialects import Blocks
from biaochi_sdk.exact import reduced
from biaochi_sdk.shapes import Shape
from biaochi_sdk.steps import Step

TESTS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
CONSTANT = frozenset(["number", "step", "dated"])
ROWWISE = frozenset(
    "number step dated sum negate times rate divide min max round compare all any not or_no judged only_if when or_else "
    "bands graded override at_most at_least is ladder units points_of pick".split()
)
NAME, MULTIPLE = re.compile(r"\b[tdj]\d+\b"), re.compile(r"(t\d+) \* (-?\d+)")


@dataclass(frozen=True, slots=True)
class Spelled:
    """How a step's value is spelled: its top, its divisor where it is a ratio, and whether it is judged."""

    top: str
    divisor: str | None = None
    judged: str | None = None


def part_names(place: int, shape: Shape) -> list[str]:
    """The names of a step's parts in the source: its top, a ratio's divisor, and whether it is judged."""
    parts = (("t", True), ("d", shape.kind == "ratio"), ("j", shape.may_miss))
    return [f"{letter}{place}" for letter, there in parts if there]


class Rowwise:
    """Spells one step after the other; lines holds the source so far."""

    def __init__(
        self,
        steps: Sequence[Step],
        shapes: Sequence[Shape],
        scales: Mapping[str, Sequence[str]],
        dialect: Blocks,
        dated: Mapping[int, int],
    ) -> None:
        """Start with nothing spelled; dated has the value of each dated number in the evaluated period."""
        self.steps, self.shapes, self.scales, self.dialect, self.dated = steps, shapes, scales, dialect, dated
        self.spelled: dict[int, Spelled] = {}
        self.literal: set[int] = set()
        self.lines: list[str] = []
        self.multiples: dict[str, tuple[str, int]] = {}

    def load(self, place: int, values: str, rows: str) -> None:
        """Take a step computed before: values spells its parts, rows which of their rows."""
        names = part_names(place, self.shapes[place])
        self.lines += [f"{name} = {values}[{at}]{rows}" for at, name in enumerate(names)]
        ratio, missing = self.shapes[place].kind == "ratio", self.shapes[place].may_miss
        self.spelled[place] = Spelled(names[0], names[1] if ratio else None, names[-1] if missing else None)

    def write(self, step: Step) -> None:
        """Spell one step."""
        args = [self.spelled[place] for place in step.args]
        if step.op in CONSTANT:
            self.literal.add(step.place)
        elif step.args and all(place in self.literal for place in step.args):
            first = step.args[0]
            args[0] = Spelled(self.dialect.column(args[0].top, self.shapes[first].kind))
        spell: Callable[..., Spelled] = getattr(self, f"_{step.op}")
        found = spell(step, *args)
        if step.op in CONSTANT:
            self.spelled[step.place] = found
            return
        self.spelled[step.place] = Spelled(
            self._named(f"t{step.place}", found.top),
            found.divisor and self._named(f"d{step.place}", found.divisor),
            found.judged and self._named(f"j{step.place}", found.judged),
        )

    def _named(self, name: str, said: str) -> str:
        if said.isidentifier() and said not in ("True", "False"):
            return said
        self.lines.append(f"{name} = {said}")
        multiple = MULTIPLE.fullmatch(said)
        if multiple:
            self.multiples[name] = multiple[1], int(multiple[2])
        return name

    def needed_lines(self, last: Sequence[str]) -> list[str]:
        """The lines that the last ones rest on, and those."""
        found, wanted = list(last)[::-1], set(NAME.findall(" ".join(last)))
        for line in reversed(self.lines):
            name, said = line.split(" = ", 1)
            if name in wanted:
                found.append(line)
                wanted.update(NAME.findall(said))
        return found[::-1]

    def parts(self, place: int) -> list[str]:
        """How each part of a step's value is spelled."""
        found, shape = self.spelled[place], self.shapes[place]
        top = self.dialect.column(found.top, shape.kind) if place in self.literal else found.top
        return [part for part in (top, found.divisor, found.judged) if part]

    def _arg(self, step: Step, at: int) -> Shape:
        return self.shapes[step.args[at]]

    def _lifted(self, step: Step, args: Sequence[Spelled], den: int, offset: int = 0) -> list[str]:
        return [self._by(arg.top, den // self._arg(step, at + offset).den) for at, arg in enumerate(args)]

    def _by(self, top: str, factor: int) -> str:
        base, before = self.multiples.get(top, (top, 1))
        if base.lstrip("-").isdigit():
            return str(int(base) * before * factor)
        return base if before * factor == 1 else f"{base} * {before * factor}"

    def _number(self, step: Step) -> Spelled:
        return Spelled(str(self.shapes[step.place].least))

    def _dated(self, step: Step) -> Spelled:
        return Spelled(str(self.dated[step.place]))

    def _step(self, step: Step) -> Spelled:
        return Spelled(str(self.scales[step.term.text("scale")].index(step.term.text("step"))))

    def _sum(self, step: Step, *args: Spelled) -> Spelled:
        tops = self._lifted(step, args, self.shapes[step.place].den)
        return Spelled(" + ".join(tops), args[0].divisor, _both(*args))

    def _negate(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(f"-{arg.top}" if arg.top.isidentifier() else f"-({arg.top})", arg.divisor, arg.judged)

    def _times(self, step: Step, left: Spelled, right: Spelled) -> Spelled:
        if left.divisor is None:
            constant = step.args[1] in self.literal
            top = self._by(left.top, int(right.top)) if constant else f"{left.top} * {right.top}"
            return Spelled(top, None, _both(left, right))
        factor = self.steps[step.args[1]].term.value
        up, _ = reduced(factor.numerator, self._arg(step, 0).den * factor.denominator)
        return Spelled(self._by(left.top, up), left.divisor, left.judged)

    def _rate(self, step: Step, value: Spelled, _: Spelled) -> Spelled:
        return Spelled(self._by(value.top, self._arg(step, 1).den), None, value.judged)

    def _divide(self, step: Step, top: Spelled, bottom: Spelled) -> Spelled:
        up, _ = reduced(self._arg(step, 1).den, self._arg(step, 0).den)
        there = f"({bottom.top} > 0)" if self._arg(step, 1).least == 0 else None
        divisor = f"most({bottom.top}, 1)" if there else bottom.top
        if step.args[1] in self.literal:
            divisor = self.dialect.column(bottom.top, "number")
        return Spelled(self._by(top.top, up), divisor, _joined(_both(top, bottom), there))

    def _min(self, step: Step, *args: Spelled) -> Spelled:
        return Spelled(f"least({', '.join(self._lifted(step, args, self._common(step)))})", None, _both(*args))

    def _max(self, step: Step, *args: Spelled) -> Spelled:
        return Spelled(f"most({', '.join(self._lifted(step, args, self._common(step)))})", None, _both(*args))

    def _common(self, step: Step) -> int:
        return lcm(*(self.shapes[place].den for place in step.args))

    def _round(self, step: Step, value: Spelled, _: Spelled) -> Spelled:
        shape = self._arg(step, 0)
        up, den = reduced(self.shapes[step.place].den, shape.den)
        top = self._by(value.top, up)
        if value.divisor is None and den == 1:
            return Spelled(top, None, value.judged)
        unit = str(den) if value.divisor is None else value.divisor if den == 1 else f"({self._by(value.divisor, den)})"
        return Spelled(self.dialect.half_up(f"({top})", unit, shape.least < 0), None, value.judged)

    def _units(self, step: Step, value: Spelled, unit: Spelled) -> Spelled:
        den = self._common(step)
        top, each = self._lifted(step, (value, unit), den)
        if step.term.text("part") == "started":
            top = f"({top} + ({each} - 1))"
        return Spelled(f"({top}) // ({each})", None, value.judged)

    def _compare(self, step: Step, left: Spelled, right: Spelled) -> Spelled:
        a, b = self._lifted(step, (left, right), self._common(step))
        if self._arg(step, 0).divisor != self._arg(step, 1).divisor:
            a = a if right.divisor is None else f"{a} * {right.divisor}"
            b = b if left.divisor is None else f"{b} * {left.divisor}"
        return Spelled(f"({a} {TESTS[step.term.text('test')]} {b})", None, _both(left, right))

    def _all(self, _: Step, *args: Spelled) -> Spelled:
        return Spelled(f"({' & '.join(arg.top for arg in args)})", None, _both(*args))

    def _any(self, _: Step, *args: Spelled) -> Spelled:
        return Spelled(f"({' | '.join(arg.top for arg in args)})", None, _both(*args))

    def _not(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(self.dialect.no(arg.top), None, arg.judged)

    def _or_no(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(f"({arg.top} & {arg.judged})" if arg.judged else arg.top)

    def _judged(self, _: Step, arg: Spelled) -> Spelled:
        return Spelled(str(arg.judged))

    def _only_if(self, _: Step, value: Spelled, condition: Spelled) -> Spelled:
        return Spelled(value.top, value.divisor, _joined(_both(value, condition), condition.top))

    def _choose(self, step: Step, first: str, one: Spelled, other: Spelled) -> tuple[str, str | None]:
        offset = len(step.args) - 2
        kind, typed = self.shapes[step.place].kind, []
        tops = self._lifted(step, (one, other), self.shapes[step.place].den, offset)
        for at, top in enumerate(tops):
            constant = step.args[at + offset] in self.literal and top.lstrip("-").isdigit()
            spelled = self.dialect.step if kind == "scale" else self.dialect.number
            typed.append(spelled(int(top)) if constant else top)
        divisor = None
        if one.divisor is not None and other.divisor is not None:
            same = one.divisor == other.divisor
            divisor = one.divisor if same else self.dialect.where(first, one.divisor, other.divisor)
        return self.dialect.where(first, *typed), divisor

    def _when(self, step: Step, condition: Spelled, then: Spelled, otherwise: Spelled) -> Spelled:
        top, divisor = self._choose(step, condition.top, then, otherwise)
        branch = None
        if then.judged or otherwise.judged:
            unless, when = f"({self.dialect.no(condition.top)} | {then.judged})", f"({condition.top} | {otherwise.judged})"
            parts = [unless if then.judged else None, when if otherwise.judged else None]
            branch = " & ".join(part for part in parts if part)
        return Spelled(top, divisor, _joined(condition.judged, branch))

    def _or_else(self, step: Step, value: Spelled, other: Spelled) -> Spelled:
        top, divisor = self._choose(step, str(value.judged), value, other)
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
        return Spelled(self.dialect.where(condition.top, given, value.top), None, _both(value, condition))

    def _at_most(self, step: Step, value: Spelled, condition: Spelled) -> Spelled:
        most = self.dialect.step(self._position(step, step.term.text("step")))
        held = self.dialect.where(condition.top, f"least({value.top}, {most})", value.top)
        return Spelled(held, None, _both(value, condition))

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


def _joined(*parts: str | None) -> str | None:
    found = list(dict.fromkeys(part for part in parts if part))
    return " & ".join(found) if found else None


def _both(*args: Spelled) -> str | None:
    return _joined(*(arg.judged for arg in args))
