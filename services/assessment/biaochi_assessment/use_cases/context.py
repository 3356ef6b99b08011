"""What comes with every use case: the database and the clock; and by whom a batch of commands was sent."""

from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import Database

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.events.encode import EventContext


@dataclass(frozen=True)
class ServiceContext:
    """What every use case works with."""

    database: Database
    clock: Clock


@dataclass(frozen=True)
class CommandContext:
    """By whom and for which city a batch was sent. In a dry run nothing is written."""

    call: Call
    city: str
    dry_run: bool = False

    def recorder(self, at: datetime) -> Recorder:
        """Return who records."""
        return Recorder(self.call.caller, self.call.roles, at)

    def event_context(self, at: datetime) -> EventContext:
        """Return what events are published under."""
        return EventContext(self.city, self.call, at)
