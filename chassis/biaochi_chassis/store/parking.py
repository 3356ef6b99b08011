"""Subjects whose events could not be applied, in SQL: set aside in order, so that nobody else in their city waits.

A parked subject's later events are parked behind the first, until somebody asks for them to be driven again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, delete, func, insert, select, update

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.log.contract import LogRecord
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.statements import rows_of
from biaochi_chassis.store.tables import dead, parked, parked_subject

WAITS = "waits for number "
"""How the reason begins of a subject whose event came before its turn."""

_subject = parked_subject.c
_ASIDE = select(_subject.topic, _subject.city, _subject.subject).where(_subject.reader == bindparam("of_reader"))
_WANTED = _ASIDE.where(_subject.redrive_requested == 1)


class Subject(NamedTuple):
    """What an event is about: the unit of parking."""

    topic: str
    city: str
    subject: str

    @classmethod
    def of(cls, event: ReceivedEvent) -> "Subject":
        """Return that of an event."""
        return cls(event.topic, event.city, event.subject)

    @property
    def place(self) -> TopicPartition:
        """The partition its events lie in."""
        return self.topic, partition_of(self.city)


def subjects(connection: Connection, reader: str, *, redrive_requested: bool = False) -> frozenset[Subject]:
    """Return all parked subjects of a reader, or only those that somebody asked to be driven again."""
    chosen = _WANTED if redrive_requested else _ASIDE
    return frozenset(Subject(*row) for row in rows_of(connection, chosen, {"of_reader": reader}))


def park(connection: Connection, reader: str, events: Sequence[tuple[ReceivedEvent, LogRecord]]) -> None:
    """Put events behind those of the same subject that are parked already."""
    if events:
        connection.execute(insert(parked), [_row(reader, event, record) for event, record in events])


def set_aside(connection: Connection, reader: str, subject: Subject, reason: str) -> None:
    """Say that from now on the subject is parked, and why."""
    at = SystemClock().now().isoformat()
    row = {"topic": subject.topic, "city": subject.city, "subject": subject.subject, "reason": reason, "at": at}
    connection.execute(insert(parked_subject).values(reader=reader, redrive_requested=0, **row))


def wake(connection: Connection, reader: str, arrived: Iterable[Subject]) -> None:
    """Drive those again that wait for a missing event: it may have come."""
    for subject in set(arrived):
        waits = and_(_this(reader, subject), _subject.reason.startswith(WAITS))
        connection.execute(update(parked_subject).where(waits).values(redrive_requested=1))


def keep(connection: Connection, reader: str, subject: Subject, reason: str) -> None:
    """Leave it parked for this reason; nobody's wish is open any more."""
    connection.execute(update(parked_subject).where(_this(reader, subject)).values(redrive_requested=0, reason=reason))


def records(connection: Connection, reader: str, subject: Subject) -> list[LogRecord]:
    """Return its parked events in order."""
    chosen = select(parked).where(_events_of(reader, subject)).order_by(parked.c.place)
    rows = connection.execute(chosen).mappings()
    return [
        LogRecord(row["topic"], row["part"], row["place"], row["city"], json.loads(row["headers"]), row["value"])
        for row in rows
    ]


def release(connection: Connection, reader: str, subject: Subject) -> None:
    """Park it no longer."""
    connection.execute(delete(parked).where(_events_of(reader, subject)))
    connection.execute(delete(parked_subject).where(_this(reader, subject)))


def redrive(connection: Connection, words: Mapping[str, str]) -> int:
    """Ask for parked subjects to be driven again, those whose columns have these values; return how many."""
    chosen = [_subject[name] == value for name, value in words.items()]
    requested = connection.execute(
        update(parked_subject).where(*chosen).values(redrive_requested=1).returning(parked_subject.c.subject)
    )
    return len(requested.all())


def unbury(connection: Connection, words: Mapping[str, str]) -> int:
    """Make dead letters parked events, to be driven again; those whose columns have these values. Return how many."""
    chosen = [dead.c[name] == value for name, value in words.items() if name != "subject"]
    rows = connection.execute(select(dead).where(*chosen)).mappings().all()
    letters = [row for row in rows if words.get("subject") in (None, _said(row["headers"]))]
    for row in letters:
        _unbury(connection, row)
    return len(letters)


def _unbury(connection: Connection, row: RowMapping) -> None:
    reader = row["reader"]
    subject = Subject(row["topic"], row["city"], _said(row["headers"]))
    if subject not in subjects(connection, reader):
        set_aside(connection, reader, subject, row["reason"])
    names = [column.name for column in parked.columns if column.name != "subject"]
    connection.execute(insert(parked).values(subject=subject.subject, **{name: row[name] for name in names}))
    same = [column == row[column.name] for column in dead.primary_key]
    connection.execute(delete(dead).where(*same))
    connection.execute(update(parked_subject).where(_this(reader, subject)).values(redrive_requested=1))


def count(connection: Connection, reader: str) -> int:
    """Return how many subjects are parked."""
    chosen = select(func.count()).select_from(parked_subject).where(_subject.reader == reader)
    return connection.execute(chosen).scalar_one()


def _this(reader: str, subject: Subject) -> ColumnElement[bool]:
    same = (_subject.topic == subject.topic, _subject.city == subject.city, _subject.subject == subject.subject)
    return and_(_subject.reader == reader, *same)


def _events_of(reader: str, subject: Subject) -> ColumnElement[bool]:
    at = parked.c
    same = (at.topic == subject.topic, at.city == subject.city, at.subject == subject.subject)
    return and_(at.reader == reader, *same)


def _row(reader: str, event: ReceivedEvent, record: LogRecord) -> dict[str, object]:
    return {
        "reader": reader,
        "topic": event.topic,
        "part": event.partition,
        "place": event.offset,
        "city": event.city,
        "subject": event.subject,
        "event_id": event.id,
        "headers": json.dumps(dict(record.headers), ensure_ascii=False),
        "value": event.data,
        "at": SystemClock().now().isoformat(),
    }


def _said(headers: str) -> str:
    return str(json.loads(headers).get("ce_subject", ""))
