"""Commands about one's own notifications, word for word as a caller sent them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class ChooseNotifications:
    """Be notified where, when and of what one says; it takes the place of what one chose before."""

    personal: ClassVar[tuple[str, ...]] = ("address",)
    idempotency_key: str
    channel: str
    address: str
    rhythm: str
    at: str
    weekday: int
    quiet_from: str
    quiet_until: str
    muted: tuple[str, ...] = ()


@dataclass(frozen=True)
class MarkNotification:
    """Have read a notification, or not."""

    idempotency_key: str
    number: str
    read: bool
