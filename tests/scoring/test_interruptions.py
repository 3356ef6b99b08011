"""A recomputation that dies at any statement has done nothing; one that is read meanwhile shows nothing by halves."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

import pytest
from biaochi_chassis.event.call import Call
from biaochi_chassis.store.database import Committed, Database, UnitOfWork
from biaochi_scoring.events.decode import TOPICS
from biaochi_scoring.store.stale import load_marks, take_marks
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.states import States
from sqlalchemy import Connection, event

from tests.scoring.scorer import CALL, Scorer, open_scorer
from tests.scoring.test_order import eventful_town, outcome, published_standings_add_up
from tests.scoring.town import Town
from tests.servers.databases import in_files

Before = Callable[[], object]

T = TypeVar("T")


class Killed(Exception):
    """The process ended here."""


@contextmanager
def watched(connection: Connection, before: Before | None) -> Iterator[None]:
    """Do something, if anything, before each statement of the block."""

    def listen(*_: object) -> None:
        if before is not None:
            before()

    event.listen(connection, "before_cursor_execute", listen)
    yield
    event.remove(connection, "before_cursor_execute", listen)


class WatchedDatabase(Database):
    """A database whose transactions are watched while `before` is set."""

    before: Before | None = None

    async def write(self, call: Call, work: Callable[[UnitOfWork], T]) -> Committed[T]:
        before = self.before

        def whole(tx: UnitOfWork) -> T:
            with watched(tx.connection, before):
                return work(tx)

        return await super().write(call, whole)


def killing_at(statement: int) -> Before:
    left = statement

    def before() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed

    return before


async def settle_though_killed(scorer: Scorer, database: WatchedDatabase, at: int) -> bool:
    """Settle, dying once at the given statement; whether it died."""
    database.before = killing_at(at)
    try:
        await scorer.settle()
    except Killed:
        return True
    finally:
        database.before = None
    return False


async def test_killed_at_any_statement_it_comes_to_the_same_sheets(tmp_path: Path) -> None:
    town = eventful_town()
    (tmp_path / "plain").mkdir()
    async with open_scorer(in_files(tmp_path / "plain")) as plain:
        await plain.handle_all(town)
        expected = await outcome(plain)
    died, at = True, 0
    while died:
        folder = tmp_path / str(at)
        folder.mkdir()
        async with open_scorer(in_files(folder), WatchedDatabase) as scorer:
            for topic in TOPICS:
                await scorer.handle(town.records[topic])
            died = await settle_though_killed(scorer, cast("WatchedDatabase", scorer.database), at)
            await scorer.settle()
            assert await outcome(scorer) == expected
            await published_standings_add_up(scorer)
        at += 3
    assert at > 20


async def test_killed_while_handling_events_nothing_of_the_batch_is_kept(tmp_path: Path, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    async with open_scorer(in_files(tmp_path), WatchedDatabase) as scorer:
        database = cast("WatchedDatabase", scorer.database)
        for at in range(4):
            database.before = killing_at(at)
            for topic in TOPICS:
                with pytest.raises(Killed):
                    await scorer.handle(town.records[topic])
            database.before = None
        assert await scorer.marked() == []
        await scorer.handle_all(town)
        assert (await scorer.standings("2020-Q1"))["B1"].total == "100"


async def test_no_half_of_a_run_is_ever_visible(tmp_path: Path, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    async with open_scorer(in_files(tmp_path), WatchedDatabase) as scorer:
        await scorer.handle_all(town)
        town.check("c1", "B2", "2020-Q1", 60)
        await scorer.handle(town.records["biaochi.assessment.v1"][-1:])
        seen = []

        async def look() -> None:
            seen.append([(await scorer.standings(period))["B2"].total for period in ("2020-Q1", "2020")])

        loop = asyncio.get_running_loop()
        database = cast("WatchedDatabase", scorer.database)
        database.before = lambda: asyncio.run_coroutine_threadsafe(look(), loop).result()
        await scorer.recompute()
        assert seen
        assert all(totals == ["40", "40"] for totals in seen)
        assert (await scorer.standings("2020"))["B2"].total == "55"


async def test_two_replicas_that_recompute_at_once_write_and_publish_once(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    before = len(await scorer.published())
    town.check("c1", "B2", "2020-Q1", 60)
    await scorer.handle(town.records["biaochi.assessment.v1"][-1:])
    (run,) = await scorer.marked()
    other = Recomputing(scorer.database, States(scorer.graphs), scorer.clock)
    await asyncio.gather(scorer.recomputing.recompute(run), other.recompute(run))
    assert len(await scorer.published()) == before + 3
    await published_standings_add_up(scorer)


async def test_what_is_marked_while_a_run_is_judged_stays_and_the_rest_is_taken(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    town.check("c1", "B2", "2020-Q1", 60)
    await scorer.handle(town.records["biaochi.assessment.v1"][-1:])
    (run,) = await scorer.marked()
    before = await scorer.database.read(lambda connection: load_marks(connection, run))
    town.check("c2", "B2", "2020-Q1", 50)
    town.check("c3", "B1", "2020-Q2", 50)
    await scorer.handle(town.records["biaochi.assessment.v1"][-2:])

    await scorer.database.write(CALL, lambda tx: take_marks(tx.connection, before))

    after = await scorer.database.read(lambda connection: load_marks(connection, run))
    marked = {"2020-Q1": frozenset({"B2"}), "2020-Q2": frozenset({"B1"}), "2020": frozenset({"B1", "B2"})}
    assert (len(before), before.by_period()) == (2, {"2020-Q1": frozenset({"B2"}), "2020": frozenset({"B2"})})
    assert (len(after), after.by_period()) == (4, marked)
    assert [cause.sequence for cause in before.causes()] < [cause.sequence for cause in after.causes()]
