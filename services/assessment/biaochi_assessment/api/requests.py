"""Requests as plain values: which part of a cycle is asked for. A command is read by the chassis, field by field."""

from biaochi.assessment.v1.service_pb2 import (
    ListConsequencesRequest,
    ListDocumentsRequest,
    ListObjectionsRequest,
    ListReceiptsRequest,
    ListWorkItemsRequest,
    ListWorkNoticesRequest,
)
from google.protobuf.message import Message

from biaochi_assessment.domain.values import day
from biaochi_assessment.store.consequences import ConsequenceFilter
from biaochi_assessment.store.documents import DocumentFilter
from biaochi_assessment.store.notices import NoticeFilter
from biaochi_assessment.store.receipts import ReceiptFilter
from biaochi_assessment.store.results import ObjectionFilter
from biaochi_assessment.store.work import WorkFilter
from biaochi_assessment.use_cases.queries import Wanted


def wanted(request: Message) -> Wanted:
    """Return which part of a cycle a request asks for; what it has no field for does not filter."""
    has = request.DESCRIPTOR.fields_by_name
    return Wanted(**{name: getattr(request, name) for name in Wanted.__dataclass_fields__ if name in has})


def work_filter(request: ListWorkItemsRequest) -> WorkFilter:
    """Return which work items a request asks for. Raises NotADate."""
    _check_days(request, "overdue_on", "opened_from", "opened_until")
    return WorkFilter(**{name: getattr(request, name) for name in WorkFilter.__dataclass_fields__})


def objection_filter(request: ListObjectionsRequest) -> ObjectionFilter:
    """Return which objections a request asks for. Raises NotADate."""
    _check_days(request, "raised_from", "raised_until")
    return ObjectionFilter(**{name: getattr(request, name) for name in ObjectionFilter.__dataclass_fields__})


def consequence_filter(request: ListConsequencesRequest) -> ConsequenceFilter:
    """Return which consequences a request asks for."""
    return ConsequenceFilter(**{name: getattr(request, name) for name in ConsequenceFilter.__dataclass_fields__})


def receipt_filter(request: ListReceiptsRequest) -> ReceiptFilter:
    """Return which receipts a request asks for."""
    return ReceiptFilter(**{name: getattr(request, name) for name in ReceiptFilter.__dataclass_fields__})


def notice_filter(request: ListWorkNoticesRequest) -> NoticeFilter:
    """Return which notices a request asks for. Raises NotADate."""
    _check_days(request, "said_from", "said_until")
    return NoticeFilter(**{name: getattr(request, name) for name in NoticeFilter.__dataclass_fields__})


def document_filter(request: ListDocumentsRequest) -> DocumentFilter:
    """Return which documents a request asks for. Raises NotADate."""
    _check_days(request, "drafted_from", "drafted_until")
    return DocumentFilter(**{name: getattr(request, name) for name in DocumentFilter.__dataclass_fields__})


def _check_days(request: Message, *names: str) -> None:
    for name in names:
        day(getattr(request, name), name)
