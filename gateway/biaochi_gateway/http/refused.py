"""A refusal of a whole request, in the media type the client asked for, under the trace the client gave."""

from collections.abc import Mapping

import orjson
from biaochi_chassis.event.call import TRACEPARENT, Call, valid_traceparent
from biaochi_chassis.foundation.refusal import Forbidden, Refused, RequestTooLarge, Unauthenticated
from biaochi_chassis.runtime.requests import OTHER
from starlette.responses import Response

from biaochi_gateway.execution.errors import refusal
from biaochi_gateway.execution.observing import OBSERVERS

RESPONSE_JSON = "application/graphql-response+json"

_STATUS = {Unauthenticated: 401, Forbidden: 403, RequestTooLarge: 413}


def accepts_response_json(headers: Mapping[str, str]) -> bool:
    """Whether the client knows the media type of the specification."""
    return RESPONSE_JSON in headers.get("accept", "")


def refused_response(headers: Mapping[str, str], refused: Refused, begun: float, status: int = 400) -> Response:
    """The one error of a request that came at `begun` and was not looked at further; 401 says how to sign in."""
    sentence, extensions = refusal(refused)
    call = Call("", frozenset(), valid_traceparent(headers.get(TRACEPARENT, "")))
    extensions["traceId"] = call.trace_id
    OBSERVERS.of(OTHER).completed(begun, call.trace_id, call.caller, refused.code)
    body = orjson.dumps({"errors": [{"message": sentence, "extensions": extensions}]})
    media = f"{RESPONSE_JSON}; charset=utf-8" if accepts_response_json(headers) else "application/json"
    response = Response(body, _STATUS.get(type(refused), status), media_type=media)
    if isinstance(refused, Unauthenticated):
        response.headers["www-authenticate"] = "Bearer"
    return response
