"""What comes with every batch of commands: who sends it, for which city, and when."""

from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.revisions import Memory

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.events.encode import EventContext
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.use_cases.rules import Rules


@dataclass(frozen=True)
class CommandContext:
    """By whom, for which city and when a batch was sent, and what new keys that seal texts are of."""

    call: Call
    city: str
    at: datetime
    rules: Memory[Rules]
    cipher: Aead

    @property
    def recorder(self) -> Recorder:
        """Who records."""
        return Recorder(self.call.caller, self.call.roles, self.at)

    def recorder_about(self, *codes: str) -> Recorder:
        """Who records something about these, in the roles that are held for one of them."""
        return Recorder(self.call.caller, self.call.about(*codes).roles, self.at)

    @property
    def event_context(self) -> EventContext:
        """On whose account events are published."""
        return EventContext(self.city, self.call, self.at)

    def keys(self, connection: Connection) -> PersonKeys:
        """What the texts of this batch are sealed with."""
        return PersonKeys(connection, self.city, self.cipher)
