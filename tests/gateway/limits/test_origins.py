"""In production a page of another site is answered where the operator lists it; browsers are told so, and no other."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from starlette.types import Message

from tests.gateway.conftest import HERE, Gateway, in_production

LISTED, FOREIGN = "https://desk.example.test", "https://evil.example.test"
QUERY = {"query": "{ __typename }"}


@pytest.fixture
async def listing(tmp_path: Path) -> AsyncIterator[Gateway]:
    """A gateway in production with one listed origin."""
    async with in_production(tmp_path, BIAOCHI_ORIGINS=LISTED) as gateway:
        yield gateway


@pytest.mark.parametrize("origin", [FOREIGN, "null", f"{HERE}.evil.example.test"])
async def test_a_page_of_another_site_is_refused_before_it_is_looked_at(production: Gateway, origin: str) -> None:
    answer = await production.post(QUERY, {"origin": origin})

    (error,) = json.loads(answer.text())["errors"]
    assert (answer.status, error["extensions"]["code"]) == (403, "FORBIDDEN")
    assert origin[:80] in error["message"]
    assert "access-control-allow-origin" not in answer.headers
    assert not production.recorder.requests


async def test_a_page_from_here_and_whoever_is_no_page_get_their_data(production: Gateway) -> None:
    here = HERE.replace("http://", "https://")
    for headers in ({}, {"origin": here, "host": HERE.removeprefix("http://")}):
        answer = await production.post(QUERY, headers)

        assert json.loads(answer.text()) == {"data": {"__typename": "Query"}}


async def test_a_listed_page_gets_its_data_and_its_browser_learns_what_it_may(listing: Gateway) -> None:
    preflight = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    may = await listing.send("OPTIONS", "/graphql", {"origin": LISTED, **preflight})
    answer = await listing.post(QUERY, {"origin": LISTED})
    refused = await listing.send("OPTIONS", "/graphql", {"origin": FOREIGN, **preflight})

    assert (may.status, may.headers["access-control-allow-origin"]) == (200, LISTED)
    assert "authorization" in may.headers["access-control-allow-headers"].lower()
    assert json.loads(answer.text()) == {"data": {"__typename": "Query"}}
    assert answer.headers["access-control-allow-origin"] == LISTED
    assert "biaochi-position" in answer.headers["access-control-expose-headers"]
    assert (refused.status, "access-control-allow-origin" in refused.headers) == (403, False)


async def test_a_socket_of_another_site_is_closed(listing: Gateway) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"biaochi.example.test"), (b"origin", FOREIGN.encode())]
    await listing.service.app({"type": "websocket", "path": "/graphql", "headers": headers}, receive, send)

    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize(
    "text", ["*", "desk.example.test", "https://desk.example.test/", "https://a.test,ftp://b.test"]
)
def test_what_is_no_origin_is_named(text: str) -> None:
    with pytest.raises(SettingsRefused, match="BIAOCHI_ORIGINS"):
        Settings.read({"BIAOCHI_ORIGINS": text})
