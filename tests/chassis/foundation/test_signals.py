"""Nobody misses a notification, and nobody who is cancelled goes on waiting."""

import asyncio

import pytest
from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.signals import Signal


async def test_a_notification_between_looking_and_waiting_is_not_missed() -> None:
    heart = Signal()
    woken = heart.next()
    heart.notify()

    await asyncio.wait_for(signals.wait_for(woken, 30), 1)


async def test_without_a_notification_the_wait_ends_in_time() -> None:
    await asyncio.wait_for(signals.wait_for(Signal().next(), 0.01), 1)


async def test_a_cancellation_that_comes_with_a_notification_is_not_swallowed() -> None:
    heart = Signal()
    waiting = asyncio.create_task(signals.wait_for(heart.next(), 30))
    await asyncio.sleep(0)

    heart.notify()
    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting
