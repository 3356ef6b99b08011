"""Installed cities and models in SQL."""

import json
from collections.abc import Collection
from dataclasses import asdict, fields

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from biaochi_scoring.domain.models import City, Model
from biaochi_scoring.store.tables import city, model

_COLUMNS = [model.c[field.name] for field in fields(Model)]


async def put_city(connection: AsyncConnection, one: City) -> None:
    """Write a city; what was known of it before is replaced."""
    await connection.execute(delete(city).where(city.c.city == one.slug))
    row = {"city": one.slug, "title": one.title, "plugin": one.plugin, "version": one.version}
    await connection.execute(insert(city).values(**row, calendar=json.dumps(one.calendar)))


async def load_cities(connection: AsyncConnection) -> list[City]:
    """All cities in order of slug."""
    rows = await connection.execute(select(city).order_by(city.c.city))
    return [City(row.city, row.title, row.plugin, row.version, tuple(json.loads(row.calendar))) for row in rows]


async def put_model(connection: AsyncConnection, one: Model) -> None:
    """Write a model; the one with the same hash is replaced."""
    await connection.execute(delete(model).where(model.c.city == one.city, model.c.hash == one.hash))
    await connection.execute(insert(model).values(**asdict(one)))


async def load_models(connection: AsyncConnection, slug: str | None = None) -> list[Model]:
    """All models, or those of one city."""
    chosen = select(*_COLUMNS).order_by(model.c.city, model.c.hash)
    if slug is not None:
        chosen = chosen.where(model.c.city == slug)
    return [Model(*row) for row in await connection.execute(chosen)]


async def known_hashes(connection: AsyncConnection, slug: str) -> Collection[str]:
    """The hashes of the city's models that are in the store."""
    return set((await connection.execute(select(model.c.hash).where(model.c.city == slug))).scalars())


async def graph_text(connection: AsyncConnection, slug: str, model_hash: str) -> str | None:
    """The canonical graph with this hash; none while it was not received."""
    chosen = select(model.c.graph).where(model.c.city == slug, model.c.hash == model_hash)
    return (await connection.execute(chosen)).scalar()
