"""Copies events from a service's outbox into the log: in order, each once in effect, whenever it is killed.

The outbox keeps everything, and for each partition a mark: up to here all is in this log. The mark may be late, since
the log passes over what it has; a log that is another than the mark's is filled from the first row on.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.signals import Signal
from biaochi_chassis.log.contract import Bundle, EventLog, LogUnavailable, Origin, Outgoing
from biaochi_chassis.log.envelope import Envelope
from biaochi_chassis.store import outbox
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.engines import is_full
from biaochi_chassis.store.outbox import Row, Stored
from biaochi_chassis.store.publishing.comparison import Comparison
from biaochi_chassis.store.statements import execute_rows, rows_of
from biaochi_chassis.store.tables import outbox_head
from biaochi_chassis.store.unit_of_work import Kept

AT_ONCE = 1000
WORTH = 100
"""Events of one transaction that are handed to the log as they are packed: fewer go together with their neighbours."""
POLL = 2.0
"""Seconds until it looks unwoken: only events of another process, or of a cut commit, wait so long."""
MOST_HELD = 64
"""Rows just committed that are held at the most: where more wait, the log is away, or is not as fast."""
MARK = 1.0
"""Seconds between two storings of marks: each takes the writers' turn once."""

_HEADS = select(outbox_head)
_STORE = (
    update(outbox_head)
    .where(outbox_head.c.topic == bindparam("in_topic"), outbox_head.c.part == bindparam("in_part"))
    .values(log=bindparam("new_log"), published=bindparam("new_published"))
)
_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Published:
    """Up to this sequence all is in the log of this identity."""

    log: str
    sequence: int


_NOTHING = Published("", 0)
_Found = dict[tuple[TopicPartition, int], Sequence[Row]]
"""What comes behind a sequence of a partition."""


