"""Which texts of work are sealed, under the key of whose the item is: its words, and what is filled in as text.

Its title is what lists are searched by and stays open; what else is filled in are codes, days, numbers and choices.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TypeVar

from biaochi_chassis.foundation.making import changed
from biaochi_chassis.identity.disclosure import is_sealed
from biaochi_chassis.store.personal.keys import PersonKeys

from biaochi_assessment.domain.work.items import Taken, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import Kind

Kinds = Mapping[str, Kind]
T = TypeVar("T", WorkItem, WorkStep)


def sealed_taken(keys: PersonKeys, kinds: Kinds, taken: Sequence[Taken]) -> list[Taken]:
    """Steps with their items, as they are kept and published; of whoever is erased only that something was written."""
    keys.load(one.item.organization for one in taken)
    return [_sealed_taken(keys, kinds, one) for one in taken]


def _sealed_taken(keys: PersonKeys, kinds: Kinds, taken: Taken) -> Taken:
    """A step with its item; what both say alike is sealed once."""
    item, texts = taken.item, _texts(kinds, taken.item)
    seal = cache(partial(keys.resealed, item.organization))
    return Taken(_changed(item, seal, texts), _changed(taken.step, seal, texts), taken.facts, taken.reversals)


def sealed_item(keys: PersonKeys, kinds: Kinds, item: WorkItem) -> WorkItem:
    """An item as it is kept and published."""
    return _changed(item, partial(keys.resealed, item.organization), _texts(kinds, item))


def sealed_step(keys: PersonKeys, kinds: Kinds, item: WorkItem, step: WorkStep) -> WorkStep:
    """A step of an item as it is kept and published."""
    return _changed(step, partial(keys.resealed, item.organization), _texts(kinds, item))


def opened_items(keys: PersonKeys, items: Sequence[WorkItem]) -> list[WorkItem]:
    """Items as they are judged and shown."""
    keys.load(item.organization for item in items)
    return [_changed(item, partial(_opened, keys, item.organization), item.fields) for item in items]


def opened_steps(keys: PersonKeys, steps: Iterable[tuple[WorkItem, WorkStep]]) -> list[WorkStep]:
    """Steps as they are shown, each given with its item."""
    return [_changed(step, partial(_opened, keys, item.organization), step.fields) for item, step in steps]


def _opened(keys: PersonKeys, organization: str, text: str) -> str:
    """A text opened; codes, days and numbers are not sealed, and stay also of whoever is erased."""
    return keys.readable(organization, text) if is_sealed(text) else text


def _texts(kinds: Kinds, item: WorkItem) -> frozenset[str]:
    """The keys of the fields that take a text."""
    kind = kinds.get(item.kind)
    return kind.texts if kind else frozenset()


def _changed(said: T, change: Callable[[str], str], fields: Collection[str]) -> T:
    """The same with other words, and other values in these of its fields."""
    if not said.words and said.fields.keys().isdisjoint(fields):
        return said
    values = {key: tuple(map(change, some)) if key in fields else some for key, some in said.fields.items()}
    return changed(said, {"words": change(said.words), "fields": values})
