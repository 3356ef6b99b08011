"""Seals names, and reasons about persons, that an earlier build left open in the tables."""

from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import Connection, select, update

from biaochi_org.domain.correcting import NAME
from biaochi_org.store.corrections import persons_among
from biaochi_org.store.tables import city, correction, person


def cities(connection: Connection) -> list[str]:
    """Every city there is."""
    return list(connection.scalars(select(city.c.city).order_by(city.c.city)))


def seal_rows(connection: Connection, of_city: str, keys: PersonKeys) -> int:
    """Seal what is open in one city; return how many rows were."""
    return _seal_names(connection, of_city, keys) + _seal_corrections(connection, of_city, keys)


def _seal_names(connection: Connection, of_city: str, keys: PersonKeys) -> int:
    at, sealed = person.c, 0
    rows = connection.execute(select(at.person, at.name).where(at.city == of_city).order_by(at.person)).all()
    keys.provide([row.person for row in rows])
    for code, name in rows:
        if (now := keys.resealed(code, name)) != name:
            connection.execute(update(person).where(at.city == of_city, at.person == code).values(name=now))
            sealed += 1
    return sealed


def _seal_corrections(connection: Connection, of_city: str, keys: PersonKeys) -> int:
    at, sealed = correction.c, 0
    rows = connection.execute(select(correction).where(at.city == of_city).order_by(at.number)).mappings().all()
    persons = persons_among(connection, of_city, {row["subject"] for row in rows})
    for row in rows:
        names = ("reason", "before", "after") if row["what"] == NAME else ("reason",)
        now = {name: keys.resealed(row["subject"], row[name]) for name in names}
        if row["subject"] in persons and now != {name: row[name] for name in names}:
            connection.execute(update(correction).where(at.city == of_city, at.number == row["number"]).values(now))
            sealed += 1
    return sealed
