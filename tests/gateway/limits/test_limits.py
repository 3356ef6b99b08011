"""How much one request may ask, and how what goes wrong is answered over HTTP."""

import json
import logging

import pytest
from biaochi_chassis.foundation.refusal import BadRequest, ServiceUnavailable
from biaochi_gateway.execution.limits import ALIASES, DEPTH, TOKENS
from graphql import get_introspection_query

from tests.gateway.conftest import Gateway

RESPONSE_JSON = "application/graphql-response+json"
CITIES = "{ cities { totalCount } }"


def nested(levels: int) -> str:
    inner = "code"
    for _ in range(levels - 2):
        inner = f"parent {{ {inner} }}"
    return f'{{ organization(city: "yangcheng", code: "B1") {{ {inner} }} }}'


async def test_the_deepest_document_allowed_is_executed_and_one_deeper_is_refused(gateway: Gateway) -> None:
    await gateway.execute(nested(DEPTH))
    error = await gateway.error(nested(DEPTH + 1))
    assert error["extensions"]["code"] == "REQUEST_TOO_LARGE"
    assert str(DEPTH) in error["message"]


async def test_depth_is_measured_through_fragments(gateway: Gateway) -> None:
    spread = "fragment up on Organization { parent { parent { parent { parent { parent { code } } } } } }"
    query = spread + nested(DEPTH - 3).replace("code }", "...up }", 1)
    assert (await gateway.error(query))["extensions"]["code"] == "REQUEST_TOO_LARGE"


async def test_a_fragment_that_doubles_itself_is_counted_without_being_walked(gateway: Gateway) -> None:
    doubling = [f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60)]
    last = "fragment f60 on Query { a: cities { totalCount } }"
    error = (await gateway.answer(" ".join(["{ ...f0 }", *doubling, last])))["errors"][0]
    assert error["extensions"]["code"] == "REQUEST_TOO_LARGE"


async def test_too_many_aliases_are_refused(gateway: Gateway) -> None:
    query = "{" + " ".join(f"a{n}: cities {{ totalCount }}" for n in range(ALIASES + 1)) + "}"
    assert (await gateway.error(query))["extensions"]["code"] == "REQUEST_TOO_LARGE"


async def test_too_many_tokens_are_refused(gateway: Gateway) -> None:
    query = "{" + "cities { totalCount } " * 1000 + "}"
    assert str(TOKENS) in (await gateway.error(query))["message"]


async def test_a_tool_may_still_query_the_whole_schema(gateway: Gateway) -> None:
    query = get_introspection_query(specified_by_url=True, directive_is_repeatable=True, input_value_deprecation=True)
    assert (await gateway.execute(query))["__schema"]["queryType"]["name"] == "Query"


async def test_a_body_over_one_mebibyte_is_refused_before_it_is_read_whole(gateway: Gateway) -> None:
    response = await gateway.post({"query": CITIES, "padding": "x" * 1024 * 1024})
    assert response.status == 413
    assert json.loads(response.text())["errors"][0]["extensions"]["code"] == "REQUEST_TOO_LARGE"


@pytest.mark.parametrize(
    ("query", "code"),
    [("{ cities", "GRAPHQL_PARSE_FAILED"), ("{ towns { totalCount } }", "GRAPHQL_VALIDATION_FAILED")],
)
async def test_a_document_that_is_wrong_is_400_without_data_for_a_client_that_knows(
    gateway: Gateway, query: str, code: str
) -> None:
    response = await gateway.post({"query": query}, {"accept": RESPONSE_JSON})
    answer = json.loads(response.text())
    assert response.status == 400
    assert response.headers["content-type"].startswith(RESPONSE_JSON)
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == code
    assert len(answer["errors"][0]["extensions"]["traceId"]) == 32


TWO = "query A { cities { totalCount } } query B { cities { totalCount } }"


async def test_of_two_operations_one_must_be_named(gateway: Gateway) -> None:
    refused = await gateway.error(TWO)
    named = await gateway.post({"query": TWO, "operationName": "B"})

    assert refused["extensions"]["code"] == "BAD_REQUEST"
    assert "A、B" in refused["message"]
    assert json.loads(named.text())["data"] == {"cities": {"totalCount": 1}}


