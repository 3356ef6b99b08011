"""Which cities there are, as the scoring service published them."""

from collections.abc import Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from biaochi_org.store.tables import city as cities


async def city_is_known(connection: AsyncConnection, city: str) -> bool:
    """Whether a city of this slug was published."""
    return (await connection.execute(select(cities.c.city).where(cities.c.city == city))).first() is not None


async def remember_cities(connection: AsyncConnection, titles: Mapping[str, str]) -> None:
    """Remember cities by slug with their titles; a title may change."""
    known = set((await connection.execute(select(cities.c.city).where(cities.c.city.in_(titles)))).scalars())
    for slug, title in sorted(titles.items()):
        change = update(cities).where(cities.c.city == slug) if slug in known else insert(cities).values(city=slug)
        await connection.execute(change.values(title=title))
