"""What is held in memory never decides once it is out of date: not in another process, not after a rollback."""

from functools import partial

import pytest
from biaochi_chassis.store.database import Connection, Database, UnitOfWork
from biaochi_chassis.store.revisions import Memory, move
from sqlalchemy import select

from tests.callers import caller
from tests.chassis.worlds import CITY, World, database, effect, write_word

READ_AGAIN = "read again"


class Words:
    """The words of a city as a process remembers them, and how often it read them."""

    def __init__(self, of: Database) -> None:
        self.of = of
        self.reads = 0
        self._memory = Memory(self._read)

    async def now(self) -> list[str]:
        return await self.of.read(self.seen)

    def seen(self, connection: Connection) -> list[str]:
        return self._memory.find(connection, CITY)

    def _read(self, connection: Connection, city: str) -> list[str]:
        self.reads += 1
        return list(connection.scalars(select(effect.c.word).where(effect.c.city == city).order_by(effect.c.number)))


def say(word: str, connection: Connection) -> None:
    """Change what is remembered, and say so."""
    write_word(connection, word)
    move(connection, CITY)


async def test_what_has_not_changed_is_read_once(world: World) -> None:
    words = Words(world.producer)

    assert [await words.now() for _ in range(3)] == [[], [], []]
    assert words.reads == 1


async def test_a_change_by_another_process_is_seen_by_the_next_question(world: World) -> None:
    other = database(world.databases, "producer")
    words = Words(world.producer)
    assert await words.now() == []

    await other.update(lambda connection: say("a", connection))
    await other.close()

    assert await words.now() == ["a"]


async def test_a_stale_memory_never_decides_in_a_writer_either(world: World) -> None:
    other = database(world.databases, "producer")
    here, there = Words(world.producer), Words(other)
    for word in ("a", "b", "c"):
        await here.of.update(partial(say, word))
        assert (await there.of.update(there.seen))[-1] == word
        here, there = there, here
    await other.close()


async def test_what_was_taken_back_is_not_remembered(world: World) -> None:
    words = Words(world.producer)

    def change_and_fail(tx: UnitOfWork) -> None:
        say("taken back", tx.connection)
        assert words.seen(tx.connection) == ["taken back"]
        raise ValueError(READ_AGAIN)

    with pytest.raises(ValueError, match=READ_AGAIN):
        await world.producer.write(caller(), change_and_fail)
    await world.producer.update(lambda connection: say("kept", connection))

    assert await words.now() == ["kept"]


async def test_a_reader_of_an_older_moment_does_not_spoil_what_a_newer_one_knows(world: World) -> None:
    words = Words(world.producer)

    def look_write_look(connection: Connection) -> tuple[list[str], list[str]]:
        before = words.seen(connection)
        say("a", connection)
        return before, words.seen(connection)

    assert await world.producer.update(look_write_look) == ([], ["a"])
    assert await words.now() == ["a"]
