"""What is refused of a request before anybody looks at its document; each with its status."""

from http import HTTPStatus

from biaochi_chassis.foundation.refusal import Forbidden, Refused, RequestTooLarge, Unauthenticated

from biaochi_gateway.execution.quotas import ExecutionTimeout, RateLimited, TooManyConcurrent


class NotFound(Refused):
    """There is nothing at this path."""

    code = "NOT_FOUND"


class MethodNotAllowed(Refused):
    """The path knows other methods of HTTP, not this one."""

    code = "METHOD_NOT_ALLOWED"


class NotAcceptable(Refused):
    """None of the media types that the client accepts can be answered."""

    code = "NOT_ACCEPTABLE"


class UnsupportedMediaType(Refused):
    """The body is not in a media type that is understood here."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class TooManyOperations(Refused):
    """One socket has as many operations open as it may; one of them has to end before another begins."""

    code = "TOO_MANY_OPERATIONS"


STATUS = {
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    MethodNotAllowed: HTTPStatus.METHOD_NOT_ALLOWED,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    RequestTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    TooManyConcurrent: HTTPStatus.TOO_MANY_REQUESTS,
    ExecutionTimeout: HTTPStatus.GATEWAY_TIMEOUT,
}


def status_of(refused: Refused) -> int:
    """The status of the answer; 400 where no other is meant."""
    return STATUS.get(type(refused), HTTPStatus.BAD_REQUEST)
