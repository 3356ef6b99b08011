"""Pages of lists: which one is asked for, and what is on it, how long the list is, and whether others lie around it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown

Item = TypeVar("Item")
Made = TypeVar("Made")

MOST = 1000
USUAL = 100


def check_order(order: str, known: Collection[str], usual: str) -> None:
    """Raise BadRequest for an order that a list cannot be had in; `usual`: by what it stands where none is given."""
    if order not in known:
        sentence = f"不能按“{shown(order)}”排列：可选的有 {'、'.join(filter(None, known))}，不给则按{usual}。"
        raise BadRequest(sentence, field="order")


class PageRequest(Protocol):
    """A message that asks for a page."""

    first: int
    after: str
    last: int
    before: str


@dataclass(frozen=True, slots=True)
class Page:
    """The first so many behind the key `after`; with `last`, the last so many in front of the key `before`.

    An empty key does not bound the page; 0 of both are the first hundred.
    """

    first: int = 0
    after: str = ""
    last: int = 0
    before: str = ""

    @classmethod
    def of(cls, message: PageRequest) -> "Page":
        """The page that a message asks for. Raises what `checked` raises."""
        return cls(message.first, message.after, message.last, message.before).checked()

    def checked(self) -> "Page":
        """This page. Raises RequestTooLarge above 1000, BadRequest for the first and the last ones at once."""
        if max(self.first, self.last) > MOST:
            wanted, field = (self.last, "last") if self.last > MOST else (self.first, "first")
            raise RequestTooLarge(f"一页要了 {wanted} 条，每页最多 {MOST} 条：请分页查询。", field=field)
        if self.first and self.last:
            raise BadRequest("first 与 last 只可给一个：向后取给 first，向前取给 last。", field="last")
        return self

    @property
    def size(self) -> int:
        """How many may be on it."""
        return self.first or self.last or USUAL


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    """A page of a list, how many the list has in all, and whether there are some after and before the page."""

    items: Sequence[Item]
    total: int
    has_more: bool
    has_previous: bool

    def made(self, make: Callable[[Item], Made]) -> "Found[Made]":
        """The same page with something made of each item."""
        return Found([make(item) for item in self.items], self.total, self.has_more, self.has_previous)

    def all_made(self, make: Callable[[Sequence[Item]], Sequence[Made]]) -> "Found[Made]":
        """The same page with something made of all its items together, one of each in their order."""
        return Found(make(self.items), self.total, self.has_more, self.has_previous)

    @classmethod
    def within(cls, items: Sequence[Item], bounds: tuple[int, int], page: Page) -> "Found[Item]":
        """The page of what lies between these two places of a list that is here whole."""
        start, end = bounds
        end = max(start, end)
        if page.last:
            start = max(start, end - page.last)
        else:
            end = min(end, start + page.size)
        return cls(items[start:end], len(items), end < len(items), start > 0)

    @classmethod
    def cut(cls, items: Sequence[Item], key: Callable[[Item], str], page: Page) -> "Found[Item]":
        """The page of a list that is here whole. Raises BadRequest for a key that nothing in it has."""
        if not (page.after or page.before) and len(items) <= page.size:
            return cls(items, len(items), has_more=False, has_previous=False)
        keys = [key(item) for item in items] if page.after or page.before else []
        start = _place(keys, page.after, "after") + 1 if page.after else 0
        end = _place(keys, page.before, "before") if page.before else len(items)
        return cls.within(items, (start, end), page)


def _place(keys: list[str], key: str, field: str) -> int:
    if key not in keys:
        raise gone(field)
    return keys.index(key)


def gone(field: str) -> BadRequest:
    """The refusal of a key that nothing in the list has, or has any more."""
    return BadRequest("游标所指的一条已不在此列表中：请从头再取。", field=field)
