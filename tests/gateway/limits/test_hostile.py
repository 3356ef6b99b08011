"""The thirteen checks of graphql-cop against a gateway as production has it: each finds nothing."""

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.gateway.conftest import Gateway

FORM = {"content-type": "application/x-www-form-urlencoded"}
CIRCULAR = "query { __schema { types { " + "fields { type { " * 4 + "name" + " } }" * 4 + " } } }"


def body(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


async def refused(production: Gateway, query: str) -> str:
    """The code of the one error, and nothing but that."""
    answer = body((await production.post({"query": query})).text())
    assert answer.get("data") is None
    (error,) = answer["errors"]
    return str(error["extensions"]["code"])


async def test_an_honest_query_has_its_data(production: Gateway) -> None:
    assert await production.execute("{ __typename }") == {"__typename": "Query"}


async def test_aliases_are_not_overloaded(production: Gateway) -> None:
    many = " ".join(f"alias{n}: __typename" for n in range(101))
    assert await refused(production, f"query cop {{ {many} }}") == "REQUEST_TOO_LARGE"


async def test_operations_are_not_batched(production: Gateway) -> None:
    response = await production.post([{"query": "query cop { __typename }"}] * 10)
    assert response.status == 400
    assert "data" not in body(response.text())


async def test_directives_are_not_overloaded(production: Gateway) -> None:
    assert await refused(production, f"query cop {{ __typename {'@aa' * 10} }}") == "REQUEST_TOO_LARGE"


async def test_fields_are_not_duplicated(production: Gateway) -> None:
    assert await refused(production, f"query cop {{ {'__typename ' * 500} }}") == "REQUEST_TOO_LARGE"


@pytest.mark.parametrize("query", [CIRCULAR, "query cop { __schema { types { name fields { name } } } }"])
async def test_the_schema_is_not_shown_and_not_shown_in_circles(production: Gateway, query: str) -> None:
    assert await refused(production, query) in ("FORBIDDEN", "REQUEST_TOO_LARGE")


async def test_no_close_names_are_suggested(production: Gateway) -> None:
    response = await production.post({"query": "query cop { __schema { directive } }"})
    assert "Did you mean" not in response.text()


@pytest.mark.parametrize("method", ["query", "mutation"])
async def test_no_text_is_executed_by_get(production: Gateway, method: str) -> None:
    response = await production.get(f"/graphql?query={quote(method + ' cop { __typename }')}")
    assert response.status in (400, 405)
    assert "data" not in body(response.text())


@pytest.mark.parametrize("path", ["/graphiql", "/playground", "/console", "/graphql", "/"])
async def test_there_is_no_page_to_explore(production: Gateway, path: str) -> None:
    response = await production.get(path, {"accept": "text/html"})
    assert response.status == 404
    assert "<" not in response.text()


async def test_a_form_of_another_site_is_not_a_request(production: Gateway) -> None:
    response = await production.send("POST", "/graphql", FORM, b"query=query%20cop%20%7B__typename%7D")
    assert response.status == 415
    assert "data" not in body(response.text())


async def test_nothing_is_traced_into_the_answer(production: Gateway) -> None:
    response = await production.post({"query": "query cop { __typename }"}, {"x-apollo-tracing": "1"})
    assert set(body(response.text())) == {"data"}


async def test_no_trace_of_the_inside_is_in_an_error(production: Gateway) -> None:
    response = await production.post({"query": "qwerty cop { abc }"})
    assert "Traceback" not in response.text()
    assert body(response.text())["errors"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
