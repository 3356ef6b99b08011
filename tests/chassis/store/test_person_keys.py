"""What is said about a person opens while their key is there, and is gone for good with it."""

from collections.abc import AsyncIterator

import pytest
from biaochi_chassis.foundation.aead import CIPHERS, Aead, NotAuthentic
from biaochi_chassis.foundation.refusal import PersonIsErased
from biaochi_chassis.identity.disclosure import ERASED
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.personal.keys import PersonKeys, erased_persons
from biaochi_chassis.store.tables import person_key
from sqlalchemy import select

from tests.chassis.worlds import CITY, database
from tests.servers.databases import Databases

NAME = "样例党员00017"

each_cipher = pytest.mark.parametrize("cipher", CIPHERS.values(), ids=CIPHERS)


@pytest.fixture
async def store(databases: Databases) -> AsyncIterator[Database]:
    """An empty database."""
    opened = database(databases, "keys")
    await opened.start()
    yield opened
    await opened.close()


async def sealed(store: Database, cipher: Aead, *persons: str) -> dict[str, str]:
    """The name as it is stored of each of these, committed."""

    def seal(connection: Connection) -> dict[str, str]:
        keys = PersonKeys(connection, CITY, cipher)
        keys.provide(persons)
        return {person: keys.sealed(person, NAME) for person in persons}

    return await store.update(seal)


@each_cipher
async def test_a_later_transaction_opens_what_one_before_has_sealed(store: Database, cipher: Aead) -> None:
    texts = await sealed(store, cipher, "P1", "P2")
    again = await sealed(store, cipher, "P1")

    def opened(connection: Connection) -> set[str]:
        keys = PersonKeys(connection, CITY)
        keys.load(texts)
        return {keys.opened(person, text) for person, text in (*texts.items(), *again.items())}

    assert await store.read(opened) == {NAME}
    assert NAME not in "".join(texts.values())


@each_cipher
async def test_who_is_erased_stays_so_and_nobody_else_does(store: Database, cipher: Aead) -> None:
    texts = await sealed(store, cipher, "P1", "P2")
    (secret,) = await store.read(
        lambda connection: list(connection.scalars(select(person_key.c.secret).where(person_key.c.person == "P1")))
    )
    await store.update(lambda connection: PersonKeys(connection, CITY).erase("P1"))

    def shown(connection: Connection) -> list[str]:
        keys = PersonKeys(connection, CITY)
        return [keys.opened("P1", texts["P1"]), keys.opened("P1", "left open"), keys.opened("P2", texts["P2"])]

    assert await store.read(shown) == [ERASED, ERASED, NAME]
    assert await store.read(erased_persons) == [(CITY, "P1")]
    left = await store.read(lambda connection: list(connection.scalars(select(person_key.c.secret))))
    assert secret not in left
    with pytest.raises(PersonIsErased):
        await sealed(store, cipher, "P1")


async def test_who_was_never_written_about_can_be_erased_too(store: Database) -> None:
    await store.update(lambda connection: PersonKeys(connection, CITY).erase("P9"))

    assert await store.read(erased_persons) == [(CITY, "P9")]
    with pytest.raises(PersonIsErased):
        await sealed(store, CIPHERS["aes-256-gcm"], "P9")


async def test_a_text_put_under_another_person_does_not_open(store: Database) -> None:
    texts = await sealed(store, CIPHERS["sm4-gcm"], "P1", "P2")

    with pytest.raises(NotAuthentic):
        await store.read(lambda connection: PersonKeys(connection, CITY).opened("P2", texts["P1"]))


async def test_one_table_holds_keys_of_both_ciphers_and_both_open(store: Database) -> None:
    texts = {**await sealed(store, CIPHERS["aes-256-gcm"], "P1"), **await sealed(store, CIPHERS["sm4-gcm"], "P2")}
    algorithms = await store.read(
        lambda connection: list(connection.scalars(select(person_key.c.algorithm).order_by(person_key.c.person)))
    )

    assert algorithms == ["aes-256-gcm", "sm4-gcm"]
    for person, text in texts.items():
        assert await store.read(lambda at, one=person, of=text: PersonKeys(at, CITY).opened(one, of)) == NAME  # type: ignore[misc]
