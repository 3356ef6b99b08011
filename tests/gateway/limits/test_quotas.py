"""What one caller may ask in a while and at a time; others notice nothing of it."""

import asyncio
import json
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_gateway.app import build
from biaochi_gateway.execution.costs import MUTATION, USUAL, Costs
from biaochi_gateway.execution.quotas import Bounds, Quotas, RateLimited, TooManyConcurrent, TooManySubscriptions
from biaochi_gateway.http.view import GraphQLView
from biaochi_gateway.schema import schema
from graphql import OperationDefinitionNode, parse
from pyqwest import Client, FullResponse
from pyqwest.testing import ASGITransport

from tests.callers import token
from tests.gateway.conftest import Gateway
from tests.gateway.request_contexts import request_context

CITIES = "{ cities { totalCount } }"


class Hand:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def cost(text: str, **variables: object) -> int:
    document = parse(text)
    (operation,) = (part for part in document.definitions if isinstance(part, OperationDefinitionNode))
    return Costs(document).of(operation, variables)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ __typename }", 1),
        ("{ city { title } }", 1),
        ("{ list(first: 10) { edges { node { code } } } }", 1 + 10 * 2),
        ("{ list { edges { node { code } } } }", 1 + USUAL * 2),
        (
            "{ list(last: 3) { edges { node { below(first: 4) { edges { node { code } } } } } } }",
            1 + 3 * (2 + 1 + 4 * 2),
        ),
        ("{ ...f ...f } fragment f on Query { city { title } }", 2),
        ("mutation { recordCheck { already } }", MUTATION + 1),
        ("mutation { import(commands: [{ a: 1 }, { b: 2 }]) { written } }", 2 * MUTATION + 1),
    ],
)
def test_a_document_costs_the_objects_that_it_may_have_made(text: str, expected: int) -> None:
    assert cost(text) == expected


def test_a_variable_says_how_long_a_page_is() -> None:
    assert cost("query q($n: Int) { list(first: $n) { edges { node { code } } } }", n=7) == 1 + 7 * 2


def test_an_import_costs_as_much_as_its_commands_one_by_one() -> None:
    text = "mutation m($rows: [Row!]!) { import(commands: $rows) { written } }"

    assert cost(text, rows=[{}] * 1000) == 1000 * MUTATION + 1


async def test_an_answer_says_what_it_cost_where_that_is_wanted(gateway: Gateway) -> None:
    body = {"query": "{ cities(first: 2) { edges { node { slug } } } }"}
    with_cost = json.loads((await gateway.post({**body, "extensions": {"cost": True}})).text())
    without = json.loads((await gateway.post(body)).text())

    assert (with_cost["data"], with_cost["extensions"]) == (without["data"], {"cost": 1 + 2 * 2})
    assert "extensions" not in without


def test_a_length_that_the_field_above_says_is_that_of_the_list_and_not_of_each_of_its_objects() -> None:
    assert cost("{ circular(first: 3) { title entries { edges { node { code } } } } }") == 2 + 3 * 2
    assert cost("{ two(first: 3) { a { edges { cursor } } b(first: 5) { edges { node { code } } } } }") == (
        1 + (1 + 3 * 1) + (1 + 5 * 2)
    )


def test_a_budget_is_spent_by_cost_and_fills_up_by_itself() -> None:
    hand = Hand()
    quotas = Quotas(Bounds(burst=10, per_second=2), hand)
    quotas.spend("a", 8)
    with pytest.raises(RateLimited) as caught:
        quotas.spend("a", 6)
    hand.now = 2.0
    quotas.spend("a", 6)

    assert caught.value.details == {"retryAfter": "2"}
    assert (quotas.left("a").remaining, quotas.left("a").reset, quotas.left("b").remaining) == (0, 5, 10)


def test_what_costs_more_than_any_budget_is_admitted_with_a_full_one_and_leaves_a_debt() -> None:
    hand = Hand()
    quotas = Quotas(Bounds(burst=10, per_second=2), hand)
    quotas.spend("a", 30)

    assert quotas.left("a").reset == 15
    with pytest.raises(RateLimited):
        quotas.spend("a", 1)


