"""Work that waits for the one who writes shares a commit; each piece is whole or nothing, and durable when answered."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from biaochi_chassis.event.positions import NOWHERE
from biaochi_chassis.store import writer as writing
from biaochi_chassis.store.database import Connection, Database, UnitOfWork
from biaochi_chassis.store.engines import is_away
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.exc import DBAPIError

from tests.callers import caller
from tests.chassis.worlds import an_event, busy, count, database, effect, write_word, written
from tests.servers.databases import Databases, OnServer
from tests.servers.postgres import Postgres

Work = Callable[[Connection], object]

CALL = caller()
HOW_MANY = select(func.count()).select_from(effect)


class Trouble(Exception):
    """What work of these tests fails with."""


class Ending(BaseException):
    """The same, of the kind that nobody catches by accident."""


@pytest.fixture
async def place(databases: Databases) -> AsyncIterator[Database]:
    opened = database(databases, "writer")
    await opened.start()
    yield opened
    await opened.close()


def word(text: str) -> Callable[[Connection], str]:
    """Work that writes a word and answers it."""

    def work(connection: Connection) -> str:
        write_word(connection, text)
        return text

    return work


def failing(connection: Connection) -> None:
    write_word(connection, "never")
    raise Trouble


def ending(connection: Connection) -> None:
    write_word(connection, "never")
    raise Ending


def failing_in_sql(connection: Connection) -> None:
    write_word(connection, "never")
    connection.execute(text("select nothing from nowhere"))


def losing_the_transaction(connection: Connection) -> None:
    """As a full disk does: with the savepoint the whole transaction is gone."""
    connection.exec_driver_sql("rollback")
    raise Trouble


def abandoning(tx: UnitOfWork) -> str:
    write_word(tx.connection, "never")
    tx.publish([an_event("never")])
    tx.abandon()
    return "looked at"


@contextmanager
def at_commit(react: Work) -> Iterator[None]:
    """Have it called before every commit in this process."""
    event.listen(Engine, "commit", react)
    try:
        yield
    finally:
        event.remove(Engine, "commit", react)


@contextmanager
def commits() -> Iterator[list[int]]:
    """Note of every commit in this process how many words there are after it."""
    noted: list[int] = []
    with at_commit(lambda connection: noted.append(connection.scalars(HOW_MANY).one())):
        yield noted


async def together(place: Database, *writes: Coroutine[Any, Any, object]) -> list[object]:
    """Have all of it arrive while the one who writes is busy; return what became of each."""
    begun, arrived = threading.Event(), threading.Event()

    def leave_no_trace(_connection: Connection) -> None:
        begun.set()
        arrived.wait()
        raise Trouble

    busy_with = asyncio.create_task(place.update(leave_no_trace))
    await asyncio.to_thread(begun.wait)
    waiting = [asyncio.create_task(write) for write in writes]
    await asyncio.sleep(0)
    arrived.set()
    return (await asyncio.gather(busy_with, *waiting, return_exceptions=True))[1:]


async def test_work_that_waits_shares_one_commit_in_order_of_arrival(place: Database) -> None:
    words = [str(number) for number in range(20)]

    with commits() as noted:
        assert await together(place, *(place.update(word(one)) for one in words)) == words

    assert noted == [20]
    assert await written(place) == words


async def test_only_so_much_shares_one(place: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_SHARED", 8)
    words = [str(number) for number in range(20)]

    with commits() as noted:
        assert await together(place, *(place.update(word(one)) for one in words)) == words

    assert noted == [8, 16, 20]
    assert await written(place) == words


async def test_work_that_nobody_waits_with_has_a_commit_of_its_own(place: Database) -> None:
    with commits() as noted:
        await place.update(word("a"))
        await place.update(word("b"))

    assert noted == [1, 2]


async def test_what_fails_leaves_no_trace_and_the_others_commit(place: Database) -> None:
    with commits() as noted:
        outcome = await together(
            place,
            place.update(word("a")),
            place.update(failing),
            place.update(failing_in_sql),
            place.update(word("b")),
            place.update(ending),
            place.update(word("c")),
        )

    assert isinstance(outcome[1], Trouble)
    assert isinstance(outcome[2], DBAPIError)
    assert isinstance(outcome[4], Ending)
    assert [outcome[0], outcome[3], outcome[5]] == ["a", "b", "c"]
    assert noted == [3]
    assert await written(place) == ["a", "b", "c"]


@pytest.mark.parametrize("first", [failing, ending, failing_in_sql])
async def test_what_fails_first_holds_nobody_up(place: Database, first: Work) -> None:
    refused, *answers = await together(place, place.update(first), place.update(word("a")), place.update(word("b")))

    assert isinstance(refused, BaseException)
    assert answers == ["a", "b"]
    assert await written(place) == ["a", "b"]


async def test_what_is_abandoned_answers_and_leaves_no_trace_wherever_it_stands(place: Database) -> None:
    outcome = await together(
        place,
        place.write(CALL, abandoning),
        place.update(word("a")),
        place.write(CALL, abandoning),
        place.write(CALL, lambda tx: tx.publish([an_event("b")])),
    )

    assert outcome[0] == outcome[2] == ("looked at", NOWHERE)
    assert outcome[1] == "a"
    assert isinstance(outcome[3], tuple)
    assert [sequence for _, sequence in outcome[3][1].items()] == [1]
    assert await written(place) == ["a"]


async def test_nobody_gets_an_answer_before_the_commit(place: Database) -> None:
    answers: list[str] = []
    seen: list[list[str]] = []
    loop = asyncio.get_running_loop()

    async def write(text: str) -> None:
        answers.append(await place.update(word(text)))

    async def look() -> None:
        # Whoever has an answer by now has run before this is over.
        for _ in range(10):
            await asyncio.sleep(0)
        seen.append(list(answers))

    with at_commit(lambda _: asyncio.run_coroutine_threadsafe(look(), loop).result()):
        await together(place, write("a"), write("b"))

    assert seen == [[]]
    assert answers == ["a", "b"]


async def test_a_commit_that_fails_fails_all_who_shared_it(place: Database) -> None:
    def fail(_connection: Connection) -> None:
        raise Trouble("the commit")

    with at_commit(fail):
        outcome = await together(
            place, place.update(word("a")), place.update(failing_in_sql), place.write(CALL, abandoning)
        )

    # Also what was refused or only looked at: it may have been for what another had written.
    assert [str(one) for one in outcome] == ["the commit"] * 3
    assert await written(place) == []
    assert await place.update(word("b")) == "b"
    assert await written(place) == ["b"]


async def test_a_transaction_that_is_lost_is_lost_for_all_who_shared_it_and_for_nobody_behind(place: Database) -> None:
    outcome = await together(
        place, place.update(word("a")), place.update(losing_the_transaction), place.update(word("b"))
    )

    assert [type(one) for one in outcome] == [Trouble, Trouble, str]
    assert await written(place) == ["b"]


async def test_a_connection_that_is_lost_is_lost_for_all_who_shared_it_and_the_next_get_another(
    postgresql: Postgres,
) -> None:
    place = database(OnServer(postgresql), "writer")
    await place.start()

    def losing_the_connection(connection: Connection) -> None:
        connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    outcome = await together(
        place, place.update(word("a")), place.update(losing_the_connection), place.update(word("b"))
    )

    assert all(isinstance(one, DBAPIError) and is_away(one) for one in outcome[:2])
    assert outcome[2] == "b"
    assert await written(place) == ["b"]
    await place.close()


async def test_who_has_gone_before_its_turn_came_leaves_no_trace(place: Database) -> None:
    async with busy(place):
        gone = asyncio.create_task(place.update(word("a")))
        stays = asyncio.create_task(place.update(word("b")))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)

    assert await stays == "b"
    assert gone.cancelled()
    assert await written(place) == ["b"]


async def test_what_has_begun_is_finished_though_nobody_waits_for_it(place: Database) -> None:
    begun, over = threading.Event(), threading.Event()

    def work(connection: Connection) -> None:
        begun.set()
        over.wait()
        write_word(connection, "a")

    gone = asyncio.create_task(place.update(work))
    await asyncio.to_thread(begun.wait)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    over.set()

    assert await place.update(word("b")) == "b"
    assert await written(place) == ["a", "b"]


async def test_all_work_of_who_holds_the_turn_is_one_transaction(place: Database, databases: Databases) -> None:
    other_process = database(databases, "writer")

    with commits() as noted:
        async with place.holding():
            await place.update(word("a"))
            await place.write(CALL, lambda tx: tx.publish([an_event("a")]))
            with pytest.raises(Trouble):
                await place.update(failing)
            assert await place.write(CALL, abandoning) == ("looked at", NOWHERE)
            await place.update(word("b"))
            assert await written(place) == ["a", "b"]
    assert noted == [2]

    async with place.holding():
        await place.update(word("c"))
        assert await count(other_process, effect) == 2
    assert await count(other_process, effect) == 3
    await other_process.close()


async def test_an_exception_takes_everything_back_that_was_done_while_holding_the_turn(place: Database) -> None:
    with pytest.raises(Trouble):  # noqa: PT012 - what is done before it is what matters
        async with place.holding():
            await place.update(word("a"))
            assert await written(place) == ["a"]
            raise Trouble

    assert await written(place) == []
    assert await place.update(word("b")) == "b"


async def test_a_transaction_lost_while_holding_the_turn_fails_what_follows_and_the_end(place: Database) -> None:
    with pytest.raises(Trouble):  # noqa: PT012 - it is the end that is refused
        async with place.holding():
            await place.update(word("a"))
            for work in (losing_the_transaction, word("b")):
                with pytest.raises(Trouble):
                    await place.update(work)

    assert await written(place) == []
    assert await place.update(word("c")) == "c"


async def test_who_gives_up_waiting_for_the_turn_holds_nobody_up(place: Database) -> None:
    async def hold() -> None:
        async with place.holding():
            await place.update(word("never"))

    async with busy(place):
        waiting = asyncio.create_task(hold())
        await asyncio.sleep(0)
        waiting.cancel()
        behind = asyncio.create_task(place.update(word("a")))
        await asyncio.sleep(0)
    await asyncio.gather(waiting, return_exceptions=True)

    assert waiting.cancelled()
    assert await behind == "a"
    assert await written(place) == ["a"]


async def test_what_waits_is_done_before_the_end_and_nothing_after_it(place: Database, databases: Databases) -> None:
    async with busy(place):
        waiting = [asyncio.create_task(place.update(word(one))) for one in ("a", "b")]
        await asyncio.sleep(0)
        closing = asyncio.create_task(place.close())
        await asyncio.sleep(0)
    await closing

    assert await asyncio.gather(*waiting) == ["a", "b"]
    with pytest.raises(RuntimeError, match="closed"):
        await place.update(word("c"))
    again = database(databases, "writer")
    assert await written(again) == ["a", "b"]
    await again.close()
