"""Calls straight into a service's application in this process, ended when their caller gives up, as a connection is.

The service works in a task of its own, as behind a connection: what it knows of one call no other sees, and a caller
that gives up waits for nothing that it still does.
"""

import asyncio
from urllib.parse import unquote, urlsplit

from pyqwest import Headers, HTTPVersion, Request, Response, Transport
from starlette.types import ASGIApp, Message, Receive, Scope

_FAILED = 500
_Raw = list[tuple[bytes, bytes]]


class Inside(Transport):
    """A transport into one application. A call that is cancelled cancels what the application does for it."""

    def __init__(self, service: ASGIApp) -> None:
        """Lead to this application."""
        self._service = service

    async def execute(self, request: Request) -> Response:
        """Call. A fault of the application is an answer with its text, as a server gives it."""
        answer = _Answer()
        work = asyncio.create_task(_done(self._service, _scope(request), _read(await _content(request)), answer))
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            work.cancel()
            raise
        except TimeoutError:
            raise
        except Exception as trouble:  # whatever an application raises, a server answers 500
            return _response(_FAILED, [(b"content-type", b"text/plain")], str(trouble).encode())
        return _response(answer.status, answer.headers, b"".join(answer.parts))


class _Answer:
    """What an application answers, as it comes."""

    def __init__(self) -> None:
        self.status = _FAILED
        self.headers: _Raw = []
        self.parts: list[bytes] = []

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))


async def _done(service: ASGIApp, scope: Scope, receive: Receive, answer: _Answer) -> None:
    await service(scope, receive, answer.take)


def _response(status: int, headers: _Raw, content: bytes) -> Response:
    spelled = Headers([(name.decode(), value.decode()) for name, value in headers])
    return Response(status=status, http_version=HTTPVersion.HTTP2, headers=spelled, content=content)


def _scope(request: Request) -> Scope:
    address = urlsplit(request.url)
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.5"},
        "http_version": "2",
        "method": request.method,
        "scheme": address.scheme,
        "path": unquote(address.path) or "/",
        "raw_path": address.path.encode(),
        "query_string": address.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in request.headers.items()],
        "client": ("127.0.0.1", 0),
        "server": (address.hostname, address.port or 80),
        "root_path": "",
        "state": {},
    }


async def _content(request: Request) -> bytes:
    content = request.content
    return content if isinstance(content, bytes) else b"".join([bytes(part) async for part in content])


def _read(body: bytes) -> Receive:
    """The body at once; after it nothing comes: who gives up does so by cancelling."""
    unread = [body]

    async def receive() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        return await never

    return receive
