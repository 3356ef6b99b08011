"""Notifies people: reads on in the log, puts together what is due as each of them chose, and sends it by their channel.

Three steps, each written down before the next: what there is to know, what is sent at once under which name, and that
it is sent. Whoever dies between two of them leaves it to be done again, under the same name.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from secrets import token_hex

from biaochi_chassis.event.event import NotAnEvent, ReceivedEvent
from biaochi_chassis.foundation.aead import NotAuthentic
from biaochi_chassis.foundation.metrics import NOTIFICATION_TRIES
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.log.contract import EventLog, LogRecord, LogUnavailable
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.grants import is_anything_granted
from biaochi_chassis.store.unit_of_work import published_up_to

from biaochi_assessment.delivery.channels import Channel, Letter
from biaochi_assessment.delivery.posting import NotTaken
from biaochi_assessment.delivery.sending import AT_ONCE, POLL, now
from biaochi_assessment.domain.notifications.digests import Digest
from biaochi_assessment.domain.notifications.matters import Matter, Notification
from biaochi_assessment.domain.webhooks.deliveries import Progress
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.events.matters import matter_of_event
from biaochi_assessment.store import notifications as store
from biaochi_assessment.store.connection import Connection, StoreTrouble
from biaochi_assessment.store.models import cities
from biaochi_assessment.use_cases import notifications
from biaochi_assessment.use_cases.notifications import Reading
from biaochi_assessment.use_cases.rules import rules_in_memory

HELD = timedelta(minutes=5)
"""How long a digest is one process's: longer than a slow mail server may take for all that is said to it."""
OUTCOMES = TAKEN, FAILED, DEAD = ("taken", "failed", "dead")
"""What is counted, from a start on: an alert sees the first one."""
TOGETHER = 5
"""Digests that are sent at the same time."""

_logger = logging.getLogger(__name__)


