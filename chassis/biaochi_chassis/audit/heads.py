"""Heads of audit trails on the log: each service says from time to time where its own has come to."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime

from biaochi.common.v1.common_pb2 import AuditHead

from biaochi_chassis.audit.chain import Head
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event, ReceivedEvent

TYPE = AuditHead.DESCRIPTOR.full_name
_FIELDS = tuple(field.name for field in fields(Head))
KEY = "audit"
"""Stands in the place of a city: a trail is a service's, not a city's."""


def head_event(topic: str, head: Head, call: Call, at: datetime) -> Event:
    """What says where a trail has come to."""
    message = AuditHead(**asdict(head))
    return Event(topic, KEY, f"audit/{head.service}", TYPE, message.SerializeToString(deterministic=True), call, at)


def heads_of(records: Iterable[ReceivedEvent]) -> list[Head]:
    """The heads that records of this type tell of."""
    read = [AuditHead.FromString(record.data) for record in records]
    return [Head(**{name: getattr(one, name) for name in _FIELDS}) for one in read]
