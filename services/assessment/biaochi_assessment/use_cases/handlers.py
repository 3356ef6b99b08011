"""Handles what other services published: the dated copy of the registry, cities and models."""

from collections.abc import Iterable, Mapping, Sequence

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.store import models, registry
from biaochi_assessment.store.connection import Connection


def keep_registry(connection: Connection, states: Mapping[str, Sequence[RegistryState]]) -> None:
    """Take in states of organizations and persons by city, each city's in the order they were published."""
    for city, message in states.items():
        registry.keep_states(connection, city, message)


def keep_published(connection: Connection, news: Iterable[tuple[str, City | Model]]) -> None:
    """Take in cities and models, each with the city it was published under, in order."""
    for city, published in news:
        if isinstance(published, City):
            models.keep_city(connection, published)
        else:
            models.keep_model(connection, city, published)
