"""Where a number or a title comes from: nothing enters a model without a provenance and a source."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.exact import exact


class Provenance(StrEnum):
    """How far a number or title is the city's own."""

    PUBLISHED = "PUBLISHED"
    OUR_READING = "OUR_READING"
    DEFAULT = "DEFAULT"

    @property
    def label(self) -> str:
        """The Chinese words shown beside what carries this provenance."""
        return {"PUBLISHED": "公布", "OUR_READING": "我们的理解", "DEFAULT": "默认，可调整"}[self.value]


@dataclass(frozen=True, slots=True)
class Source:
    """A document and the place in it: a clause, a section or a sentence."""

    document: str
    place: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A title or a number together with its provenance; the source falls to the model's own where none is given."""

    value: str | int | Fraction
    provenance: Provenance
    source: Source | None = None
    plain: bool = False

    def __add__(self, other: "Mark") -> "Mark":
        """The sum of two marked numbers, as sure as the less sure of them."""
        return self._with(other, Fraction.__add__)

    def __sub__(self, other: "Mark") -> "Mark":
        """The difference of two marked numbers, as sure as the less sure of them."""
        return self._with(other, Fraction.__sub__)

    def __mul__(self, other: "Mark") -> "Mark":
        """The product of two marked numbers, as sure as the less sure of them."""
        return self._with(other, Fraction.__mul__)

    def __truediv__(self, other: "Mark") -> "Mark":
        """The quotient of two marked numbers, as sure as the less sure of them; a division by 0 is refused."""
        if isinstance(other, Mark) and not other.number():
            raise ModelRefused(f"{self.value} over 0: write a number above 0 under it")
        return self._with(other, Fraction.__truediv__)

    def __neg__(self) -> "Mark":
        """The number turned round."""
        return Mark(-self.number(), self.provenance, self.source)

    def _bare(self, other: object) -> "Mark":
        """Refuse a number of no provenance before this one."""
        return marked(other, f"what is reckoned with {self.value}")

    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = _bare

    def _with(self, other: "Mark", made: Callable[[Fraction, Fraction], Fraction]) -> "Mark":
        if other is None or isinstance(other, str | int | float | Fraction):
            return self._bare(other)
        if not isinstance(other, Mark):  # a node after a number computes with it itself
            return NotImplemented
        order = list(Provenance)
        source = self.source if self.source == other.source else None
        return Mark(
            made(self.number(), other.number()), max(self.provenance, other.provenance, key=order.index), source
        )

    def number(self) -> Fraction:
        """The value as an exact number; a float or a title is refused."""
        try:
            return exact(self.value)
        except (TypeError, ValueError) as fault:
            raise ModelRefused(f"a number of a rule: {fault}") from None

    def title(self) -> str:
        """The value as a title; a number is refused."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise ModelRefused(f"{self.value!r} is no title: write published('三会一课') or default('季度得分')")
        return self.value


def published(value: str | int | Fraction, source: Source | None = None) -> Mark:
    """Mark what the city's own document says."""
    return Mark(value, Provenance.PUBLISHED, source)


def our_reading(value: str | int | Fraction, source: Source | None = None) -> Mark:
    """Mark how we read a document that does not say it in so many words."""
    return Mark(value, Provenance.OUR_READING, source)


def default(value: str | int | Fraction, source: Source | None = None) -> Mark:
    """Mark a value nobody published: shown as a default, and a city may change it."""
    return Mark(value, Provenance.DEFAULT, source)


def plain(value: int) -> Mark:
    """A number that belongs to how a rule is computed, as the 0 that points stop at: it is no setting."""
    return Mark(value, Provenance.DEFAULT, plain=True)


def marked(value: object, use: str) -> Mark:
    """Return the mark, or refuse a bare value with what to write instead."""
    if isinstance(value, Mark):
        return value
    if isinstance(value, float):
        raise ModelRefused(f"{use} is the float {value!r}: write default('{value}') or published('{value}')")
    raise ModelRefused(f"{use} is {value!r} without provenance: write published(…), our_reading(…) or default(…)")
