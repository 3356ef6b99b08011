"""What Starlette would say itself, said as we say it: a GraphQL error with a code and a sentence."""

import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from biaochi_chassis.foundation.refusal import BadRequest, Refused, shown
from graphql import GraphQLError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from biaochi_gateway.execution.errors import spoken
from biaochi_gateway.http.refusals import MethodNotAllowed, NotFound
from biaochi_gateway.http.refused import json_response, refused_response


async def as_refused(request: Request, error: Exception) -> Response:
    """What the framework refused: a path or a method that is not there."""
    headers = (error.headers if isinstance(error, HTTPException) else None) or {}
    response = refused_response(request.headers, _refusal(request, error), time.perf_counter())
    response.headers.update(headers)
    return response


async def as_broken(request: Request, error: Exception) -> Response:
    """A fault of ours: a reference for the caller, all the rest for the log."""
    sentence, extensions = spoken(GraphQLError(str(error), original_error=error))
    body = {"errors": [{"message": sentence, "extensions": extensions}]}
    return json_response(request.headers, body, HTTPStatus.INTERNAL_SERVER_ERROR)


def _refusal(request: Request, error: Exception) -> Refused:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
    path = shown(request.url.path)
    if status == HTTPStatus.NOT_FOUND:
        return NotFound(f"没有“{path}”：图在 /graphql。")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return MethodNotAllowed(f"“{path}”不接受 {request.method}。")
    return BadRequest(f"请求读不懂：请核对后再发（{status}）。")


HANDLERS: Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    HTTPException: as_refused,
    Exception: as_broken,
}
