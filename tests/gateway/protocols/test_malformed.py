"""What is no message of a protocol is answered as the protocol says, and never with silence or a trace."""

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from biaochi_gateway.http.sockets import LONGEST_REASON, OPERATIONS
from starlette.types import Message

from tests.gateway.conftest import Gateway
from tests.gateway.protocols.test_subscriptions import SUBSCRIPTION
from tests.gateway.sockets import Socket, opened, streamed

CITIES = "{ cities { totalCount } }"


async def closed(socket: Socket) -> Message:
    """How the socket was closed; it is within five seconds."""
    message = await asyncio.wait_for(socket.outgoing.get(), 5)
    assert message["type"] == "websocket.close", message
    return message


@pytest.mark.parametrize(
    "message",
    [
        [1, 2],
        42,
        None,
        {},
        {"type": 5},
        {"type": "nonsense"},
        {"type": "ping", "payload": []},
        {"type": "subscribe"},
        {"type": "subscribe", "id": ""},
        {"type": "subscribe", "id": 5, "payload": {"query": CITIES}},
        {"type": "subscribe", "id": "1"},
        {"type": "subscribe", "id": "1", "payload": None},
        {"type": "subscribe", "id": "1", "payload": []},
        {"type": "subscribe", "id": "1", "payload": {}},
        {"type": "subscribe", "id": "1", "payload": {"query": 42}},
        {"type": "subscribe", "id": "1", "payload": {"query": CITIES, "variables": []}},
        {"type": "subscribe", "id": "1", "payload": {"query": CITIES, "operationName": 1}},
        {"type": "subscribe", "id": "1", "payload": {"query": CITIES, "extensions": "x"}},
        {"type": "complete"},
    ],
)
async def test_a_message_that_the_protocol_does_not_have_closes_the_socket_with_4400_and_a_reason(
    gateway: Gateway, message: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        async with opened(gateway.service.app) as socket:
            await socket.incoming.put({"type": "websocket.receive", "text": json.dumps(message)})
            end = await closed(socket)
    assert end["code"] == 4400
    assert 0 < len(end["reason"].encode()) <= LONGEST_REASON
    assert caplog.records == []


@pytest.mark.parametrize("frame", [{"text": "{"}, {"bytes": b"{}"}])
async def test_a_frame_without_json_closes_the_socket_with_4400(gateway: Gateway, frame: Mapping[str, Any]) -> None:
    async with opened(gateway.service.app) as socket:
        await socket.incoming.put({"type": "websocket.receive", **frame})
        assert (await closed(socket))["code"] == 4400


async def test_a_position_in_the_headers_that_cannot_be_read_closes_the_socket_with_4400(gateway: Gateway) -> None:
    async with opened(gateway.service.app, {"biaochi-position": "garbage"}, acknowledged=False) as socket:
        end = await closed(socket)
    assert end["code"] == 4400
    assert "garbage" in end["reason"]


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": CITIES, "operationName": "Other"}, "BAD_REQUEST"),
        ({"query": "{ cities"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ towns }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": ""}, "BAD_REQUEST"),
        ({"query": "query A { __typename } query B { __typename }"}, "BAD_REQUEST"),
    ],
)
async def test_an_operation_that_cannot_be_executed_is_one_error_and_the_socket_goes_on(
    gateway: Gateway, payload: Mapping[str, object], code: str
) -> None:
    async with opened(gateway.service.app) as socket:
        await socket.send("subscribe", id="1", payload=payload)
        refused = await socket.receive()
        await socket.subscribe("1", CITIES)
        answer = await socket.receive()
    assert (refused["type"], refused["id"]) == ("error", "1")
    assert refused["payload"][0]["extensions"]["code"] == code
    assert refused["payload"][0]["message"][0] >= "一", "the sentence is Chinese, whoever refuses"
    assert answer["payload"]["data"] == {"cities": {"totalCount": 1}}


async def test_a_fault_of_ours_is_an_error_with_a_reference(gateway: Gateway) -> None:
    gateway.recorder.refusing = RuntimeError("a fault")
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", CITIES)
        received = await socket.receive()
    assert received["payload"]["errors"][0]["extensions"]["code"] == "INTERNAL"


async def test_one_operation_too_many_on_a_socket_is_refused_with_a_code(gateway: Gateway) -> None:
    await gateway.listening()
    async with opened(gateway.service.app) as socket:
        for number in range(OPERATIONS + 1):
            await socket.subscribe(str(number), SUBSCRIPTION)
        received = await socket.receive()
    assert (received["type"], received["id"]) == ("error", str(OPERATIONS))
    assert received["payload"][0]["extensions"]["code"] == "TOO_MANY_OPERATIONS"
    assert str(OPERATIONS) in received["payload"][0]["message"]


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [(CITIES, "Other", "BAD_REQUEST"), ("{ towns }", None, "GRAPHQL_VALIDATION_FAILED")],
)
async def test_a_stream_of_what_cannot_be_executed_is_one_error_and_complete(
    gateway: Gateway, query: str, name: str | None, code: str
) -> None:
    async with streamed(gateway.service.app, query, name) as stream:
        await asyncio.wait_for(stream.outgoing.get(), 5)
        first, last = [(await asyncio.wait_for(stream.outgoing.get(), 5))["body"].decode() for _ in range(2)]
    assert first.startswith("event: next")
    assert f'"code":"{code}"' in first
    assert last.startswith("event: complete")
