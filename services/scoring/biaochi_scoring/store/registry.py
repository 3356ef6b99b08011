"""The registry's dated states in SQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from sys import intern
from typing import Any

from biaochi_chassis.store import revisions
from biaochi_chassis.store.inserting import insert_rows
from biaochi_sdk.terms.columns import Memo
from biaochi_sdk.values.subjects import ORGANIZATIONS
from sqlalchemy import Connection, and_, select

from biaochi_scoring.domain.registry import RegistryState
from biaochi_scoring.store.tables import registry_state

_NAMES = tuple(field.name for field in fields(RegistryState))
_VALUES_OF = attrgetter(*_NAMES)


def revision_of(city: str) -> str:
    """Under which name the revision of a city's registry is kept."""
    return f"registry/{city}"


def add_states(connection: Connection, states: Sequence[RegistryState]) -> None:
    """Write newly received states."""
    insert_rows(connection, registry_state, [dict(zip(_NAMES, _VALUES_OF(state), strict=True)) for state in states])
    for city in {state.city for state in states}:
        revisions.move(connection, revision_of(city))


def load_states(connection: Connection, city: str, kinds: Collection[str], up_to: int | None) -> list[RegistryState]:
    """The states of a city's organizations and persons of some kinds, up to a sequence of the log if given.

    Kinds, parents and days, which many have alike, are one object each.
    """
    columns = [registry_state.c[name] for name in _NAMES if name != "city"]
    chosen, days = select(*columns).where(_published(city, kinds, up_to)), Memo[date | None, Any](lambda day: day)
    return [
        RegistryState(city, at, ordinal, code, intern(kind), days[since], days[established], days[until], intern(above))
        for at, ordinal, code, kind, since, established, until, above in connection.execute(chosen)
    ]


def parents(connection: Connection, city: str, day: date) -> Mapping[str, str]:
    """The organization above each one on a day, as it was last known of those that are no more."""
    states = registry_state.c
    known = select(states.code, states.parent).where(
        states.city == city, states.since <= day, states.kind.in_(sorted(ORGANIZATIONS))
    )
    return {row.code: row.parent for row in connection.execute(known.order_by(states.since, states.sequence))}


def _published(city: str, kinds: Collection[str], up_to: int | None) -> Any:  # noqa: ANN401 - an SQL condition
    chosen = and_(registry_state.c.city == city, registry_state.c.kind.in_(sorted(kinds)))
    return chosen if up_to is None else and_(chosen, registry_state.c.sequence <= up_to)
