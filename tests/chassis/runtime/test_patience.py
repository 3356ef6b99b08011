"""A connection that says nothing, or half of a request, is ended; one that asks is answered however long it takes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from biaochi_chassis.runtime import patience
from biaochi_chassis.runtime.patience import PatientProtocol
from biaochi_chassis.runtime.service import listen
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn import Config, Server

PATIENCE = 0.3


async def slowly(request: Request) -> PlainTextResponse:
    await request.body()
    await asyncio.sleep(PATIENCE * 2)
    return PlainTextResponse("done")


@contextlib.asynccontextmanager
async def served() -> AsyncIterator[int]:
    """The port of a server whose one page is slow."""
    listener = listen("127.0.0.1", 0)
    app = Starlette(routes=[Route("/", slowly, methods=["GET", "POST"])])
    server = Server(Config(app, http=PatientProtocol, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
        listener.close()


async def answer(said: bytes) -> bytes:
    """What a server says to this, up to the end of the connection."""
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        try:
            return await asyncio.wait_for(reader.read(), 10)
        finally:
            writer.close()


@pytest.mark.parametrize(
    "said",
    [b"", b"GET / HT", b"GET / HTTP/1.1\r\nhost: here\r\n", b"POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nhalf"],
    ids=["nothing", "half a line", "half of the headers", "half of the body"],
)
async def test_what_is_not_sent_whole_is_waited_for_no_longer(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "READ_SECONDS", PATIENCE)

    assert (await answer(said)).startswith(b"HTTP/1.1 408 ")


async def test_a_request_that_has_come_whole_gets_its_response_however_long_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "READ_SECONDS", PATIENCE)

    said = await answer(b"POST / HTTP/1.1\r\nconnection: close\r\ncontent-length: 4\r\n\r\nhalf")

    assert said.startswith(b"HTTP/1.1 200 ")
    assert said.endswith(b"done")
