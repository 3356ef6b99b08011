"""Connections with keyset cursors: a page says where it ended, never how many rows came before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Protocol, TypeVar

import strawberry
from biaochi_chassis.foundation.pages import Found
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge

from biaochi_gateway.schema.common.ids import opaque, plain

Item = TypeVar("Item")


LARGEST = 200
DEFAULT = 50

First = Annotated[int | None, strawberry.argument(description="这一页至多取几条，1 至 200，默认 50。")]
After = Annotated[str | None, strawberry.argument(description="上一页的 endCursor；不给则从头取起。")]


@strawberry.type(description="这一页在全部结果中的位置。")
class PageInfo:
    """Where a page ends and whether there is more."""

    has_next_page: bool = strawberry.field(description="其后是否还有。")
    has_previous_page: bool = strawberry.field(description="其前是否还有。")
    start_cursor: str | None = strawberry.field(description="这一页第一条的游标；空页为 null。")
    end_cursor: str | None = strawberry.field(description="这一页最后一条的游标，取下一页时作 after；空页为 null。")


@strawberry.type(description="一条结果及其游标。")
class Edge(Generic[Item]):
    """One result and its cursor."""

    cursor: str = strawberry.field(description="游标，不透明，可作 after。")
    node: Item = strawberry.field(description="结果本身。")


@strawberry.type(description="一页结果。")
class Connection(Generic[Item]):
    """One page of results."""

    edges: list[Edge[Item]] = strawberry.field(description="这一页的各条。")
    page_info: PageInfo = strawberry.field(description="这一页的位置。")
    total_count: int = strawberry.field(description="全部结果的条数，不限于这一页。")


@dataclass(frozen=True)
class Page:
    """Which page is asked for; `after` is the key of the last result before it, empty at the beginning."""

    first: int
    after: str

    @classmethod
    def requested(cls, first: int | None, after: str | None) -> "Page":
        """Reads the two arguments. Raises RequestTooLarge for more than 200, BadRequest for less than one."""
        first = DEFAULT if first is None else first
        if first > LARGEST:
            raise RequestTooLarge(
                f"一页至多 {LARGEST} 条，要了 {first} 条：请减小 first，用 after 分页取。", field="first"
            )
        if first < 1:
            raise BadRequest(f"first 须在 1 至 {LARGEST} 之间，给的是 {first}。", field="first")
        return cls(first, plain(after) if after else "")


class Answer(Protocol):
    """What an answer with a page says of it: how many results there are in all, and whether any come after it."""

    @property
    def total(self) -> int: ...

    @property
    def has_more(self) -> bool: ...


def connection(items: Sequence[Item], key: Callable[[Item], str], answer: Answer, after: str) -> Connection[Item]:
    """The items as the page that was asked for after this key; `key` is what the next page is asked after."""
    edges = [Edge(cursor=opaque(key(item)), node=item) for item in items]
    info = PageInfo(
        has_next_page=answer.has_more,
        has_previous_page=bool(after),
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(edges=edges, page_info=info, total_count=answer.total)


def sliced(items: Sequence[Item], key: Callable[[Item], str], page: Page) -> Connection[Item]:
    """A page of a list that is already here whole, in the order it has.

    Raises BadRequest when nothing of the list has the key the page is asked after.
    """
    keys = [key(item) for item in items]
    if page.after and page.after not in keys:
        raise BadRequest("游标所指的一条已不在此列表中：请从头再取。", field="after")
    start = keys.index(page.after) + 1 if page.after else 0
    found = Found.of(items[start:], page.first, len(items))
    return connection(found.items, key, found, page.after)
