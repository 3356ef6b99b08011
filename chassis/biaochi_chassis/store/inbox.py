"""How far a consumer has read and what it has already done, in SQL: stored in the transaction of the effect itself."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, insert, select, update

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import Positions, TopicPartition
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.log.contract import LogRecord, Origin
from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.statements import execute_rows, first_of, rows_of
from biaochi_chassis.store.tables import Operations, consumer_position, dead, inbox, inbox_run, parked

_position = consumer_position.c
_READ = select(consumer_position).where(_position.reader == bindparam("of_reader"))
_HERE = (
    _position.reader == bindparam("of_reader"),
    _position.topic == bindparam("in_topic"),
    _position.part == bindparam("in_part"),
)
_BEGIN = update(consumer_position).where(*_HERE).values(epoch=bindparam("new_epoch"))
_MOVE = (
    update(consumer_position)
    .where(
        *_HERE,
        _position.epoch == bindparam("old_epoch"),
        _position.place == bindparam("old_place"),
    )
    .values(place=bindparam("new_place"), sequence=bindparam("new_sequence"), log=bindparam("new_log"))
    .returning(_position.epoch)
)
_SEEN = select(inbox.c.event_id).where(inbox.c.reader == bindparam("of_reader"), among(inbox.c.event_id, "some"))

_run = inbox_run.c
_OF_ORIGIN = (
    _run.reader == bindparam("of_reader"),
    _run.source == bindparam("of_source"),
    _run.topic == bindparam("in_topic"),
    _run.part == bindparam("in_part"),
)
# The last run that begins before them is the only one of the earlier ones that may reach them.
_REACHING = select(func.max(_run.first)).where(*_OF_ORIGIN, _run.first <= bindparam("least")).scalar_subquery()
_RUNS = select(_run.first, _run.last).where(
    *_OF_ORIGIN, _run.first >= func.coalesce(_REACHING, 0), _run.first <= bindparam("most") + 1
)
_THIS_RUN = (*_OF_ORIGIN, _run.first == bindparam("of_first"))
_EXTEND = update(inbox_run).where(*_THIS_RUN).values(last=bindparam("new_last"))
_JOIN = delete(inbox_run).where(*_THIS_RUN)
_STANDS = re.compile(r"(?P<source>.+)/(?P<topic>[^/]+)/(?P<part>[0-9]+)/(?P<sequence>0|[1-9][0-9]*)", re.ASCII)
"""The id of an event that says where it stands."""


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
    read = {(row.topic, row.part): row for row in rows_of(connection, _READ, {"of_reader": reader})}
    marks, begun, again = {}, [], []
    for place in sorted(places):
        if row := read.get(place):
            marks[place] = Mark(row.place, row.sequence, row.epoch + 1, row.log)
            again.append(_of(reader, place) | {"new_epoch": row.epoch + 1})
        else:
            marks[place] = Mark(0, 0, 1)
            begun.append(_row(reader, place, marks[place]))
    execute_rows(connection, _BEGIN, again)
    insert_rows(connection, consumer_position, begun)
    return marks


def move(connection: Connection, reader: str, place: TopicPartition, marks: tuple[Mark, Mark]) -> None:
    """Go on from the first mark to the second. Raises Fenced when the partition is not at the first any more."""
    old, new = marks
    here = _of(reader, place) | {"old_epoch": old.epoch}
    there = {"old_place": old.place, "new_place": new.place, "new_sequence": new.sequence, "new_log": new.log}
    if first_of(connection, _MOVE, here | there) is None:
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
    """Return the records whose effect is not there yet, each once, and take them in."""
    origins = [_origin(record) for record in records]
    said: defaultdict[Origin, set[int]] = defaultdict(set)
    strange: set[str] = set()
    for record, origin in zip(records, origins, strict=True):
        if origin:
            said[origin].add(record.sequence)
        else:
            strange.add(record.id)
    new = {origin: take_in(connection, reader, origin, sequences) for origin, sequences in said.items()}
    new_strange = _take_in_strange(connection, reader, sorted(strange)) if strange else set()
    taken = []
    for record, origin in zip(records, origins, strict=True):
        if origin and record.sequence in new[origin]:
            new[origin].remove(record.sequence)
            taken.append(record)
        elif not origin and record.id in new_strange:
            new_strange.remove(record.id)
            taken.append(record)
    return taken


def take_in(connection: Connection, reader: str, origin: Origin, sequences: Collection[int]) -> set[int]:
    """Return those of an origin's sequences that were not taken in before, and take them in."""
    here = {"of_reader": reader, "of_source": origin.source, "in_topic": origin.topic, "in_part": origin.partition}
    found = rows_of(connection, _RUNS, here | {"least": min(sequences), "most": max(sequences)})
    before: dict[int, int] = {run.first: run.last for run in found}
    new = set(sequences)
    for first, last in before.items():
        new = {one for one in new if not first <= one <= last}
    after = _joined([*before.items(), *((one, one) for one in new)])
    execute_rows(connection, _JOIN, [here | {"of_first": first} for first in before.keys() - after.keys()])
    longer = [first for first in after.keys() & before.keys() if after[first] != before[first]]
    execute_rows(connection, _EXTEND, [here | {"of_first": first, "new_last": after[first]} for first in longer])
    of_origin = {"reader": reader, "source": origin.source, "topic": origin.topic, "part": origin.partition}
    begun = sorted(after.keys() - before.keys())
    insert_rows(connection, inbox_run, [of_origin | {"first": first, "last": after[first]} for first in begun])
    return new


