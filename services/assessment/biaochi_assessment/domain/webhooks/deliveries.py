"""What was sent to a webhook, and what came of it: one delivery an event, however often it was tried."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent of an event. `id` is the same at every try, in every replay: whoever has it passes it over."""

    id: str
    type: str
    at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """`status`: what the receiver answered last, 0 for nothing; `delivered_at`: when it first took it."""

    message: str
    type: str
    occurred_at: datetime
    attempts: int
    status: int
    trouble: str
    tried_at: datetime
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a topic was read for a webhook: the producer's sequence, and the place in this log."""

    topic: str
    part: int
    sequence: int
    place: int = -1
    log: str = ""

    def begin(self, log: str) -> int:
        """Where to read on in a log. In another one than it was read in, no event stands before its sequence."""
        return self.place if self.place >= 0 and self.log == log else self.sequence
