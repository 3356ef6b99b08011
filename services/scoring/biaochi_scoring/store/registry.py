"""The registry's dated states in SQL, and how far they were read."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from typing import Any

from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.tables import consumer_position
from sqlalchemy import Column, Connection, and_, func, insert, select

from biaochi_scoring.domain.registry import RegistryState
from biaochi_scoring.store.tables import registry_state


def add_states(connection: Connection, states: Sequence[RegistryState]) -> None:
    """Write newly received states."""
    if states:
        connection.execute(insert(registry_state), [asdict(state) for state in states])


def load_states(connection: Connection, city: str, kinds: Collection[str], up_to: int | None) -> list[RegistryState]:
    """The states of a city's organizations and persons of some kinds, up to a sequence of the log if given."""
    columns = [registry_state.c[field.name] for field in fields(RegistryState)]
    chosen = select(*columns).where(_published(city, kinds, up_to))
    return [RegistryState(*row) for row in connection.execute(chosen)]


def published_of(
    connection: Connection, city: str, kinds: Collection[str], up_to: int | None
) -> tuple[int, int | None]:
    """How many such states there are, and the last sequence of any; no state changes once it was received."""
    counted = select(func.count(), func.max(registry_state.c.sequence)).where(_published(city, kinds, up_to))
    count, last = connection.execute(counted).one()
    return count, last


def _published(city: str, kinds: Collection[str], up_to: int | None) -> Any:  # noqa: ANN401 - an SQL condition
    chosen = and_(registry_state.c.city == city, registry_state.c.kind.in_(sorted(kinds)))
    return chosen if up_to is None else and_(chosen, registry_state.c.sequence <= up_to)


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


def places_read(connection: Connection) -> dict[tuple[str, int], int]:
    """For each topic and partition the offset at which reading goes on."""
    position = consumer_position.c
    rows = connection.execute(
        select(position.topic, position.part, func.max(position.place)).group_by(position.topic, position.part)
    )
    return {(topic, part): place for topic, part, place in rows}
