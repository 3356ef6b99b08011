"""An answer is as small as its client takes it, and the same; what is a stream or has a tag stays what it is."""

import asyncio
import gzip
import json
from urllib.parse import quote

import brotli
import pytest
import zstandard
from starlette.types import Message

from tests.gateway.conftest import JSON, Gateway

LARGE = '{ standings(city: "yangcheng", cycle: "2020", index: "branch", period: "2020-Q3") { edges { cursor node { ' + (
    "id total grade rung rank movement cycle index period marks subject { id code name } } } } }"
)
UNPACKED = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


async def sent(gateway: Gateway, method: str, query: str, headers: dict[str, str]) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer as they cross the wire: a client of HTTP would unpack them."""
    messages: list[Message] = []
    body = json.dumps({"query": query}).encode() if method == "POST" else b""
    given = {"authorization": f"Bearer {gateway.token}", "content-type": JSON, "host": "127.0.0.1", **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": f"query={quote(query)}".encode() if method == "GET" else b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "scheme": "http",
        "root_path": "",
        "http_version": "1.1",
    }
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop()

    async def send(message: Message) -> None:
        messages.append(message)

    await gateway.service.app(scope, receive, send)
    answer = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return answer, b"".join(message.get("body", b"") for message in messages[1:])


@pytest.mark.parametrize("encoding", UNPACKED)
@pytest.mark.parametrize("accept", [JSON, "application/graphql-response+json"])
async def test_an_answer_is_packed_as_its_client_takes_it(gateway: Gateway, encoding: str, accept: str) -> None:
    _, plain = await sent(gateway, "POST", LARGE, {"accept": accept})
    headers, packed = await sent(gateway, "POST", LARGE, {"accept": accept, "accept-encoding": encoding})

    assert headers["content-encoding"] == encoding
    assert "accept-encoding" in headers["vary"].lower()
    assert len(packed) < len(plain) / 2
    assert UNPACKED[encoding](packed) == plain


@pytest.mark.parametrize("accepts", ["", "identity", "gzip;q=0", "compress"])
async def test_whoever_takes_none_gets_it_as_it_is(gateway: Gateway, accepts: str) -> None:
    headers, body = await sent(gateway, "POST", LARGE, {"accept": JSON, "accept-encoding": accepts})

    assert "content-encoding" not in headers
    assert json.loads(body)["data"]


async def test_what_is_small_is_not_packed(gateway: Gateway) -> None:
    headers, _ = await sent(gateway, "POST", "{ __typename }", {"accept": JSON, "accept-encoding": "gzip"})

    assert "content-encoding" not in headers


async def test_a_tag_is_of_what_an_answer_says_and_holds_packed_or_not(gateway: Gateway) -> None:
    plain, _ = await sent(gateway, "GET", LARGE, {"accept": JSON})
    packed, _ = await sent(gateway, "GET", LARGE, {"accept": JSON, "accept-encoding": "br"})
    again, body = await sent(
        gateway, "GET", LARGE, {"accept": JSON, "accept-encoding": "zstd", "if-none-match": plain["etag"]}
    )

    assert packed["content-encoding"] == "br"
    assert plain["etag"] == packed["etag"] == again["etag"]
    assert body == b""
    assert {"authorization", "accept", "accept-encoding"} <= {one.strip() for one in packed["vary"].lower().split(",")}


async def test_a_stream_of_events_is_never_packed(gateway: Gateway) -> None:
    headers, body = await sent(
        gateway, "POST", "{ __typename }", {"accept": "text/event-stream", "accept-encoding": "gzip, br, zstd"}
    )

    assert headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in headers
    assert b"Query" in body
