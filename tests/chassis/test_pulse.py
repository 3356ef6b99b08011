"""Nobody misses a beat, and nobody who is cancelled goes on waiting."""

import asyncio

import pytest
from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.signals import Pulse


async def test_a_beat_between_looking_and_waiting_is_not_missed() -> None:
    heart = Pulse()
    beat = heart.next()
    heart.beat()

    await asyncio.wait_for(signals.wait_for(beat, 30), 1)


async def test_without_a_beat_the_wait_ends_in_time() -> None:
    await asyncio.wait_for(signals.wait_for(Pulse().next(), 0.01), 1)


async def test_a_cancellation_that_comes_with_a_beat_is_not_swallowed() -> None:
    heart = Pulse()
    waiting = asyncio.create_task(signals.wait_for(heart.next(), 30))
    await asyncio.sleep(0)

    heart.beat()
    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting
