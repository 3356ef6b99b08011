"""What is made of one change for all its subscribers together: what the graph shows of it, and each answer it leads to.

A thousand who asked the same and see the same are answered by one execution, written as JSON once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, NamedTuple, TypeVar, cast

Answer = TypeVar("Answer")
Made = TypeVar("Made")


class Alike(NamedTuple, Generic[Answer]):
    """An answer, and whether everybody with its key is answered so."""

    answer: Answer
    alike: bool


class Shared:
    """What was made of one change so far. It goes when the change does."""

    def __init__(self) -> None:
        self._shown: object = None
        self._answers: dict[Hashable, Alike[object]] = {}
        self._turns: defaultdict[Hashable, asyncio.Lock] = defaultdict(asyncio.Lock)

    def shown(self, make: Callable[[], Made]) -> Made:
        """What the graph shows of the change, made for the first who asks."""
        if self._shown is None:
            self._shown = make()
        return cast(Made, self._shown)

    async def answer(self, key: Hashable, make: Callable[[], Awaitable[Alike[Answer]]]) -> Answer:
        """The answer to whoever has this key: made for the first of them, for each where it is not alike for all.

        The others wait for the first, and take its place where it gives up.
        """
        async with self._turns[key]:
            found = cast(Alike[Answer] | None, self._answers.get(key))
            if found is None:
                found = await make()
                self._answers[key] = cast(Alike[object], found)
                return found.answer
        return found.answer if found.alike else (await make()).answer
