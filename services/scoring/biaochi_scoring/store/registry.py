"""The registry's dated states in SQL."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select

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
