"""Exports over HTTP: a short list is answered at once, a long one is built meanwhile and fetched when it is ready.

`GET /exports/standings.csv?city=…` is the file, or 202 with the address of its state.
"""

from http import HTTPStatus

import orjson
from biaochi_chassis.foundation.metrics import EXPORTS
from biaochi_chassis.foundation.refusal import Refused, shown
from obstore.store import ObjectStore
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.files.building import Wanted, built, page
from biaochi_gateway.files.formats import FORMATS
from biaochi_gateway.files.jobs import FAILED, READY, RUNNING, Job, Jobs
from biaochi_gateway.files.lists import LISTS
from biaochi_gateway.files.refusals import FilesUnavailable
from biaochi_gateway.http.connected import while_connected
from biaochi_gateway.http.endpoint import audited, endpoint
from biaochi_gateway.http.ranges import Stored, head, stored_response
from biaochi_gateway.http.refusals import NotFound

AGAIN = "2"
"""Seconds after which somebody looks again whether an export is ready."""


class Exports:
    """The addresses of exports. Without a store, what is long cannot be exported."""

    def __init__(self, store: ObjectStore | None, jobs: Jobs | None) -> None:
        self._store = store
        self._jobs = jobs

    def routes(self, shared: SharedState) -> list[Route]:
        """The routes."""
        return [
            Route("/exports/{name}.{ending}", endpoint(shared, self.list_as_file), methods=["GET"]),
            Route("/exports/{identifier}", endpoint(shared, self.state), methods=["GET"]),
            Route("/exports/{identifier}/file", endpoint(shared, self.file), methods=["GET"]),
        ]

    async def list_as_file(self, request: Request, context: RequestContext) -> Response:
        """A list as a file, or where it will be."""
        wanted = _wanted(request)
        jobs = self._working() if "respond-async" in request.headers.get("prefer", "") else None
        async with while_connected(request.receive):
            try:
                first = await page(wanted, context)
                await audited(context, wanted.city, f"export:{wanted.file_name}")
                if jobs or first.total > wanted.listed.at_once:
                    job = await (jobs or self._working()).begin(wanted, context, context.known(), first)
                    return _state(job, HTTPStatus.ACCEPTED)
                async with built(wanted, context, first, _unseen) as made:
                    body, digest = b"".join(made.chunks()), made.sha256
            except Refused as refused:
                EXPORTS.labels(wanted.name, wanted.format, refused.code).inc()
                raise
        EXPORTS.labels(wanted.name, wanted.format, "OK").inc()
        return Response(body, headers=head(wanted.written.media, wanted.file_name, digest))

    async def state(self, request: Request, context: RequestContext) -> Response:
        """How far an export has come."""
        job = await self._working().of(request.path_params["identifier"], context.known())
        return _state(job, HTTPStatus.OK)

    async def file(self, request: Request, context: RequestContext) -> Response:
        """The file of an export that is ready, or a range of it."""
        job = await self._working().ready(request.path_params["identifier"], context.known())
        if self._store is None:
            raise _unavailable()
        await audited(context, job.city, f"export:{job.name}")
        stored = Stored(job.file, job.size, job.media, job.name, job.sha256)
        return await stored_response(self._store, stored, request.headers)

    def _working(self) -> Jobs:
        if self._jobs is None:
            raise _unavailable()
        return self._jobs


def _wanted(request: Request) -> Wanted:
    name, ending = request.path_params["name"], request.path_params["ending"]
    if name not in LISTS or ending not in FORMATS:
        sentence = f"没有“{shown(request.url.path)}”：可导出 {'、'.join(LISTS)}，格式为 {'、'.join(FORMATS)}。"
        raise NotFound(sentence)
    return Wanted(name, LISTS[name], ending, LISTS[name].variables(dict(request.query_params)))


def _state(job: Job, status: HTTPStatus) -> Response:
    place = f"/exports/{job.id}"
    said = {
        "id": job.id,
        "state": job.state,
        "read": job.read,
        "entries": job.entries,
        "expires": job.expires.isoformat(timespec="seconds"),
    }
    if job.state == READY:
        said |= {"file": f"{place}/file", "name": job.name, "rows": job.rows, "size": job.size, "sha256": job.sha256}
    if job.state == FAILED:
        said |= {"error": {"code": job.code, "message": job.sentence}}
    response = Response(orjson.dumps(said), status, media_type="application/json")
    response.headers.update({"location": place, "cache-control": "private, no-store"})
    if job.state == RUNNING:
        response.headers["retry-after"] = AGAIN
    return response


def _unavailable() -> FilesUnavailable:
    return FilesUnavailable(
        "本平台没有配置存放文件的地方，长的名单不能导出：请缩小范围，或请管理员设置 BIAOCHI_FILES。"
    )


def _unseen(_read: int, _entries: int) -> None:
    """Nobody looks how far a short one has come."""
