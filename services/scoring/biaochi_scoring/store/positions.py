"""How far scoring has read the log, and what it has published, in SQL: of one city, and of every partition."""

from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.tables import consumer_position, outbox_head
from sqlalchemy import Column, Connection, func, select


def read_up_to(connection: Connection, topic: str, city: str) -> int:
    """The last sequence read of the partition of a topic that has the city; 0 if nothing was."""
    return _highest(connection, consumer_position.c.sequence, topic, city)


def epoch_of(connection: Connection, topic: str, city: str) -> int:
    """How often the partition of a topic that has the city was taken over; a rebuild does so, too."""
    return _highest(connection, consumer_position.c.epoch, topic, city)


def _highest(connection: Connection, column: Column[int], topic: str, city: str) -> int:
    position = consumer_position.c
    chosen = select(func.max(column)).where(position.topic == topic, position.part == partition_of(city))
    return connection.execute(chosen).scalar() or 0


def published_up_to(connection: Connection, topic: str, city: str) -> int:
    """The last sequence this service has published on the partition of a topic that has the city; 0 if nothing was."""
    head = outbox_head.c
    chosen = select(head.next_sequence).where(head.topic == topic, head.part == partition_of(city))
    return int(connection.execute(chosen).scalar() or 1) - 1


def places_read(connection: Connection) -> dict[tuple[str, int], int]:
    """For each topic and partition the offset at which reading goes on."""
    position = consumer_position.c
    rows = connection.execute(
        select(position.topic, position.part, func.max(position.place)).group_by(position.topic, position.part)
    )
    return {(topic, part): place for topic, part, place in rows}
