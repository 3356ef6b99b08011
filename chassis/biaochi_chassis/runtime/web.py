"""A service's web side: its RPC methods and its three probes in one ASGI application.

A handler gets its caller by `call_of(ctx)` and may raise Refused anywhere; a database that does not answer reaches the
caller as SERVICE_UNAVAILABLE, one without room as STORAGE_FULL, everything else as INTERNAL with a short reference, and
the process log with the trace.
"""

import asyncio
import logging
import secrets
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from contextvars import ContextVar
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from biaochi.common.v1.common_pb2 import Refusal, WriteAnswer
from connectrpc.code import Code
from connectrpc.errors import ConnectError
from connectrpc.interceptor import Interceptor
from connectrpc.request import RequestContext
from connectrpc.server import ConnectASGIApplication
from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from biaochi_chassis.event.call import AUTHORIZATION, Call
from biaochi_chassis.foundation.refusal import Refused, ServiceUnavailable, StorageFull
from biaochi_chassis.rpc.inside import LARGEST_REQUEST
from biaochi_chassis.rpc.methods import batch_size, python_name
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.rpc.refusals import as_error, to_error, to_message
from biaochi_chassis.runtime.auditing import Auditor
from biaochi_chassis.runtime.guard import Guard
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.requests import FAILED, LEFT, OK, Observer
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.engines import is_away, is_full

REQ = TypeVar("REQ")
RES = TypeVar("RES")
SVC_contra = TypeVar("SVC_contra", contravariant=True)

NOT_STARTED = ServiceUnavailable("服务还没有开始工作：请稍后重试；写入请用原来的幂等键。")
_FULL = "数据库的磁盘满了，这次没有写入：请管理员腾出空间，然后用原来的幂等键重试；查询照常。"

_logger = logging.getLogger(__name__)


class Application(Protocol[SVC_contra]):
    """What the generator makes of a service: an ASGI application over the service's methods."""

    def __call__(
        self,
        service: SVC_contra,
        *,
        interceptors: Iterable[Interceptor],
        read_max_bytes: int,
        compressions: Iterable[Any],
    ) -> ConnectASGIApplication[Any]:
        """Make it."""
        ...


_admitted: ContextVar[Call] = ContextVar("admitted")
_NOBODY = Call.internal("")
"""Before it is known who calls."""


def call_of(_ctx: RequestContext[Any, Any]) -> Call:
    """Return who calls this method, as the guard found."""
    return _admitted.get()


class Rpc:
    """A service's methods: callers are proven, waited for, refused in one way, and audited, whichever way they come."""

    def __init__(self, app: ConnectASGIApplication[Any], service: object, interceptor: "RequestInterceptor") -> None:
        """`app` answers calls over HTTP; those of this process go to the service itself."""
        self.app = app
        self._service = service
        self._interceptor = interceptor

    async def answer(self, request: REQ, ctx: RequestContext[REQ, RES]) -> RES:
        """Answer a call of this process."""
        method: Callable[[REQ, RequestContext[REQ, RES]], Awaitable[RES]]
        method = getattr(self._service, python_name(ctx.method.name))
        return await self._interceptor.intercept_unary(method, request, ctx)


def rpc(
    application: Application[SVC_contra],
    service: SVC_contra,
    read_your_writes: ReadYourWrites,
    guard: Guard,
    auditor: Auditor,
) -> Rpc:
    """Serve a service's methods."""
    interceptor = RequestInterceptor(read_your_writes, guard, auditor)
    app = application(service, interceptors=[interceptor], read_max_bytes=LARGEST_REQUEST, compressions=())
    return Rpc(app, service, interceptor)


class Reader(Protocol):
    """A service that reads a database."""

    @property
    def database(self) -> Database:
        """The database."""
        ...


R = TypeVar("R", bound=Reader)


def reads(
    answer: Callable[[R, Connection, REQ], RES],
) -> Callable[[R, REQ, RequestContext[Any, Any]], Coroutine[Any, Any, RES]]:
    """Make a method of plain code that answers a request from one snapshot of the service's database."""

    @wraps(answer)
    async def method(service: R, request: REQ, _ctx: RequestContext[Any, Any]) -> RES:
        return await service.database.read(lambda connection: answer(service, connection, request))

    return method


def reads_for_caller(
    answer: Callable[[R, Connection, REQ, Call], RES],
) -> Callable[[R, REQ, RequestContext[Any, Any]], Coroutine[Any, Any, RES]]:
    """Do the same for a method whose answer depends on who calls."""

    @wraps(answer)
    async def method(service: R, request: REQ, ctx: RequestContext[Any, Any]) -> RES:
        call = call_of(ctx)
        return await service.database.read(lambda connection: answer(service, connection, request, call))

    return method


