"""A receiver of webhooks on loopback: a real HTTP server that answers what it is told and keeps what it was sent."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import h11


@dataclass
class Receiver:
    """`answers`: the statuses it gives, one a request, then 204; `received`: the requests, with their bodies."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    _came: asyncio.Queue[None] = field(default_factory=asyncio.Queue)

    @property
    def ids(self) -> list[str]:
        """The webhook-id of every request."""
        return [headers["webhook-id"] for headers, _ in self.received]

    async def next(self) -> None:
        """Wait for a request that was not waited for before."""
        await self._came.get()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request."""
        wire, headers, body = h11.Connection(h11.SERVER), dict[str, str](), b""
        for event in _events(wire):
            if event is h11.NEED_DATA:
                wire.receive_data(await reader.read(4096))
            elif isinstance(event, h11.Request):
                headers = {name.decode(): value.decode() for name, value in event.headers}
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
        self.received.append((headers, body))
        self._came.put_nowait(None)
        status = self.answers.pop(0) if self.answers else 204
        more = [("location", "http://127.0.0.1/elsewhere")] if status in range(300, 400) else []
        answer = h11.Response(status_code=status, headers=[("content-length", "0"), *more])
        writer.write((wire.send(answer) or b"") + (wire.send(h11.EndOfMessage()) or b""))
        await writer.drain()
        writer.close()


def _events(wire: h11.Connection) -> Iterator[object]:
    event: object = None
    while not isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
        event = wire.next_event()
        yield event


@asynccontextmanager
async def receiving(context: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """Listen on a port of its own while in the block."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.handle, "127.0.0.1", 0, ssl=context)
    receiver.port = server.sockets[0].getsockname()[1]
    async with server:
        yield receiver
