"""Pages of lists that are here whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge

from biaochi_scoring.store.standings import Page
from biaochi_scoring.use_cases.list_pages import MOST, USUAL

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sliced(Generic[Item]):
    """A page of a list, how many the list has in all, and whether more follow."""

    items: Sequence[Item]
    total: int
    has_more: bool


def sliced(items: Sequence[Item], key: Callable[[Item], str], page: Page) -> Sliced[Item]:
    """The page. Raises RequestTooLarge above 1000, BadRequest for a place that is not in the list."""
    if page.first > MOST:
        raise RequestTooLarge(f"一页要了 {page.first} 条，每页最多 {MOST} 条：请分页查询。", field="first")
    start = 0
    if page.after:
        keys = [key(item) for item in items]
        if page.after not in keys:
            raise BadRequest(f"“{page.after}”不在这份名单里：请用上一页最后一条的代码续查。", field="after")
        start = keys.index(page.after) + 1
    end = start + (page.first or USUAL)
    return Sliced(items[start:end], len(items), end < len(items))
