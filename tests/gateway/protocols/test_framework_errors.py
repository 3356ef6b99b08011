"""Whatever is wrong with a request, whoever notices it: a GraphQL error with a code and a Chinese sentence."""

import json
import re
from collections.abc import Mapping

import pytest

from tests.gateway.conftest import JSON, Gateway

HANZI = re.compile("[\u4e00-\u9fff]")
BODY = b'{"query": "{ __typename }"}'


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "code"),
    [
        ("GET", "/nowhere", {}, None, 404, "NOT_FOUND"),
        ("GET", "/graphiql/nothing.js", {}, None, 404, "NOT_FOUND"),
        ("PUT", "/graphql", {"content-type": JSON}, BODY, 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", "/graphql", {}, None, 405, "METHOD_NOT_ALLOWED"),
        ("OPTIONS", "/graphql", {}, None, 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/health/live", {"content-type": JSON}, BODY, 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/graphql", {}, BODY, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", "/graphql", {"content-type": "text/plain"}, BODY, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", "/graphql", {"content-type": f"{JSON}; charset=gbk"}, BODY, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", "/graphql", {"content-type": "multipart/form-data"}, BODY, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", "/graphql", {"content-type": JSON}, b"{", 400, "BAD_REQUEST"),
        ("POST", "/graphql", {"content-type": JSON}, b"[{}]", 400, "BAD_REQUEST"),
        ("POST", "/graphql", {"content-type": JSON}, b"{}", 400, "BAD_REQUEST"),
        ("POST", "/graphql", {"content-type": JSON}, b'{"query": 42}', 400, "BAD_REQUEST"),
        ("POST", "/graphql", {"content-type": JSON}, b'{"query": "{a}", "operationName": 1}', 400, "BAD_REQUEST"),
        ("POST", "/graphql", {"content-type": JSON}, b'{"query": "{a}", "extensions": []}', 400, "BAD_REQUEST"),
        (
            "POST",
            "/graphql",
            {"content-type": JSON},
            b'{"query": "query A {a}", "operationName": "B"}',
            400,
            "BAD_REQUEST",
        ),
        ("GET", "/graphql?query=%7Ba%7D&variables=nonsense", {}, None, 400, "BAD_REQUEST"),
    ],
)
async def test_it_has_a_code_and_a_chinese_sentence(
    gateway: Gateway, method: str, path: str, headers: Mapping[str, str], body: bytes | None, status: int, code: str
) -> None:
    response = await gateway.send(method, path, {"accept": JSON, **headers}, body)

    assert response.status == status
    assert response.headers["content-type"].startswith(JSON)
    (error,) = json.loads(response.text())["errors"]
    assert error["extensions"]["code"] == code
    assert HANZI.search(error["message"])


async def test_a_wrong_method_gets_the_right_ones(gateway: Gateway) -> None:
    assert (await gateway.send("PUT", "/graphql")).headers["allow"] == "GET, POST"


@pytest.mark.parametrize("media", [JSON, f"{JSON};charset=UTF-8", f'{JSON}; charset="utf-8"'])
async def test_json_is_read_however_it_is_spelled(gateway: Gateway, media: str) -> None:
    response = await gateway.send("POST", "/graphql", {"content-type": media}, BODY)
    assert json.loads(response.text()) == {"data": {"__typename": "Query"}}
