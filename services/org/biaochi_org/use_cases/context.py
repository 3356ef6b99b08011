"""What comes with every batch of commands: who sends it, for which city, and when."""

from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.aead import Aead


@dataclass(frozen=True)
class CommandContext:
    """By whom, for which city and when a batch was sent, and what new keys of persons are of."""

    call: Call
    city: str
    at: datetime
    cipher: Aead
