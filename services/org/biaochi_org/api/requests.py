"""Requests as plain values: which organizations, and of which day. A command is read by the chassis, field by field."""

from typing import Protocol

from biaochi.org.v1 import service_pb2 as wire

from biaochi_org.store.queries import Filter
from biaochi_org.store.registry import Touched
from biaochi_org.use_cases.queries import When


class DatedRequest(Protocol):
    """A question about a city on a day."""

    city: str
    as_of: str


def when(request: DatedRequest) -> When:
    """The city and the day of a query."""
    return When(request.city, request.as_of)


def touched(request: wire.LoadRegistryRequest) -> Touched:
    """What is to be loaded."""
    return Touched(set(request.organizations), set(request.contents), set(request.persons))


def chosen(request: wire.ListOrganizationsRequest) -> Filter:
    """Which organizations are asked for."""
    return Filter(request.kind, tuple(request.parents), request.search, request.order, request.descending)
