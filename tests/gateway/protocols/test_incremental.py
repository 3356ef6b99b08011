"""An answer comes whole: who asks for parts is told so, over every transport, before anything is done."""

import json

import pytest

from tests.gateway.conftest import Gateway
from tests.gateway.sockets import opened

DEFERRED = '{ ... @defer(label: "later") { cities { __typename } } }'
STREAMED = "{ cities @stream(initialCount: 1) { __typename } }"
BOTH = "{ cities @stream { ... @defer { __typename } } }"
UNKNOWN = "{ __typename @later }"


def codes(errors: list[dict[str, dict[str, str]]]) -> list[str]:
    return [error["extensions"]["code"] for error in errors]


@pytest.mark.parametrize(
    ("query", "named"), [(DEFERRED, ["@defer"]), (STREAMED, ["@stream"]), (BOTH, ["@defer", "@stream"])]
)
async def test_who_wants_parts_reads_what_to_do_instead(gateway: Gateway, query: str, named: list[str]) -> None:
    answer = json.loads((await gateway.post({"query": query})).text())

    (error,) = answer["errors"]
    assert (answer["data"], codes([error])) == (None, ["NOT_INCREMENTAL"])
    assert "、".join(named) in error["message"]
    assert "分成两个操作" in error["message"]
    assert len(error["locations"]) == len(named)
    assert gateway.recorder.of("ListCities") == []


async def test_over_a_socket_too(gateway: Gateway) -> None:
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", DEFERRED)
        message = await socket.receive()

    assert (message["type"], codes(message["payload"])) == ("error", ["NOT_INCREMENTAL"])


async def test_over_server_sent_events_too(gateway: Gateway) -> None:
    answer = await gateway.post({"query": DEFERRED}, {"accept": "text/event-stream"})
    (event,) = [line.removeprefix("data: ") for line in answer.text().splitlines() if line.startswith("data: {")]

    assert codes(json.loads(event)["errors"]) == ["NOT_INCREMENTAL"]
    assert gateway.recorder.of("ListCities") == []


async def test_a_directive_that_nobody_knows_is_unknown(gateway: Gateway) -> None:
    answer = json.loads((await gateway.post({"query": UNKNOWN})).text())

    assert codes(answer["errors"]) == ["GRAPHQL_VALIDATION_FAILED"]
