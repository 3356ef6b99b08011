"""What is remembered is what was decided, however little of it a command has to read."""

import random
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from itertools import groupby

import pytest
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.batch import write_batch
from biaochi_chassis.store.database import Connection, Database
from biaochi_org.domain.commands import Command
from biaochi_org.store.queries import Filter, RegistryReader
from biaochi_org.use_cases.commands import change_registry
from biaochi_org.use_cases.context import CommandContext

from tests.callers import caller
from tests.org.book import Book, small_city
from tests.org.life import FIRST, MOVES, days, live
from tests.org.office import CITY, NOW, Office

EVERYWHERE = Filter(kind="", parents=())


def lived(seed: int) -> tuple[Book, date]:
    """A city after two hundred random steps, and the last day of it."""
    book, chance, on = small_city(), random.Random(seed), FIRST
    for _ in range(200):
        on = max(FIRST, on + timedelta(chance.randint(-1, 2)))
        with suppress(Refused):
            live(book, chance.randrange(MOVES), on.isoformat(), (chance.randrange(1000), chance.randrange(1000)))
    return book, on


async def write(database: Database, done: list[Command]) -> None:
    """Carry the same commands out on the database, neighbours of one kind as one batch."""
    sent = CommandContext(caller(), CITY, NOW, AES_256_GCM)
    for _, batch in groupby(done, key=type):
        await write_batch(database, sent.call, CITY, list(batch), partial(change_registry, sent), at=sent.at)


@pytest.mark.parametrize("seed", range(6))
async def test_the_database_answers_as_the_book_does_on_every_day(office: Office, seed: int) -> None:
    book, last = lived(seed)
    database = office.service.database
    assert database
    await office.listed()
    await write(database, book.done)

    def answers_as_the_book_does(connection: Connection) -> None:
        for day in days((last - FIRST).days + 10):
            reader = RegistryReader(connection, CITY, day)
            found = reader.list_organizations(EVERYWHERE, Page(first=1000)).items
            assert list(found) == [state for code in sorted(book.codes) if (state := book.at(code, day))]
            held = reader.memberships(book.codes, names=False)
            members = [(one.tenure.organization, one.tenure.person) for one in held]
            assert members == [(code, person) for code in sorted(book.codes) for person in book.members(code, day)]

    await database.read(answers_as_the_book_does)
