"""Calls of a service in this process: the message goes to the service's method, with all that a call passes there.

The service has a request of its own and works in a task of its own, as behind a connection: what it makes of the
request no caller sees, what it knows of one call no other sees, and a caller that gives up ends what is done for it and
waits for nothing of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar

from connectrpc.code import Code
from connectrpc.errors import ConnectError
from connectrpc.request import RequestContext
from google.protobuf.message import Message

LARGEST_REQUEST = 4 * 1024 * 1024

REQ = TypeVar("REQ", bound=Message)
RES = TypeVar("RES")


class Service(Protocol):
    """A service of this process, as its callers reach it."""

    async def answer(self, request: REQ, ctx: RequestContext[REQ, RES]) -> RES:
        """Answer a call of one of its methods. Raises ConnectError for what it refuses."""
        ...

    async def troubles(self) -> Mapping[str, str]:
        """Return why it is not ready, by what is checked; nothing when it is."""
        ...


class Inside:
    """The end of a call's way: instead of being sent, the request is handed to a service of this process."""

    def __init__(self, service: Service) -> None:
        """Lead to this service."""
        self._service = service

    async def intercept_unary(
        self,
        _send: Callable[[REQ, RequestContext[Any, Any]], Awaitable[RES]],
        request: REQ,
        ctx: RequestContext[REQ, RES],
    ) -> RES:
        """Call. Raises ConnectError as a server would answer it, also for a request too large and no answer in time."""
        content = request.SerializeToString()
        if len(content) > LARGEST_REQUEST:
            raise ConnectError(Code.RESOURCE_EXHAUSTED, f"message is larger than {LARGEST_REQUEST} bytes")
        work = asyncio.create_task(self._service.answer(type(request).FromString(content), ctx))
        left = ctx.timeout_ms
        try:
            await asyncio.wait((work,), timeout=None if left is None else left / 1000)
        finally:
            if not work.done():
                work.add_done_callback(_left)
                work.cancel()
        if not work.done():
            raise ConnectError(Code.DEADLINE_EXCEEDED, "no answer in time")
        return work.result()


def _left(work: "asyncio.Task[Any]") -> None:
    """What came of work whose caller gave up is nobody's."""
    if not work.cancelled():
        work.exception()
