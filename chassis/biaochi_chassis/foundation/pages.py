"""A page of a list, as a service answers it: what is on it, how long the list is, and whether more follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    """A page of a list, how many the list has in all, and whether more follow."""

    items: Sequence[Item]
    total: int
    has_more: bool

    @classmethod
    def of(cls, items: Sequence[Item], first: int, total: int) -> "Found[Item]":
        """The first so many of the items; more follow where there was one more."""
        return cls(items[:first], total, len(items) > first)
