"""What is missing to the next step: the least changes, each proven, and none that is not needed."""

import pytest
from biaochi_scoring.domain.lifting import Lifts
from biaochi_scoring.domain.refusals import NotListed
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.answering.lifts import LiftSearch

from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town

QUARTER = "2020-Q1"


async def missing(scorer: Scorer, subject: str = "B1", period: str = QUARTER) -> Lifts:
    """What is missing to a branch."""
    found = await LiftSearch(scorer.database, scorer.answering).find(Listed(TOWN, "2020", "branch", period), subject)
    return found.lifts


def sets(found: Lifts) -> list[dict[str, tuple[str | None, str]]]:
    """The changes of each set by indicator."""
    return [{one.place.indicator: (one.before, one.after) for one in lift.changes} for lift in found.lifts]


async def quarter(scorer: Scorer, town: Town, meetings: int, dues: int) -> None:
    """A branch with points for meetings and points lost for dues, and another one with everything."""
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.check("c-1", "B1", QUARTER, meetings)
    if dues:
        town.deduct("d-1", "B1", QUARTER, dues)
    town.check("c-2", "B2", QUARTER, 60)
    await scorer.handle_all(town)


async def test_either_of_two_inputs_may_be_enough_and_no_more_is_named_than_needed(scorer: Scorer, town: Town) -> None:
    await quarter(scorer, town, meetings=50, dues=15)
    found = await missing(scorer)
    assert (found.step, found.total) == ("ordinary", "75")
    assert [{name: after for name, (_, after) in one.items()} for one in sets(found)] == [
        {"meetings": "55"},
        {"dues": found.lifts[1].changes[0].after},
    ]
    assert {(lift.step, lift.total) for lift in found.lifts} == {("standardized", "80")}


async def test_what_no_single_input_reaches_is_reached_by_two_together(scorer: Scorer, town: Town) -> None:
    await quarter(scorer, town, meetings=35, dues=35)
    found = await missing(scorer)
    (changes,) = sets(found)
    assert set(changes) == {"meetings", "dues"}
    assert [(lift.step, lift.total) for lift in found.lifts] == [("standardized", "80")]


async def test_nothing_is_missing_at_the_top(scorer: Scorer, town: Town) -> None:
    await quarter(scorer, town, meetings=50, dues=15)
    found = await missing(scorer, "B2")
    assert (found.step, found.lifts) == ("standardized", ())


async def test_searching_changes_nothing(scorer: Scorer, town: Town) -> None:
    await quarter(scorer, town, meetings=50, dues=15)
    before = await scorer.digest()
    assert (await missing(scorer)).judged > 0
    assert await scorer.digest() == before


async def test_whoever_is_not_listed_is_refused(scorer: Scorer, town: Town) -> None:
    await quarter(scorer, town, meetings=50, dues=15)
    with pytest.raises(NotListed, match="B9"):
        await missing(scorer, "B9")
