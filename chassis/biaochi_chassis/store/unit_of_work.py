"""A unit of work: what it changes, publishes and remembers of its commands commits together or not at all."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import Connection, bindparam, insert, select, update

from biaochi_chassis.audit.digest import SHA256, Digest
from biaochi_chassis.audit.entries import accepted, signed
from biaochi_chassis.audit.entry import AuditEntry
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import LARGEST, Event
from biaochi_chassis.event.positions import NOWHERE, Positions, TopicPartition
from biaochi_chassis.foundation.refusal import RequestTooLarge
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store import outbox, subjects
from biaochi_chassis.store.audit import append
from biaochi_chassis.store.idempotency import ProcessedCommand, StoredAnswer, recall, row_of
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.outbox import Row, Stored
from biaochi_chassis.store.statements import first_of
from biaochi_chassis.store.tables import consumer_position, idempotency, outbox_head

_HERE = (outbox_head.c.topic == bindparam("in_topic"), outbox_head.c.part == bindparam("in_part"))
_REACHED = select(outbox_head.c.next_sequence).where(*_HERE)
_TAKE = (
    update(outbox_head)
    .where(*_HERE)
    .values(next_sequence=outbox_head.c.next_sequence + bindparam("count"))
    .returning(outbox_head.c.next_sequence)
)

Kept = dict[TopicPartition, list[Row]]
"""What was published, by partition, as the outbox keeps it."""


class UnitOfWork:
    """What a use case works with. Made by Database.write, and finished by it when the work has answered."""

    def __init__(self, connection: Connection, call: Call, source: str, digest: Digest = SHA256) -> None:
        """Begin with nothing published and nothing remembered; its audit is chained by this digest."""
        self.connection = connection
        self.call = call
        self.positions = NOWHERE
        self.kept: Kept = {}
        self.abandoned = False
        self.source = source
        self._digest = digest
        self._published: list[Event] = []
        self._remembered: list[ProcessedCommand] = []
        self._signed: list[AuditEntry] = []

    def publish(self, events: Iterable[Event]) -> None:
        """Let events go out at commit, in this order in each city. Raises RequestTooLarge for one that is too large."""
        for event in events:
            if len(event.data) > LARGEST:
                raise RequestTooLarge(
                    f"{event.subject} 的这件事有 {len(event.data)} 字节，一件事最多 {LARGEST} 字节：请拆开提交。"
                )
            self._published.append(event)

    def recall(self, city: str, keys: Sequence[str]) -> dict[str, StoredAnswer]:
        """Return what is remembered of these idempotency keys in the city; unknown keys are left out."""
        return recall(self.connection, city, keys)

    def remember(self, commands: Iterable[ProcessedCommand]) -> None:
        """Remember commands as done when this transaction commits."""
        self._remembered.extend(commands)

    def sign(self, city: str, said: Sequence[tuple[str, str]]) -> None:
        """Audit that the caller signed commands, keys and hashes, which another must sign before they are done."""
        self._signed.append(signed(self.call, city, said))

    def known(self) -> Positions:
        """Return how far this service had read every topic when the transaction began."""
        rows = self.connection.execute(
            select(consumer_position.c.topic, consumer_position.c.part, consumer_position.c.sequence)
        )
        return Positions.of({(topic, part): sequence for topic, part, sequence in rows})

    @property
    def publishes(self) -> bool:
        """Whether anything is to go out at commit, or a command is to be remembered as done."""
        return bool(self._published or self._remembered)

    def abandon(self) -> None:
        """Leave no trace: nothing is written and nothing is published, though the work answers."""
        self.abandoned = True

    def finish(self) -> None:
        """Write outbox, idempotency and audit; to be called last, since a head row locks its partition until commit.

        What is remembered as done is audited here and nowhere else, so that no command can be done without it.
        """
        self.positions = self._write_outbox()
        if self._remembered:
            self._signed.append(self._accepted())
            insert_rows(self.connection, idempotency, [row_of(one) for one in self._remembered])
        append(self.connection, self._signed, self._digest)

    def _accepted(self) -> AuditEntry:
        said = [(one.key, one.audited_hash or one.content_hash) for one in self._remembered]
        return accepted(self.call, self._remembered[0].city, said, [one.answer.decode() for one in self._remembered])

    def _write_outbox(self) -> Positions:
        written: dict[TopicPartition, int] = {}
        in_order = sorted(self._published, key=_place)
        numbered = list(zip(in_order, subjects.number(self.connection, in_order), strict=True))
        for place, events in groupby(numbered, key=lambda one: _place(one[0])):
            written[place] = self._write_partition(place, list(events))
        return Positions.of(written)

    def _write_partition(self, place: TopicPartition, events: Sequence[tuple[Event, int]]) -> int:
        first = self._take_sequences(place, len(events))
        stored = [self._stored(place, sequence, event) for sequence, event in enumerate(events, first)]
        self.kept[place] = outbox.keep(self.connection, place, stored)
        return first + len(events) - 1

    def _take_sequences(self, place: TopicPartition, count: int) -> int:
        topic, part = place
        taken = first_of(self.connection, _TAKE, {"in_topic": topic, "in_part": part, "count": count})
        if taken is not None:
            return int(taken.next_sequence) - count
        self.connection.execute(insert(outbox_head).values(topic=topic, part=part, next_sequence=1 + count))
        return 1

    def _stored(self, place: TopicPartition, sequence: int, numbered_event: tuple[Event, int]) -> Stored:
        _, part = place
        event, number = numbered_event
        return Stored(sequence, event.city, event.packed(self.source, part, sequence, number), event.data)


def published_up_to(connection: Connection, topic: str, city: str) -> Positions:
    """Up to where this service has published of the city, earlier transactions included; nowhere if never."""
    place = (topic, partition_of(city))
    head = first_of(connection, _REACHED, {"in_topic": place[0], "in_part": place[1]})
    return Positions.of({place: head.next_sequence - 1}) if head else NOWHERE


def _place(event: Event) -> TopicPartition:
    return event.topic, partition_of(event.city)
