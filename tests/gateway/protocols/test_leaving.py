"""Work ends when its request does: nobody computes for somebody who has hung up."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from biaochi_chassis.foundation.refusal import NotYetKnown, ServiceUnavailable
from biaochi_gateway.execution.batches import Loader

from tests.callers import token
from tests.gateway.conftest import JSON, Gateway
from tests.gateway.sockets import opened

ONE = '{ organization(city: "yangcheng", code: "B1") { name } }'
FIELDS = '{ a: organization(city: "yangcheng", code: "B1") { name } b: cities { totalCount } }'


class Slow:
    """A question that is never answered: whether somebody waits for it, and whether they have given up."""

    def __init__(self) -> None:
        self.called = asyncio.Event()
        self.ended = asyncio.Event()

    async def fetch(self, keys: list[str]) -> dict[str, str]:
        self.called.set()
        try:
            await asyncio.sleep(3600)
        finally:
            self.ended.set()
        return dict.fromkeys(keys, "")


@asynccontextmanager
async def requesting(gateway: Gateway, query: str) -> AsyncIterator[asyncio.Queue[object]]:
    """A request whose client hangs up when the block is left; what it is answered."""
    incoming: asyncio.Queue[dict[str, object]] = asyncio.Queue()
    answers: asyncio.Queue[object] = asyncio.Queue()
    headers = {"host": "127.0.0.1", "content-type": JSON, "authorization": f"Bearer {token()}"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await incoming.put({"type": "http.request", "body": json.dumps({"query": query}).encode()})
    task = asyncio.ensure_future(gateway.service.app(scope, incoming.get, answers.put))
    yield answers
    await incoming.put({"type": "http.disconnect"})
    await asyncio.wait_for(task, 5)


@pytest.mark.parametrize("query", [ONE, FIELDS])
async def test_a_client_that_hangs_up_ends_what_is_fetched_for_it(gateway: Gateway, query: str) -> None:
    gateway.recorder.holding = held = asyncio.Event()
    async with requesting(gateway, query):
        await asyncio.wait_for(gateway.recorder.held.wait(), 5)
    await asyncio.wait_for(gateway.recorder.left.wait(), 5)
    assert not held.is_set()


@pytest.mark.parametrize("query", [ONE, FIELDS])
async def test_an_operation_that_is_ended_on_a_socket_ends_what_is_fetched_for_it(gateway: Gateway, query: str) -> None:
    gateway.recorder.holding = asyncio.Event()
    async with opened(gateway.service.app) as socket:
        await socket.subscribe("1", query)
        await asyncio.wait_for(gateway.recorder.held.wait(), 5)
        await socket.send("complete", id="1")
        await asyncio.wait_for(gateway.recorder.left.wait(), 5)


async def test_a_slow_answer_reaches_a_client_that_stays(gateway: Gateway) -> None:
    gateway.recorder.holding = asyncio.Event()
    async with requesting(gateway, ONE) as answers:
        await asyncio.wait_for(gateway.recorder.held.wait(), 5)
        await asyncio.sleep(0.3)
        gateway.recorder.holding.set()
        start = await asyncio.wait_for(answers.get(), 5)
    assert isinstance(start, dict)
    assert start["status"] == 200


async def test_the_last_who_waits_for_a_batch_ends_its_fetch_by_giving_up() -> None:
    slow = Slow()
    loader: Loader[str, str] = Loader(slow.fetch, str)

    async def wait() -> str:
        return await loader.load("a")

    one, other = asyncio.create_task(wait()), asyncio.create_task(wait())
    await slow.called.wait()
    one.cancel()
    await asyncio.sleep(0)
    assert not slow.ended.is_set()
    other.cancel()
    await asyncio.wait_for(slow.ended.wait(), 5)


@pytest.mark.parametrize(
    ("failing", "seconds"), [(ServiceUnavailable("暂时没有回答。"), "3"), (NotYetKnown("还没有传到这里。"), "1")]
)
async def test_what_fails_for_now_says_when_to_retry(gateway: Gateway, failing: Exception, seconds: str) -> None:
    gateway.recorder.refusing = failing
    response = await gateway.post({"query": "{ cities { totalCount } }"})

    (error,) = json.loads(response.text())["errors"]
    assert error["extensions"]["retryable"]
    assert str(error["extensions"]["retryAfter"]) == response.headers["retry-after"] == seconds


async def test_what_is_refused_for_good_says_nothing_of_a_retry(gateway: Gateway) -> None:
    response = await gateway.post({"query": "{ cities(first: 500) { totalCount } }"})

    (error,) = json.loads(response.text())["errors"]
    assert not error["extensions"]["retryable"]
    assert "retryAfter" not in error["extensions"]
    assert "retry-after" not in response.headers
