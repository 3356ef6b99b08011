"""The topics are read independently of each other: however they interleave, the same sheets and hashes come out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from biaochi_scoring.events.decode import TOPICS
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.lists.kept_list import kept_lists
from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.town import Town
from tests.scoring.yardstick import GRAPH
from tests.servers.databases import in_files


def eventful_town() -> Town:
    """Two years with a merge after the first was closed, late facts, a reversal and a registry that goes on."""
    town = Town(GRAPH)
    town.establish("B1", "B2", "B3", "B4")
    town.open_cycle(2020)
    town.rung("r1", "B1", "2020", "standardized")
    town.open_cycle(2021)
    town.check("c1", "B2", "2020-Q1", 60)
    town.merge(["B3", "B4"], "B7", "2020-08-01")
    fact = town.check("c2", "B7", "2020-Q4", 55)
    town.install()
    town.deduct("d1", "B1", "2020-05", 7)
    town.reverse("x1", fact)
    town.check("c3", "B2", "2021-Q1", 30)
    town.close_cycle(2020)
    town.merge(["B1", "B2"], "B8", "2020-12-01")
    town.check("c4", "B8", "2021-Q2", 50)
    town.close_cycle(2021)
    town.establish("B9", on="2020-02-01")
    return town


async def outcome(scorer: Scorer) -> tuple[str, list[str | None]]:
    cycles = await scorer.database.read(lambda connection: scorer.answering.results(connection, "yangli", []))
    return await scorer.digest(), [cycle.results_hash for cycle in cycles]


async def handle_interleaved(scorer: Scorer, town: Town, random: Random) -> None:
    """Handle the topics in random batches, recomputing and freezing now and then."""
    places = dict.fromkeys(TOPICS, 0)
    while left := [topic for topic in TOPICS if places[topic] < len(town.records[topic])]:
        topic = random.choice(left)
        end = places[topic] + random.randint(1, 6)
        await scorer.handle(town.records[topic][places[topic] : end])
        places[topic] = end
        for step in random.sample([scorer.recompute, scorer.freezing.freeze], random.randint(0, 2)):
            await step()


@asynccontextmanager
async def interleaved_alike(town: Town, seed: int) -> AsyncIterator[Scorer]:
    """A scorer that handled the town's topics interleaved, once it is where one is that handled them whole."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        async with open_scorer(in_files(Path(first))) as plain, open_scorer(in_files(Path(second))) as mixed:
            await plain.handle_all(town)
            await handle_interleaved(mixed, town, Random(seed))
            await mixed.settle()
            assert await outcome(mixed) == await outcome(plain)
            assert None not in (await outcome(plain))[1]
            yield mixed


@settings(derandomize=True, max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
async def test_any_interleaving_of_the_topics_gives_the_same_sheets_and_hashes(seed: int) -> None:
    async with interleaved_alike(eventful_town(), seed) as mixed:
        await published_standings_add_up(mixed)


@settings(derandomize=True, max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
async def test_a_cycle_judged_after_every_command_stands_as_if_it_was_judged_once(seed: int) -> None:
    town, random = Town(GRAPH), Random(seed)
    town.install()
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        async with open_scorer(in_files(Path(first))) as each, open_scorer(in_files(Path(second))) as once:
            await each.handle_all(town)
            for number in range(12):
                about = random.choice(["B1", "B2", "B3"]), f"2020-Q{random.randint(1, 4)}"
                town.check(f"c{number}", *about, random.choice([10, 40, 60]))
                if number == 6:
                    town.merge(["B2", "B3"], "B4", "2020-08-01")
                await each.handle_new(town)
                await each.recompute()
            await once.handle_all(town)

            assert await each.digest() == await once.digest()


async def published_standings_add_up(scorer: Scorer) -> None:
    """Whoever follows what is published knows what is stored."""
    for (cycle, index, period), kept in kept_lists(await scorer.published()).items():
        stored = await scorer.standings(period, cycle, index)
        assert kept.shown() == {
            code: (one.total or "", one.grade or "", one.rung or "", one.rank or 0, one.movement)
            for code, one in stored.items()
        }
