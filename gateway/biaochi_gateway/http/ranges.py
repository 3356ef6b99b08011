"""A stored file as an answer: whole or the one range of bytes that is asked for, so that a broken download goes on."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import quote

import obstore
from biaochi_chassis.foundation.refusal import shown
from obstore.store import ObjectStore
from starlette.responses import Response, StreamingResponse

from biaochi_gateway.files.refusals import RangeNotSatisfiable

ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class Stored(NamedTuple):
    """A file in the store: where, how large, of which type, what it is called, and the hash that is its tag."""

    path: str
    size: int
    media: str
    name: str
    sha256: str


class Span(NamedTuple):
    """Bytes of a file, from the first to before the last."""

    begin: int
    end: int


def head(media: str, name: str, sha256: str) -> dict[str, str]:
    """The headers of a file that is given: it is saved, never shown, and nobody in between keeps it."""
    return {
        "content-type": media,
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "etag": f'"{sha256}"',
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox",
    }


async def stored_response(store: ObjectStore, stored: Stored, headers: Mapping[str, str]) -> Response:
    """The file, or the range of it that the headers ask for. Raises RangeNotSatisfiable."""
    given = head(stored.media, stored.name, stored.sha256) | {"accept-ranges": "bytes"}
    if f'"{stored.sha256}"' in headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=given)
    span = wanted_span(headers, stored.size, f'"{stored.sha256}"')
    if not stored.size:
        return Response(b"", headers=given)
    begin, end = span or Span(0, stored.size)
    given["content-length"] = str(end - begin)
    if span:
        given["content-range"] = f"bytes {begin}-{end - 1}/{stored.size}"
    found = await obstore.get_async(store, stored.path, options={"range": (begin, end)})
    return StreamingResponse(found.stream(), HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK, given)


def wanted_span(headers: Mapping[str, str], size: int, tag: str) -> Span | None:
    """The range of the headers; None for the whole file: none or several asked for, or one of another version."""
    if headers.get("if-range", tag) != tag:
        return None
    found = ONE_RANGE.fullmatch(headers.get("range", "").replace(" ", ""))
    if not found or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    begin = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    if first and last and int(last) < int(first):
        return None
    if begin >= size:
        sentence = f"文件共 {size} 字节，没有所要的“{shown(headers['range'])}”：请从头再取。"
        raise RangeNotSatisfiable(sentence, details={"content-range": f"bytes */{size}"})
    return Span(begin, end)
