"""The official audit and the official clients find in the gateway what their specifications say."""

from pathlib import Path

import pytest

from tests.gateway.clients.node import installed
from tests.gateway.clients.programs import said
from tests.gateway.conftest import Gateway
from tests.gateway.protocols.test_reset_subscribers import served, until_open
from tests.gateway.protocols.test_subscriptions import SUBSCRIPTION, publish
from tests.servers.missing import ServerMissing, give_up

AUDITS = 61


@pytest.fixture(scope="session")
def programs() -> Path:
    try:
        return installed(Path(__file__).parent)
    except ServerMissing as missing:
        give_up(missing)


async def test_the_audit_of_graphql_over_http_finds_nothing(gateway: Gateway, programs: Path) -> None:
    async with served(gateway) as port:
        address = f"http://127.0.0.1:{port}/graphql"
        found = [each async for each in said(programs, "node", "audit.mjs", address, gateway.token)]

    assert [each for each in found if each["status"] != "ok"] == []
    assert len(found) == AUDITS


@pytest.mark.parametrize("kind", ["ws", "sse"])
async def test_an_official_client_queries_is_refused_and_subscribes(
    gateway: Gateway, programs: Path, kind: str
) -> None:
    await gateway.listening()
    async with served(gateway) as port:
        lines = said(programs, "node", "operations.mjs", kind, f"127.0.0.1:{port}", gateway.token, SUBSCRIPTION)
        assert await anext(lines) == {"query": [{"data": {"__typename": "Query"}}]}
        assert await anext(lines) == {"wrong": ["GRAPHQL_VALIDATION_FAILED"]}
        await until_open(1)
        await publish(gateway, 1)
        event = await anext(lines)
        assert event["event"]["data"]["standingsChanged"]["caller"] == "checker"
        assert [each async for each in lines] == []
        await until_open(0)
