"""Spans of OpenTelemetry: one for each operation or event of a subscription, one for each call of a service.

Never one for a field. The process needs an SDK for them (`opentelemetry-instrument`); without one nothing is made. The
trace is the request's own, so that its id in answers, logs and events is also that of its spans.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from biaochi_chassis.event.call import TRACEPARENT, Call
from biaochi_chassis.foundation.refusal import Refused
from opentelemetry import trace
from opentelemetry.trace import NonRecordingSpan, SpanKind, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from strawberry.types import ExecutionResult

_W3C = TraceContextTextMapPropagator()


def tracer() -> Tracer | None:
    """What makes spans; None where no SDK is in the process."""
    provider = trace.get_tracer_provider()
    return None if isinstance(provider, trace.ProxyTracerProvider) else provider.get_tracer("biaochi.gateway")


class OperationSpan:
    """The span of one operation that is being executed; what it is answered is noted on it."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    def saw(self, result: ExecutionResult) -> ExecutionResult:
        """The answer, with the code of its first error."""
        if result.errors:
            self._span.set_attribute("biaochi.code", str((result.errors[0].extensions or {}).get("code", "")))
        return result


@contextmanager
def operation_span(call: Call, kind: str, name: str, plan: str) -> Iterator[OperationSpan]:
    """The span of an operation: its kind, the first field it selects, and whether it had a plan or why it had none."""
    making = tracer()
    if making is None:
        yield OperationSpan(NonRecordingSpan(trace.INVALID_SPAN_CONTEXT))
        return
    parent = _W3C.extract({TRACEPARENT: call.traceparent})
    attributes = {"graphql.operation.type": kind, "graphql.operation.name": name, "biaochi.plan": plan}
    span = making.start_span(f"{kind} {name}", parent, SpanKind.SERVER, attributes)
    with trace.use_span(span, end_on_exit=True):
        yield OperationSpan(span)


@contextmanager
def call_span(service: str, method: str) -> Iterator[dict[str, str]]:
    """The span of one call of a service; the headers by which the service goes on in it."""
    making = tracer()
    if making is None:
        yield {}
        return
    attributes = {"rpc.system": "connect_rpc", "rpc.service": service, "rpc.method": method}
    # Not made the current one: many resolvers are stepped within one task, and would be each other's children.
    span = making.start_span(f"{service}/{method}", None, SpanKind.CLIENT, attributes)
    try:
        headers: dict[str, str] = {}
        _W3C.inject(headers, trace.set_span_in_context(span))
        yield headers
    except Refused as refused:
        span.set_attribute("biaochi.code", refused.code)
        raise
    finally:
        span.end()
