"""How far a consumer has read and what it has already done, in SQL: stored in the transaction of the effect itself."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select, update

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import Positions, TopicPartition
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.log.contract import LogRecord
from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.tables import consumer_position, dead, inbox, parked

_IDS_AT_ONCE = 500

_position = consumer_position.c
_MOVE = (
    update(consumer_position)
    .where(
        _position.reader == bindparam("of_reader"),
        _position.topic == bindparam("in_topic"),
        _position.part == bindparam("in_part"),
        _position.epoch == bindparam("old_epoch"),
        _position.place == bindparam("old_place"),
    )
    .values(place=bindparam("new_place"), sequence=bindparam("new_sequence"), log=bindparam("new_log"))
    .returning(_position.epoch)
)
_SEEN = select(inbox.c.event_id).where(inbox.c.reader == bindparam("of_reader"), among(inbox.c.event_id, "some"))


class Fenced(Exception):
    """Another process has taken this partition over, or it was rewound: what was about to be written is void."""


@dataclass(frozen=True)
class Mark:
    """Where reading goes on: the next offset in the log of this identity, the last producer sequence, our epoch.

    Without an identity nothing has been read yet, or it was before logs had any.
    """

    place: int
    sequence: int
    epoch: int
    log: str = ""


def take_over(connection: Connection, reader: str, places: Iterable[TopicPartition]) -> dict[TopicPartition, Mark]:
    """Begin a new epoch for each partition, so that whoever read it before can write no more."""
    marks: dict[TopicPartition, Mark] = {}
    for place in sorted(places):
        row = connection.execute(
            update(consumer_position)
            .where(_at(reader, place))
            .values(epoch=_position.epoch + 1)
            .returning(_position.place, _position.sequence, _position.epoch, _position.log)
        ).first()
        if row is None:
            connection.execute(insert(consumer_position).values(_row(reader, place, Mark(0, 0, 1))))
        marks[place] = Mark(*row) if row else Mark(0, 0, 1)
    return marks


def move(connection: Connection, reader: str, place: TopicPartition, marks: tuple[Mark, Mark]) -> None:
    """Go on from the first mark to the second. Raises Fenced when the partition is not at the first any more."""
    old, new = marks
    here = {"of_reader": reader, "in_topic": place[0], "in_part": place[1], "old_epoch": old.epoch}
    there = {"old_place": old.place, "new_place": new.place, "new_sequence": new.sequence, "new_log": new.log}
    if connection.execute(_MOVE, here | there).first() is None:
        raise Fenced(f"{reader} no longer reads {place[0]}/{place[1]} in epoch {old.epoch} from {old.place}")


def begin_anew(connection: Connection, reader: str, place: TopicPartition, marks: tuple[Mark, Mark]) -> None:
    """Go on in another log, from its beginning: effects stay; what the lost one left unread or parked comes again."""
    move(connection, reader, place, marks)
    for table in (dead, parked):
        here = and_(table.c.reader == reader, table.c.topic == place[0], table.c.part == place[1])
        connection.execute(delete(table).where(here))


def confirm(connection: Connection, reader: str, place: TopicPartition, mark: Mark) -> None:
    """Make sure that the partition is still ours, wherever it is read. Raises Fenced when it is not."""
    ours = update(consumer_position).where(_at(reader, place), _position.epoch == mark.epoch)
    if connection.execute(ours.values(epoch=mark.epoch).returning(_position.epoch)).first() is None:
        raise Fenced(f"{reader} no longer reads {place[0]}/{place[1]} in epoch {mark.epoch}")


def new_only(connection: Connection, reader: str, records: Sequence[ReceivedEvent]) -> list[ReceivedEvent]:
    """Return the records whose effect is not there yet, and take their ids in."""
    seen: set[str] = set()
    for start in range(0, len(records), _IDS_AT_ONCE):
        some = [record.id for record in records[start : start + _IDS_AT_ONCE]]
        seen.update(connection.scalars(_SEEN, {"of_reader": reader, "some": some}))
    new = [record for record in records if record.id not in seen]
    insert_rows(connection, inbox, [{"reader": reader, "event_id": record.id} for record in new])
    return new


def bury(connection: Connection, reader: str, reasons: Sequence[tuple[LogRecord, str]]) -> None:
    """Keep records that can never be read, each with its reason."""
    at = SystemClock().now().isoformat()
    rows = [{"reader": reader, "at": at, "reason": reason, **_dead_row(record)} for record, reason in reasons]
    if rows:
        connection.execute(insert(dead), rows)


def positions(connection: Connection, reader: str) -> Positions:
    """Return how far the reader has come, in all processes together."""
    rows = connection.execute(
        select(_position.topic, _position.part, _position.sequence).where(_position.reader == reader)
    )
    return Positions.of({(topic, part): sequence for topic, part, sequence in rows})


def _at(reader: str, place: TopicPartition) -> ColumnElement[bool]:
    return and_(_position.reader == reader, _position.topic == place[0], _position.part == place[1])


def _row(reader: str, place: TopicPartition, mark: Mark) -> Mapping[str, object]:
    topic, part = place
    position = {"place": mark.place, "sequence": mark.sequence, "epoch": mark.epoch, "log": mark.log}
    return {"reader": reader, "topic": topic, "part": part, **position}


def _dead_row(record: LogRecord) -> Mapping[str, object]:
    return {
        "topic": record.topic,
        "part": record.partition,
        "place": record.offset,
        "event_id": record.headers.get("ce_id", ""),
        "city": record.key,
        "headers": json.dumps(dict(record.headers), ensure_ascii=False),
        "value": record.value or b"",
    }
