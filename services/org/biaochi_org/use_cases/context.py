"""What comes with every batch of commands: who sends it, for which city, and when."""

from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.event.call import Call


@dataclass(frozen=True)
class CommandContext:
    """By whom, for which city and when a batch was sent."""

    call: Call
    city: str
    at: datetime
