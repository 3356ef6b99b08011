"""How far scoring has read the log, and what it has published, in SQL."""

from typing import Any

from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.statements import first_of
from biaochi_chassis.store.tables import consumer_position, outbox_head
from sqlalchemy import Connection, Select, bindparam, func, select

_POSITION, _HEAD = consumer_position.c, outbox_head.c
_HERE = _POSITION.topic == bindparam("in_topic"), _POSITION.part == bindparam("in_part")
_READ = select(func.max(_POSITION.sequence).label("reached")).where(*_HERE)
_EPOCH = select(func.max(_POSITION.epoch).label("reached")).where(*_HERE)
_PUBLISHED = select(_HEAD.next_sequence.label("reached")).where(
    _HEAD.topic == bindparam("in_topic"), _HEAD.part == bindparam("in_part")
)


def read_up_to(connection: Connection, topic: str, city: str) -> int:
    """The last sequence read of the partition of a topic that has the city; 0 if nothing was."""
    return _of(connection, _READ, topic, city)


def epoch_of(connection: Connection, topic: str, city: str) -> int:
    """How often the partition of a topic that has the city was taken over; a rebuild does so, too."""
    return _of(connection, _EPOCH, topic, city)


def published_up_to(connection: Connection, topic: str, city: str) -> int:
    """The last sequence this service has published on the partition of a topic that has the city; 0 if nothing was."""
    return (_of(connection, _PUBLISHED, topic, city) or 1) - 1


def _of(connection: Connection, chosen: Select[Any], topic: str, city: str) -> int:
    found = first_of(connection, chosen, {"in_topic": topic, "in_part": partition_of(city)})
    return int(found.reached or 0) if found else 0
