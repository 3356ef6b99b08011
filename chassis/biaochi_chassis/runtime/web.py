"""A service's web side: its RPC methods and its three probes in one ASGI application.

A handler gets its caller by `call_of(ctx)` and may raise Refused anywhere; a database that does not answer reaches the
caller as SERVICE_UNAVAILABLE, everything else as INTERNAL with a short reference, and the process log with the trace.
"""

import asyncio
import logging
import secrets
from base64 import b64encode
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from biaochi.common.v1.common_pb2 import Refusal
from connectrpc.code import Code
from connectrpc.errors import ConnectError
from connectrpc.interceptor import Interceptor
from connectrpc.request import RequestContext
from connectrpc.server import ConnectASGIApplication
from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused, ServiceUnavailable
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.rpc.refusals import as_error, to_error, to_message
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.engines import is_away

LARGEST_REQUEST = 4 * 1024 * 1024

REQ = TypeVar("REQ")
RES = TypeVar("RES")
SVC_contra = TypeVar("SVC_contra", contravariant=True)

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


def call_of(ctx: RequestContext[Any, Any]) -> Call:
    """Return who calls this method."""
    return Call.from_headers(ctx.request_headers)


def rpc(
    application: Application[SVC_contra], service: SVC_contra, read_your_writes: ReadYourWrites
) -> ConnectASGIApplication[Any]:
    """Serve a service's methods: callers are named, waited for, and refused in one way."""
    return application(
        service, interceptors=[RequestInterceptor(read_your_writes)], read_max_bytes=LARGEST_REQUEST, compressions=()
    )


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


def service_app(name: str, rpc_apps: Iterable[ConnectASGIApplication[Any]], health: Health) -> Starlette:
    """Return the ASGI application of the service `name`: its methods once it has started, its probes always."""
    routes = [Mount(app.path, _OnceStarted(app, health), name=name) for app in rpc_apps]
    return Starlette(routes=[*routes, *_probes(health)])


class _OnceStarted:
    """Lets no call through before the service has started: its database may be one that its code does not know."""

    def __init__(self, app: ASGIApp, health: Health) -> None:
        self._app = app
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self._app if self._health.started else _not_started())(scope, receive, send)


def _not_started() -> JSONResponse:
    """As the Connect protocol says an error of a unary call."""
    refused = ServiceUnavailable("服务还没有开始工作：请稍后重试；写入请用原来的幂等键。")
    detail = {
        "type": Refusal.DESCRIPTOR.full_name,
        "value": b64encode(to_message(refused).SerializeToString()).decode(),
    }
    said = {"code": Code.UNAVAILABLE.value, "message": refused.sentence, "details": [detail]}
    return JSONResponse(said, HTTPStatus.SERVICE_UNAVAILABLE)


class RequestInterceptor:
    """What every method call passes: the caller's own writes are known here before it begins."""

    def __init__(self, read_your_writes: ReadYourWrites) -> None:
        """Wait by what this service has read."""
        self._read_your_writes = read_your_writes

    async def intercept_unary(
        self,
        call_next: Callable[[REQ, RequestContext[Any, Any]], Awaitable[RES]],
        request: REQ,
        ctx: RequestContext[Any, Any],
    ) -> RES:
        """Let one call through; turn what it raises into an answer."""
        try:
            await self._read_your_writes.wait_for(call_of(ctx).positions)
            return await call_next(request, ctx)
        except Refused as refused:
            raise to_error(refused) from None
        except ConnectError:
            raise
        except Exception as trouble:
            if is_away(trouble):
                _logger.warning("%s cannot be answered now: %s", ctx.method.name, trouble)
                raise to_error(ServiceUnavailable("数据库暂时没有回答：请稍后重试；写入请用原来的幂等键。")) from None
            raise _bug(ctx) from None


def _bug(ctx: RequestContext[Any, Any]) -> ConnectError:
    reference = secrets.token_hex(4)
    trace = ctx.request_headers.get("traceparent", "")
    _logger.exception("%s failed", ctx.method.name, extra={"reference": reference, "trace": trace})
    sentence = f"服务内部错误，编号 {reference}：请把编号告诉管理员。"
    return as_error(Code.INTERNAL, Refusal(code="INTERNAL", sentence=sentence))


def _probes(health: Health) -> list[Route]:
    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"live": True})

    async def start(_request: Request) -> JSONResponse:
        return JSONResponse({"started": health.started}, 200 if health.started else 503)

    async def ready(_request: Request) -> JSONResponse:
        troubles, limits = await asyncio.gather(health.troubles(), health.limits())
        said = {"ready": not troubles, "troubles": troubles, "limits": limits}
        return JSONResponse(said, 503 if troubles else 200)

    return [Route("/health/live", live), Route("/health/start", start), Route("/health/ready", ready)]
