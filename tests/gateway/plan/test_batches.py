"""A batch of keys: whoever waits for it is answered, or told that it never comes."""

import asyncio
from collections.abc import Mapping

import pytest
from biaochi_gateway.execution.batches import Loader


async def test_whoever_waits_for_a_fetch_that_is_cancelled_waits_no_longer() -> None:
    begun = asyncio.Event()

    async def fetch(keys: list[int]) -> Mapping[int, int]:
        begun.set()
        await asyncio.Event().wait()
        return {key: key for key in keys}

    loader: Loader[int, int] = Loader(fetch, lambda: 0)
    waiting = asyncio.ensure_future(loader.load(1))
    await begun.wait()
    others = asyncio.all_tasks() - {asyncio.current_task(), waiting}
    for task in others:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 5)


async def test_a_fetch_that_is_cancelled_before_its_first_step_keeps_nobody_waiting() -> None:
    async def fetch(keys: list[int]) -> Mapping[int, int]:
        return {key: key for key in keys}

    loader: Loader[int, int] = Loader(fetch, lambda: 0)
    waiting = asyncio.ensure_future(loader.load(1))
    await asyncio.sleep(0)  # the fetch is a task that has not begun
    for task in asyncio.all_tasks() - {asyncio.current_task(), waiting}:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 5)


async def test_one_that_gives_up_takes_the_answer_from_nobody_else() -> None:
    async def fetch(keys: list[int]) -> Mapping[int, int]:
        await asyncio.sleep(0)
        return {key: 2 * key for key in keys}

    loader: Loader[int, int] = Loader(fetch, lambda: 0)
    leaving, staying = asyncio.ensure_future(loader.load(1)), asyncio.ensure_future(loader.load(1))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == 2
