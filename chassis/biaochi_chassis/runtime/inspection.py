"""What an operator sees of a service: dead letters, parked subjects, how far it is behind. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.tables import consumer_position, dead, outbox_head, parked, parked_subject


@dataclass(frozen=True)
class DeadLetter:
    """A record that could not be read, where it stands, and why."""

    reader: str
    topic: str
    part: int
    place: int
    city: str
    event_id: str
    reason: str
    at: str


@dataclass(frozen=True)
class ParkedSubject:
    """A subject whose events wait, how many, since when and why, and whether they are to be driven again."""

    reader: str
    topic: str
    city: str
    subject: str
    events: int
    reason: str
    at: str
    redrive_requested: bool


@dataclass(frozen=True)
class Lag:
    """How far a reader has read a topic, over all partitions, and where the topic ends."""

    reader: str
    topic: str
    read: int
    end: int

    @property
    def behind(self) -> int:
        """How many records are still to be read."""
        return self.end - self.read


def dead_letters(connection: Connection) -> list[DeadLetter]:
    """Return all, in order of where they stand."""
    at = dead.c
    columns = (at.reader, at.topic, at.part, at.place, at.city, at.event_id, at.reason, at.at)
    rows = connection.execute(select(*columns).order_by(at.reader, at.topic, at.part, at.place))
    return [DeadLetter(*row) for row in rows]


def parked_subjects(connection: Connection) -> list[ParkedSubject]:
    """Return all, in order of reader, topic, city and subject."""
    at = parked_subject.c
    key = (at.reader, at.topic, at.city, at.subject)
    same = and_(*(column == parked.c[column.name] for column in key))
    events = select(func.count()).select_from(parked).where(same).scalar_subquery()
    rows = connection.execute(select(*key, events, at.reason, at.at, at.redrive_requested).order_by(*key))
    return [ParkedSubject(*row[:-1], redrive_requested=bool(row[-1])) for row in rows]


async def lags(database: Database, log: EventLog) -> list[Lag]:
    """Return one for each reader and topic, in this order."""
    rows = await database.read(_read)
    ends = {topic: sum((await log.end_offsets(topic)).values()) for topic in sorted({row[1] for row in rows})}
    return [Lag(reader, topic, read, ends[topic]) for reader, topic, read in rows]


def _read(connection: Connection) -> Sequence[tuple[str, str, int]]:
    at = consumer_position.c
    chosen = select(at.reader, at.topic, func.sum(at.place)).group_by(at.reader, at.topic)
    rows = connection.execute(chosen.order_by(at.reader, at.topic))
    return [(reader, topic, int(read)) for reader, topic, read in rows]


def unpublished(connection: Connection) -> int:
    """Return how many events are not in the log yet; those of the last second may be there already."""
    waiting = func.sum(outbox_head.c.next_sequence - 1 - outbox_head.c.published)
    return int(connection.execute(select(waiting)).scalar_one() or 0)
