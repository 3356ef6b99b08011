"""Installed cities and models in SQL."""

import json
from collections.abc import Collection
from dataclasses import asdict, fields

from biaochi_chassis.store import revisions
from sqlalchemy import Connection, delete, insert, select

from biaochi_scoring.domain.models import City, Model
from biaochi_scoring.store.tables import city, model

CITIES = "*"
"""Under which name the revision of the cities is kept; no city is called so."""

_COLUMNS = [model.c[field.name] for field in fields(Model)]


def put_city(connection: Connection, one: City) -> None:
    """Write a city; what was known of it before is replaced."""
    connection.execute(delete(city).where(city.c.city == one.slug))
    row = {name: getattr(one, name) for name in ("title", "plugin", "version", "work", "notice", "consequences")}
    connection.execute(insert(city).values(city=one.slug, calendar=json.dumps(one.calendar), **row))
    revisions.move(connection, CITIES)


def load_cities(connection: Connection) -> list[City]:
    """All cities in order of slug."""
    rows = connection.execute(select(city).order_by(city.c.city))
    return [
        City(
            row.city,
            row.title,
            row.plugin,
            row.version,
            tuple(json.loads(row.calendar)),
            row.work,
            row.notice,
            row.consequences,
        )
        for row in rows
    ]


def put_model(connection: Connection, one: Model) -> None:
    """Write a model; the one with the same hash is replaced."""
    connection.execute(delete(model).where(model.c.city == one.city, model.c.hash == one.hash))
    connection.execute(insert(model).values(**asdict(one)))


def load_models(connection: Connection, slug: str | None = None) -> list[Model]:
    """All models, or those of one city."""
    chosen = select(*_COLUMNS).order_by(model.c.city, model.c.hash)
    if slug is not None:
        chosen = chosen.where(model.c.city == slug)
    return [Model(*row) for row in connection.execute(chosen)]


def known_hashes(connection: Connection, slug: str) -> Collection[str]:
    """The hashes of the city's models that are in the store."""
    return set(connection.execute(select(model.c.hash).where(model.c.city == slug)).scalars())


def graph_text(connection: Connection, slug: str, model_hash: str) -> str | None:
    """The canonical graph with this hash; none while it was not received."""
    chosen = select(model.c.graph).where(model.c.city == slug, model.c.hash == model_hash)
    return connection.execute(chosen).scalar()
