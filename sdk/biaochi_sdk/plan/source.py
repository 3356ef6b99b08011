"""What spells steps as source needs: the parts of each step, the lines so far, and only those that are read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.plan.dialects import Blocks
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.steps import DATED, Step

CONSTANT = frozenset(["number", "step", *DATED])
"""Operations that are the same for every subject of a period, and never a column of their own."""
NAME, MULTIPLE = re.compile(r"\b[tdjw]\d+\b"), re.compile(r"(t\d+) \* (-?\d+)")


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


class Source:
    """Holds the lines so far; a subclass spells the operations."""

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
        spell: Callable[..., Spelled] = getattr(self, f"_{step.op}")
        if step.op in CONSTANT:
            self.literal.add(step.place)
            self.spelled[step.place] = spell(step)
            return
        args = [self.spelled[place] for place in step.args]
        if step.args and all(place in self.literal for place in step.args):
            first = step.args[0]
            args[0] = Spelled(self.dialect.column(args[0].top, self.shapes[first].kind))
        found = spell(step, *args)
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


def joined(*parts: str | None) -> str | None:
    """Judged where all of these are; None where nothing may be missing."""
    found = list(dict.fromkeys(part for part in parts if part))
    return " & ".join(found) if found else None


def both_judged(*args: Spelled) -> str | None:
    """Judged where all the arguments are."""
    return joined(*(arg.judged for arg in args))
