"""GraphQL over HTTP, WebSocket and server-sent events, held to the GraphQL-over-HTTP specification.

Nothing is executed before the caller's token is verified: of a request by its header, of a socket by its first
message. Every answer carries `biaochi-position`; whatever goes wrong is answered as a GraphQL error with a code. Work
for a client that hangs up ends.
"""

import time
from collections.abc import Mapping
from typing import cast

import orjson
from biaochi_chassis.event.call import AUTHORIZATION, POSITION
from biaochi_chassis.foundation.refusal import BadRequest, Refused
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import process_result
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.execution import PreExecutionError, SubscriptionExecutionResult
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET, UnsetType

from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.http.accept import RESPONSE_JSON, Accepted, accepted
from biaochi_gateway.http.caching import conditional
from biaochi_gateway.http.connected import ClientLeft, while_connected
from biaochi_gateway.http.page import PAGE, POLICY
from biaochi_gateway.http.refusals import MethodNotAllowed, NotAcceptable, NotFound
from biaochi_gateway.http.refused import json_response, refused_response
from biaochi_gateway.http.requests import Requested, requested
from biaochi_gateway.http.sockets import INITIALISED_WITHIN, SocketHandler
from biaochi_gateway.schema import schema

EVERY = frozenset(OperationType)
BY_GET = EVERY - {OperationType.MUTATION}
LEFT = 499
"""As nginx calls it; nobody reads it."""


def context_of(shared: SharedState, request: Request | WebSocket) -> RequestContext:
    """The context of a request or a socket, which nobody stands behind yet."""
    # Each is looked up several times, and Starlette looks through all of them: of a name given twice the first counts.
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(request.scope["headers"])}
    return RequestContext(shared, headers, origin=request.client.host if request.client else "")


def within_quotas(response: Response, context: RequestContext) -> Response:
    """The answer with what its caller has left, where it is known who that is."""
    if context.user:
        response.headers.update(context.left().headers())
    return response


class GraphQLView(GraphQL[RequestContext, None]):
    """The view behind /graphql."""

    graphql_transport_ws_handler_class = SocketHandler

    def __init__(self, shared: SharedState) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL],
            connection_init_wait_timeout=INITIALISED_WITHIN,
            max_subscriptions_per_connection=None,  # Ours has a code: SocketHandler.
        )
        self._shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or every operation on one socket."""
        if scope["type"] == "websocket":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> RequestContext:  # noqa: ARG002
        """The context of a socket, from which each operation makes one."""
        return context_of(self._shared, request)

    async def on_ws_connect(self, context: RequestContext) -> UnsetType:
        """Makes out whose socket it is, by its first message or, for programs, by a header of its request."""
        given = (context.connection_params or {}).get(AUTHORIZATION) or context.headers.get(AUTHORIZATION, "")
        try:
            await context.authenticate(str(given))
        except Refused as refused:
            raise ConnectionRejectionError({"code": refused.code}) from refused
        nothing_to_say: UnsetType = UNSET
        return nothing_to_say

    async def _answer(self, request: Request) -> Response:
        accepts, begun = accepted(request.headers.get("accept", "")), time.perf_counter()
        if self._shared.explorer and accepts.page and _opens_a_page(request):
            return HTMLResponse(PAGE, headers={"content-security-policy": POLICY})
        context = context_of(self._shared, request)
        try:
            if request.method not in ("GET", "POST"):
                raise MethodNotAllowed(f"这里不接受 {request.method}：请用 POST，或用 GET 查询。")
            if accepts.page and not accepts.answer and _opens_a_page(request):
                raise NotFound("这里不提供网页：请用 POST 发 GraphQL 请求。")
            await context.authenticate(request.headers.get(AUTHORIZATION, ""))
            context.check_headers()
            response = await self._executed(request, context, accepts)
        except Refused as refused:
            return within_quotas(refused_response(request.headers, refused, begun), context)
        except ClientLeft:
            return Response(status_code=LEFT)
        response.headers[POSITION] = context.position()
        return within_quotas(response, context)

    async def _executed(self, request: Request, context: RequestContext, accepts: Accepted) -> Response:
        """The answer, or the stream of answers, to what was asked. Raises Refused for what is no request."""
        if not (accepts.answer or accepts.stream):
            raise NotAcceptable(
                "请求只接受这里没有的类型：请接受 application/graphql-response+json、application/json "
                "或 text/event-stream。"
            )
        operation = await requested(request)
        query = self._shared.persisted.text(operation.query, operation.extensions)
        if request.method == "GET" and operation.query and not self._shared.explorer:
            raise BadRequest("这里用 GET 只能做已登记的文档：请用 POST，或在 extensions.persistedQuery 中给出哈希。")
        allowed = BY_GET if request.method == "GET" else EVERY
        operation = operation._replace(query=query)
        if accepts.stream_first or (accepts.stream and schema.is_subscription(query, operation.operation_name)):
            return await self._streaming(request, context, operation, allowed)
        async with while_connected(request.receive):
            result = await schema.execute(
                query,
                operation.variables,
                context,
                operation_name=operation.operation_name,
                allowed_operation_types=allowed,
                operation_extensions=operation.extensions,
            )
        body: dict[str, object] = {**process_result(result)}
        if accepts.answer == RESPONSE_JSON and isinstance(result, PreExecutionError):
            # It never came to execution: there is no `data` for a client that knows the difference.
            del body["data"]
            return json_response(request.headers, body, 400)
        response = json_response(request.headers, body)
        if request.method == "GET" and not result.errors:
            return conditional(request, response, context.call())
        return response

    async def _streaming(
        self, request: Request, context: RequestContext, operation: Requested, allowed: frozenset[OperationType]
    ) -> Response:
        answers = await schema.stream(
            operation.query,
            operation.variables,
            context,
            operation_name=operation.operation_name,
            allowed_operation_types=allowed,
        )
        head = await self.get_sub_response(request)
        return await self._create_streaming_response(request, cast(SubscriptionExecutionResult, answers), "sse", head)

    def decode_json(self, data: str | bytes) -> object:
        """JSON to objects, of a message on a socket."""
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        """Objects to JSON, as text: a socket sends text frames."""
        return orjson.dumps(data).decode()


def _opens_a_page(request: Request) -> bool:
    """Whether somebody opens the address as a page."""
    parameters: Mapping[str, str] = request.query_params
    return request.method == "GET" and "query" not in parameters and "extensions" not in parameters
