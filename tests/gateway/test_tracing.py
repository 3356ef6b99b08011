"""Spans of an operation and of the calls it makes, in the trace that the request brought."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from biaochi_gateway.execution import tracing
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, NonRecordingSpan, NoOpTracer, Span, SpanContext, SpanKind, TraceFlags
from opentelemetry.util.types import Attributes, AttributeValue

from tests.gateway.conftest import Gateway

TRACE = "0123456789abcdef0123456789abcdef"
TRACEPARENT = {"traceparent": f"00-{TRACE}-0123456789abcdef-01"}


class Recorded(NonRecordingSpan):
    """A span that remembers what it was made with, and whether it has ended."""

    def __init__(self, name: str, parent: SpanContext, number: int, attributes: Attributes) -> None:
        super().__init__(SpanContext(parent.trace_id, number, is_remote=False, trace_flags=TraceFlags(1)))
        self.name, self.parent, self.attributes, self.ended = name, parent.span_id, dict(attributes or {}), False

    def set_attribute(self, key: str, value: AttributeValue) -> None:
        self.attributes[key] = value

    def end(self, end_time: int | None = None) -> None:  # noqa: ARG002  # as the interface has it
        self.ended = True


@dataclass
class Recording(NoOpTracer):
    """Makes such spans."""

    spans: list[Recorded] = field(default_factory=list)

    def start_span(
        self,
        name: str,
        context: Context | None = None,
        kind: SpanKind = SpanKind.INTERNAL,  # noqa: ARG002
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,  # noqa: ARG002
        start_time: int | None = None,  # noqa: ARG002
        record_exception: bool = True,  # noqa: ARG002
        set_status_on_exception: bool = True,  # noqa: ARG002
    ) -> Span:
        parent = trace.get_current_span(context).get_span_context()
        self.spans.append(Recorded(name, parent, len(self.spans) + 1, attributes))
        return self.spans[-1]


@pytest.fixture
def recording(monkeypatch: pytest.MonkeyPatch) -> Recording:
    """What an SDK would record."""
    found = Recording()
    monkeypatch.setattr(tracing, "tracer", lambda: found)
    return found


async def test_an_operation_and_its_calls_are_spans_of_the_requests_trace_and_no_field_is(
    gateway: Gateway, recording: Recording
) -> None:
    query = '{ organization(city: "yangcheng", code: "B1") { code name parent { code name } } }'
    await gateway.post({"query": query}, TRACEPARENT)

    operation, *calls = recording.spans
    assert operation.name == "query organization"
    assert operation.attributes["biaochi.plan"] == "planned"
    assert [call.name for call in calls] == ["org/batch_get_organizations"] * 2
    assert {call.parent for call in calls} == {operation.get_span_context().span_id}
    assert {span.get_span_context().trace_id for span in recording.spans} == {int(TRACE, 16)}
    assert all(span.ended for span in recording.spans)


async def test_a_service_goes_on_below_the_span_of_its_call(gateway: Gateway, recording: Recording) -> None:
    await gateway.post({"query": "{ cities { totalCount } }"}, TRACEPARENT)

    _, call = recording.spans
    (served,) = gateway.recorder.calls()
    assert served.traceparent == f"00-{TRACE}-{call.get_span_context().span_id:016x}-01"


async def test_what_was_refused_stands_on_the_span_by_its_code(gateway: Gateway, recording: Recording) -> None:
    query = '{ standings(city: "yangcheng", cycle: "2020", index: "nothing") { totalCount } }'
    await gateway.post({"query": query}, TRACEPARENT)

    assert [span.attributes["biaochi.code"] for span in recording.spans] == ["UNKNOWN_INDEX", "UNKNOWN_INDEX"]


async def test_without_an_sdk_the_trace_goes_through_as_it_came(gateway: Gateway) -> None:
    await gateway.post({"query": "{ cities { totalCount } }"}, TRACEPARENT)

    (served,) = gateway.recorder.calls()
    assert served.traceparent == TRACEPARENT["traceparent"]
