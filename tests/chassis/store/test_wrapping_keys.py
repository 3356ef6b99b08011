"""Keys of persons stand under a key of a file: a copy of a database opens nothing, and that key is changed at work."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi_chassis.foundation.aead import CIPHERS, Aead, NotAuthentic
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.personal.keys import WRAPPING, PersonKeys
from biaochi_chassis.store.personal.rewrapping import Rewrapping, wrapped_by
from biaochi_chassis.store.personal.wrapping import WrappingKey, WrappingKeys, written_keys
from biaochi_chassis.store.tables import person_key
from sqlalchemy import select, update

from tests.chassis.worlds import CITY, SCRIPTS, database
from tests.servers.databases import Databases

NAME = "样例党员00017"
PERSONS = ("P1", "P2", "P3")

each_cipher = pytest.mark.parametrize("cipher", CIPHERS.values(), ids=CIPHERS)


def key(name: str, cipher: Aead = CIPHERS["aes-256-gcm"]) -> WrappingKey:
    return WrappingKey(name, cipher, cipher.new_key())


def put(file: Path, *keys: WrappingKey) -> None:
    """These are the keys of the file now, the first one wraps."""
    draft = file.with_suffix(".new")
    draft.write_text(written_keys(keys))
    draft.replace(file)


@pytest.fixture
async def bare(databases: Databases) -> AsyncIterator[Database]:
    """The database as a process without the file opens it."""
    opened = database(databases, "keys")
    await opened.start()
    yield opened
    await opened.close()


def opening(databases: Databases, wrapping: WrappingKeys) -> Database:
    """The same database as a process with the file opens it."""
    return Database("keys", databases("keys"), SCRIPTS, known={WRAPPING: wrapping})


async def sealed(store: Database, cipher: Aead = CIPHERS["aes-256-gcm"]) -> dict[str, str]:
    """The name as it is stored of each person."""

    def seal(connection: Connection) -> dict[str, str]:
        keys = PersonKeys(connection, CITY, cipher)
        keys.provide(PERSONS)
        return {person: keys.sealed(person, NAME) for person in PERSONS}

    return await store.update(seal)


async def shown(store: Database, texts: dict[str, str]) -> set[str]:
    """What the texts say."""

    def opened(connection: Connection) -> set[str]:
        keys = PersonKeys(connection, CITY)
        keys.load(texts)
        return {keys.opened(person, text) for person, text in texts.items()}

    return await store.read(opened)


@each_cipher
async def test_a_copy_of_the_database_opens_nothing_without_the_file(
    bare: Database, databases: Databases, tmp_path: Path, cipher: Aead
) -> None:
    put(tmp_path / "keys", key("one", cipher))
    store = opening(databases, WrappingKeys(tmp_path / "keys"))
    texts = await sealed(store, cipher)

    assert await shown(store, texts) == {NAME}
    with pytest.raises(ServiceUnavailable, match="one"):
        await shown(bare, texts)
    await store.close()


async def test_the_key_is_changed_while_everything_is_shown(
    bare: Database, databases: Databases, tmp_path: Path
) -> None:
    """First nothing is wrapped; then a key wraps, a second is put behind it, is let first, and the old one dropped."""
    file, one, two = tmp_path / "keys", key("one"), key("two", CIPHERS["sm4-gcm"])
    texts = await sealed(bare)
    put(file, one)
    wrapping = WrappingKeys(file)
    store = opening(databases, wrapping)
    rewrapping = Rewrapping(store, wrapping)
    steps = []
    for keys in ((one,), (one, two), (two, one), (two,)):
        put(file, *keys)
        before = await shown(store, texts)
        done = await rewrapping.rewrap_all()
        steps.append((before, done, dict(await store.read(wrapped_by))))

    assert [before for before, _, _ in steps] == [{NAME}] * 4
    assert [(done, counted) for _, done, counted in steps] == [
        (3, {"one": 3}),
        (0, {"one": 3}),
        (3, {"two": 3}),
        (0, {"two": 3}),
    ]
    assert await shown(store, texts) == {NAME}
    await store.close()


async def test_whoever_is_erased_has_nothing_to_wrap(bare: Database, databases: Databases, tmp_path: Path) -> None:
    await sealed(bare)
    await bare.update(lambda connection: PersonKeys(connection, CITY).erase("P2"))
    put(tmp_path / "keys", key("one"))
    wrapping = WrappingKeys(tmp_path / "keys")
    store = opening(databases, wrapping)

    assert await Rewrapping(store, wrapping).rewrap_all() == len(PERSONS) - 1
    assert await store.read(lambda at: PersonKeys(at, CITY).erased(PERSONS)) == {"P2"}
    await store.close()


@pytest.mark.usefixtures("bare")
async def test_a_wrapped_key_that_is_put_under_another_person_opens_nothing(
    databases: Databases, tmp_path: Path
) -> None:
    put(tmp_path / "keys", key("one"))
    store = opening(databases, WrappingKeys(tmp_path / "keys"))
    texts = await sealed(store)

    def swap(connection: Connection) -> None:
        of = select(person_key.c.secret).where(person_key.c.person == "P1").scalar_subquery()
        connection.execute(update(person_key).where(person_key.c.person == "P2").values(secret=of))

    await store.update(swap)

    with pytest.raises(NotAuthentic):
        await shown(store, {"P2": texts["P2"]})
    await store.close()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"keys": []}',
        '{"keys": [{"name": "one", "algorithm": "rot13", "secret": ""}]}',
        '{"keys": [{"name": "one", "algorithm": "sm4-gcm", "secret": "c2hvcnQ="}]}',
    ],
)
def test_a_file_that_is_none_is_refused_at_the_start_and_passed_over_later(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys"
    put(file, key("one"))
    reading = WrappingKeys(file)
    wrapped = reading.wrap(b"secret", b"about")
    file.write_text(text)

    with pytest.raises(SettingsRefused, match="wrapping keys"):
        WrappingKeys(file)
    assert reading.unwrap(wrapped, b"about") == b"secret"
