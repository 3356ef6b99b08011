"""Each subject's events are numbered from 1 without a gap by their producer, and applied in this order.

An event that comes before its turn, since a broken producer or repair has mixed them up, waits for the missing one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, Table, bindparam, select, update

from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.parking import Subject
from biaochi_chassis.store.statements import execute_rows, rows_of
from biaochi_chassis.store.tables import subject_head, subject_position

_TABLES = (subject_head, subject_position)


def _of(table: Table) -> list[ColumnElement[bool]]:
    """Only the reader's own, where readers have some."""
    return [table.c.reader == bindparam("of_reader")] if table is subject_position else []


_LAST = {
    table: select(table.c.subject, table.c.last).where(
        *_of(table),
        table.c.topic == bindparam("in_topic"),
        table.c.city == bindparam("in_city"),
        among(table.c.subject, "some"),
    )
    for table in _TABLES
}
_MOVED = {
    table: update(table)
    .where(*_of(table), *(table.c[name] == bindparam(f"this_{name}") for name in ("topic", "city", "subject")))
    .values(last=bindparam("now"))
    for table in _TABLES
}


@dataclass(frozen=True)
class InTurn:
    """Events whose turn it is, in the order to apply them, and for each early subject the number that is missing."""

    ready: list[ReceivedEvent]
    early: Mapping[Subject, int]


def number(connection: Connection, events: Sequence[Event]) -> list[int]:
    """Give each event the next number of its subject, in order."""
    named = [Subject(event.topic, event.city, event.subject) for event in events]
    known = _last(connection, subject_head, set(named), "")
    reached = dict(known)
    numbers = []
    for subject in named:
        reached[subject] = reached.get(subject, 0) + 1
        numbers.append(reached[subject])
    _store(connection, subject_head, (known, reached), "")
    return numbers


def reach(connection: Connection, events: Sequence[ReceivedEvent]) -> None:
    """Go on numbering behind these events, which were numbered before."""
    numbers = {Subject.of(event): event.number for event in events if event.number}
    known = _last(connection, subject_head, set(numbers), "")
    _store(connection, subject_head, (known, {**known, **numbers}), "")


def in_turn(
    connection: Connection, reader: str, events: Sequence[ReceivedEvent], buried: Iterable[ReceivedEvent]
) -> InTurn:
    """Sort out what may be applied now, and store how far each subject has come.

    A buried event counts as applied. One without a number, or with one that was there, is the inbox's to judge.
    """
    there: defaultdict[Subject, set[int]] = defaultdict(set)
    named = [Subject.of(event) for event in events]
    for subject, event in (*zip(named, events, strict=True), *((Subject.of(event), event) for event in buried)):
        if event.number:
            there[subject].add(event.number)
    known = _last(connection, subject_position, set(there), reader)
    reached = {subject: _run(known.get(subject, 0), numbers) for subject, numbers in there.items()}
    _store(connection, subject_position, (known, reached), reader)
    placed = zip(named, events, strict=True)
    ready = [(subject, event) for subject, event in placed if event.number <= reached.get(subject, 0)]
    early = {subject: reached[subject] + 1 for subject, numbers in there.items() if max(numbers) > reached[subject]}
    return InTurn(_in_order(ready), early)


def _run(reached: int, numbers: set[int]) -> int:
    while reached + 1 in numbers:
        reached += 1
    return reached


def _in_order(events: Sequence[tuple[Subject, ReceivedEvent]]) -> list[ReceivedEvent]:
    """Return the events where they stand, those of one subject in order of their numbers; without one, as they came."""
    queues: defaultdict[Subject, list[ReceivedEvent]] = defaultdict(list)
    for subject, event in events:
        queues[subject].append(event)
    if len(queues) == len(events):
        return [event for _, event in events]
    sorted_queues = {subject: iter(sorted(queue, key=attrgetter("number"))) for subject, queue in queues.items()}
    return [next(sorted_queues[subject]) for subject, _ in events]


def _last(connection: Connection, table: Table, subjects: set[Subject], reader: str) -> dict[Subject, int]:
    cities: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in sorted(subjects):
        cities[one.topic, one.city].append(one.subject)
    found: dict[Subject, int] = {}
    for (topic, city), names in cities.items():
        here = {"in_topic": topic, "in_city": city, "some": names}
        rows = rows_of(connection, _LAST[table], here | _whose(table, reader))
        found.update((Subject(topic, city, subject), last) for subject, last in rows)
    return found


def _store(
    connection: Connection, table: Table, change: tuple[Mapping[Subject, int], Mapping[Subject, int]], reader: str
) -> None:
    known, reached = change
    new = [subject for subject in reached if subject not in known and reached[subject]]
    moved = [subject for subject in reached if subject in known and reached[subject] > known[subject]]
    if new:
        whose: dict[str, object] = {"reader": reader} if table is subject_position else {}
        rows = [{**whose, **_key(subject), "last": reached[subject]} for subject in new]
        insert_rows(connection, table, rows)
    if moved:
        whose = _whose(table, reader)
        rows = [
            {f"this_{name}": word for name, word in _key(one).items()} | {"now": reached[one], **whose} for one in moved
        ]
        execute_rows(connection, _MOVED[table], rows)


def _whose(table: Table, reader: str) -> dict[str, object]:
    return {"of_reader": reader} if table is subject_position else {}


def _key(subject: Subject) -> dict[str, object]:
    return {"topic": subject.topic, "city": subject.city, "subject": subject.subject}