class Relay:
    """The way from one service's outbox to the log. Several of the same service do no harm."""

    def __init__(self, database: Database, log: EventLog, comparison: Comparison | None = None) -> None:
        """Listen to the database's commits. With a comparison nothing is copied that the log could disagree with."""
        self._database = database
        self._log = log
        self._comparison = comparison
        self._committed = Signal()
        self._published: dict[TopicPartition, Published] = {}
        self._to_mark: set[TopicPartition] = set()
        self._marked = time.monotonic()
        self._trouble: Exception | None = None
        self._fresh: defaultdict[TopicPartition, list[Row]] = defaultdict(list)
        self._looked = float("-inf")
        database.when_committed(self._take)

    async def compare(self) -> None:
        """Compare database and log, where there is a comparison, so that it is known whether writes are taken."""
        if self._comparison:
            await self._comparison.look()

    async def run(self) -> None:
        """Copy for ever. Ends only by LogDisagrees: then database and log do not belong together."""
        while True:
            if self._comparison:
                await self._comparison.agreed()
            woken = self._committed.next()
            try:
                if not await self._copy_fresh():
                    await self.copy()
                if self._to_mark and time.monotonic() - self._marked > MARK:
                    await self.mark()
                self._trouble = None
            except (SQLAlchemyError, LogUnavailable) as trouble:
                self._trouble = trouble
                _logger.warning("cannot copy to the log, will try again: %s", trouble)
            await signals.wait_for(woken, POLL)

    async def drain(self) -> None:
        """Copy all there is, and store that it was; nothing while database and log do not agree."""
        if self._comparison is None or self._comparison.agrees:
            await self.copy()
            await self.mark()

    async def copy(self) -> None:
        """Copy everything published so far, by whichever process."""
        self._looked = time.monotonic()
        heads, found = await self._database.read(partial(_look, known=dict(self._published)))
        logs = {topic: await self._log.identity(topic) for topic in {head.topic for head in heads}}
        for head in heads:
            place = (head.topic, head.part)
            published = self._published.setdefault(place, Published(head.log, head.published))
            if self._comparison and published.sequence >= head.next_sequence:
                # What was copied is not in the database any more: somebody has put another in its place.
                self._published.clear()
                self._comparison.doubt()
                return
            if published.log != logs[head.topic]:
                self._published[place] = Published(logs[head.topic], 0)
            while self._published[place].sequence < head.next_sequence - 1:
                if not await self._copy_some(place, found.pop((place, self._published[place].sequence), None)):
                    break

    def _take(self, kept: Kept) -> None:
        """Hold what this process has just committed, unless it is much, so that it need not be read."""
        if sum(map(len, self._fresh.values())) > MOST_HELD:
            self._fresh.clear()
        for place, rows in kept.items():
            self._fresh[place] += rows
        self._committed.notify()

    async def _copy_fresh(self) -> bool:
        """Copy what was just committed; False where it is to be read instead, and all there is, as it is now and then.

        It is not copied where something comes before it, which another process has committed.
        """
        fresh = {place: self._behind(place, rows) for place, rows in self._fresh.items()}
        self._fresh.clear()
        if time.monotonic() - self._looked > POLL or not all(fresh.values()):
            return False
        for place, rows in fresh.items():
            # What a producer holds for a lost log must not come first in the next one: asked before each copy.
            if self._published[place].log != await self._log.identity(place[0]):
                return False
            await self._copy_some(place, rows)
        return True

    def _behind(self, place: TopicPartition, rows: Sequence[Row]) -> Sequence[Row]:
        """What of these rows comes next, without a gap; nothing where there is one, or nothing is left of them."""
        reached = self._published.get(place, _NOTHING).sequence
        left = [row for row in rows if row.last > reached]
        befores = [reached, *(row.last for row in left)]
        return left if reached and all(row.first == last + 1 for last, row in zip(befores, left, strict=False)) else ()

    async def mark(self) -> None:
        """Store how far the copies are."""
        marks = [(place, self._published[place]) for place in sorted(self._to_mark)]
        await self._database.update(lambda connection: _store(connection, marks))
        # Only now: what was not stored, because this was cut short, is still to be.
        self._to_mark.clear()
        self._marked = time.monotonic()

    async def check(self) -> str | None:
        """Return None when all that was published is in the log, else a sentence."""
        ends = {(head.topic, head.part): head.next_sequence - 1 for head in await self._heads()}
        waiting = sum(end > self._published.get(place, _NOTHING).sequence for place, end in ends.items())
        if not waiting:
            return None
        left = f"{waiting} partitions have events that are not in the log yet"
        return f"a disk is full: {left}" if self.has_no_room else left

    @property
    def has_no_room(self) -> bool:
        """Whether it copies no further since a disk is full: under the log, or here."""
        return self._trouble is not None and is_full(self._trouble)

    async def _heads(self) -> Sequence[Any]:
        return await self._database.read(lambda connection: rows_of(connection, _HEADS))

    async def _copy_some(self, place: TopicPartition, rows: Sequence[Row] | None) -> bool:
        """Copy these rows, which come next, or those that do."""
        published = self._published[place]
        if rows is None:
            behind = published.sequence
            rows = await self._database.read(lambda connection: outbox.behind(connection, place, behind, AT_ONCE))
        for together in _together(place, rows, published.sequence):
            last = together.last if isinstance(together, Bundle) else together[-1].sequence
            await self._log.publish(Origin(self._database.source, *place), together)
            self._published[place] = replace(published, sequence=last)
            self._to_mark.add(place)
        return bool(rows)


def _look(connection: Connection, known: Mapping[TopicPartition, Published]) -> tuple[Sequence[Any], _Found]:
    """Return how far each partition was published, and of those whose copies are known what comes next."""
    heads = rows_of(connection, _HEADS)
    found: _Found = {}
    for head in heads:
        place = (head.topic, head.part)
        if place in known and known[place].sequence < head.next_sequence - 1:
            behind = known[place].sequence
            found[place, behind] = outbox.behind(connection, place, behind, AT_ONCE)
    return heads, found


def _store(connection: Connection, marks: Sequence[tuple[TopicPartition, Published]]) -> None:
    stored = [
        {"in_topic": topic, "in_part": part, "new_log": published.log, "new_published": published.sequence}
        for (topic, part), published in marks
    ]
    execute_rows(connection, _STORE, stored)


def _together(place: TopicPartition, rows: Iterable[Row], behind: int) -> Iterator[Sequence[Outgoing]]:
    """Yield what comes behind a sequence, in order: each large row as it is packed, what is between them together."""
    small: list[Outgoing] = []
    for row in rows:
        if row.many < WORTH or row.first <= behind:
            small += [one for one in _unpacked(place, row) if one.sequence > behind]
            continue
        if small:
            yield small
            small = []
        yield Bundle(row.first, row.many, row.value, partial(_unpacked, place, row))
    if small:
        yield small


def _unpacked(place: TopicPartition, row: Row) -> list[Outgoing]:
    return [_outgoing(place, one) for one in row.events()]


def _outgoing(place: TopicPartition, event: Stored) -> Outgoing:
    envelope = Envelope(event.envelope, *place, event.city)
    return Outgoing(event.sequence, envelope.event_id, event.city, envelope, event.value)
