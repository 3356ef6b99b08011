"""A signal that tasks wait for without missing one: take the next, look, and only then wait for it."""

import asyncio


class Signal:
    """Given now and then; everybody who holds the next one wakes."""

    def __init__(self) -> None:
        """Have a first one to come."""
        self._next = asyncio.Event()

    def next(self) -> asyncio.Event:
        """Return the one to come; take it before looking, so that none falls between looking and waiting."""
        return self._next

    def notify(self) -> None:
        """Wake everybody; to be called on the event loop."""
        self._next.set()
        self._next = asyncio.Event()


async def wait_for(woken: asyncio.Event, at_most: float) -> None:
    """Return at the signal, at the latest after `at_most` seconds.

    Not by asyncio.wait_for: on Python 3.11 it swallows a cancellation that comes together with the signal, and
    whoever cancelled waits for ever.
    """
    try:
        async with asyncio.timeout(at_most):
            await woken.wait()
    except TimeoutError:
        return
