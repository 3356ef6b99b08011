"""A subscriber that vanishes without a word leaves one line in the log, and no stack trace."""

import asyncio
import contextlib
import json
import logging
import socket
import struct
from collections.abc import AsyncIterator

import pytest
import uvicorn
from biaochi_chassis.foundation.metrics import SUBSCRIPTIONS
from biaochi_chassis.runtime.service import listen
from websockets.asyncio.client import connect

from tests.callers import token
from tests.gateway.conftest import Gateway
from tests.gateway.protocols.test_subscriptions import SUBSCRIPTION, publish

RESET = struct.pack("ii", 1, 0)


@contextlib.asynccontextmanager
async def served(gateway: Gateway) -> AsyncIterator[int]:
    """The gateway on a real port, since only a real connection can be reset."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(gateway.service.app, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield listener.getsockname()[1]
    server.should_exit = True
    await serving
    listener.close()


async def until_open(number: int) -> None:
    """Wait until so many subscriptions are open; fails after five seconds."""
    for _ in range(500):
        if SUBSCRIPTIONS._value.get() == number:  # noqa: SLF001 - a gauge tells its value to a scrape only
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"not {number} subscriptions after five seconds")


async def reset_websocket(port: int) -> None:
    """Subscribe twice on one socket, and reset it."""
    client = await connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=["graphql-transport-ws"])  # type: ignore[list-item]
    await client.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token()}"}}))
    await client.recv()
    for number in ("1", "2"):
        await client.send(json.dumps({"id": number, "type": "subscribe", "payload": {"query": SUBSCRIPTION}}))
    await until_open(2)
    raw = client.transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    client.transport.abort()


async def reset_stream(port: int) -> None:
    """Subscribe by server-sent events twice, and reset both connections."""
    body = json.dumps({"query": SUBSCRIPTION}).encode()
    head = (
        "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n"
    )
    head += f"authorization: Bearer {token()}\r\ncontent-length: {len(body)}\r\n\r\n"
    writers = []
    for _ in range(2):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + body)
        writers.append(writer)
    await until_open(2)
    for writer in writers:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        writer.transport.abort()


@pytest.mark.parametrize("subscribe_and_reset", [reset_websocket, reset_stream])
async def test_a_reset_subscriber_leaves_its_line_and_no_trace(
    gateway: Gateway, caplog: pytest.LogCaptureFixture, subscribe_and_reset: object
) -> None:
    assert callable(subscribe_and_reset)
    await gateway.listening()
    async with served(gateway) as port:
        with caplog.at_level(logging.INFO):
            await subscribe_and_reset(port)
            # Before the gateway has noticed: it answers into a connection that is gone.
            await publish(gateway, 1)
            await until_open(0)
            await publish(gateway, 2)

    ended = [one.__dict__ for one in caplog.records if one.name == "biaochi.request"]
    ours = [one for one in ended if one["operation"] == "standingsChanged"]
    assert len(ours) == 2
    assert not [one for one in caplog.records if one.exc_info or one.levelno > logging.INFO]
