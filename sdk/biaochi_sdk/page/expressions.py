"""What an author combines: expressions over nodes, never values; Python's own if, and, or are refused on them."""

import warnings
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NoReturn

from biaochi_sdk.page.scales import Scale
from biaochi_sdk.values.errors import ModelRefused, UnsaidPolicy
from biaochi_sdk.values.provenance import Mark, Provenance, marked


class Expression:
    """One operation of a rule; named by calling it with a title, and then a node of the model."""

    def __init__(self, op: str, *args: "Expression | Mark", scale: Scale | None = None, **data: object) -> None:
        """Hold the operation; every number among the arguments must be marked."""
        self.op, self.data, self.scale = op, data, scale
        self.args = tuple(arg if isinstance(arg, Expression) else constant(arg, f"an argument of {op}") for arg in args)
        self.mark: Mark | None = None
        self.titled: Mark | None = None
        self.rule: Provenance | None = None
        self.key: str | None = None
        self.owner: type | None = None
        self.earlier: list[Expression] = []

    def __call__(self, title: Mark, rule: Provenance | None = None) -> "Expression":
        """Make it a node: its title, and the provenance of its rule where that differs from the title's."""
        if self.titled is not None:
            raise ModelRefused(f"the node {self.titled.value} is given a second title {title!r}: name a node once")
        self.titled = marked(title, "a node's title")
        self.titled.title()
        self.rule = rule or self.titled.provenance
        return self

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the first attribute's name as the node's key."""
        if self.key is None:
            self.key, self.owner = name, owner

    def __add__(self, other: "Expression | Mark") -> "Expression":
        """Sum of two values of one kind."""
        return Expression("sum", self, other)

    def __radd__(self, other: Mark) -> "Expression":
        """A number and a value added."""
        return operand(other) + self

    def __rsub__(self, other: Mark) -> "Expression":
        """A number less a value."""
        return operand(other) - self

    def __rmul__(self, other: Mark) -> "Expression":
        """A value taken a number of times."""
        return self * other

    def __rtruediv__(self, other: Mark) -> "Expression":
        """A number over a value."""
        return operand(other) / self

    def __sub__(self, other: "Expression | Mark") -> "Expression":
        """Difference of two values of one kind."""
        return Expression("sum", self, Expression("negate", operand(other)))

    def __neg__(self) -> "Expression":
        """The value turned round."""
        return Expression("negate", self)

    def __mul__(self, other: "Expression | Mark") -> "Expression":
        """Product; a ratio may be multiplied by a constant only."""
        return Expression("times", self, other)

    def __truediv__(self, other: "Expression | Mark") -> "Expression":
        """An unrounded ratio: compare it, add to it, multiply it by a constant, or round it."""
        return Expression("divide", self, other)

    def __ge__(self, other: "Expression | Mark") -> "Expression":
        """Whether this is at least the other."""
        return Expression("compare", self, other, test="ge")

    def __gt__(self, other: "Expression | Mark") -> "Expression":
        """Whether this is more than the other."""
        return Expression("compare", self, other, test="gt")

    def __le__(self, other: "Expression | Mark") -> "Expression":
        """Whether this is at most the other."""
        return Expression("compare", self, other, test="le")

    def __lt__(self, other: "Expression | Mark") -> "Expression":
        """Whether this is less than the other."""
        return Expression("compare", self, other, test="lt")

    def __and__(self, other: "Expression") -> "Expression":
        """Both conditions."""
        return Expression("all", self, other)

    def __or__(self, other: "Expression") -> "Expression":
        """Either condition."""
        return Expression("any", self, other)

    def __invert__(self) -> "Expression":
        """The condition does not hold."""
        return Expression("not", self)

    def __eq__(self, other: object) -> bool:
        """Refuse equality with anything else: it would be decided once, for nobody."""
        if other is self:
            return True
        raise ModelRefused("== cannot compare what each subject has: write >= and <=, or .is_('step') on a scale")

    __hash__ = object.__hash__

    def __bool__(self) -> NoReturn:
        """Refuse to be a Python truth value."""
        name = self.key or (self.titled.value if self.titled else self.op)
        raise ModelRefused(
            f"{name} has one value per subject, so Python's if, and, or and not cannot decide on it: "
            "write when(condition, a, b), and &, | and ~ between conditions"
        )

    def round(self, places: Mark) -> "Expression":
        """Round half-up to places: the only operation that loses anything."""
        return Expression("round", self, marked(places, "the places of a rounding"))

    def cap(self, most: "Expression | Mark") -> "Expression":
        """No more than this (封顶)."""
        return Expression("min", self, most)

    def floor(self, least: "Expression | Mark") -> "Expression":
        """No less than this (扣完为止)."""
        return Expression("max", self, least)

    def or_else(self, other: "Expression | Mark") -> "Expression":
        """The other value where this one is not judged."""
        return Expression("or_else", self, other, scale=self.scale)

    def or_no(self) -> "Expression":
        """A condition that does not hold where it cannot be judged."""
        return Expression("or_no", self)

    def __abs__(self) -> "Expression":
        """The value without its sign."""
        return Expression("absolute", self)

    def judged(self) -> "Expression":
        """Whether the value is judged at all."""
        return Expression("judged", self)

    def only_if(self, condition: "Expression") -> "Expression":
        """The value where the condition holds; not judged elsewhere."""
        return Expression("only_if", self, condition, scale=self.scale)

    def at_most(self, step: str, condition: "Expression") -> "Expression":
        """No higher than the step where the condition holds (封顶)."""
        return Expression("at_most", self, condition, scale=self._on_scale(step), step=step)

    def override(self, condition: "Expression", step: str) -> "Expression":
        """The given step of the scale where the condition holds."""
        return Expression("override", self, condition, scale=self._on_scale(step), step=step)

    def at_least(self, step: str) -> "Expression":
        """Whether the step reached is this one or a higher one."""
        return Expression("at_least", self, step=step, of=self._on_scale(step).name)

    def is_(self, step: str) -> "Expression":
        """Whether exactly this step is reached."""
        return Expression("is", self, step=step, of=self._on_scale(step).name)

    def rate(self, full: Mark) -> "Expression":
        """The score rate (得分率): the value as a share of its full mark, exact."""
        return Expression("rate", self, full)

    def _on_scale(self, step: str) -> Scale:
        if self.scale is None:
            raise ModelRefused(f"{self.op} has no steps, so '{step}' cannot be asked of it: compare it with a number")
        self.scale.position(step)
        return self.scale


def unsaid(what: str, means: str, write: str) -> None:
    """Warn an author that a rule leaves open what its paper must decide; it means what it meant before."""
    warnings.warn(f"{what}: not said, so {means}; write {write}", UnsaidPolicy, stacklevel=4)


def constant(value: object, use: str) -> Expression:
    """A marked number as an expression; a bare number is refused."""
    mark = marked(value, use)
    mark.number()
    made = Expression("number")
    made.mark = mark
    return made


def operand(value: "Expression | Mark") -> Expression:
    """An argument as an expression."""
    return value if isinstance(value, Expression) else constant(value, "an argument")


def add_up(parts: "Mapping[Expression, Mark | Expression]", full: Fraction) -> None:
    """Refuse weights that do not add up to what they must, on every day one of them changes."""
    for day in changing(parts.values()):
        total = sum((value_on(weight, day, "a weight") for weight in parts.values()), Fraction(0))
        if total != full:
            since = f" from {day}" if day else ""
            raise ModelRefused(f"the weights add up to {total}{since}, not {full}: correct a weight so that they do")


def changing(numbers: "Iterable[Mark | Expression]") -> list[str]:
    """The days on which one of some numbers changes, in order; one nameless day where none does."""
    return sorted({day for one in numbers for day in _days(one)}) or [""]


def _days(number: "Mark | Expression") -> list[str]:
    days = number.data.get("since") if isinstance(number, Expression) else None
    return days if isinstance(days, list) else []


def value_on(number: "Mark | Expression", day: str, use: str) -> Fraction:
    """What a number, or a dated one, is on a day; another expression is refused."""
    if not isinstance(number, Expression):
        return marked(number, use).number()
    if number.op != "dated":
        raise ModelRefused(f"{use} that is a {number.op}: write a number, or param({{day: number, …}})")
    held = [arg for since, arg in zip(_days(number), number.args, strict=True) if since <= day] or number.args[:1]
    mark = held[-1].mark
    return mark.number() if mark else Fraction(0)
