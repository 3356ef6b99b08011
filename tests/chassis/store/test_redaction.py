"""What a database fails with says nothing of the rows: neither what was given nor what the server quotes of it."""

import pytest
from biaochi_chassis.store.database import Connection
from biaochi_chassis.store.tables import person_key
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.chassis.worlds import CITY, database
from tests.servers.databases import Databases

NAME = "样例党员00017"


async def test_an_error_names_the_constraint_and_no_value(databases: Databases) -> None:
    store = database(databases, "redacted")
    await store.start()

    def keep(connection: Connection) -> None:
        row = {"city": CITY, "person": NAME, "algorithm": "AES-256-GCM", "secret": b""}
        connection.execute(insert(person_key), row)
        connection.execute(insert(person_key), row)

    with pytest.raises(IntegrityError) as written:
        await store.update(keep)
    with pytest.raises(DBAPIError) as read:
        await store.read(lambda at: at.execute(text("select unknown from person_key where person = :n"), {"n": NAME}))
    await store.close()

    for error in (written.value, read.value):
        assert NAME not in f"{error} {error.orig} {error.__cause__}"
        assert "person_key" in str(error)
