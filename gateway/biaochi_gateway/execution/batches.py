"""One batch of keys for many fields: whoever asks in the same step of an operation is answered by one fetch.

All that ask in one step wait for the same future, so that they go on together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

LARGEST = 1000


class Shared(asyncio.Future[Value]):
    """A future that many wait for: whoever gives up waiting takes it from nobody else."""

    waiting = 0

    def cancel(self, msg: object = None) -> bool:
        """Goes on while others wait: the task that gives up is ended when the value is there. The last one ends it."""
        self.waiting -= 1
        return self.waiting <= 0 and super().cancel(msg)


class Batch(Generic[Key, Value]):
    """The keys of one step, each once, and their values when they are there."""

    def __init__(self) -> None:
        self.keys: dict[Key, None] = {}
        self.values: Shared[Mapping[Key, Value]] = Shared(loop=asyncio.get_running_loop())

    def end(self) -> None:
        """Let nobody wait for what never comes: a fetch may be cancelled before its first step, when the loop ends."""
        if not self.values.done():
            asyncio.Future.cancel(self.values)


class Load(Generic[Key, Value]):
    """The value of one key, to be awaited."""

    __slots__ = ("_batch", "_key", "_missing")

    def __init__(self, batch: Batch[Key, Value], key: Key, missing: Callable[[], Value]) -> None:
        self._batch = batch
        self._key = key
        self._missing = missing

    def __await__(self) -> Generator[object, None, Value]:
        """The value, or what stands for a missing one. Raises what the fetch raised."""
        self._batch.values.waiting += 1
        values = yield from self._batch.values.__await__()
        found = values.get(self._key)
        return self._missing() if found is None else found


class Loader(Generic[Key, Value]):
    """Collects the keys that are asked for in one step of the event loop and fetches them at once.

    Nothing is kept between steps. `missing` makes the value of a key that the fetch has no value for.
    """

    def __init__(
        self, fetch: Callable[[list[Key]], Awaitable[Mapping[Key, Value]]], missing: Callable[[], Value]
    ) -> None:
        self._fetch = fetch
        self._missing = missing
        self._open: Batch[Key, Value] | None = None
        self._fetching: set[asyncio.Task[None]] = set()

    def load(self, key: Key) -> Load[Key, Value]:
        """The value of a key."""
        batch = self._joined(1)
        batch.keys[key] = None
        return Load(batch, key, self._missing)

    async def load_many(self, keys: Sequence[Key]) -> list[Value]:
        """The values of several keys, in their order."""
        found: list[Value] = []
        parts: list[tuple[Sequence[Key], Batch[Key, Value]]] = []
        for start in range(0, len(keys), LARGEST):
            part = keys[start : start + LARGEST]
            batch = self._joined(len(part))
            batch.keys.update(dict.fromkeys(part))
            parts.append((part, batch))
        for part, batch in parts:
            batch.values.waiting += 1
            values = await batch.values
            found += [self._missing() if (value := values.get(key)) is None else value for key in part]
        return found

    def _joined(self, more: int) -> Batch[Key, Value]:
        """The batch that so many more keys still go into."""
        batch = self._open
        if batch is None or len(batch.keys) + more > LARGEST:
            batch = self._open = Batch()
            asyncio.get_running_loop().call_soon(self._start, batch)
        return batch

    def _start(self, batch: Batch[Key, Value]) -> None:
        if self._open is batch:
            self._open = None
        task = asyncio.get_running_loop().create_task(self._fill(batch))
        self._fetching.add(task)
        task.add_done_callback(self._fetching.discard)
        task.add_done_callback(lambda _: batch.end())
        batch.values.add_done_callback(lambda _: task.cancel())

    def stop(self) -> None:
        """End every fetch that goes on: nobody is there any more who could use it."""
        for task in self._fetching:
            task.cancel()

    async def _fill(self, batch: Batch[Key, Value]) -> None:
        try:
            values = await self._fetch(list(batch.keys))
        except Exception as error:  # raised again where the values are awaited
            if not batch.values.done():
                batch.values.set_exception(error)
        else:
            if not batch.values.done():
                batch.values.set_result(values)
