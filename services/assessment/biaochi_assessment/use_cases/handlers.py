"""Handles what other services published: the dated copy of the registry, grants, cities, models, frozen results."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.identity.granted import GrantChanged, GrantRevoked
from biaochi_chassis.store.grants import granted_to, keep_grants

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.events.matters import matter_of_event
from biaochi_assessment.events.results import ResultsFrozen
from biaochi_assessment.store import models, notifications, registry, results
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.consequences import written_due
from biaochi_assessment.use_cases.notifications import notify_at_once


def keep_registry(connection: Connection, states: Mapping[str, Sequence[RegistryState]]) -> None:
    """Take in states of organizations and persons by city, each city's in the order they were published."""
    for city, message in states.items():
        registry.keep_states(connection, city, message)


def keep_granted(connection: Connection, city: str, change: GrantChanged) -> None:
    """Take in a grant or its end; whoever holds nothing in the city any more is not notified there, and forgotten."""
    keep_grants(connection, city, [change])
    if isinstance(change, GrantRevoked) and all(held != city for held, _ in granted_to(connection, change.holder)):
        notifications.forget(connection, city, [change.holder])


def notify_of_signatures(
    connection: Connection, read: Iterable[tuple[ReceivedEvent, datetime | None]], now: datetime
) -> None:
    """Notify those who may give the second signature that is awaited until then; of what lapsed by now, nobody."""
    for record, until in read:
        matter = matter_of_event(record) if until and now < until else None
        if matter is not None:
            notify_at_once(connection, record.city, [matter], now)


def keep_published(connection: Connection, news: Iterable[tuple[str, City | Model | ResultsFrozen]]) -> None:
    """Take in cities, models and frozen results, each with the city it was published under, in order."""
    for city, published in news:
        match published:
            case City():
                models.keep_city(connection, published)
            case ResultsFrozen(cycle, frozen, due, lists):
                results.keep_frozen(connection, city, cycle, frozen, written_due(due), lists)
            case Model():
                models.keep_model(connection, city, published)
