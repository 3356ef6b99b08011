"""A registry that was lost, or is of an earlier day, is made again of its own events, but for the names of persons."""

from functools import partial
from typing import Any

import pytest
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.reconcile import reconcile
from biaochi_org.events.encode import TOPIC
from biaochi_org.store.tables import city, membership, organization_state, person, post
from biaochi_org.use_cases.restoring import restore
from sqlalchemy import insert, select

from tests.org.office import CITY, Office
from tests.org.test_store import lived, write
from tests.servers.databases import Databases

TABLES = (organization_state, membership, post)


def everything(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """All rows, of persons the codes alone."""
    found = [connection.execute(select(table).order_by(*table.primary_key)) for table in TABLES]
    codes = connection.execute(select(person.c.city, person.c.person).order_by(*person.primary_key))
    return [[tuple(row) for row in rows] for rows in (*found, codes)]


@pytest.mark.parametrize("kept", [0.0, 0.5])
async def test_what_the_events_say_is_all_there_again(office: Office, databases: Databases, kept: float) -> None:
    book, _ = lived(7)
    database, older = office.service.database, Database("org", databases("org_older"), "biaochi_org.migrations")
    assert database
    assert office.service.relay
    await older.start()
    await write(database, book.done)
    await office.service.relay.copy()
    if kept:
        await older.update(lambda connection: connection.execute(insert(city).values(city=CITY, title="兰州")))
        await write(older, book.done[: round(kept * len(book.done))])

    reconciled = await reconcile(older, office.log, [TOPIC], partial(restore, AES_256_GCM))

    assert await older.read(everything) == await database.read(everything)
    assert reconciled.events
    known = (f"{CITY}: person ", f"{CITY}: what was put right of ")
    assert all(sentence.startswith(known) for sentence in reconciled.unknown)
    assert (await reconcile(older, office.log, [TOPIC], partial(restore, AES_256_GCM))).events == 0
    await older.close()
