"""Calls to services: the generated clients over HTTP or, in one process, straight into the service's application.

Every failure is a RefusedByService, so that a caller has one thing to catch.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from connectrpc.client import ConnectClient
from connectrpc.code import Code
from connectrpc.errors import ConnectError
from connectrpc.method import IdempotencyLevel
from connectrpc.request import RequestContext
from pyqwest import Client as HttpClient
from pyqwest import HTTPTransport
from starlette.types import ASGIApp

from biaochi_chassis.identity.services import SERVICE, ServiceIdentity
from biaochi_chassis.rpc.inside import Inside
from biaochi_chassis.rpc.mutual_tls import MOST_IDLE, POOL_IDLE, MutualTls, Renewing
from biaochi_chassis.rpc.probe import Probe
from biaochi_chassis.rpc.refusals import from_error

DEADLINE = 10.0
"""Seconds for one call; a service itself waits up to 2 for what its caller has written."""

C = TypeVar("C", bound=ConnectClient)
REQ = TypeVar("REQ")
RES = TypeVar("RES")


class Clients:
    """All clients of one process: one pool of connections for every service over HTTP."""

    def __init__(self, identity: ServiceIdentity, tls: MutualTls | None = None) -> None:
        """Say with every call which process this is, and show its certificate; open nothing before it is needed."""
        self._identity = identity
        self._tls = tls
        self._transport: HTTPTransport | Renewing | None = None

    def of(self, client: type[C], service: str | ASGIApp, deadline: float = DEADLINE) -> C:
        """Return a generated client for a service at an address, or for its application in this process."""
        address, http = self._way_to(service)
        return client(
            address,
            http_client=http,
            accept_compression=(),
            send_compression=None,
            timeout_ms=round(deadline * 1000),
            interceptors=[_Answers(self._identity)],
        )

    def probe(self, service: str | ASGIApp) -> Probe:
        """Return what asks such a service whether it is ready."""
        address, http = self._way_to(service)
        return Probe(http, address)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._transport is not None:
            await self._transport.aclose()

    def _way_to(self, service: str | ASGIApp) -> tuple[str, HttpClient]:
        if isinstance(service, str):
            return service, HttpClient(self._over_http())
        return "http://inside", HttpClient(Inside(service))

    def _over_http(self) -> HTTPTransport | Renewing:
        if self._transport is None:
            plain = HTTPTransport(pool_idle_timeout=POOL_IDLE, pool_max_idle_per_host=MOST_IDLE)
            self._transport = Renewing(self._tls) if self._tls else plain
        return self._transport


class _Answers:
    """Shows which process calls, turns errors into refusals, and calls once more when a read's connection broke."""

    def __init__(self, identity: ServiceIdentity) -> None:
        self._identity = identity

    async def intercept_unary(
        self,
        call_next: Callable[[REQ, RequestContext[Any, Any]], Awaitable[RES]],
        request: REQ,
        ctx: RequestContext[Any, Any],
    ) -> RES:
        ctx.request_headers[SERVICE] = self._identity.token()
        try:
            return await call_next(request, ctx)
        except ConnectError as error:
            if not _worth_another_try(error, ctx):
                raise from_error(error, ctx.method.service_name) from error
        try:
            return await call_next(request, ctx)
        except ConnectError as error:
            raise from_error(error, ctx.method.service_name) from error


def _worth_another_try(error: ConnectError, ctx: RequestContext[Any, Any]) -> bool:
    """Whether a read did not reach its service: nothing was answered, not even a refusal."""
    reads = ctx.method.idempotency_level is IdempotencyLevel.NO_SIDE_EFFECTS
    return reads and error.code is Code.UNAVAILABLE and not error.details and error.__cause__ is not None
