"""Pages of lists that are made anew for each of them: one follows another only in the very same list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Generic

from biaochi_chassis.foundation.pages import Found, Item, Page

from biaochi_scoring.domain.refusals import CursorExpired


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page that is asked for; and the list it is to be of, as an answer named it: none for the list as it is now."""

    page: Page
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Sliced(Generic[Item]):
    """A page of a list, and what names the list as it is now."""

    found: Found[Item]
    listing: str


def sliced(
    items: Sequence[Item],
    key: Callable[[Item], str],
    requested: ReportPage,
    named: Callable[[Item], str] | None = None,
) -> Sliced[Item]:
    """The page. Raises CursorExpired when the list is not the one the page is to be of, BadRequest for a key not in it.

    `named`: by what two lists are told apart, where it is not the key.
    """
    listing = sha256("\n".join(map(named or key, items)).encode()).hexdigest()[:16]
    if requested.listing not in ("", listing):
        raise CursorExpired
    return Sliced(Found.cut(items, key, requested.page), listing)
