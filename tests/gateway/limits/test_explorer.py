"""Outside of development nobody is shown the page, the schema or close names, unless a setting says so."""

import pytest
from biaochi_gateway.schema import schema

from tests.gateway.conftest import Gateway
from tests.gateway.request_contexts import request_context

INTROSPECTION = ["{ __schema { types { name } } }", '{ __type(name: "City") { fields { name } } }']
CLOSE = '{ organisation(city: "yangcheng", code: "B1") { code } }'


@pytest.mark.parametrize("path", ["/graphql", "/graphiql/page.js", "/development/roles"])
async def test_production_shows_no_page_and_signs_no_tokens(production: Gateway, path: str) -> None:
    answer = await production.get(path, {"accept": "text/html"})

    assert answer.status in (404,)
    assert "<html" not in answer.text()


@pytest.mark.parametrize("query", INTROSPECTION)
async def test_the_schema_is_shown_to_explorers_only(query: str) -> None:
    shown = await schema.execute(query, context_value=await request_context("developer"))
    hidden = await schema.execute(query, context_value=await request_context("developer", explorer=False))

    assert shown.errors is None
    assert hidden.data is None
    (error,) = hidden.errors or []
    assert (error.extensions or {})["code"] == "FORBIDDEN"


async def test_a_wrong_name_leads_explorers_only_to_a_close_one() -> None:
    shown = await schema.execute(CLOSE, context_value=await request_context("developer"))
    hidden = await schema.execute(CLOSE, context_value=await request_context("developer", explorer=False))

    assert "organization" in str(shown.errors)
    assert "organization" not in str(hidden.errors)
    assert "organisation" in str(hidden.errors)


async def test_what_an_object_is_may_be_read_by_everybody() -> None:
    answer = await schema.execute("{ __typename }", context_value=await request_context("developer", explorer=False))

    assert answer.data == {"__typename": "Query"}
