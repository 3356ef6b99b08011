"""Calls straight into a service's application in this process, ended when their caller gives up, as a connection is."""

import asyncio
from contextvars import ContextVar

from pyqwest import Request, Response
from pyqwest.testing import ASGITransport
from starlette.types import ASGIApp, Receive, Scope, Send

_running: ContextVar[list[asyncio.Task[object]]] = ContextVar("running")
"""What the service does for the call that is being made."""


class Inside(ASGITransport):
    """A transport into one application. A call that is cancelled cancels what the application does for it."""

    def __init__(self, service: ASGIApp) -> None:
        """Lead to this application."""

        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            if (task := asyncio.current_task()) is not None:
                _running.get().append(task)
            await service(scope, receive, send)

        super().__init__(noted)

    async def execute(self, request: Request) -> Response:
        """Call."""
        running: list[asyncio.Task[object]] = []
        before = _running.set(running)
        try:
            return await super().execute(request)
        except asyncio.CancelledError:
            for task in running:
                task.cancel()
            raise
        finally:
            _running.reset(before)
