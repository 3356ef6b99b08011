"""Work for a client that may hang up: it ends when the client does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Receive

PATIENCE = 0.2
"""Seconds before anybody looks whether the client is still there: most answers are long done by then."""


class ClientLeft(Exception):
    """The client has hung up; nobody is there to take an answer."""


@asynccontextmanager
async def while_connected(receive: Receive) -> AsyncIterator[None]:
    """Cancels what is done inside when the client hangs up, and raises ClientLeft. The body must have been read."""
    loop = asyncio.get_running_loop()
    watching: set[asyncio.Task[None]] = set()
    try:
        async with asyncio.timeout(None) as work:
            later = loop.call_later(PATIENCE, lambda: watching.add(loop.create_task(_end(work, receive))))
            try:
                yield
            finally:
                later.cancel()
                for task in watching:
                    task.cancel()
    except TimeoutError:
        if not work.expired():
            raise
        raise ClientLeft from None


async def _end(work: asyncio.Timeout, receive: Receive) -> None:
    """Ends the work once the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    work.reschedule(asyncio.get_running_loop().time())
