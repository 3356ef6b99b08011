"""Calls a service as a client does: again, as it asks for, while what others published is still on its way."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import NotYetKnown, Refused
from google.protobuf.message import Message

A = TypeVar("A")
MOST_TRIES = 5
"""Of a few seconds each: a busy machine reads late."""


async def retried(method: Callable[..., Awaitable[A]], request: Message, call: Call) -> A:
    """The answer of a method of a client; what it is refused with for good is raised."""
    for _ in range(MOST_TRIES - 1):
        try:
            return await method(request, headers=call.headers())
        except Refused as refused:
            if refused.code != NotYetKnown.code:
                raise
    return await method(request, headers=call.headers())
