"""Fans one change out to every open subscription, and lets no slow reader hold the others up."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from biaochi_chassis.foundation.metrics import SUBSCRIPTIONS
from biaochi_chassis.foundation.refusal import Refused, Unauthenticated

Change = TypeVar("Change")

WAITING = 256
ADMITTED_AGAIN = 30.0
"""Seconds between two looks whether a subscriber may still listen."""


class SubscriberTooSlow(Refused):
    """The subscriber read so slowly that its queue ran full; it must subscribe and read the list again."""

    code = "SUBSCRIBER_TOO_SLOW"
    retryable = True


@dataclass(frozen=True)
class Admission:
    """Until when a subscriber's token holds, and what asks whether they may still listen."""

    ends: float
    still: Callable[[], Awaitable[object]]

    def due(self) -> float:
        """When to ask next, in seconds since 1970."""
        return min(time.time() + ADMITTED_AGAIN, self.ends)

    async def renew(self) -> None:
        """Raises what refuses the subscriber now; a service that does not answer is asked again the next time."""
        if time.time() >= self.ends:
            raise Unauthenticated("令牌已经到期，订阅到此结束：请重新登录后再订阅。")
        try:
            await self.still()
        except Refused as refused:
            if not refused.retryable:
                raise


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

    async def changes(self, admission: Admission) -> AsyncIterator[Change]:
        """The changes in order, none left out; raises SubscriberTooSlow where the first one is missing.

        Every half minute, and when the token is over, the subscriber must be admitted anew; what refuses it ends the
        subscription.
        """
        due = admission.due()
        while not (self._missed and self._queue.empty()):
            if time.time() >= due:
                await admission.renew()
                due = admission.due()
            try:
                change = await asyncio.wait_for(self._queue.get(), due - time.time())
            except TimeoutError:
                continue
            yield change
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

    @property
    def is_open(self) -> bool:
        """Whether any subscription is open."""
        return bool(self._open)

    def publish(self, change: Change) -> None:
        """Offers the change to every open subscription."""
        for subscription in self._open:
            subscription.offer(change)
