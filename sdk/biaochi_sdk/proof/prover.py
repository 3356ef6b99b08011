"""What every proof of a step stands on: the shapes so far, the largest number met, and refusals that name the node."""

from collections.abc import Mapping, Sequence
from math import lcm
from typing import NoReturn

from biaochi_sdk.terms.shapes import INT64, Shape
from biaochi_sdk.terms.steps import DATED, Step
from biaochi_sdk.values.errors import ModelRefused


class Prover:
    """Holds the shapes of the steps proven so far."""

    def __init__(
        self,
        model: str,
        since: str,
        steps: Sequence[Step],
        scales: Mapping[str, Sequence[str]],
        cadences: Sequence[str],
    ) -> None:
        """Start with nothing proven."""
        self.model, self.since, self.steps, self.scales = model, since, steps, scales
        self.every = frozenset(cadences)
        self.shapes: list[Shape] = []
        self.peak = self.here = 1
        self.node = ""

    def refuse(self, sentence: str) -> NoReturn:
        """Refuse with the node's name before the sentence."""
        raise ModelRefused(f"{self.model}.{self.node} {sentence}")

    def meet(self, size: int) -> None:
        """Note a number the plan computes with; one beyond 64 bits is refused."""
        if size > INT64:
            self.refuse(f"can need the number {size}, more than 64 bits: write .round(default(2)) before it")
        self.peak, self.here = max(self.peak, size), max(self.here, size)

    def shared(self, *args: Shape) -> tuple[frozenset[str], bool]:
        """The cadences that know all of them, and whether one may be missing."""
        cadences = self.every
        for arg in args:
            cadences = cadences & arg.cadences
        return cadences, any(arg.may_miss for arg in args)

    def need(self, kind: str, *args: Shape) -> None:
        """Refuse what is not of the kind."""
        for arg in args:
            if arg.kind == "ratio" and kind == "number":
                self.refuse("computes with an unrounded ratio: write .round(default(2)) on the ratio first")
            if arg.kind != kind:
                self.refuse(f"takes a {kind} and was given a {arg.kind}: compare it or use when(condition, a, b)")

    def measured(self, *args: Shape) -> None:
        """Refuse what is neither a number nor a ratio."""
        for arg in args:
            if arg.kind != "ratio":
                self.need("number", arg)

    def aligned(self, *args: Shape) -> int:
        """The common denominator, every operand proven at it."""
        den = lcm(*(arg.den for arg in args))
        for arg in args:
            self.meet(arg.reach * (den // arg.den))
        return den

    def alike(self, *args: Shape) -> None:
        """Refuse to join values of different kinds or scales; a number and a ratio are both measured."""
        kinds = {"number" if arg.kind == "ratio" else arg.kind for arg in args}
        if len(kinds) > 1 or len({arg.scale for arg in args}) > 1:
            self.refuse("joins values of different kinds: give both branches a number, or both a step of one scale")

    def decided(self, *conditions: Shape) -> None:
        """Refuse a condition that may be not judged."""
        self.need("flag", *conditions)
        if any(condition.may_miss for condition in conditions):
            self.refuse("decides on a condition that may be not judged: end the condition with .or_no()")

    def constant(self, place: int, dated: bool = True) -> None:
        """Refuse what differs between subjects where a rule takes one number for all of them."""
        if self.steps[place].op not in (("number", *DATED) if dated else ("number",)):
            days = " or param({day: number, …})" if dated else ""
            self.refuse(f"takes {self.steps[place].op} where one number holds for everybody: write default(…){days}")

    def sortable(self, *values: Shape) -> None:
        """Refuse what cannot be put in order on proven integers."""
        self.measured(*values)
        for value in values:
            if value.kind == "ratio":
                common = lcm(*range(1, value.divisor_most + 1)) if value.divisor_most <= 40 else INT64
                if common * max(value.reach, 1) > INT64:
                    self.refuse("orders an unrounded ratio with too many divisors: write .round(default(2)) on it")
