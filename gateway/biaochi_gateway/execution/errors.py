"""Errors as a caller may see them: a refusal whole, a bad request named, anything else masked under a reference."""

import logging
import re
import secrets
from collections.abc import Iterable

from biaochi_chassis.foundation.refusal import NotYetKnown, Refused
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.utils.str_converters import to_camel_case

from biaochi_gateway.execution.context import Context

logger = logging.getLogger("biaochi.gateway")

_SUGGESTION = re.compile(r" Did you mean [^?]*\?")

RETRY_AFTER = "retryAfter"
SOON = 1
LATER = 3
"""Seconds after which the same may be asked again: what was just written is on its way; what is down takes longer."""


def spoken_all(errors: Iterable[GraphQLError], context: Context) -> list[GraphQLError]:
    """The errors as the caller may see them, each with a stable code and its request's trace id."""
    return [_spoken(error, context) for error in errors]


def _spoken(error: GraphQLError, context: Context) -> GraphQLError:
    sentence, extensions = spoken(error)
    if not context.explorer and error.original_error is None:
        sentence = _SUGGESTION.sub("", sentence)
    extensions["traceId"] = context.viewer.call.trace_id
    return GraphQLError(
        sentence,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


def spoken(error: GraphQLError) -> tuple[str, dict[str, object]]:
    """The sentence and the extensions: code always; when to retry, field, index of a refusal; reference of a bug."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, Refused):
        return refusal(cause)
    if cause is None and error.path is None:
        return request_error(error)
    reference = secrets.token_hex(4)
    logger.error("masked error %s", reference, exc_info=cause or error)
    return f"系统内部出错，编号 {reference}。请稍后再试；若仍出错，请把编号告诉管理员。", {
        "code": "INTERNAL",
        "retryable": False,
        "reference": reference,
    }


def _seconds(refused: Refused) -> int:
    """After how many seconds it may be tried again: as the refusal says itself, or as is usual."""
    usual = SOON if refused.code == NotYetKnown.code else LATER
    return int((refused.details or {}).get(RETRY_AFTER, usual))


def refusal(refused: Refused) -> tuple[str, dict[str, object]]:
    """What a service refused, and why; the field under its name in the graph."""
    if refused.code == "INTERNAL":
        logger.error("a service failed: %s", refused.sentence)
    extensions = {
        "code": refused.code,
        "retryable": refused.retryable,
        RETRY_AFTER: _seconds(refused) if refused.retryable else None,
        "field": refused.field and to_camel_case(refused.field),
        "index": refused.index,
        "details": dict(refused.details or {}) or None,
    }
    return refused.sentence, {name: value for name, value in extensions.items() if value is not None}


def request_error(error: GraphQLError) -> tuple[str, dict[str, object]]:
    """A document that cannot be read or does not fit the schema, with what exactly is wrong in GraphQL's own words."""
    if isinstance(error, GraphQLSyntaxError):
        sentence, code = "查询不合 GraphQL 的语法，请改正后再发", "GRAPHQL_PARSE_FAILED"
    else:
        sentence, code = "查询或变量与图的结构不符，请对照 schema.graphql 改正", "GRAPHQL_VALIDATION_FAILED"
    return f"{sentence}：{error.message}", {"code": code, "retryable": False}
