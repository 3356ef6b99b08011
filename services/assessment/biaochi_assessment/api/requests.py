"""Requests as plain values: which part of a cycle, which page. A command is read by the chassis, field by field."""

from biaochi.assessment.v1.service_pb2 import ListWorkItemsRequest
from biaochi_chassis.foundation.refusal import RequestTooLarge
from google.protobuf.message import Message

from biaochi_assessment.domain.values import day
from biaochi_assessment.store.queries import Page
from biaochi_assessment.store.work import WorkFilter
from biaochi_assessment.use_cases.queries import MOST, Wanted

FIRST = 100


def wanted(request: Message) -> Wanted:
    """Return which part of a cycle a request asks for; what it has no field for does not filter."""
    has = request.DESCRIPTOR.fields_by_name
    return Wanted(**{name: getattr(request, name) for name in Wanted.__dataclass_fields__ if name in has})


def work_filter(request: ListWorkItemsRequest) -> WorkFilter:
    """Return which work items a request asks for. Raises NotADate."""
    for name in ("overdue_on", "opened_from", "opened_until"):
        day(getattr(request, name), name)
    return WorkFilter(**{name: getattr(request, name) for name in WorkFilter.__dataclass_fields__})


def page(first: int, after: str) -> Page:
    """Return the page asked for: 100 where none is said. Raises RequestTooLarge above 1000."""
    if first > MOST:
        raise RequestTooLarge(f"一页要 {first} 条，最多 {MOST} 条：请分页读取。", field="first")
    return Page(first or FIRST, after)
