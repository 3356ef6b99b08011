"""Copies what a service told from its outbox into the log: in order, each once in effect, whenever it is killed.

The copy is passed over by the log when it is there already, so that a row may be deleted late and never too early.
"""

import json
import logging
import time
from collections.abc import Sequence

from sqlalchemy import RowMapping, delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis import pulse
from biaochi_chassis.database import Database
from biaochi_chassis.log.contract import EventLog, LogUnavailable, Origin, Outgoing
from biaochi_chassis.positions import TopicPartition
from biaochi_chassis.pulse import Pulse
from biaochi_chassis.tables import outbox, outbox_head

AT_ONCE = 1000
POLL = 0.5
"""Seconds until it looks unasked: only what another process told, or what a cut commit told, waits so long."""
SWEEP = 1.0
"""Seconds between two deletions of copied rows: each takes the writers' turn once."""

_logger = logging.getLogger(__name__)


class Relay:
    """The way from one service's outbox to the log. Several of the same service do no harm."""

    def __init__(self, database: Database, log: EventLog) -> None:
        """Listen to the database's commits."""
        self._database = database
        self._log = log
        self._told = Pulse()
        self._copied: dict[TopicPartition, int] = {}
        self._to_sweep = False
        self._swept = time.monotonic()
        database.when_committed(self._told.beat)

    async def run(self) -> None:
        """Copy for ever. Ends only by LogDisagrees: then database and log do not belong together."""
        while True:
            beat = self._told.next()
            try:
                await self.copy()
                if self._to_sweep and time.monotonic() - self._swept > SWEEP:
                    await self.sweep()
            except (SQLAlchemyError, LogUnavailable) as trouble:
                _logger.warning("cannot copy to the log, will try again: %s", trouble)
            await pulse.wait_for(beat, POLL)

    async def drain(self) -> None:
        """Copy and delete all there is."""
        await self.copy()
        await self.sweep()

    async def copy(self) -> None:
        """Copy everything told so far."""
        async with self._database.reading() as connection:
            heads = (await connection.execute(select(outbox_head))).all()
        for topic, part, next_sequence in heads:
            while self._copied.get((topic, part), 0) < next_sequence - 1 and await self._copy_some((topic, part)):
                pass

    async def sweep(self) -> None:
        """Delete the rows that are in the log."""
        self._to_sweep = False
        async with self._database.writing() as (connection, _):
            for (topic, part), sequence in self._copied.items():
                copied = outbox.c.sequence <= sequence
                await connection.execute(delete(outbox).where(outbox.c.topic == topic, outbox.c.part == part, copied))
        self._swept = time.monotonic()

    async def check(self) -> str | None:
        """Return None when all that was told is in the log, else a sentence."""
        async with self._database.reading() as connection:
            last = select(outbox.c.topic, outbox.c.part, func.max(outbox.c.sequence))
            rows = (await connection.execute(last.group_by(outbox.c.topic, outbox.c.part))).all()
        waiting = sum(sequence > self._copied.get((topic, part), 0) for topic, part, sequence in rows)
        return f"{waiting} partitions have events that are not in the log yet" if waiting else None

    async def _copy_some(self, place: TopicPartition) -> bool:
        topic, part = place
        after = outbox.c.sequence > self._copied.get(place, 0)
        some = select(outbox).where(outbox.c.topic == topic, outbox.c.part == part, after)
        async with self._database.reading() as connection:
            rows = (await connection.execute(some.order_by(outbox.c.sequence).limit(AT_ONCE))).mappings().all()
        if rows:
            await self._log.publish(Origin(self._database.source, topic, part), _outgoing(rows))
            self._copied[place] = rows[-1]["sequence"]
            self._to_sweep = True
        return bool(rows)


def _outgoing(rows: Sequence[RowMapping]) -> list[Outgoing]:
    return [
        Outgoing(row["sequence"], row["event_id"], row["city"], json.loads(row["headers"]), row["value"])
        for row in rows
    ]
