"""The chassis without one of its guards, to see that the harness notices: nothing else may ever import this."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.store import inbox
from biaochi_chassis.store.inbox import Mark
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_chassis.store.tables import consumer_position
from biaochi_chassis.store.unit_of_work import UnitOfWork
from sqlalchemy import Connection, update


def without_inbox() -> None:
    """Every record has its effect, however often it came."""

    def all_of_them(_connection: Connection, _reader: str, records: Sequence[ReceivedEvent]) -> list[ReceivedEvent]:
        return list(records)

    put(inbox, "new_only", all_of_them)


def without_outbox() -> None:
    """What is published waits in memory only, until it is in the log."""
    waiting: defaultdict[tuple[str, TopicPartition], list[Outgoing]] = defaultdict(list)

    def keep_in_memory(self: Any, place: TopicPartition, events: Sequence[tuple[Event, int]]) -> int:  # noqa: ANN401
        first = self._take_sequences(place, len(events))
        for sequence, (event, number) in enumerate(events, first):
            headers = event.headers(self._source, place[1], sequence, number)
            waiting[self._source, place].append(Outgoing(sequence, headers["ce_id"], event.city, headers, event.data))
        return int(first) + len(events) - 1

    async def publish_from_memory(self: Any, place: TopicPartition) -> bool:  # noqa: ANN401
        source = self._database.source
        records = waiting.pop((source, place), [])
        if records:
            await self._log.publish(Origin(source, *place), records)
            self._published[place] = replace(self._published[place], sequence=records[-1].sequence)
            self._to_mark.add(place)
        return bool(records)

    put(UnitOfWork, "_write_partition", keep_in_memory)
    put(Relay, "_copy_some", publish_from_memory)


def without_fence() -> None:
    """Whoever believes that a partition is its own may move its position."""

    def move(connection: Connection, reader: str, place: TopicPartition, marks: tuple[Mark, Mark]) -> None:
        at = consumer_position.c
        here = (at.reader == reader, at.topic == place[0], at.part == place[1])
        new = {"place": marks[1].place, "sequence": marks[1].sequence, "log": marks[1].log}
        connection.execute(update(consumer_position).where(*here).values(new))

    put(inbox, "move", move)


GUARDS = {"inbox": without_inbox, "outbox": without_outbox, "fence": without_fence}


def put(owner: object, name: str, value: object) -> None:
    """Replace something of the product in this process."""
    setattr(owner, name, value)
