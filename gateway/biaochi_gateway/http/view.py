"""GraphQL over HTTP, WebSocket and server-sent events: Strawberry's view, held to the GraphQL-over-HTTP specification.

Nothing is executed before the caller's token is verified: of a request by its header, of a socket by its first
message. Every answer carries `biaochi-position`; whatever goes wrong is answered as a GraphQL error with a code.
"""

import time

import orjson
from biaochi_chassis.event.call import AUTHORIZATION, POSITION
from biaochi_chassis.foundation.refusal import BadRequest, Refused, RequestTooLarge
from cross_web import HTTPException, StarletteRequestAdapter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.unset import UNSET, UnsetType

from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.http.page import PAGE, POLICY
from biaochi_gateway.http.refused import RESPONSE_JSON, accepts_response_json, refused_response
from biaochi_gateway.http.sockets import SocketHandler
from biaochi_gateway.schema import schema

LARGEST_BODY = 1024 * 1024
PLAIN = ("application/json", "application/json; charset=utf-8")
"""How nearly every client says that it sends JSON; other spellings are understood, too, only not as fast."""


class BoundedRequest(StarletteRequestAdapter):
    """A request whose body is read to one MiB and no further, and once."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self._request = request

    async def get_body(self) -> bytes:
        """The body. Raises RequestTooLarge without reading the rest."""
        return await body_of(self._request)


async def body_of(request: Request) -> bytes:
    """The body, read once. Raises RequestTooLarge without reading the rest."""
    known: bytes | None = getattr(request.state, "body", None)
    if known is None:
        read = bytearray()
        async for chunk in request.stream():
            read += chunk
            if len(read) > LARGEST_BODY:
                raise RequestTooLarge(f"请求超过 {LARGEST_BODY} 字节：请分几次发送，或改用批量导入。")
        known = request.state.body = bytes(read)
    return known


async def plain_operation(request: Request) -> GraphQLRequestData | None:
    """The one operation of a JSON body that wants one JSON answer; None for whatever else may have been sent.

    Raises RequestTooLarge.
    """
    headers = request.headers
    if request.method != "POST" or headers.get("content-type") not in PLAIN or "text/" in headers.get("accept", ""):
        return None
    try:
        sent = orjson.loads(await body_of(request))
    except orjson.JSONDecodeError:
        return None
    if not isinstance(sent, dict) or "extensions" in sent or not isinstance(sent.get("query"), str):
        return None
    variables, name = sent.get("variables"), sent.get("operationName")
    if not isinstance(variables, dict | None) or not isinstance(name, str | None):
        return None
    return GraphQLRequestData(sent["query"], variables, name, None, "http")


class GraphQLView(GraphQL[RequestContext, None]):
    """The view behind /graphql."""

    request_adapter_class = BoundedRequest
    graphql_transport_ws_handler_class = SocketHandler

    def __init__(self, shared: SharedState) -> None:
        super().__init__(
            schema,
            graphql_ide="graphiql" if shared.explorer else None,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL],
            multipart_uploads_enabled=False,
        )
        self._shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or every operation on one socket."""
        if scope["type"] == "websocket":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await self._answer(request)
        await as_accepted(request, response)(scope, receive, send)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> RequestContext:  # noqa: ARG002
        """The request's context, or a socket's, which nobody stands behind yet; each operation makes one from it."""
        found: RequestContext | None = getattr(request.state, "context", None)
        return found or self._context(request)

    def _context(self, request: Request | WebSocket) -> RequestContext:
        return RequestContext(self._shared, request.headers, origin=request.client.host if request.client else "")

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
        if self.should_render_graphql_ide(StarletteRequestAdapter(request)):
            return await self._executed(request, time.perf_counter())
        request_context = request.state.context = self._context(request)
        begun = time.perf_counter()
        try:
            await request_context.authenticate(request.headers.get(AUTHORIZATION, ""))
            request_context.call()
        except Refused as refused:
            return refused_response(request.headers, refused, begun)
        response = await self._executed(request, begun)
        response.headers[POSITION] = request_context.position()
        return response

    async def _executed(self, request: Request, begun: float) -> Response:
        try:
            plain = await plain_operation(request)
            return await (self._plainly(request, plain) if plain else self.run(request))
        except Refused as refused:
            return refused_response(request.headers, refused, begun)
        except HTTPException as broken:
            return refused_response(request.headers, BadRequest(broken.reason), begun, broken.status_code)

    async def _plainly(self, request: Request, operation: GraphQLRequestData) -> Response:
        """Answers what nearly every request is, past all that Strawberry looks at for the others."""
        context: RequestContext = request.state.context
        result = await self.execute_single(request, BoundedRequest(request), Response(), context, None, operation)
        return Response(orjson.dumps(await self.process_result(request, result)), media_type="application/json")

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """The answer's body; one that never came to execution has no `data` for a client that knows the difference."""
        body = await super().process_result(request, result)
        if (
            accepts_response_json(request.headers)
            and result.data is None
            and all(e.path is None for e in result.errors or ())
        ):
            del body["data"]
            request.state.never_executed = True
        return body

    async def render_graphql_ide(self, _request: Request) -> Response:
        """The page for a person, which loads nothing from anywhere else."""
        return HTMLResponse(PAGE, headers={"content-security-policy": POLICY})

    def parse_json(self, data: str | bytes) -> object:
        """A JSON object; anything else is refused."""
        parsed: object = super().parse_json(data)
        if not isinstance(parsed, dict | list):
            raise HTTPException(400, "The request body must be a JSON object.")
        return parsed

    def decode_json(self, data: str | bytes) -> object:
        """JSON to objects."""
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        """Objects to JSON, as text: a socket sends text frames."""
        return orjson.dumps(data).decode()


def as_accepted(request: Request, response: Response) -> Response:
    """The answer in the media type asked for, with the status that goes with it."""
    if accepts_response_json(request.headers) and response.headers["content-type"].startswith("application/json"):
        response.headers["content-type"] = f"{RESPONSE_JSON}; charset=utf-8"
        if getattr(request.state, "never_executed", False):
            response.status_code = 400
    return response
