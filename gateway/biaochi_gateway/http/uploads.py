"""Evidence over HTTP: `POST /files?city=…` keeps a file, `GET /files/CITY/SHA256?fact=…` gives it to its readers.

A fact or a work item names a file as `sha256:…`, in whichever text of it; whoever may see the record may have the file,
and nobody else, its uploader included.
"""

import asyncio
import re
from contextlib import suppress
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import BinaryIO

import orjson
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.foundation.metrics import UPLOADS
from biaochi_chassis.foundation.refusal import BadRequest, Refused, RequestTooLarge, shown
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.files.content import examined
from biaochi_gateway.files.evidence import Evidence, Kept, chunks, hashes_of
from biaochi_gateway.files.refusals import FilesUnavailable, UnknownFile
from biaochi_gateway.files.scanner import scan
from biaochi_gateway.http.connected import ClientLeft
from biaochi_gateway.http.endpoint import audited, endpoint
from biaochi_gateway.http.ranges import Stored, stored_response

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120
CITY = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)
BYTES_A_POINT = 1024
"""Bytes of an upload for each point of its caller's budget."""


class Uploads:
    """The addresses of evidence. Without a store there is none; without a scanner's address nothing is scanned."""

    def __init__(self, evidence: Evidence | None, scanner: str) -> None:
        self._evidence = evidence
        self._scanner = scanner
        self._examining = asyncio.Lock()

    def routes(self, shared: SharedState) -> list[Route]:
        """The routes."""
        return [
            Route("/files", endpoint(shared, self.keep), methods=["POST"]),
            Route("/files/{city}/{sha256}", endpoint(shared, self.give), methods=["GET"]),
        ]

    async def keep(self, request: Request, context: RequestContext) -> Response:
        """Keep a file: 201 with its hashes, 200 where the city has it already."""
        try:
            response = await self._keep(request, context)
        except Refused as refused:
            UPLOADS.labels(refused.code).inc()
            raise
        UPLOADS.labels("OK").inc()
        return response

    async def _keep(self, request: Request, context: RequestContext) -> Response:
        evidence, city = self._kept_at(), request.query_params.get("city", "")
        if not CITY.fullmatch(city):
            raise BadRequest(f"“{shown(city)}”不是城市的短名：请用 city 写明文件属于哪个城市。", field="city")
        name, caller = _name(request.headers.get("content-disposition", "")), context.known().subject
        with TemporaryFile() as file:
            size = await _received(request, file)
            context.shared.quotas.spend(caller, 1 + size // BYTES_A_POINT)
            async with self._examining:  # one at a time: an image takes memory by its size
                content = await asyncio.to_thread(examined, file, request.headers.get("content-type", ""), name)
                found = await asyncio.to_thread(hashes_of, content.file)
            await _audited_upload(context, city, found.sha256)
            if self._scanner:
                await scan(self._scanner, chunks(content.file))
            at = datetime.now(UTC).isoformat(timespec="seconds")
            kept = Kept(city, found.sha256, found.sm3, content.media, found.size, name, caller, at)
            already = await evidence.keep(kept, content.file)
        said = {
            "file": f"sha256:{kept.sha256}",
            "sha256": kept.sha256,
            "sm3": kept.sm3,
            "type": kept.media,
            "size": kept.size,
            "already": already,
        }
        status = HTTPStatus.OK if already else HTTPStatus.CREATED
        return Response(orjson.dumps(said), status, {"cache-control": "private, no-store"}, "application/json")

    async def give(self, request: Request, context: RequestContext) -> Response:
        """A file, or a range of it, to whoever may see the record that names it."""
        evidence, city, sha256 = self._kept_at(), request.path_params["city"], request.path_params["sha256"]
        record = await _record(context, city, request.query_params.get("fact"), request.query_params.get("item"))
        kept = await evidence.find(city, sha256) if f"sha256:{sha256}" in record else None
        if kept is None:
            raise UnknownFile("没有这个文件，或所给的记录没有写明它：请从事实或事项的佐证中取编号。")
        named = request.query_params.get("fact") or request.query_params.get("item")
        await audited(context, city, f"file:{sha256} record:{named}")
        stored = Stored(kept.path, kept.size, kept.media, kept.name, kept.sha256)
        return await stored_response(evidence.store, stored, request.headers)

    def _kept_at(self) -> Evidence:
        if self._evidence is None:
            raise FilesUnavailable("本平台没有配置存放文件的地方：请管理员设置 BIAOCHI_FILES。")
        return self._evidence


async def _received(request: Request, file: BinaryIO) -> int:
    """The size of the body, which is in the file now. Raises RequestTooLarge without reading the rest."""
    size = 0
    announced = request.headers.get("content-length", "0")
    if announced.isascii() and announced.isdigit() and int(announced) > LARGEST:
        raise _too_large()
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > LARGEST:
                raise _too_large()
            file.write(chunk)
    except ClientDisconnect as left:
        raise ClientLeft from left
    return size


def _name(disposition: str) -> str:
    """What a file is called, of a header as RFC 6266 has it: it is shown to whoever fetches it, and is no path."""
    header = Message()
    header["content-disposition"] = disposition
    name = None
    with suppress(UnicodeError, LookupError):
        name = header.get_filename()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or set(name) & set('/\\:*?"<>|'):
        raise BadRequest(
            f"没有给出可用的文件名（“{shown(name or '')}”）：请用 Content-Disposition: attachment; filename*=UTF-8''… "
            f"写明，至多 {LONGEST_NAME} 字，不含路径和控制字符。",
            field="name",
        )
    return name


async def _audited_upload(context: RequestContext, city: str, sha256: str) -> None:
    operation = context.operation()
    request = pb.AuditFileUploadRequest(city=city, files=[f"file:{sha256}"])
    await operation.calls.invoke(operation.services.assessment.audit_file_upload, request)


async def _record(context: RequestContext, city: str, fact: str | None, item: str | None) -> str:
    """All that a record says, where the caller may see it; nothing where they may not."""
    operation = context.operation()
    assessment = operation.services.assessment
    if fact:
        facts = await operation.calls.invoke(
            assessment.batch_get_facts, pb.BatchGetFactsRequest(city=city, numbers=[fact])
        )
        return str(facts)
    if item:
        items = await operation.calls.invoke(
            assessment.batch_get_work_items, pb.BatchGetWorkItemsRequest(city=city, codes=[item])
        )
        steps = await operation.calls.invoke(
            assessment.list_work_steps, pb.ListWorkStepsRequest(city=city, items=[item])
        )
        return f"{items}{steps}" if items.items else ""
    raise BadRequest("没有写明凭哪一条记录取文件：请给 fact（事实的编号）或 item（事项的代码）。")


def _too_large() -> RequestTooLarge:
    return RequestTooLarge(f"文件超过 {LARGEST // 1024 // 1024} MiB：请压缩或拆分后再上传。")
