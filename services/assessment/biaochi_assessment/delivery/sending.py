"""Sends what webhooks are waiting for: of each its own place in the log, event after event, until one is not taken."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from biaochi_chassis.event.event import NotAnEvent, ReceivedEvent
from biaochi_chassis.event.positions import Positions, TopicPartition
from biaochi_chassis.foundation.metrics import WEBHOOK_TRIES
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.log.contract import EventLog, LogRecord, LogUnavailable
from biaochi_chassis.store.database import Database

from biaochi_assessment.delivery.posting import NotTaken, Posting
from biaochi_assessment.delivery.signing import signed
from biaochi_assessment.domain.webhooks.deliveries import Delivery, Message, Progress
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.webhooks import Webhook
from biaochi_assessment.events.webhooks import TOPICS, message_of_event
from biaochi_assessment.store import webhooks as store
from biaochi_assessment.store.connection import Connection, StoreTrouble

POLL = 2.0
"""Seconds between two looks at what there is to be sent."""
HELD = timedelta(seconds=60)
"""How long a webhook is one process's after each thing it did: four times what one try may take."""
AT_ONCE = 500
TAKEN = range(200, 300)

Ends = Mapping[TopicPartition, tuple[str, int]]
"""By partition, which log it is of and where it ends."""

_logger = logging.getLogger(__name__)


def now() -> datetime:
    """The machine's own time: receivers compare it with theirs, whatever day a rehearsal plays."""
    return datetime.now(UTC)


class WebhookSender:
    """One of the loops of the service. Each webhook is one process's at a time; they do not wait for each other."""

    def __init__(
        self,
        database: Database,
        log: EventLog,
        secrets: Secrets,
        posting: Posting,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Take what it needs."""
        self._database = database
        self._log = log
        self._secrets = secrets
        self._posting = posting
        self._clock = clock

    async def run(self) -> None:
        """Send until cancelled; a store or a log that is away is waited for."""
        while True:
            await self.send_all()
            await asyncio.sleep(POLL)

    async def send_all(self) -> None:
        """Send to every webhook whatever it is waiting for and will take."""
        try:
            found = await self._database.read(store.webhooks)
            due = [one for one in found if one.is_due(self._clock())]
            ends = await self._ends() if due else {}
            await asyncio.gather(*(self._send_to(one, ends) for one in due))
        except (StoreTrouble, LogUnavailable) as trouble:
            _logger.warning("cannot send to webhooks, will try again: %s", trouble)

    async def _send_to(self, webhook: Webhook, ends: Ends) -> None:
        progress = await self._database.read(lambda one: store.progress_of(one, webhook))
        if all((one.log, one.place) == ends[one.topic, one.part] for one in progress):
            return
        mine = token_hex(8)
        at = self._clock()
        claimed = await self._database.update(lambda one: store.claim(one, webhook, mine, at, at + HELD))
        if claimed is None:
            return
        try:
            await _Sending(self, claimed, mine).send()
        except store.ClaimLost:
            _logger.info("webhook %s of %s was changed or taken over meanwhile", webhook.code, webhook.city)
        finally:
            await self._database.update(lambda one: store.release(one, webhook, mine))

    async def _ends(self) -> Ends:
        """Where every partition ends, asked once for all webhooks."""
        ends: dict[TopicPartition, tuple[str, int]] = {}
        for topic in TOPICS:
            log = await self._log.identity(topic)
            ends |= {(topic, part): (log, end) for part, end in (await self._log.end_offsets(topic)).items()}
        return ends

    async def read(self, one: Progress) -> tuple[str, list[LogRecord]]:
        """What follows in the log, and which log that is; asked after reading, so that it is the log of the records."""
        start = one.begin(await self._log.identity(one.topic))
        records = await self._log.read(one.topic, one.part, start, AT_ONCE)
        return await self._log.identity(one.topic), records

    async def post(self, webhook: Webhook, message: Message, position: str) -> Delivery:
        """Try once to have a message taken."""
        at, status, trouble = self._clock(), 0, ""
        try:
            headers = signed(self._secrets, webhook, message, at)
            status = await self._posting.post(webhook.url, {**headers, "biaochi-position": position}, message.body)
            trouble = "" if status in TAKEN else f"HTTP {status}"
        except NotTaken as refused:
            trouble = str(refused)
        except Refused as refused:
            trouble = refused.sentence
        WEBHOOK_TRIES.labels("assessment", "failed" if trouble else "taken").inc()
        taken_at = None if trouble else self._clock()
        return Delivery(message.id, message.type, message.at, 1, status, trouble, at, taken_at)

    async def keep(self, work: Callable[[Connection], None]) -> None:
        """Write down what came of it."""
        await self._database.update(work)

    @property
    def until(self) -> datetime:
        """Until when a webhook that something was done for is held."""
        return self._clock() + HELD

    @property
    def at(self) -> datetime:
        """Now."""
        return self._clock()


class _Sending:
    """One webhook, claimed: read on and sent to until all is sent or something is not taken."""

    def __init__(self, sender: WebhookSender, webhook: Webhook, mine: str) -> None:
        self._sender = sender
        self._webhook = webhook
        self._mine = mine
        self._progress: dict[str, Progress] = {}
        self._refused = False

    async def send(self) -> None:
        """Raises ClaimLost."""
        await self._sender.keep(self._load)
        for topic in self._progress:
            while not self._refused and await self._read_on(topic):
                pass

    def _load(self, connection: Connection) -> None:
        self._progress = {one.topic: one for one in store.progress_of(connection, self._webhook)}

    async def _read_on(self, topic: str) -> bool:
        """Send what the next records say; whether there may be more."""
        log, records = await self._sender.read(self._progress[topic])
        for record in records:
            message, after = self._taken_in(topic, log, record)
            if message is not None:
                await self._deliver(message, after)
            if self._refused:
                return False
            self._progress[topic] = after
        reached = self._progress[topic]
        await self._sender.keep(lambda one: store.keep_progress(one, self._webhook, self._mine, reached))
        return bool(records)

    def _taken_in(self, topic: str, log: str, record: LogRecord) -> tuple[Message | None, Progress]:
        """What a record has for the webhook, and how far it was read with it. What comes twice in a log counts once."""
        before = self._progress[topic]
        after = replace(before, place=record.offset + 1, log=log)
        try:
            event = ReceivedEvent.read(record)
        except NotAnEvent:
            return None, after
        if event.sequence <= before.sequence:
            return None, after
        after = replace(after, sequence=event.sequence)
        message = message_of_event(event) if event.city == self._webhook.city else None
        return message if message and self._webhook.wants(message.type) else None, after

    async def _deliver(self, message: Message, after: Progress) -> None:
        """Try once, and write down in one transaction what came of it and how far it is. Raises ClaimLost."""
        reached = {(one.topic, one.part): one.sequence for one in {**self._progress, after.topic: after}.values()}
        delivery = await self._sender.post(self._webhook, message, str(Positions.of(reached)))
        taken = delivery.delivered_at is not None
        webhook = self._webhook
        changed = webhook.resumed() if taken else webhook.failed(self._sender.at, delivery.trouble, delivery.status)

        def kept(connection: Connection) -> None:
            store.keep(connection, changed, self._mine, self._sender.until)
            store.keep_delivery(connection, changed, delivery)
            if taken:
                store.keep_progress(connection, changed, self._mine, after)

        await self._sender.keep(kept)
        self._webhook = changed
        self._refused = not taken
        if not taken:
            _logger.warning("webhook %s of %s does not take %s", webhook.code, webhook.city, message.id)
