"""Fans one change out to every open subscription, and lets no slow reader hold the others up."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from biaochi_chassis.foundation.metrics import SUBSCRIPTIONS
from biaochi_chassis.foundation.refusal import Refused

Change = TypeVar("Change")

WAITING = 256


class SubscriberTooSlow(Refused):
    """The subscriber read so slowly that its queue ran full; it must subscribe and read the list again."""

    code = "SUBSCRIBER_TOO_SLOW"
    retryable = True


class Subscription(Generic[Change]):
    """What waits for one subscriber: at most `WAITING` changes."""

    def __init__(self, wants: Callable[[Change], bool]) -> None:
        self._wants = wants
        self._queue: asyncio.Queue[Change] = asyncio.Queue(WAITING)
        self._missed = False

    def offer(self, change: Change) -> None:
        """Never waits: a change that finds the queue full ends the subscription instead."""
        if self._missed or not self._wants(change):
            return
        try:
            self._queue.put_nowait(change)
        except asyncio.QueueFull:
            self._missed = True

    async def changes(self) -> AsyncIterator[Change]:
        """The changes in order, none left out; raises SubscriberTooSlow where the first one is missing."""
        while not (self._missed and self._queue.empty()):
            yield await self._queue.get()
        raise SubscriberTooSlow(
            f"读得太慢：已有 {WAITING} 条变化等待，其后的未再保留，订阅到此结束。请重新订阅，并先重读一次名次表。"
        )


class Broadcast(Generic[Change]):
    """All open subscriptions of this process."""

    def __init__(self) -> None:
        self._open: list[Subscription[Change]] = []

    @contextmanager
    def subscribed(self, wants: Callable[[Change], bool]) -> Iterator[Subscription[Change]]:
        """A subscription to the changes that `wants` accepts, from now until the block is left."""
        subscription = Subscription(wants)
        self._open.append(subscription)
        SUBSCRIPTIONS.inc()
        try:
            yield subscription
        finally:
            SUBSCRIPTIONS.dec()
            self._open.remove(subscription)

    def publish(self, change: Change) -> None:
        """Offers the change to every open subscription."""
        for subscription in self._open:
            subscription.offer(change)
