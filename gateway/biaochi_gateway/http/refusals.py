"""What is refused of a request before anybody looks at its document; each with its status."""

from http import HTTPStatus

from biaochi_chassis.foundation.refusal import Forbidden, Refused, RequestTooLarge, ServiceUnavailable, Unauthenticated

from biaochi_gateway.execution.quotas import ExecutionTimeout, RateLimited, TooManyConcurrent
from biaochi_gateway.files.refusals import (
    ExportInterrupted,
    ExportNotReady,
    ExportOutdated,
    FilesUnavailable,
    FileTypeRefused,
    RangeNotSatisfiable,
    ScannerUnavailable,
    StoreUnavailable,
    TooManyExports,
    UnknownExport,
    UnknownFile,
)


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
    refused.code: status
    for refused, status in {
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
        ServiceUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
        UnknownExport: HTTPStatus.NOT_FOUND,
        ExportNotReady: HTTPStatus.CONFLICT,
        ExportInterrupted: HTTPStatus.GONE,
        ExportOutdated: HTTPStatus.GONE,
        TooManyExports: HTTPStatus.TOO_MANY_REQUESTS,
        FilesUnavailable: HTTPStatus.NOT_IMPLEMENTED,
        FileTypeRefused: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ScannerUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
        StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
        UnknownFile: HTTPStatus.NOT_FOUND,
        RangeNotSatisfiable: HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
    }.items()
}
"""By code: what a service refused comes back with the code alone."""


def status_of(refused: Refused) -> int:
    """The status of the answer; 400 where no other is meant."""
    return STATUS.get(refused.code, HTTPStatus.BAD_REQUEST)
