"""Which cities there are, as the scoring service published them."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, insert, select, update

from biaochi_org.store.tables import city as cities

_NAMED = select(cities.c.city).where(cities.c.city == bindparam("named"))


def city_is_known(connection: Connection, city: str) -> bool:
    """Whether a city of this slug was published."""
    return connection.execute(_NAMED, {"named": city}).first() is not None


def remember_cities(connection: Connection, titles: Mapping[str, str]) -> None:
    """Remember cities by slug with their titles; a title may change."""
    known = set(connection.execute(select(cities.c.city).where(cities.c.city.in_(titles))).scalars())
    for slug, title in sorted(titles.items()):
        change = update(cities).where(cities.c.city == slug) if slug in known else insert(cities).values(city=slug)
        connection.execute(change.values(title=title))
