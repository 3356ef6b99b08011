"""One GraphQL request read from HTTP: from the query string of a GET, or the JSON of a POST. Nothing is guessed."""

from types import NoneType
from typing import NamedTuple

import orjson
from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown
from starlette.requests import Request

from biaochi_gateway.http.refusals import UnsupportedMediaType

LARGEST_BODY = 1024 * 1024
PLAIN = ("application/json", "application/json; charset=utf-8")
"""How nearly every client says that it sends JSON; other spellings are read with more care."""

TEXT, OBJECT = (str, NoneType), (dict, NoneType)
SHAPES = {"query": TEXT, "operationName": TEXT, "variables": OBJECT, "extensions": OBJECT}


class Requested(NamedTuple):
    """What a client asks to be done."""

    query: str | None
    variables: dict[str, object] | None
    operation_name: str | None
    extensions: dict[str, object] | None


async def requested(request: Request) -> Requested:
    """The request. Raises BadRequest, UnsupportedMediaType or RequestTooLarge for what is none."""
    if request.method == "GET":
        return as_requested({name: _parameter(name, text) for name, text in request.query_params.items()})
    _check_media(request.headers.get("content-type", ""))
    try:
        body = orjson.loads(await _body(request))
    except orjson.JSONDecodeError as error:
        raise BadRequest("请求体不是 JSON：请发一个 JSON 对象，其中 query 是要做的操作。") from error
    return as_requested(body)


def as_requested(body: object) -> Requested:
    """The request that a JSON value is. Raises BadRequest for one of another shape."""
    if isinstance(body, list):
        raise BadRequest("不接受成批的请求：请每次发一个操作，同一操作里可以有多个字段。")
    if not isinstance(body, dict):
        raise BadRequest("请求不是 JSON 对象：请发一个 JSON 对象，其中 query 是要做的操作。")
    for name, shape in SHAPES.items():
        if not isinstance(body.get(name), shape):
            said = "文字" if shape is TEXT else "对象"
            raise BadRequest(f"{name} 须是{said}，给的是 {shown(orjson.dumps(body[name]).decode())}。", field=name)
    return Requested(*(body.get(name) for name in ("query", "variables", "operationName", "extensions")))


def _parameter(name: str, text: str) -> object:
    if name not in ("variables", "extensions") or not text:
        return text or None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"{name} 不是 JSON：请写成一个 JSON 对象，并按网址的规则转义。", field=name) from error


def _check_media(given: str) -> None:
    if given in PLAIN:
        return
    media, *parameters = (each.strip().lower() for each in given.split(";"))
    charsets = [each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset=")]
    if media != "application/json" or any(each not in ("utf-8", "utf8") for each in charsets):
        sentence = f"不收这种内容：{shown(given) or '没有写明类型'}。请发 application/json，用 UTF-8 编码。"
        raise UnsupportedMediaType(sentence)


async def _body(request: Request) -> bytes:
    """The body. Raises RequestTooLarge without reading the rest."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST_BODY:
            raise RequestTooLarge(f"请求超过 {LARGEST_BODY} 字节：请分几次发送，或改用批量导入。")
    return bytes(read)
