"""What this process hands on to its subscribers: one broadcast for each kind of change."""

from collections.abc import Sequence
from dataclasses import dataclass

from biaochi_chassis.event.event import ReceivedEvent

from biaochi_gateway.events.broadcast import Broadcast
from biaochi_gateway.events.decode import (
    CONSEQUENCES,
    STANDINGS,
    WORK,
    ConsequencesChange,
    StandingsChange,
    WorkChange,
    consequences_change,
    standings_change,
    work_change,
)


@dataclass(frozen=True)
class Broadcasts:
    """What this process hands on: changes of standings, of the year's work, and of what follows from results."""

    standings: Broadcast[StandingsChange]
    work: Broadcast[WorkChange]
    consequences: Broadcast[ConsequencesChange]

    @classmethod
    def none_open(cls) -> "Broadcasts":
        """To nobody yet."""
        return cls(Broadcast(), Broadcast(), Broadcast())

    def wanted(self) -> Sequence[str]:
        """The types of events that somebody listens for now."""
        kinds = ((self.standings, STANDINGS), (self.work, WORK), (self.consequences, CONSEQUENCES))
        return [one for broadcast, types in kinds if broadcast.is_open for one in types]

    def publish(self, record: ReceivedEvent) -> None:
        """Offer what an event says to whoever listens for it."""
        if standings := standings_change(record):
            self.standings.publish(standings)
        elif work := work_change(record):
            self.work.publish(work)
        elif consequences := consequences_change(record):
            self.consequences.publish(consequences)
