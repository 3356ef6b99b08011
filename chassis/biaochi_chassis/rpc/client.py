"""Calls to services: the generated clients over HTTP or, in one process, straight to the service's methods.

Every failure is a RefusedByService, so that a caller has one thing to catch.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from connectrpc.client import ConnectClient
from connectrpc.code import Code
from connectrpc.errors import ConnectError
from connectrpc.interceptor import UnaryInterceptor
from connectrpc.method import IdempotencyLevel
from connectrpc.request import RequestContext
from pyqwest import Client as HttpClient
from pyqwest import HTTPTransport

from biaochi_chassis.identity.services import SERVICE, ServiceIdentity
from biaochi_chassis.rpc.inside import Inside, Service
from biaochi_chassis.rpc.mutual_tls import MOST_IDLE, POOL_IDLE, MutualTls, Renewing
from biaochi_chassis.rpc.probe import InsideProbe, Probe, RemoteProbe
from biaochi_chassis.rpc.refusals import from_error

DEADLINE = 10.0
"""Seconds for one call; a service itself waits up to 2 for what its caller has written."""

INSIDE = "http://inside"
"""The address of what is in this process: nothing is sent there."""

C = TypeVar("C", bound=ConnectClient)
REQ = TypeVar("REQ")
RES = TypeVar("RES")


class Clients:
    """All clients of one process: one pool of connections for every service over HTTP."""

    def __init__(self, identity: ServiceIdentity, tls: MutualTls | None = None) -> None:
        """Say with every call which process this is, and show its certificate; open nothing before it is needed."""
        self._answers: UnaryInterceptor = _Answers(identity)
        self._tls = tls
        self._transport: HTTPTransport | Renewing | None = None

    def of(self, client: type[C], service: str | Service, deadline: float = DEADLINE) -> C:
        """Return a generated client for a service at an address, or for one of this process."""
        if isinstance(service, str):
            address, http, interceptors = service, HttpClient(self._over_http()), [self._answers]
        else:
            address, http, interceptors = INSIDE, None, [self._answers, Inside(service)]
        return client(
            address,
            http_client=http,
            accept_compression=(),
            send_compression=None,
            timeout_ms=round(deadline * 1000),
            interceptors=interceptors,
        )

    def probe(self, service: str | Service) -> Probe:
        """Return what asks such a service whether it is ready."""
        if isinstance(service, str):
            return RemoteProbe(HttpClient(self._over_http()), service)
        return InsideProbe(service)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._transport is not None:
            await self._transport.aclose()

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
