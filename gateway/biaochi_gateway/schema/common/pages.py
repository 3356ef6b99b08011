"""Connections with keyset cursors: a page says where it ended, never how many rows came before."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any, Generic, Protocol, TypeVar

import strawberry
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown

from biaochi_gateway.schema.common.ids import opaque, plain

Item = TypeVar("Item")


LARGEST = 200
USUAL = 50
MARK = "@"
"""Around what a cursor says of the list it belongs to; no key begins with it."""

First = Annotated[
    int | None, strawberry.argument(description="向后取：这一页至多取几条，1 至 200；first 与 last 都不给则为 50 条。")
]
After = Annotated[str | None, strawberry.argument(description="向后取：从这一游标之后取起，通常是上一页的 endCursor。")]
Last = Annotated[
    int | None, strawberry.argument(description="向前取：至多取最后几条，1 至 200，次序不变；不可与 first 同给。")
]
Before = Annotated[
    str | None, strawberry.argument(description="取到这一游标之前为止；向前取时通常是后一页的 startCursor。")
]

Descending = Annotated[bool, strawberry.argument(description="是否倒过来排列。")]


@strawberry.type(description="这一页在全部结果中的位置。")
class PageInfo:
    """Where a page ends and whether there is more."""

    has_next_page: bool = strawberry.field(description="其后是否还有。")
    has_previous_page: bool = strawberry.field(description="其前是否还有。")
    start_cursor: str | None = strawberry.field(description="这一页第一条的游标，取前一页时作 before；空页为 null。")
    end_cursor: str | None = strawberry.field(description="这一页最后一条的游标，取下一页时作 after；空页为 null。")


@strawberry.type(description="一条结果及其游标。")
class Edge(Generic[Item]):
    """One result and its cursor."""

    cursor: str = strawberry.field(
        description="游标，不透明，可作 after 或 before；名次会变动的列表，游标记着取首页时的次序，十分钟内有效。"
    )
    node: Item = strawberry.field(description="结果本身。")


@strawberry.type(description="一页结果。")
class Connection(Generic[Item]):
    """One page of results."""

    edges: list[Edge[Item]] = strawberry.field(description="这一页的各条。")
    page_info: PageInfo = strawberry.field(description="这一页的位置。")
    total_count: int = strawberry.field(description="全部结果的条数，不限于这一页。")


def requested(first: int | None, after: str | None, last: int | None, before: str | None) -> Page:
    """Reads the four arguments of a list whose order never changes.

    Raises RequestTooLarge for more than 200, BadRequest for less than one, for both directions at once and for a cursor
    of another kind of list.
    """
    page, listing = requested_listing(first, after, last, before)
    if listing:
        raise BadRequest("游标不是此列表给出的：请原样传回这一列表的游标。", field="after" if after else "before")
    return page


def requested_in_order(first: int | None, after: str | None, last: int | None, before: str | None, order: str) -> Page:
    """Reads the four arguments of a list that may be had in several orders; `order` is empty for the usual one.

    Raises what `requested` raises, and BadRequest for a cursor of another order.
    """
    page, listing = requested_listing(first, after, last, before)
    if (after or before) and listing != order:
        raise other_order("after" if after else "before")
    return page


def other_order(field: str) -> BadRequest:
    """The refusal of a cursor that another order gave."""
    return BadRequest("游标出自另一种排列：换了 order 请从头再取。", field=field)


def requested_listing(first: int | None, after: str | None, last: int | None, before: str | None) -> tuple[Page, str]:
    """Reads the four arguments of a list that moves; with what its cursors say of the list they belong to.

    Raises what `requested` raises, and BadRequest for two cursors that belong to different states of the list.
    """
    if not after and not before:
        return _unbounded(first, last), ""
    wanted = _unbounded(first, last)
    if first is None and last is None and not after:
        wanted = Page(last=USUAL)
    (listing, behind), (other, front) = _cursor(after), _cursor(before)
    if after and before and listing != other:
        raise BadRequest("after 与 before 不是同一次所取名单的游标：请用同一次取得的两个游标。", field="before")
    return Page(wanted.first, behind, wanted.last, front), listing or other


@lru_cache(2 * LARGEST)
def _unbounded(first: int | None, last: int | None) -> Page:
    """The page of a list from one of its ends; a hundred lists of one answer ask for the same."""
    wanted = Page(_count(first, "first"), "", _count(last, "last"), "").checked()
    return wanted if wanted.first or wanted.last else Page(first=USUAL)


def _count(given: int | None, field: str) -> int:
    if given is None:
        return 0
    if given > LARGEST:
        raise RequestTooLarge(f"一页至多 {LARGEST} 条，要了 {given} 条：请减小 {field}，用游标分页取。", field=field)
    if given < 1:
        raise BadRequest(f"{field} 须在 1 至 {LARGEST} 之间，给的是 {given}。", field=field)
    return given


def _cursor(text: str | None) -> tuple[str, str]:
    """What a cursor says of its list, and the key it stands at."""
    said = plain(text) if text else ""
    if not said.startswith(MARK):
        return "", said
    listing, found, key = said[len(MARK) :].partition(MARK)
    if not found:
        raise BadRequest(f"“{shown(text)}”不是本系统给出的游标：请原样传回，不要自行拼写。")
    return listing, key


class Answer(Protocol):
    """What an answer with a page says of it: how many results there are in all, and whether any lie around it."""

    @property
    def total(self) -> int: ...

    @property
    def has_more(self) -> bool: ...

    @property
    def has_previous(self) -> bool: ...


def connection(
    items: Sequence[Item], key: Callable[[Item], str], answer: Answer, listing: str = ""
) -> Connection[Item]:
    """The items as a page; `key` is what the next page is asked after, `listing` what its cursors say of the list."""
    mark = f"{MARK}{listing}{MARK}" if listing else ""
    edges: list[Edge[Item]] = [_Edge(item, key, mark) for item in items]
    return Connection(edges=edges, page_info=_PageInfo(answer, edges), total_count=answer.total)


class _Edge(Edge[Item]):
    """An edge whose cursor is made where somebody asks for it."""

    def __init__(self, node: Item, key: Callable[[Item], str], mark: str) -> None:
        self.node = node
        self._key = key
        self._mark = mark

    @property
    def cursor(self) -> str:  # type: ignore[override]  # an attribute above
        return opaque(self._mark + self._key(self.node))


class _PageInfo(PageInfo):
    """The position of a page whose cursors are made where somebody asks for them."""

    def __init__(self, answer: Answer, edges: Sequence[Edge[Any]]) -> None:
        self.has_next_page = answer.has_more
        self.has_previous_page = answer.has_previous
        self._edges = edges

    @property
    def start_cursor(self) -> str | None:  # type: ignore[override]  # an attribute above
        return self._edges[0].cursor if self._edges else None

    @property
    def end_cursor(self) -> str | None:  # type: ignore[override]  # an attribute above
        return self._edges[-1].cursor if self._edges else None


def has(search: str | None, *texts: str) -> bool:
    """Whether one of the texts has in it what is searched for, in whatever case; every one has nothing."""
    return not search or any(search.lower() in text.lower() for text in texts)


def sliced(items: Sequence[Item], key: Callable[[Item], str], page: Page) -> Connection[Item]:
    """A page of a list that is already here whole, in the order it has.

    Raises BadRequest when nothing of the list has the key that bounds the page.
    """
    found = Found.cut(items, key, page)
    return connection(found.items, key, found)