def gather(op: Operations) -> None:
    """Make runs of the ids that an earlier build took in one by one; for a migration."""
    connection = op.get_bind()
    said: defaultdict[tuple[str, Origin], list[int]] = defaultdict(list)
    strange = []
    for reader, event_id in connection.execute(select(inbox.c.reader, inbox.c.event_id)):
        if found := _STANDS.fullmatch(event_id):
            said[reader, Origin(found["source"], found["topic"], int(found["part"]))].append(int(found["sequence"]))
        else:
            strange.append({"reader": reader, "event_id": event_id})
    for (reader, origin), sequences in said.items():
        take_in(connection, reader, origin, sequences)
    connection.execute(delete(inbox))
    insert_rows(connection, inbox, strange)


def _origin(event: ReceivedEvent) -> Origin | None:
    """Whose event it is, where its id says that it stands where it does."""
    before, _, sequence = event.id.rpartition("/")
    return _origin_of(before, event.topic, event.partition) if sequence == str(event.sequence) else None


# The events of a batch are nearly all of one origin.
@lru_cache
def _origin_of(said: str, topic: str, partition: int) -> Origin | None:
    source = said.removesuffix(f"/{topic}/{partition}")
    return None if source == said else Origin(source, topic, partition)


def _joined(runs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The same numbers as runs that neither meet nor overlap: the first of each, and its last."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return dict(joined)


def _take_in_strange(connection: Connection, reader: str, ids: Sequence[str]) -> set[str]:
    seen = set(connection.scalars(_SEEN, {"of_reader": reader, "some": ids}))
    new = [one for one in ids if one not in seen]
    insert_rows(connection, inbox, [{"reader": reader, "event_id": one} for one in new])
    return set(new)


def bury(connection: Connection, reader: str, reasons: Sequence[tuple[LogRecord, str]]) -> None:
    """Keep records that can never be read, each with its reason."""
    at = SystemClock().now().isoformat()
    rows = [{"reader": reader, "at": at, "reason": reason, **_dead_row(record)} for record, reason in reasons]
    if rows:
        connection.execute(insert(dead), rows)


def positions(connection: Connection, reader: str) -> Positions:
    """Return how far the reader has come, in all processes together."""
    rows = rows_of(connection, _READ, {"of_reader": reader})
    return Positions.of({(row.topic, row.part): row.sequence for row in rows})


def _of(reader: str, place: TopicPartition) -> dict[str, object]:
    return {"of_reader": reader, "in_topic": place[0], "in_part": place[1]}


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
