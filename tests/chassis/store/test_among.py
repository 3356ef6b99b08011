"""A column among many texts is one statement, however many there are, and finds what a list of them finds."""

import pytest
from biaochi_chassis.store.among import among
from biaochi_chassis.store.database import Connection
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.tables import person_key
from sqlalchemy import select

from tests.chassis.worlds import CITY, World

CODES = ["P1", "P'2", 'P"3', "党员\\4", "P5\n", "{P6}", ""]
CHOSEN = select(person_key.c.person).where(person_key.c.city == CITY, among(person_key.c.person, "some"))


@pytest.mark.parametrize("wanted", [CODES, CODES[:2], ["P7", "P1", "P1"], ["P7"], []])
async def test_what_is_among_them_is_found_once(world: World, wanted: list[str]) -> None:
    rows = [{"city": CITY, "person": one, "algorithm": "aes-256-gcm", "secret": b"x"} for one in CODES]
    await world.producer.update(lambda connection: insert_rows(connection, person_key, rows))

    def found(connection: Connection) -> list[str]:
        return list(connection.scalars(CHOSEN, {"some": wanted}))

    assert sorted(await world.producer.read(found)) == sorted(set(CODES) & set(wanted))
