"""What the registry receives, from protobuf messages of the log: the cities that scoring publishes."""

from collections.abc import Sequence

from biaochi.scoring.v1.events_pb2 import CityPublished
from biaochi_chassis.consumer.consumer import Undecodable
from biaochi_chassis.event.event import ReceivedEvent
from google.protobuf.message import DecodeError

SCORING = "biaochi.scoring.v1"
CITY_PUBLISHED = f"{SCORING}.CityPublished"
READS = {SCORING: frozenset({CITY_PUBLISHED})}
"""The types that are read here; all others are passed over."""


def cities_published(records: Sequence[ReceivedEvent]) -> dict[str, str]:
    """Return the cities that these records publish, slug to title, and pass over all other records.

    Raises Undecodable for one that is not a CityPublished though it says so.
    """
    titles = {}
    for index, record in enumerate(records):
        if record.type == CITY_PUBLISHED:
            city = _city(index, record)
            titles[city.slug] = city.title
    return titles


def _city(index: int, record: ReceivedEvent) -> CityPublished:
    try:
        return CityPublished.FromString(record.data)
    except DecodeError as trouble:
        raise Undecodable(index, f"not a {CITY_PUBLISHED}: {trouble}") from trouble
