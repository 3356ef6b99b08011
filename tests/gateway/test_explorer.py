"""Outside of development nobody is shown the page, the schema or close names, unless a setting says so."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.runtime.service import Service
from biaochi_gateway.app import build
from biaochi_gateway.schema import schema
from pyqwest import Client
from pyqwest.testing import ASGITransport

from tests.gateway.conftest import HERE
from tests.gateway.fakes import Recorder, services
from tests.gateway.request_contexts import request_context

INTROSPECTION = ["{ __schema { types { name } } }", '{ __type(name: "City") { fields { name } } }']
CLOSE = '{ organisation(city: "yangcheng", code: "B1") { code } }'


@pytest.fixture
async def production(tmp_path: Path) -> AsyncIterator[Service]:
    """A gateway as production has it; nothing is called."""
    key, public = SigningKey.make("gateway"), tmp_path / "issuer.json"
    (tmp_path / "key.json").write_text(json.dumps(key.document))
    public.write_text(json.dumps(key.public))
    given = {"BIAOCHI_ISSUER": "urn:issuer", "BIAOCHI_ISSUER_KEYS": str(public)}
    key_file = {"BIAOCHI_SERVICE_KEY": str(tmp_path / "key.json"), "BIAOCHI_HOME": str(tmp_path)}
    settings = Settings.read({"BIAOCHI_MODE": "production", **given, **key_file})
    async with EmbeddedLog(tmp_path / "log.db") as log:
        service = build(settings, log, SystemClock(), services(Recorder()))
        await service.start()
        yield service
        await service.stop()


@pytest.mark.parametrize("path", ["/graphql", "/graphiql/page.js", "/development/roles"])
async def test_production_shows_no_page_and_signs_no_tokens(production: Service, path: str) -> None:
    answer = await Client(ASGITransport(production.app)).get(f"{HERE}{path}", {"accept": "text/html"})

    assert answer.status in (401, 404)
    assert "<html" not in answer.text()


@pytest.mark.parametrize("query", INTROSPECTION)
async def test_the_schema_is_shown_to_explorers_only(query: str) -> None:
    shown = await schema.execute(query, context_value=await request_context("developer"))
    hidden = await schema.execute(query, context_value=await request_context("developer", explorer=False))

    assert shown.errors is None
    assert hidden.data is None
    (error,) = hidden.errors or []
    assert (error.extensions or {})["code"] == "FORBIDDEN"


async def test_a_wrong_name_brings_a_close_one_to_explorers_only() -> None:
    shown = await schema.execute(CLOSE, context_value=await request_context("developer"))
    hidden = await schema.execute(CLOSE, context_value=await request_context("developer", explorer=False))

    assert "organization" in str(shown.errors)
    assert "organization" not in str(hidden.errors)
    assert "organisation" in str(hidden.errors)


async def test_what_an_object_is_may_be_read_by_everybody() -> None:
    answer = await schema.execute("{ __typename }", context_value=await request_context("developer", explorer=False))

    assert answer.data == {"__typename": "Query"}
