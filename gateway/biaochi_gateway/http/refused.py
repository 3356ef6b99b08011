"""A refusal of a whole request, in the media type the client asked for, under the trace the client gave."""

import time
from collections.abc import Mapping

import orjson
from biaochi_chassis.event.call import TRACEPARENT, Call, valid_traceparent
from biaochi_chassis.foundation.refusal import Refused, Unauthenticated
from biaochi_chassis.runtime.requests import OTHER
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from biaochi_gateway.execution.errors import RETRY_AFTER, refusal
from biaochi_gateway.execution.observing import OBSERVERS
from biaochi_gateway.files.refusals import RangeNotSatisfiable
from biaochi_gateway.http.accept import JSON, RESPONSE_JSON, accepted
from biaochi_gateway.http.refusals import MethodNotAllowed, status_of


def refused_response(headers: Mapping[str, str], refused: Refused, begun: float) -> Response:
    """The one error of a request that came at `begun` and was not looked at further; 401 says how to sign in."""
    sentence, extensions = refusal(refused)
    call = Call("", frozenset(), valid_traceparent(headers.get(TRACEPARENT, "")))
    extensions["traceId"] = call.trace_id
    OBSERVERS.of(OTHER).completed(begun, call.trace_id, call.caller, refused.code)
    body = {"errors": [{"message": sentence, "extensions": extensions}]}
    response = json_response(headers, body, status_of(refused))
    if isinstance(refused, Unauthenticated):
        response.headers["www-authenticate"] = "Bearer"
    if isinstance(refused, MethodNotAllowed):
        response.headers["allow"] = "GET, POST"
    if isinstance(refused, RangeNotSatisfiable):
        response.headers.update(refused.details)
    return response


async def turn_away(scope: Scope, receive: Receive, send: Send, refused: Refused, reason: str) -> None:
    """Answer a request with its refusal without looking further; close a socket with the reason."""
    begun = time.perf_counter()
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
        return
    await refused_response(Headers(scope=scope), refused, begun)(scope, receive, send)


def json_response(headers: Mapping[str, str], body: Mapping[str, object], status: int = 200) -> Response:
    """One answer in the media type asked for; it says when to come again where an error in it is for now only."""
    answer = accepted(headers.get("accept", "")).answer or JSON
    media = f"{RESPONSE_JSON}; charset=utf-8" if answer == RESPONSE_JSON else JSON
    response = Response(orjson.dumps(body), status, media_type=media)
    if seconds := retry_after(body):
        response.headers["retry-after"] = str(seconds)
    return response


def retry_after(body: Mapping[str, object]) -> int:
    """After how many seconds what failed may be asked again; 0 where nothing failed for now only."""
    errors = body.get("errors")
    found = [one.get("extensions", {}).get(RETRY_AFTER, 0) for one in errors] if isinstance(errors, list) else []
    return max(found, default=0)