async def test_a_variable_that_does_not_fit_is_400_for_a_client_that_knows(gateway: Gateway) -> None:
    query = "query ($first: Int) { cities(first: $first) { totalCount } }"
    response = await gateway.post({"query": query, "variables": {"first": "many"}}, {"accept": RESPONSE_JSON})
    assert response.status == 400
    assert "data" not in json.loads(response.text())


async def test_an_error_while_answering_is_200_for_every_client(gateway: Gateway) -> None:
    query = "{ cities(first: 500) { totalCount } }"
    for accept in (RESPONSE_JSON, "application/json"):
        response = await gateway.post({"query": query}, {"accept": accept})
        assert response.status == 200
        assert json.loads(response.text())["data"] == {"cities": None}


@pytest.mark.parametrize("body", [5, "x", None, [], {}, {"query": 5}, {"query": CITIES, "variables": []}])
async def test_a_body_that_is_no_request_is_400_with_a_code(gateway: Gateway, body: object) -> None:
    response = await gateway.post(body)
    assert response.status == 400
    assert json.loads(response.text())["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_position_that_cannot_be_read_is_400_with_a_code(gateway: Gateway) -> None:
    trace = "0123456789abcdef0123456789abcdef"
    headers = {"biaochi-position": "nonsense", "traceparent": f"00-{trace}-0123456789abcdef-01"}
    response = await gateway.post({"query": CITIES}, headers)
    assert response.status == 400
    extensions = json.loads(response.text())["errors"][0]["extensions"]
    assert (extensions["code"], extensions["traceId"]) == ("BAD_REQUEST", trace)


async def test_a_mutation_by_get_is_refused(gateway: Gateway) -> None:
    document = "mutation%20%7BopenCycle(input:%7BidempotencyKey:%22k%22,city:%22c%22,code:%222020%22%7D)%7Bid%7D%7D"
    response = await gateway.get(f"/graphql?query={document}", {"accept": "application/json"})
    assert response.status == 400
    assert gateway.recorder.requests == []


async def test_it_is_ready_once_the_services_know_the_cities_and_while_they_are_ready(gateway: Gateway) -> None:
    gateway.recorder.refusing = RuntimeError("down")
    await gateway.listening()
    assert "scoring: 服务内部错误" in (await troubles(gateway))["services"]

    gateway.recorder.refusing = None
    assert await troubles(gateway) == {}
    questions = len(gateway.recorder.requests)

    gateway.recorder.troubles = {"assessment": "数据库没有回答。"}
    assert await troubles(gateway) == {"services": "assessment: 数据库没有回答。"}
    gateway.recorder.troubles = {}
    assert await troubles(gateway) == {}
    assert len(gateway.recorder.requests) == questions


async def troubles(gateway: Gateway) -> dict[str, str]:
    """What is not well, by check; the probe says ready where that is nothing."""
    assert (await gateway.get("/health/live")).status == 200
    response = await gateway.get("/health/ready")
    found: dict[str, str] = json.loads(response.text())["troubles"]
    assert response.status == (503 if found else 200)
    return found


async def test_a_service_that_does_not_answer_is_named_where_another_refuses(gateway: Gateway) -> None:
    gateway.recorder.refusing_method = {
        "BatchGetOrganizations": BadRequest("没有这个城市。"),
        "ListCycles": ServiceUnavailable("数据库暂时没有回答。"),
    }
    await gateway.listening()
    assert await troubles(gateway) == {"services": "assessment: 数据库暂时没有回答。"}


async def test_a_document_that_is_refused_is_not_written_into_the_log(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    with caplog.at_level(logging.INFO):
        await gateway.error('{ organization(city: "样例党员00017", code: 5) { code } }')
        await gateway.error('{ cities(first: 500, after: "样例党员00017") { totalCount } }')
    assert {record.name for record in caplog.records} == {"biaochi.request"}
    assert "样例党员00017" not in repr([record.__dict__ for record in caplog.records])


async def test_a_subscription_without_a_stream_is_refused_with_the_ways_there_are(gateway: Gateway) -> None:
    query = 'subscription { standingsChanged(city: "x", cycle: "2020", index: "branch") { position } }'
    error = await gateway.error(query)
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "text/event-stream" in error["message"]