class ServiceApp:
    """The application of a service: its methods, to which calls go straight, and its probes for everything else.

    No call comes through before the service has started: its database may be one that its code does not know.
    """

    def __init__(self, services: Iterable[Rpc], health: Health) -> None:
        """Serve these methods."""
        self._services = {each.app.path: each for each in services}
        self._health = health
        self._others = Starlette(routes=probes(health))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request over HTTP."""
        found = self._services.get(scope.get("path", "").rpartition("/")[0])
        app: ASGIApp = found.app if found else self._others
        if found and not self._health.started:
            app = _not_started()
        await app(scope, receive, send)

    async def answer(self, request: REQ, ctx: RequestContext[REQ, RES]) -> RES:
        """Answer a call of this process. Raises ConnectError."""
        if not self._health.started:
            raise to_error(NOT_STARTED)
        return await self._services[f"/{ctx.method.service_name}"].answer(request, ctx)

    async def troubles(self) -> Mapping[str, str]:
        """Return why the service is not ready, as its probe says it."""
        return await self._health.troubles()


def _not_started() -> JSONResponse:
    """As the Connect protocol says an error of a unary call."""
    detail = {
        "type": Refusal.DESCRIPTOR.full_name,
        "value": b64encode(to_message(NOT_STARTED).SerializeToString()).decode(),
    }
    said = {"code": Code.UNAVAILABLE.value, "message": NOT_STARTED.sentence, "details": [detail]}
    return JSONResponse(said, HTTPStatus.SERVICE_UNAVAILABLE)


class RequestInterceptor:
    """What every method call passes: who calls is proven, and their own writes are known here before it begins."""

    def __init__(self, read_your_writes: ReadYourWrites, guard: Guard, auditor: Auditor) -> None:
        """Wait by what this service has read; let through whom the guard admits; have it audited."""
        self._read_your_writes = read_your_writes
        self._guard = guard
        self._auditor = auditor
        self._observers: dict[str, Observer] = {}

    async def intercept_unary(
        self,
        call_next: Callable[[REQ, RequestContext[Any, Any]], Awaitable[RES]],
        request: REQ,
        ctx: RequestContext[Any, Any],
    ) -> RES:
        """Let one call through; turn what it raises into an answer; leave a line and a measurement."""
        begun, code = time.perf_counter(), LEFT
        _admitted.set(_NOBODY)
        try:
            answer = await self._audited(call_next, request, ctx)
            code = _code_of(answer)
        except Refused as refused:
            code = refused.code
            raise to_error(refused) from None
        except ConnectError as error:
            code = error.code.name
            raise
        except Exception as trouble:
            if is_full(trouble):
                code = StorageFull.code
                _logger.error("%s finds no room to write: %s", ctx.method.name, trouble)
                raise to_error(StorageFull(_FULL)) from None
            if is_away(trouble):
                code = ServiceUnavailable.code
                _logger.warning("%s cannot be answered now: %s", ctx.method.name, trouble)
                raise to_error(ServiceUnavailable("数据库暂时没有回答：请稍后重试；写入请用原来的幂等键。")) from None
            code = FAILED
            raise _bug(ctx, _admitted.get()) from None
        else:
            return answer
        finally:
            call = _admitted.get()
            self._observer(ctx).completed(begun, call.trace_id, call.caller, code, **batch_size(request))

    async def _audited(
        self,
        call_next: Callable[[REQ, RequestContext[Any, Any]], Awaitable[RES]],
        request: REQ,
        ctx: RequestContext[Any, Any],
    ) -> RES:
        """Let a call through whose refusal, and whose answer if it shows what is personal, is written down first."""
        headers = ctx.request_headers
        call = Call.from_headers(headers)
        _admitted.set(call)
        try:
            via = await self._guard.calling_service(headers)
            # Waited for before it is judged: what the caller was granted may be among what they have just written.
            await self._read_your_writes.wait_for(call.positions)
            call, user = await self._guard.identify(call.to(ctx.method.name, via), headers.get(AUTHORIZATION, ""))
            _admitted.set(call)
            call = await self._guard.authorize(call, user, request)
            _admitted.set(call)
            answer = await call_next(request, ctx)
        except Refused as refused:
            await self._auditor.refused(call, request, refused)
            raise
        await self._auditor.disclosed(call, request, answer)
        return answer

    def _observer(self, ctx: RequestContext[Any, Any]) -> Observer:
        """Return the one of a method; its service is called as in `biaochi.org.v1.OrgService`."""
        known = self._observers.get(ctx.method.name)
        if known is None:
            service = ctx.method.service_name.split(".")[1]
            known = self._observers[ctx.method.name] = Observer(service, ctx.method.name)
        return known


def _code_of(answer: object) -> str:
    """Return what became of a request that was answered: a batch says by itself what it was refused for."""
    return answer.refusals[0].code if isinstance(answer, WriteAnswer) and answer.refusals else OK


def _bug(ctx: RequestContext[Any, Any], call: Call) -> ConnectError:
    reference, trace = secrets.token_hex(4), call.trace_id
    _logger.exception("%s failed", ctx.method.name, extra={"reference": reference, "trace": trace})
    sentence = f"服务内部错误，编号 {reference}：请把编号告诉管理员。"
    return as_error(Code.INTERNAL, Refusal(code="INTERNAL", sentence=sentence))


def probes(health: Health) -> list[Route]:
    """Return the paths at which is said whether a part lives, has started, and is ready."""

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"live": True})

    async def start(_request: Request) -> JSONResponse:
        return JSONResponse({"started": health.started}, 200 if health.started else 503)

    async def ready(_request: Request) -> JSONResponse:
        troubles, limits = await asyncio.gather(health.troubles(), health.limits())
        said = {"ready": not troubles, "troubles": troubles, "limits": limits}
        return JSONResponse(said, 503 if troubles else 200)

    return [Route("/health/live", live), Route("/health/start", start), Route("/health/ready", ready)]
