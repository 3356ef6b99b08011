"""The inputs that are one text each, of a whole cohort at once: what stands in many places is read once a column."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import cast

import numpy as np

from biaochi_sdk.terms.columns import FEW, Bools, Int, Ints, numbered
from biaochi_sdk.values.facts import Inputs

Single = str | list[str] | None
"""One text, or none; a list is here only to be refused with its key."""
_Hashable = str | tuple[str, ...] | None


class Singles:
    """Which text each subject has for each of these keys, as numbers of the distinct texts."""

    def __init__(self, inputs: Sequence[Inputs], keys: Sequence[str]) -> None:
        """Number the texts of all subjects; a key that a subject does not have is none."""
        self._at = {key: nth for nth, key in enumerate(keys)}
        count = len(inputs) * len(keys)
        texts: Sequence[_Hashable]
        try:
            in_rows = cast("Iterable[_Hashable]", chain.from_iterable(map(one.get, keys) for one in inputs))
            texts, numbers = numbered(in_rows, count)
        except TypeError:
            texts, numbers = numbered((_hashable(one.get(key)) for one in inputs for key in keys), count)
        self._texts: list[Single] = [list(text) if isinstance(text, tuple) else text for text in texts]
        self._numbers = numbers.reshape(len(inputs), len(keys)).T.copy()

    def column(
        self, key: str, read: Callable[[Single], int], dtype: np.dtype[Int] | np.dtype[np.bool_]
    ) -> Ints | Bools:
        """What is read of the texts of a key; the first subject's that cannot be read raises what `read` does."""
        numbers = self._numbers[self._at[key]]
        made = np.zeros(len(self._texts), dtype)
        for number in _in_order(numbers, len(self._texts)):
            made[number] = read(self._texts[number])
        found: Ints | Bools = made[numbers]
        return found

    def there(self, key: str) -> Bools:
        """Who has a text for a key at all."""
        absent = np.array([text is None for text in self._texts], np.bool_)
        return np.asarray(~absent[self._numbers[self._at[key]]])


def _hashable(given: Single) -> _Hashable:
    return tuple(given) if isinstance(given, list) else given


def _in_order(numbers: np.ndarray[tuple[int, ...], np.dtype[np.intp]], count: int) -> list[int]:
    """The different ones of these numbers below a count, in the order in which they come."""
    if len(numbers) < FEW:
        return list(dict.fromkeys(numbers.tolist()))
    first = np.full(count, len(numbers))
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    there = np.flatnonzero(first < len(numbers))
    in_order: list[int] = there[np.argsort(first[there])].tolist()
    return in_order
