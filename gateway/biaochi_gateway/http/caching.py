"""Answers to GET that a client may keep: for itself, and asking each time whether they still hold."""

import hashlib

from biaochi_chassis.event.call import Call
from starlette.requests import Request
from starlette.responses import Response

LENGTH = 32
NOT_MODIFIED = 304
CACHING = {"cache-control": "private, no-cache", "vary": "authorization, accept"}


def conditional(request: Request, response: Response, call: Call) -> Response:
    """The answer under its tag, or 304 without it where the client has it already.

    The tag is of the answer and of whom it is for: one person's never stands for another's, nor for what the same
    person saw with other roles.
    """
    whose = "\n".join((call.caller, *sorted(call.roles), "")).encode()
    digest = hashlib.sha256(whose + bytes(response.body)).hexdigest()
    tag = f'"{digest[:LENGTH]}"'
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        response = Response(status_code=NOT_MODIFIED)
    response.headers.update({"etag": tag, **CACHING})
    return response
