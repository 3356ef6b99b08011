"""Requests as plain values: which part of a cycle is asked for. A command is read by the chassis, field by field."""

from google.protobuf.message import Message

from biaochi_assessment.use_cases.queries import Wanted


def wanted(request: Message) -> Wanted:
    """Return which part of a cycle a request asks for; what it has no field for does not filter."""
    has = request.DESCRIPTOR.fields_by_name
    return Wanted(**{name: getattr(request, name) for name in Wanted.__dataclass_fields__ if name in has})
