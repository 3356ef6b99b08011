"""Clients of subscriptions, straight into an ASGI application: graphql-transport-ws and server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from tests.callers import token


class Socket:
    """One open socket."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[Message] = asyncio.Queue()
        self.outgoing: asyncio.Queue[Message] = asyncio.Queue()

    async def send(self, type_: str, **more: object) -> None:
        """Sends one message of the protocol."""
        await self.incoming.put({"type": "websocket.receive", "text": json.dumps({"type": type_, **more})})

    async def subscribe(self, id_: str, query: str) -> None:
        """Begins one operation."""
        await self.send("subscribe", id=id_, payload={"query": query})

    async def receive(self) -> dict[str, Any]:
        """The next message of the protocol; it comes within five seconds."""
        message = await asyncio.wait_for(self.outgoing.get(), 5)
        assert message["type"] == "websocket.send", message
        received: dict[str, Any] = json.loads(message["text"])
        return received


@asynccontextmanager
async def opened(
    app: ASGIApp, headers: Mapping[str, str] | None = None, *, acknowledged: bool = True
) -> AsyncIterator[Socket]:
    """A socket to /graphql that has been acknowledged, unless it will not be."""
    socket = Socket()
    scope = {
        "type": "websocket",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), *((k.encode(), v.encode()) for k, v in (headers or {}).items())],
        "subprotocols": ["graphql-transport-ws"],
    }
    await socket.incoming.put({"type": "websocket.connect"})
    task = asyncio.create_task(_run(app, scope, socket))
    accepted = await asyncio.wait_for(socket.outgoing.get(), 5)
    assert accepted["subprotocol"] == "graphql-transport-ws"
    await socket.send("connection_init", payload={"authorization": f"Bearer {token()}"})
    if acknowledged:
        assert (await socket.receive())["type"] == "connection_ack"
    yield socket
    await socket.incoming.put({"type": "websocket.disconnect", "code": 1000})
    await asyncio.wait_for(task, 5)


@asynccontextmanager
async def streamed(app: ASGIApp, query: str, name: str | None = None) -> AsyncIterator[Socket]:
    """A request whose answer is a stream of server-sent events; left by hanging up."""
    socket = Socket()
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"authorization", f"Bearer {token()}".encode()),
            (b"content-type", b"application/json"),
            (b"accept", b"text/event-stream"),
        ],
    }
    await socket.incoming.put(
        {"type": "http.request", "body": json.dumps({"query": query, "operationName": name}).encode()}
    )
    task = asyncio.create_task(_run(app, scope, socket))
    yield socket
    await socket.incoming.put({"type": "http.disconnect"})
    await asyncio.wait_for(task, 5)


async def _run(app: ASGIApp, scope: Scope, socket: Socket) -> None:
    await app(scope, socket.incoming.get, socket.outgoing.put)
