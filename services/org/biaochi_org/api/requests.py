"""Requests as plain values: which organizations, and of which day. A command is read by the chassis, field by field."""

from typing import Protocol

from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.audit import entries
from biaochi_chassis.audit.entry import AuditEntry
from biaochi_chassis.foundation.refusal import RequestTooLarge

from biaochi_org.store.queries import Filter
from biaochi_org.store.registry import Touched
from biaochi_org.use_cases.queries import When

MOST_SIGN_INS = 1000


class DatedRequest(Protocol):
    """A question about a city on a day."""

    city: str
    as_of: str


def when(request: DatedRequest) -> When:
    """The city and the day of a query."""
    return When(request.city, request.as_of)


def sign_ins(request: wire.ReportSignInsRequest, via: str) -> list[AuditEntry]:
    """What the audit says of those that a process reports. Raises RequestTooLarge above 1000."""
    if len(request.sign_ins) > MOST_SIGN_INS:
        sentence = f"一次至多报告 {MOST_SIGN_INS} 种登录，这里有 {len(request.sign_ins)} 种：请分次报告。"
        raise RequestTooLarge(sentence, field="sign_ins")
    return [entries.sign_in(via, one) for one in request.sign_ins]


def touched(request: wire.LoadRegistryRequest) -> Touched:
    """What is to be loaded."""
    return Touched(set(request.organizations), set(request.contents), set(request.persons))


def chosen(request: wire.ListOrganizationsRequest) -> Filter:
    """Which organizations are asked for."""
    return Filter(request.kind, tuple(request.parents), request.search, request.order, request.descending)
