"""What scoring does by itself: recompute and freeze what became outdated, and install the cities."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.metrics import NEWEST_JUDGED_FACT, RECOMPUTE_SECONDS
from biaochi_chassis.log.contract import LogUnavailable
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.comparison import Comparison, PublishingHeld
from biaochi_sdk.host.discovery import Discovery
from biaochi_sdk.host.installed import InstalledPlugins
from biaochi_sdk.values.errors import EvaluationRefused, PluginRefused

from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.connection import Connection, StoreTrouble
from biaochi_scoring.use_cases.freeze import Freezing
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.install import Plugins
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.recompute_order import in_turn

PATIENCE = 2.0
"""While many events are still to be read, seconds between two recomputations: an import is recomputed a few times."""
MANY = 500
"""Events: fewer are no import, and whoever did what they tell waits to see what it led to."""
POLL = 1.0
LOOK_FOR_PLUGINS = 2.0
"""Seconds between two looks whether a plugin was installed, taken back or removed."""
WAIT = 0.05
QUIET = 0.3
"""Seconds without anything new after which a stream of events is over."""
QUIET_AFTER_MANY = 3.0
"""The same once many have come: the next batch of an import may take its time, and who waits does not wait for it."""
LONGEST_REST = 6.0
"""While a stream goes on, a recomputation is followed by a rest of twice its own time, at most this many seconds."""
LATELY = 8
"""Recomputations of which the shortest says what one takes: what a busy machine adds is no reason to rest longer."""
AMONG_MANY = 25
LONGEST_REST_AMONG_MANY = 30.0
"""While many come, by a rest of AMONG_MANY times its own time, or a second for each MANY, at most so many seconds.

What an import brings is judged a few times only: each time reads all the facts of whoever is in it.
"""
HELD = 10.0
"""Seconds a run rests that its model refused to judge."""

RECOMPUTE_TIME = RECOMPUTE_SECONDS.labels("scoring")

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """What the loop does, and the database by which it sees when."""

    database: Database
    comparison: Comparison
    graphs: Graphs
    recomputing: Recomputing
    freezing: Freezing


class RecomputeLoop:
    """Recomputes and freezes whatever the consumer's commits have made outdated."""

    def __init__(self, work: Work, consumer: Consumer, read_your_writes: ReadYourWrites) -> None:
        """Wake by the consumer's commits; wake the readers who wait for what is recomputed."""
        self._work = work
        self._consumer = consumer
        self._read_your_writes = read_your_writes
        self._recomputed = self._first_received = self._last_received = time.monotonic()
        self._took = 0.0
        self._lately: deque[float] = deque([0.0], LATELY)
        self._seen = self._judged = consumer.taken_in
        self._held: dict[Run, float] = {}
        self._newest = datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Run until cancelled; a database or log that is away, or not in agreement, is waited for."""
        while True:
            woken = self._consumer.took_in.next()
            try:
                worked = await self.step()
            except PublishingHeld:
                # Said by whoever compares database and log; a run is not computed again and again meanwhile.
                await self._work.comparison.agreed()
                worked = True
            except (StoreTrouble, LogUnavailable) as trouble:
                _logger.warning("cannot recompute, will try again: %s", trouble)
                worked = False
            if not worked:
                await signals.wait_for(woken, POLL)

    async def step(self) -> bool:
        """Do what is due; False when there was nothing to do."""
        if rest := self._rest():
            await asyncio.sleep(min(rest, WAIT))
            return True
        begun, taken_in = time.monotonic(), self._consumer.taken_in
        done: list[Run] = []
        marked, to_freeze = await self._due()
        while run := next((one for one in marked if one not in done), None):
            await self._recompute(run)
            done.append(run)
            marked, to_freeze = await self._due()
        self._judged = taken_in
        if done:
            self._recomputed = time.monotonic()
            self._took = self._recomputed - begun
            self._lately.append(self._took)
            self._read_your_writes.changed()
        frozen = to_freeze and await self._work.freezing.freeze()
        return bool(marked) or frozen

    async def _due(self) -> tuple[Sequence[Run], bool]:
        """The runs to recompute in turn, without those held, and whether anything is to be frozen."""
        now = time.monotonic()

        def look(connection: Connection) -> tuple[Sequence[Run], bool]:
            marked = in_turn(connection, self._work.graphs)
            due = [run for run in marked if self._held.get(run, 0.0) <= now]
            return due, self._work.freezing.is_due(connection)

        return await self._work.database.read(look)

    def _rest(self) -> float:
        """How many seconds to rest, since more is coming and is better recomputed together; never for long.

        What comes alone, after a rest, is recomputed at once.
        """
        now = time.monotonic()
        if self._seen != self._consumer.taken_in:
            if self._seen <= self._judged:
                self._first_received = now
            self._seen, self._last_received = self._consumer.taken_in, now
        received = self._consumer.taken_in - self._judged
        rested, rest, quiet = now - self._recomputed, min(2 * min(self._lately), LONGEST_REST), QUIET
        # Whoever waits for what they wrote does not wait until nobody writes any more.
        if received > MANY and not self._read_your_writes.awaited:
            rested, quiet = min(rested, now - self._first_received), QUIET_AFTER_MANY
            rest = min(max(AMONG_MANY * self._took, received / MANY), LONGEST_REST_AMONG_MANY)
        if received and now - self._last_received < quiet and rested < rest:
            return rest - rested
        return max(PATIENCE - rested, 0.0) if self._consumer.lag > MANY else 0.0

    async def _recompute(self, run: Run) -> None:
        try:
            with RECOMPUTE_TIME.time():
                newest = await self._work.recomputing.recompute(run)
        except EvaluationRefused as refused:
            _logger.error("%s/%s/%s cannot be judged, holding it: %s", run.city, run.cycle, run.model, refused)
            self._held[run] = time.monotonic() + HELD
            return
        if newest:
            self._newest = max(self._newest, newest)
            NEWEST_JUDGED_FACT.labels("scoring").set(self._newest.timestamp())


class InstallLoop:
    """Installs the cities at the start, and again whenever a plugin was installed, taken back or removed."""

    def __init__(
        self, plugins: Plugins, comparison: Comparison, installed: InstalledPlugins, load: Callable[[], Discovery]
    ) -> None:
        """`load` returns what is installed by now; it may take long."""
        self._plugins = plugins
        self._comparison = comparison
        self._installed = installed
        self._load = load

    async def run(self) -> None:
        """Load plugins in processes of their own and publish what is new, until cancelled.

        What was loaded is shown at once; it is written and published once database and log agree.
        """
        known = None
        while True:
            revision = self._installed.revision
            if revision != known:
                try:
                    discovery = await asyncio.to_thread(self._load)
                    if not self._comparison.agrees:
                        await self._plugins.adopt(discovery)
                        await self._comparison.agreed()
                    await self._plugins.install(discovery)
                    known = revision
                except (StoreTrouble, PluginRefused, PublishingHeld) as trouble:
                    _logger.warning("cannot install the plugins, will try again: %s", trouble)
            await asyncio.sleep(LOOK_FOR_PLUGINS)
