"""Calls a service as a client does: again, as it asks for, while what others published is still on its way."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import NotYetKnown, Refused
from biaochi_chassis.store.publishing.comparison import LogNotCompared
from google.protobuf.message import Message

A = TypeVar("A")
MOST_TRIES = 5
"""Of a few seconds each: a busy machine reads late."""
AGAIN = {NotYetKnown.code, LogNotCompared.code}
"""The second where a busy machine let a connection to the database go: its service compares with the log anew."""
PAUSE = 1
"""Seconds before another try: the second is refused at once."""


async def retried(method: Callable[..., Awaitable[A]], request: Message, call: Call) -> A:
    """The answer of a method of a client; what it is refused with for good is raised."""
    for _ in range(MOST_TRIES - 1):
        try:
            return await method(request, headers=call.headers())
        except Refused as refused:
            if refused.code not in AGAIN:
                raise
            await asyncio.sleep(PAUSE)
    return await method(request, headers=call.headers())
