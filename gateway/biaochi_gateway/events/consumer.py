"""The log in, the broadcast out. Starts with what is published from now on: a query reads the past."""

from biaochi_chassis.consumer.tail import Tail
from biaochi_chassis.log.contract import EventLog

from biaochi_gateway.events.broadcast import Broadcast
from biaochi_gateway.events.decode import TOPIC, StandingsChange, standings_change


class Listener:
    """A loop that hands every change of standings on."""

    def __init__(self, log: EventLog, broadcast: Broadcast[StandingsChange]) -> None:
        self._log = log
        self._broadcast = broadcast
        self._listening = False

    async def trouble(self) -> str | None:
        """A sentence while nothing can be received yet; None from then on."""
        return None if self._listening else "The log is not read yet."

    async def run(self) -> None:
        """Runs until cancelled."""
        tail = await Tail.open(self._log, [TOPIC])
        self._listening = True
        try:
            async for records in tail:
                for change in filter(None, map(standings_change, records)):
                    self._broadcast.publish(change)
        finally:
            await tail.close()
