"""Refusals on the wire, both ways: biaochi.common.v1.Refusal inside a Connect error."""

from biaochi.common.v1.common_pb2 import Refusal
from connectrpc.code import Code
from connectrpc.errors import ConnectError, ErrorDetail
from google.protobuf.message import DecodeError
from protobuf.wkt import Any

from biaochi_chassis.foundation.refusal import Forbidden, Refused, RequestTooLarge, ServiceUnavailable, Unauthenticated

_PREFIX = "type.googleapis.com/"
_NAME = Refusal.DESCRIPTOR.full_name
_CODES = {Unauthenticated.code: Code.UNAUTHENTICATED, Forbidden.code: Code.PERMISSION_DENIED}


class RefusedByService(Refused):
    """What a service refused, as its caller gets it back: code and all the rest as the service said it."""

    code = "INTERNAL"

    def __init__(self, refusal: Refusal) -> None:
        """Take everything from the message."""
        index = refusal.index if refusal.placed else None
        super().__init__(refusal.sentence, index=index, field=refusal.field or None, details=dict(refusal.details))
        # Here the code is the service's, not the class's.
        self.__dict__.update(code=refusal.code, retryable=refusal.retryable)


def to_message(refused: Refused) -> Refusal:
    """Return a refusal as a message."""
    return Refusal(
        code=refused.code,
        sentence=refused.sentence,
        retryable=refused.retryable,
        index=refused.index or 0,
        placed=refused.index is not None,
        field=refused.field or "",
        details=refused.details,
    )


def to_error(refused: Refused) -> ConnectError:
    """Return a refusal as the error a service answers with."""
    code = Code.UNAVAILABLE if refused.retryable else _CODES.get(refused.code, Code.FAILED_PRECONDITION)
    return as_error(code, to_message(refused))


def as_error(code: Code, refusal: Refusal) -> ConnectError:
    """Return a Connect error that carries this refusal whole."""
    detail = Any(type_url=_PREFIX + _NAME, value=refusal.SerializeToString())
    return ConnectError(code, refusal.sentence, [ErrorDetail(detail)])


def from_error(error: ConnectError, service: str) -> RefusedByService:
    """Return what an error of a service means for its caller, whether or not the service could say it itself."""
    for detail in error.details:
        if detail.type_name == _NAME:
            try:
                return RefusedByService(Refusal.FromString(detail.message_bytes))
            except DecodeError:
                break
    return RefusedByService(_unsaid(error.code, service))


def _unsaid(code: Code, service: str) -> Refusal:
    if code is Code.RESOURCE_EXHAUSTED:
        return Refusal(code=RequestTooLarge.code, sentence="请求超过了 4 MiB：请分批提交。")
    if code in (Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELED):
        sentence = f"{service} 服务没有及时回答：请稍后重试；写入请用原来的幂等键。"
        return to_message(ServiceUnavailable(sentence))
    return Refusal(code="INTERNAL", sentence=f"{service} 服务出了内部错误：请联系管理员。")
