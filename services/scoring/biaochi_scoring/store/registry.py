"""The registry's dated states in SQL."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from typing import Any

from biaochi_chassis.store import revisions
from sqlalchemy import Connection, and_, insert, select

from biaochi_scoring.domain.registry import RegistryState
from biaochi_scoring.store.tables import registry_state


def revision_of(city: str) -> str:
    """Under which name the revision of a city's registry is kept."""
    return f"registry/{city}"


def add_states(connection: Connection, states: Sequence[RegistryState]) -> None:
    """Write newly received states."""
    if states:
        connection.execute(insert(registry_state), [asdict(state) for state in states])
    for city in {state.city for state in states}:
        revisions.move(connection, revision_of(city))


def load_states(connection: Connection, city: str, kinds: Collection[str], up_to: int | None) -> list[RegistryState]:
    """The states of a city's organizations and persons of some kinds, up to a sequence of the log if given."""
    columns = [registry_state.c[field.name] for field in fields(RegistryState)]
    chosen = select(*columns).where(_published(city, kinds, up_to))
    return [RegistryState(*row) for row in connection.execute(chosen)]


def _published(city: str, kinds: Collection[str], up_to: int | None) -> Any:  # noqa: ANN401 - an SQL condition
    chosen = and_(registry_state.c.city == city, registry_state.c.kind.in_(sorted(kinds)))
    return chosen if up_to is None else and_(chosen, registry_state.c.sequence <= up_to)
