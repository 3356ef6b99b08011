"""Handles what scoring published: which cities there are."""

from collections.abc import Mapping

from biaochi_chassis.store.database import UnitOfWork

from biaochi_org.store.cities import remember_cities


def city_published(tx: UnitOfWork, titles: Mapping[str, str]) -> None:
    """Know these cities, slug to title, from now on."""
    if titles:
        remember_cities(tx.connection, titles)
