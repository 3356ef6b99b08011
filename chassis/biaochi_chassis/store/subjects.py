"""Each subject's events are numbered from 1 without a gap by their producer, and applied in this order.

An event that comes before its turn, since a broken producer or repair has mixed them up, waits for the missing one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, insert, select, update

from biaochi_chassis.event.event import Event, ReceivedEvent
from biaochi_chassis.store.parking import Subject
from biaochi_chassis.store.tables import subject_head, subject_position

_AT_ONCE = 500


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


def in_turn(
    connection: Connection, reader: str, events: Sequence[ReceivedEvent], buried: Iterable[ReceivedEvent]
) -> InTurn:
    """Sort out what may be applied now, and store how far each subject has come.

    A buried event counts as applied. One without a number, or with one that was there, is the inbox's to judge.
    """
    counted = [event for event in (*events, *buried) if event.number]
    known = _last(connection, subject_position, {Subject.of(event) for event in counted}, reader)
    there: defaultdict[Subject, set[int]] = defaultdict(set)
    for event in counted:
        there[Subject.of(event)].add(event.number)
    reached = {subject: _run(known.get(subject, 0), numbers) for subject, numbers in there.items()}
    _store(connection, subject_position, (known, reached), reader)
    ready = [event for event in events if event.number <= reached.get(Subject.of(event), 0)]
    early = {subject: reached[subject] + 1 for subject, numbers in there.items() if max(numbers) > reached[subject]}
    return InTurn(_in_order(ready), early)


def _run(reached: int, numbers: set[int]) -> int:
    while reached + 1 in numbers:
        reached += 1
    return reached


def _in_order(events: Sequence[ReceivedEvent]) -> list[ReceivedEvent]:
    """Return the events where they stand, those of one subject in order of their numbers."""
    queues: defaultdict[Subject, list[ReceivedEvent]] = defaultdict(list)
    for event in events:
        queues[Subject.of(event)].append(event)
    for queue in queues.values():
        queue.sort(key=lambda event: event.number, reverse=True)
    return [queues[Subject.of(event)].pop() for event in events]


def _last(connection: Connection, table: Table, subjects: set[Subject], reader: str) -> dict[Subject, int]:
    cities: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in sorted(subjects):
        cities[one.topic, one.city].append(one.subject)
    found: dict[Subject, int] = {}
    for (topic, city), names in cities.items():
        for start in range(0, len(names), _AT_ONCE):
            some = table.c.subject.in_(names[start : start + _AT_ONCE])
            here = and_(*_of(table, reader), table.c.topic == topic, table.c.city == city, some)
            rows = connection.execute(select(table.c.subject, table.c.last).where(here))
            found.update((Subject(topic, city, subject), last) for subject, last in rows)
    return found


def _store(
    connection: Connection, table: Table, change: tuple[Mapping[Subject, int], Mapping[Subject, int]], reader: str
) -> None:
    known, reached = change
    new = [subject for subject in reached if subject not in known and reached[subject]]
    moved = [subject for subject in reached if subject in known and reached[subject] > known[subject]]
    whose = {"reader": reader} if "reader" in table.c else {}
    if new:
        rows = [{**whose, **_key(subject), "last": reached[subject]} for subject in new]
        connection.execute(insert(table), rows)
    if moved:
        same = [table.c[name] == bindparam(f"this_{name}") for name in ("topic", "city", "subject")]
        statement = update(table).where(*_of(table, reader), *same).values(last=bindparam("now"))
        rows = [{f"this_{name}": word for name, word in _key(one).items()} | {"now": reached[one]} for one in moved]
        connection.execute(statement, rows)


def _of(table: Table, reader: str) -> list[ColumnElement[bool]]:
    return [table.c.reader == reader] if "reader" in table.c else []


def _key(subject: Subject) -> dict[str, object]:
    return {"topic": subject.topic, "city": subject.city, "subject": subject.subject}
