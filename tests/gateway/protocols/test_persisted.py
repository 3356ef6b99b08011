"""Documents by their hash: sent once, or trusted by the operator; by GET with a tag that says whose the answer is."""

import hashlib
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_gateway.execution.persisted import PersistedDocuments, PersistedQueryNotFound
from biaochi_gateway.http.trusted import trusted
from pyqwest import FullResponse

from tests.callers import token
from tests.gateway.conftest import JSON, Gateway

CITIES = "{ cities { totalCount } }"
ANSWER = {"data": {"cities": {"totalCount": 1}}}


def named(text: str) -> dict[str, object]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}


def code(response: FullResponse) -> str:
    return str(json.loads(response.text())["errors"][0]["extensions"]["code"])


async def by_get(gateway: Gateway, text: str, **headers: str) -> FullResponse:
    sent = {"accept": JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return await gateway.get(f"/graphql?extensions={quote(json.dumps(named(text)))}", sent)


async def test_a_document_is_known_by_its_hash_once_it_was_sent(gateway: Gateway) -> None:
    assert code(await gateway.post({"extensions": named(CITIES)})) == "PERSISTED_QUERY_NOT_FOUND"
    assert json.loads((await gateway.post({"query": CITIES, "extensions": named(CITIES)})).text()) == ANSWER
    assert json.loads((await gateway.post({"extensions": named(CITIES)})).text()) == ANSWER
    assert json.loads((await by_get(gateway, CITIES)).text()) == ANSWER


@pytest.mark.parametrize(
    "extension", [5, {}, {"version": 2, "sha256Hash": "x"}, {"version": 1}, {"version": 1, "sha256Hash": "x"}]
)
async def test_a_hash_that_is_not_the_documents_is_refused(gateway: Gateway, extension: object) -> None:
    response = await gateway.post({"query": CITIES, "extensions": {"persistedQuery": extension}})
    assert (response.status, code(response)) == (400, "BAD_REQUEST")


async def test_production_does_by_get_what_is_known_and_no_text(production: Gateway) -> None:
    await production.post({"query": "{ __typename }", "extensions": named("{ __typename }")})
    assert json.loads((await by_get(production, "{ __typename }")).text()) == {"data": {"__typename": "Query"}}
    assert (await production.get(f"/graphql?query={quote('{ __typename }')}")).status == 400


async def test_a_mutation_by_get_is_refused_also_by_its_hash(gateway: Gateway) -> None:
    text = 'mutation { openCycle(input: { idempotencyKey: "k", city: "c", code: "2020" }) { id } }'
    await gateway.post({"query": text, "extensions": named(text)})
    before = len(gateway.recorder.requests)
    assert code(await by_get(gateway, text)) == "BAD_REQUEST"
    assert len(gateway.recorder.requests) == before


async def test_an_answer_that_still_holds_is_not_sent_again_but_to_nobody_else(gateway: Gateway) -> None:
    await gateway.post({"query": CITIES, "extensions": named(CITIES)})
    first = await by_get(gateway, CITIES)
    tag = first.headers["etag"]
    assert (first.headers["cache-control"], first.headers["vary"]) == ("private, no-cache", "authorization, accept")

    again = await by_get(gateway, CITIES, if_none_match=f'"other", W/{tag}')
    assert (again.status, again.text(), again.headers["etag"]) == (304, "", tag)

    other = await by_get(gateway, CITIES, if_none_match=tag, authorization=f"Bearer {token('viewer')}")
    assert (other.status, json.loads(other.text())) == (200, ANSWER)


async def test_an_error_has_no_tag(gateway: Gateway) -> None:
    response = await gateway.get(f"/graphql?query={quote('{ cities(first: 500) { totalCount } }')}", {"accept": JSON})
    assert "errors" in json.loads(response.text())
    assert "etag" not in response.headers


def test_whatever_was_used_longest_ago_is_forgotten_but_nothing_trusted() -> None:
    texts = [f"{{ a{n} }}" for n in range(3)]
    documents = PersistedDocuments(trusted=["{ kept }"], kept=2 * len(texts[0]))
    for text in texts:
        documents.text(text, named(text))

    assert documents.text(None, named("{ kept }")) == "{ kept }"
    assert [documents.text(None, named(text)) for text in texts[1:]] == texts[1:]
    with pytest.raises(PersistedQueryNotFound):
        documents.text(None, named(texts[0]))


def test_a_folder_of_documents_is_trusted_when_all_of_it_fits_the_graph(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "cities.graphql").write_text(CITIES)
    assert trusted(tmp_path) == [CITIES]
    assert trusted(None) == []


@pytest.mark.parametrize("text", ["{ towns }", "{"])
def test_a_document_that_does_not_fit_keeps_the_gateway_from_starting(tmp_path: Path, text: str) -> None:
    (tmp_path / "wrong.graphql").write_text(text)
    with pytest.raises(SettingsRefused, match="wrong"):
        trusted(tmp_path)


def test_a_folder_that_is_not_there_keeps_the_gateway_from_starting(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="nowhere"):
        trusted(tmp_path / "nowhere")