class Notifying:
    """One of the loops of the service."""

    def __init__(
        self,
        database: Database,
        log: EventLog,
        channels: Mapping[str, Channel],
        clock: Callable[[], datetime] = now,
    ) -> None:
        """`channels` by their names; `clock` says when people sleep: the machine's own time."""
        self._database = database
        self._log = log
        self._channels = channels
        self._clock = clock
        self._rules = rules_in_memory()
        for channel in channels:
            for outcome in OUTCOMES:
                NOTIFICATION_TRIES.labels("assessment", channel, outcome)

    async def run(self) -> None:
        """Notify until cancelled. A channel that is slow holds up what is sent, and not the list."""
        await asyncio.gather(self._again(self.list_all), self._again(self.send_all))

    async def list_all(self) -> None:
        """Take in what was published and not yet read."""
        for city in await self._database.read(_behind):
            while await self._read_on(city):
                pass

    async def send_all(self) -> None:
        """Put together what is due by now, and send it, a few digests at once."""
        for waiting in await self._database.read(store.waiting):
            await self._database.update(partial(notifications.put_together, waiting=waiting, now=self._clock()))
        due = [one for one in await self._database.read(store.open_digests) if one.is_due(self._clock())]
        for start in range(0, len(due), TOGETHER):
            await asyncio.gather(*(self._send(one) for one in due[start : start + TOGETHER]))

    async def _again(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do it again and again; a store or a log that is away is waited for."""
        while True:
            try:
                await work()
            except (StoreTrouble, LogUnavailable) as trouble:
                _logger.warning("cannot notify anybody, will try again: %s", trouble)
            await asyncio.sleep(POLL)

    async def _read_on(self, city: str) -> bool:
        """Take in what follows in the log; whether there may be more."""
        before = await self._database.read(lambda one: _read_so_far(one, city))
        if before is None:
            await self._database.update(lambda one: _begin(one, city))
            return False
        log = await self._log.identity(TOPIC)
        records = await self._log.read(TOPIC, before.part, before.begin(log), AT_ONCE)
        if not records:
            return False
        after, matters = _taken_in(city, before, log, records)
        taken_in = partial(notifications.take_in, city=city, read=Reading(before, after), matters=matters)
        return await self._database.update(partial(taken_in, rules=self._rules, now=self._clock()))

    async def _send(self, digest: Digest) -> None:
        """Send one, unless it is night for its receiver, or another process does."""
        mine, at = token_hex(8), self._clock()
        claimed = await self._database.update(lambda one: _claimed(one, digest, mine, at))
        if claimed is None:
            return
        begun, held = claimed
        try:
            channel, address = self._by(begun.channel), await self._address(begun)
            await channel.send(Letter(begun.code, begun.city, begun.receiver, address, held, begun.made_at))
        except NotTaken as refused:
            settled = begun.failed(self._clock(), str(refused))
        else:
            settled = begun.taken(self._clock())
        await self._database.update(lambda one: store.settle(one, settled, mine))
        outcome = TAKEN if settled.sent_at else DEAD if settled.dead else FAILED
        NOTIFICATION_TRIES.labels("assessment", begun.channel, outcome).inc()
        if settled.dead:
            _logger.error("digest %s of %s was not taken and is given up: %s", begun.code, begun.city, settled.trouble)

    async def _address(self, digest: Digest) -> str:
        """Where it goes. Raises NotTaken where what seals the address is not there."""
        opened = partial(store.opened_address, city=digest.city, receiver=digest.receiver, sealed=digest.address)
        try:
            return await self._database.read(opened)
        except (Refused, NotAuthentic) as trouble:
            raise NotTaken(type(trouble).__name__) from None

    def _by(self, channel: str) -> Channel:
        """The channel. Raises NotTaken where this process has none of this name."""
        found = self._channels.get(channel)
        if found is None:
            raise NotTaken(f"no {channel} is set up")
        return found


def _behind(connection: Connection) -> list[str]:
    """The cities of which more was published than was read: the log is asked about these alone."""
    read = {city: store.progress_of(connection, city) for city in cities(connection)}
    return [city for city, one in read.items() if one is None or one.sequence < _reached(connection, city)]


def _read_so_far(connection: Connection, city: str) -> Progress | None:
    """How far the log was read; None where it is not begun yet, or nobody is there who might be notified."""
    return store.progress_of(connection, city) if is_anything_granted(connection, city) else None


def _begin(connection: Connection, city: str) -> None:
    """Notify of what happens from now on, and of nothing that was before; unless somebody is notified already."""
    if _read_so_far(connection, city) is None:
        store.keep_progress(connection, city, Progress(TOPIC, partition_of(city), _reached(connection, city)))


def _reached(connection: Connection, city: str) -> int:
    return published_up_to(connection, TOPIC, city).at(TOPIC, partition_of(city))


def _taken_in(city: str, before: Progress, log: str, records: list[LogRecord]) -> tuple[Progress, list[Matter]]:
    """How far the records lead, and what they say to people of the city. What comes twice in a log counts once."""
    sequence, matters = before.sequence, list[Matter]()
    for record in records:
        try:
            event = ReceivedEvent.read(record)
        except NotAnEvent:
            continue
        if event.sequence > sequence:
            sequence = event.sequence
            matter = matter_of_event(event) if event.city == city else None
            matters += [matter] if matter else []
    return replace(before, place=records[-1].offset + 1, log=log, sequence=sequence), matters


def _claimed(
    connection: Connection, digest: Digest, mine: str, now: datetime
) -> tuple[Digest, list[Notification]] | None:
    """A digest that is this process's to send now, with what it holds; None where it is not."""
    choice = store.choice_of(connection, digest.city, digest.receiver)
    if choice is None or choice.is_quiet(now):
        return None
    begun = store.claim(connection, digest, mine, now, now + HELD)
    return None if begun is None else (begun, store.notifications_in(connection, begun))
