"""What is sent to one receiver at once: put together and written down before it is sent, and never under two names."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from biaochi_assessment.domain.webhooks.webhooks import LONGEST_TROUBLE, PAUSES


@dataclass(frozen=True, slots=True)
class Digest:
    """`code` names it at every try: whoever has it passes it over. `address` is sealed.

    `attempts`: how often it was begun to be sent; `dead`: it was not taken at the last try, either.
    """

    city: str
    code: str
    receiver: str
    channel: str
    address: str
    made_at: datetime
    attempts: int = 0
    next_at: datetime | None = None
    trouble: str = ""
    dead: bool = False
    sent_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it may be tried now."""
        return not self.dead and self.sent_at is None and (self.next_at is None or self.next_at <= now)

    def begun(self) -> "Digest":
        """It as it stands before it is sent: once that is written down, it may have been seen."""
        return replace(self, attempts=self.attempts + 1)

    def taken(self, now: datetime) -> "Digest":
        """It once the channel has taken it."""
        return replace(self, sent_at=now, next_at=None, trouble="")

    def failed(self, now: datetime, trouble: str) -> "Digest":
        """It after a try that failed: tried again after the pauses that webhooks have, or dead."""
        over = self.attempts > len(PAUSES)
        again = None if over else now + timedelta(seconds=PAUSES[self.attempts - 1])
        return replace(self, next_at=again, dead=over, trouble=trouble[:LONGEST_TROUBLE])


def code_of(city: str, receiver: str, numbers: Sequence[str]) -> str:
    """The name of a digest of these notifications."""
    text = "\n".join([city, receiver, *numbers])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
