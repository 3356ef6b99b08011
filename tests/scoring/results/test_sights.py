"""What the values of a run rest on: computed for the first sheet that is opened, and kept as long as it is the same."""

import pytest
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context
from biaochi_scoring.use_cases.sights import RUNS, KeptSights, Sights

from tests.scoring.scorer import Scorer
from tests.scoring.test_linking import open_one, score
from tests.scoring.tiers import tiered_town
from tests.scoring.town import TOWN, Town


@pytest.fixture
def town() -> Town:
    """Three levels, of which each looks at another."""
    return tiered_town()


async def sights_of(scorer: Scorer, index: str, kept: KeptSights | None = None, cycle: str = "2020") -> Sights:
    answering = scorer.answering

    def find(connection: Connection) -> Sights:
        _, judging = answering.find_list(connection, Listed(TOWN, cycle, index, cycle))
        loaded = load_run_context(connection, RunScope(*judging), answering.states)
        return (kept or answering.sights).find(loaded, answering.states.find(connection, *judging))

    return await scorer.database.read(find)


async def test_a_second_sheet_of_a_run_rests_on_what_was_computed_for_the_first(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q4", 80)
    await scorer.handle_all(town)
    kept = await sights_of(scorer, "department")

    await open_one(scorer, "department", "D1")
    await open_one(scorer, "department", "D2")

    assert await sights_of(scorer, "department") is kept


async def test_what_changes_below_is_seen_in_the_next_sheet(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q4", 80)
    await scorer.handle_all(town)
    kept, before = await sights_of(scorer, "department"), await open_one(scorer, "department", "D1")
    score(town, "f2", "S2", "2020-Q4", 40)
    await scorer.handle_all(town)

    after = await open_one(scorer, "department", "D1")

    words = [next(child.words for child in one.children if child.key == "under") for one in (before, after)]
    assert ["[40]" in words[0], "[60]" in words[1]] == [True, True]
    assert await sights_of(scorer, "department") is not kept


async def test_who_moves_is_seen_before_anything_is_judged_again(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    kept = await sights_of(scorer, "department")
    town.move("S1", "SECTION", "D2", "2020-05-01")

    await scorer.handle_new(town)

    assert await sights_of(scorer, "department") is not kept


async def test_the_sights_of_a_few_runs_are_kept(scorer: Scorer, town: Town) -> None:
    town.open_cycle(2021)
    await scorer.handle_all(town)
    kept = KeptSights()
    lists = [(index, cycle) for cycle in ("2020", "2021") for index in ("department", "branch", "committee")]

    found = [await sights_of(scorer, index, kept, cycle) for index, cycle in lists]

    again = [await sights_of(scorer, index, kept, cycle) for index, cycle in reversed(lists[-RUNS:])]
    assert again[::-1] == found[-RUNS:]
    assert await sights_of(scorer, lists[0][0], kept, lists[0][1]) is not found[0]
