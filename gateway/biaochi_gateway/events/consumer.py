"""The log in, the broadcast out. Starts with what is published from now on: a query reads the past."""

import asyncio
import logging

from biaochi_chassis.consumer.tail import Tail
from biaochi_chassis.log.contract import EventLog, LogUnavailable

from biaochi_gateway.events.broadcasts import Broadcasts
from biaochi_gateway.events.decode import HANDED_ON, TOPICS

AGAIN = 1.0
"""Seconds until a log that is away is looked for again."""

_logger = logging.getLogger(__name__)


class Listener:
    """A loop that hands every change of standings, of the year's work and of what follows from results on."""

    def __init__(self, log: EventLog, broadcasts: Broadcasts) -> None:
        self._log = log
        self._broadcasts = broadcasts
        self.listening = False
        self._tried = False

    async def tried(self) -> str | None:
        """A sentence until it was tried to read the log; None from then on, also where it is away."""
        return None if self._tried else "The log is not read yet."

    async def trouble(self) -> str | None:
        """A sentence while nothing can be received; None otherwise."""
        return None if self.listening else "The log is not read: subscribers receive nothing."

    async def run(self) -> None:
        """Runs until cancelled; a log that is away is waited for."""
        tail = await self._open()
        self._tried = self.listening = True
        try:
            async for records in tail:
                for record in records:
                    self._broadcasts.publish(record)
        finally:
            await tail.close()

    async def _open(self) -> Tail:
        while True:
            try:
                return await Tail.open(self._log, list(TOPICS), self._broadcasts.wanted, HANDED_ON)
            except LogUnavailable as trouble:
                if not self._tried:
                    _logger.warning("nothing can be received yet: %s", trouble)
                self._tried = True
                await asyncio.sleep(AGAIN)
