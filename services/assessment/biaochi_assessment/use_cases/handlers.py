"""Handles what other services published: the dated copy of the registry, cities, models and frozen results."""

from collections.abc import Iterable, Mapping, Sequence

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.events.results import ResultsFrozen
from biaochi_assessment.store import models, registry, results
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.consequences import written_due


def keep_registry(connection: Connection, states: Mapping[str, Sequence[RegistryState]]) -> None:
    """Take in states of organizations and persons by city, each city's in the order they were published."""
    for city, message in states.items():
        registry.keep_states(connection, city, message)


def keep_published(connection: Connection, news: Iterable[tuple[str, City | Model | ResultsFrozen]]) -> None:
    """Take in cities, models and frozen results, each with the city it was published under, in order."""
    for city, published in news:
        match published:
            case City():
                models.keep_city(connection, published)
            case ResultsFrozen(cycle, frozen, due):
                results.keep_frozen(connection, city, cycle, frozen, written_due(due))
            case Model():
                models.keep_model(connection, city, published)
