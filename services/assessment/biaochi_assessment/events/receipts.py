"""Receipts as they travel: published, answered and read back."""

from datetime import datetime

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_chassis.event.event import ReceivedEvent

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.results.receipts import FileReceipt

_PLAIN = tuple(name for name in FileReceipt.__dataclass_fields__ if name != "received_at")


def receipt_message(one: FileReceipt) -> pb.FileReceipt:
    """Return a receipt as it travels, also in responses."""
    return pb.FileReceipt(**{name: getattr(one, name) for name in _PLAIN}, received_at=instant(one.received_at))


def own_receipt_event(record: ReceivedEvent) -> FileReceipt | None:
    """Return the receipt of one of this service's events; None for other events."""
    if record.type != pb.ReceiptConfirmed.DESCRIPTOR.full_name:
        return None
    message = pb.ReceiptConfirmed.FromString(record.data).receipt
    at = datetime.fromisoformat(message.received_at)
    return FileReceipt(**{name: getattr(message, name) for name in _PLAIN}, received_at=at)
