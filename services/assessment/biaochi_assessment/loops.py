"""What assessment does by itself: it turns the page of every city's calendar when a day begins."""

import asyncio
import logging
import time
from datetime import date
from functools import partial

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.comparison import Comparison, PublishingHeld

from biaochi_assessment.domain.work_kinds import CALENDAR
from biaochi_assessment.store.connection import StoreTrouble
from biaochi_assessment.store.notices import open_cycles
from biaochi_assessment.store.work import ended_organizations
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.rules import rules_in_memory
from biaochi_assessment.use_cases.ticking import tick

POLL = 1.0
"""Seconds between two looks at the clock."""
LOOK = 5.0
"""Seconds between two looks at which cycles are open, while the day stays the same."""

_logger = logging.getLogger(__name__)


class CalendarLoop:
    """Ticks each city once a day, when a cycle of it is opened, when what it declares is new, and when a unit ended."""

    def __init__(self, database: Database, clock: Clock, comparison: Comparison, cipher: Aead) -> None:
        """`clock` says which day it is; `cipher`: what new keys that seal texts are of."""
        self._database = database
        self._clock = clock
        self._comparison = comparison
        self._cipher = cipher
        self._rules = rules_in_memory()
        self._ticked: dict[str, tuple[object, ...]] = {}

    async def run(self) -> None:
        """Tick until cancelled; a store or a log that is away is waited for."""
        await self._comparison.agreed()
        looked_on, looked_at = date.min, 0.0
        while True:
            today, now = self._clock.today(), time.monotonic()
            if today != looked_on or now - looked_at >= LOOK:
                looked_on, looked_at = today, now
                await self._look(today)
            await asyncio.sleep(POLL)

    async def _look(self, today: date) -> None:
        try:
            for city, cycles in (await self._database.read(open_cycles)).items():
                await self._turn(city, cycles, today)
        except (StoreTrouble, PublishingHeld) as trouble:
            _logger.warning("cannot turn the calendar, will try again: %s", trouble)

    async def _turn(self, city: str, cycles: list[str], today: date) -> None:
        rules = await self._database.read(lambda connection: self._rules.find(connection, city))
        ended = await self._database.read(lambda connection: ended_organizations(connection, city, today))
        state = (today, tuple(cycles), rules.city, ended)
        if self._ticked.get(city) == state:
            return
        sent = CommandContext(Call.internal(CALENDAR), city, self._clock.now(), self._rules, self._cipher)
        try:
            said = await self._database.write(sent.call, partial(tick, sent, today=today))
        except PublishingHeld:
            raise
        except Refused as refused:
            _logger.warning("the calendar of %s cannot be turned to %s: %s", city, today, refused)
        else:
            if said.answer:
                _logger.info("the calendar of %s says %d things on %s", city, len(said.answer), today)
        self._ticked[city] = state
