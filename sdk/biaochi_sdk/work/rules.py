"""Rules of a kind of work over its items together: shares of children, children that are ready, who is on the list."""

from dataclasses import dataclass
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, Provenance


@dataclass(frozen=True, slots=True)
class Proportion:
    """At a step, the item's children of a kind are of these shares, in whole percent of a hundred, exactly.

    field: the children's field whose values the shares are of. weighed_by: their number field that counts, "" for one
    each. Children that were withdrawn do not count.
    """

    step: str
    kind: str
    field: str
    shares: tuple[tuple[str, int], ...]
    weighed_by: str = ""

    def __post_init__(self) -> None:
        """Refuse shares that are not a whole."""
        if sum(percent for _, percent in self.shares) != 100 or any(percent <= 0 for _, percent in self.shares):
            raise ModelRefused(f"the shares of {self.field!r} are {self.shares}: write whole percent that make 100")

    def data(self) -> dict[str, Any]:
        """The rule as it is published."""
        shares = [{"value": value, "percent": percent} for value, percent in self.shares]
        said = {"step": self.step, "kind": self.kind, "field": self.field, "shares": shares}
        return said | ({"weighed_by": self.weighed_by} if self.weighed_by else {})


@dataclass(frozen=True, slots=True)
class Children:
    """At a step, the item has at least so many children of a kind, and each is in one of these states.

    states: empty for any. Children that were withdrawn do not count.
    """

    step: str
    kind: str
    states: tuple[str, ...] = ()
    least: int = 0

    def __post_init__(self) -> None:
        """Refuse a rule that asks for nothing."""
        if self.least < 0 or not (self.states or self.least):
            raise ModelRefused(f"children {self.kind!r} at {self.step!r}: say in which states, or at least how many")

    def data(self) -> dict[str, Any]:
        """The rule as it is published."""
        said = {"step": self.step, "kind": self.kind}
        states = {"states": list(self.states)} if self.states else {}
        return said | states | ({"least": self.least} if self.least else {})


@dataclass(frozen=True, slots=True)
class TopShare:
    """At a step, one rater gives one of the best values to at most so many percent of what is rated, rounded down.

    values: the best choices of the field; least: of a number field the lowest of the best marks, instead. by: the field
    that names the rater; of: the kind, below the same parent, whose items are rated.
    """

    step: str
    field: str
    values: tuple[str, ...] = ()
    by: str = ""
    percent: int = 0
    of: str = ""
    least: str = ""

    def __post_init__(self) -> None:
        """Refuse a share that limits nothing."""
        if not 0 < self.percent < 100:
            raise ModelRefused(f"the top share of {self.field!r} is {self.percent} of {self.values}: 1 to 99 percent")
        if bool(self.values) == bool(self.least):
            best = "the best choices, values=('good',), or the lowest of the best marks, least='90'"
            raise ModelRefused(
                f"the top share of {self.field!r} does not say what is best: write {best}, one of the two"
            )
        if self.least:
            Mark(self.least, Provenance.DEFAULT).number()

    def data(self) -> dict[str, Any]:
        """The rule as it is published."""
        said = {"step": self.step, "field": self.field, "by": self.by, "percent": self.percent, "of": self.of}
        return said | ({"least": self.least} if self.least else {"values": list(self.values)})


@dataclass(frozen=True, slots=True)
class Listed:
    """At a step, what a field names is among what a field of the parent names; barred: it is not among them (回避)."""

    step: str
    field: str
    among: str
    barred: bool = False

    def data(self) -> dict[str, Any]:
        """The rule as it is published."""
        said = {"step": self.step, "field": self.field, "among": self.among}
        return said | ({"barred": True} if self.barred else {})