def test_only_so_many_at_a_time_and_each_that_ends_makes_room() -> None:
    quotas = Quotas(Bounds(operations=1, subscriptions=1))
    with quotas.operation("a"), quotas.subscription("a"), quotas.operation("b"):
        with pytest.raises(TooManyConcurrent), quotas.operation("a"):
            pytest.fail("there is no room")
        with pytest.raises(TooManySubscriptions), quotas.subscription("a"):
            pytest.fail("there is no room")
    with quotas.operation("a"), quotas.subscription("a"):
        assert quotas.left("a").remaining == quotas.bounds.burst


async def answers_to(bounds: Bounds, *queries: str) -> list[FullResponse]:
    """The answers of a gateway with these bounds, one after another."""
    view = GraphQLView((await request_context("viewer", quotas=Quotas(bounds, Hand()))).shared)
    headers = {"content-type": "application/json", "authorization": f"Bearer {token('viewer')}"}
    client = Client(ASGITransport(view))
    url = "http://127.0.0.1/graphql"
    return [await client.post(url, headers, json.dumps({"query": query}).encode()) for query in queries]


async def test_whoever_has_spent_their_budget_learns_when_to_come_again() -> None:
    first, second = await answers_to(Bounds(burst=1, per_second=1), CITIES, CITIES)
    (error,) = json.loads(second.text())["errors"]

    assert (first.status, first.headers["ratelimit-limit"], first.headers["ratelimit-remaining"]) == (200, "1", "0")
    assert (second.status, second.headers["retry-after"], second.headers["ratelimit-reset"]) == (429, "1", "1")
    assert (error["extensions"]["code"], error["extensions"]["retryable"]) == ("RATE_LIMITED", True)


async def test_an_operation_that_takes_too_long_is_ended() -> None:
    (answer,) = await answers_to(Bounds(seconds=0.0), CITIES)

    assert answer.status == 504
    assert json.loads(answer.text())["errors"][0]["extensions"]["code"] == "EXECUTION_TIMEOUT"


async def test_one_subscription_too_many_is_refused_and_one_that_ended_makes_room() -> None:
    context = await request_context("viewer", quotas=Quotas(Bounds(subscriptions=1)))
    query = 'subscription { standingsChanged(city: "yangcheng", cycle: "2020", index: "branch") { period } }'
    first = await schema.stream(query, context_value=context)
    waiting = asyncio.create_task(anext(first))
    await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    async with asyncio.timeout(10):
        second = await anext(await schema.stream(query, context_value=context))
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await first.aclose()

    assert second.errors
    assert second.errors[0].extensions
    assert second.errors[0].extensions["code"] == "TOO_MANY_SUBSCRIPTIONS"


@pytest.mark.parametrize("name", ["burst", "per_second", "operations", "subscriptions", "seconds"])
def test_each_bound_is_as_it_is_set_and_the_others_as_usual(name: str) -> None:
    usual, setting = vars(Bounds()), f"BIAOCHI_QUOTA_{name.upper()}"

    assert vars(Bounds.of(Settings.read({setting: "7"}))) == {**usual, name: 7}
    assert Bounds.of(Settings.read({})) == Bounds()


@pytest.mark.parametrize("wrong", ["0", "-1", "1.5", "many", "1234567890", "１"])
def test_a_bound_that_is_no_number_keeps_the_gateway_from_starting(wrong: str) -> None:
    with pytest.raises(SettingsRefused, match=r"BIAOCHI_QUOTA_BURST is .*: it is a whole number from 1 to 999999999"):
        Bounds.of(Settings.read({"BIAOCHI_QUOTA_BURST": wrong}))


def test_the_gateway_is_not_built_with_a_bound_that_is_none(tmp_path: Path) -> None:
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_QUOTA_SECONDS": "0"})

    with pytest.raises(SettingsRefused, match="BIAOCHI_QUOTA_SECONDS"):
        build(settings, EmbeddedLog(settings.log_file), settings.clock())
