"""The order of a list at a moment of the last minutes, on any replica; and replicas that follow each other."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from biaochi_chassis.store.database import Connection
from biaochi_scoring.domain.refusals import OrderForgotten
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.past_orders import PastOrder, order_at
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.test_linked_cities import ReadingDatabase
from tests.scoring.town import TOWN, Town
from tests.scoring.yardstick import GRAPH
from tests.servers.databases import in_files

LISTS = [Listed(TOWN, "2020", "branch", period) for period in ("2020-Q1", "2020-Q2", "2020")]


async def order(scorer: Scorer, listed: Listed, position: str = "") -> PastOrder:
    return await scorer.database.read(lambda connection: order_at(connection, scorer.answering, listed, position))


async def shown(scorer: Scorer, listed: Listed) -> list[tuple[str, int | None]]:
    """The order as the list shows it."""
    return [(code, one.rank) for code, one in (await scorer.standings(listed.period)).items()]


async def something_happens(scorer: Scorer, town: Town, random: Random, number: int) -> None:
    """A check somewhere, and now and then a branch more or two that become one; judged."""
    town.check(f"c{number}", f"B{random.randint(1, 9)}", f"2020-Q{random.randint(1, 2)}", random.choice([10, 40, 60]))
    if number == 4:
        town.establish("A1", "C1")
    if number == 7:
        town.merge(["B2", "B3"], "B0", "2020-05-01")
    await scorer.handle_new(town)
    await scorer.recompute()


def town_of_nine() -> Town:
    town = Town(GRAPH)
    town.install()
    town.establish(*(f"B{number}" for number in range(1, 10)))
    town.open_cycle(2020)
    return town


@settings(derandomize=True, max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
async def test_every_order_of_the_last_minutes_is_had_again_on_every_replica(seed: int) -> None:
    town, random = town_of_nine(), Random(seed)
    with TemporaryDirectory() as home:
        async with open_scorer(in_files(Path(home))) as scorer:
            await scorer.handle_all(town)
            known = []
            for number in range(12):
                known += [(one, (await order(scorer, one)).position, await shown(scorer, one)) for one in LISTS]
                await something_happens(scorer, town, random, number)
            for replica in (scorer, Scorer(scorer.database)):
                for listed, position, placed in known:
                    assert (await order(replica, listed, position)).placed == placed


async def test_an_order_that_is_kept_no_more_is_refused(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    await scorer.on("2020-05-01").handle_all(town)
    before = (await order(scorer, LISTS[0])).position
    for number in range(1, 4):
        town.check(f"c{number}", "B1", "2020-Q1", 10 * number)
        later = scorer.on(f"2020-05-0{number + 1}")
        await later.handle_new(town)
        await later.recompute()

    with pytest.raises(OrderForgotten):
        await order(scorer, LISTS[0], before)

    now = await order(scorer, LISTS[0])
    assert (await order(scorer, LISTS[0], now.position)).placed == now.placed == [("B1", 1), ("B2", 2)]


async def test_a_replica_follows_another_without_reading_the_run_whole(tmp_path: Path) -> None:
    town = town_of_nine()
    async with open_scorer(in_files(tmp_path), ReadingDatabase) as scorer:
        seen = cast("ReadingDatabase", scorer.database).seen = []
        await scorer.handle_all(town)
        replica = Scorer(scorer.database)
        assert await replica.standings("2020") == await scorer.standings("2020")
        for number, code in enumerate(("B3", "B8", "B3")):
            town.check(f"c{number}", code, f"2020-Q{number + 1}", 60)
            await (scorer if number % 2 else replica).handle_new(town)
            await (scorer if number % 2 else replica).recompute()
            seen.clear()
            for period in ("2020-Q1", "2020-Q2", "2020"):
                assert await replica.standings(period) == await scorer.standings(period)
            assert [one for one in seen if "FROM sheet" in one and "subject IN" not in one] == []


async def test_a_replica_that_cannot_follow_reads_what_is_stored(tmp_path: Path) -> None:
    town = town_of_nine()
    async with open_scorer(in_files(tmp_path)) as scorer:
        await scorer.handle_all(town)
        replica = Scorer(scorer.database)
        await replica.standings("2020")
        town.establish("B10")
        town.check("c1", "B10", "2020-Q1", 60)
        await scorer.handle_all(town)

        def whole(connection: Connection) -> list[str]:
            (cycle,) = replica.graphs.cycles(connection, TOWN)
            return list(replica.states.find(connection, cycle, GRAPH).judgements["2020"].evaluation.cohort.subjects)

        assert "B10" in await replica.database.read(whole)
        assert await replica.standings("2020") == await scorer.standings("2020")
