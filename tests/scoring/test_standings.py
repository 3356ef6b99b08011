"""Standings: ranks, movement, rungs by the clock, and who belongs to a list."""

from pathlib import Path

import pytest
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.store.database import Connection
from biaochi_scoring.domain.ladder import RungSpell
from biaochi_scoring.domain.refusals import UnknownCycle, UnknownIndex, UnknownModelCode, UnknownPeriod
from biaochi_scoring.domain.standings import Sheet
from biaochi_scoring.store.sheets import cycle_sheets
from biaochi_scoring.store.standings import Listed

from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.town import Town
from tests.servers.databases import in_files


async def test_equal_totals_share_a_rank_and_the_next_one_is_left_out(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2", "B3", "B4")
    town.open_cycle(2020)
    for number, (code, amount) in enumerate([("B1", 60), ("B2", 50), ("B3", 50), ("B4", 40)]):
        town.check(f"c{number}", code, "2020-Q1", amount)
    await scorer.handle_all(town)
    found = await scorer.standings("2020-Q1")
    assert [(one.subject, one.total, one.rank) for one in found.values()] == [
        ("B1", "100", 1),
        ("B2", "90", 2),
        ("B3", "90", 2),
        ("B4", "80", 4),
    ]


async def test_movement_is_the_rank_of_the_quarter_before_minus_the_rank_now(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    town.check("c2", "B2", "2020-Q1", 50)
    town.check("c3", "B3", "2020-Q2", 60)
    await scorer.handle_all(town)
    assert {code: one.movement for code, one in (await scorer.standings("2020-Q1")).items()} == dict.fromkeys(
        ("B1", "B2", "B3")
    )
    assert {code: one.movement for code, one in (await scorer.standings("2020-Q2")).items()} == {
        "B1": -1,
        "B2": 0,
        "B3": 2,
    }


async def test_a_late_fact_of_the_first_quarter_moves_the_second(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q2", 60)
    await scorer.handle_all(town)
    town.check("c2", "B2", "2020-Q1", 60)
    await scorer.handle_all(town)
    assert (await scorer.standings("2020-Q2"))["B1"].movement == 1
    assert (await scorer.standings("2020"))["B2"].total == "55"


async def test_the_first_quarter_moves_against_the_last_of_the_cycle_before(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.open_cycle(2021)
    town.check("c1", "B1", "2020-Q4", 60)
    town.check("c2", "B2", "2021-Q1", 60)
    await scorer.handle_all(town)
    assert (await scorer.standings("2021-Q1", "2021"))["B2"].movement == 1
    assert (await scorer.standings("2021", "2021"))["B2"].movement == 1


async def test_a_new_cycle_begins_on_the_rungs_the_last_one_ended_on(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.open_cycle(2021)
    town.check("c1", "B1", "2020-Q4", 60)
    town.check("c2", "B1", "2021-Q1", 60)
    await scorer.handle_all(town)

    def rungs(connection: Connection) -> list[tuple[RungSpell, str]]:
        return scorer.answering.rungs_of(connection, "yangli", ["B1"])

    spells = [spell for spell, _ in await scorer.database.read(rungs)]
    assert [(spell.since.isoformat(), spell.rung, spell.period) for spell in spells] == [
        ("2020-01-01", "ordinary", ""),
        ("2021-01-01", "standardized", "2020-Q4"),
        ("2021-07-01", "ordinary", "2021-Q2"),
    ]


async def test_a_rung_is_shown_from_the_day_after_the_close_on(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.rung("r1", "B1", "2020", "ordinary")
    town.check("c1", "B1", "2020-Q1", 60)
    await scorer.handle_all(town)
    shown = {day: (await scorer.on(day).standings("2020-Q1"))["B1"].rung for day in ("2020-03-31", "2020-04-01")}
    assert shown == {"2020-03-31": "ordinary", "2020-04-01": "standardized"}


async def test_a_list_filtered_by_rung_goes_by_the_rung_it_shows(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    await scorer.handle_all(town)
    listed = Listed("yangli", "2020", "branch", "2020-Q1", rung="standardized")
    before = await scorer.on("2020-03-31").page(listed, Page(10))
    after = await scorer.on("2020-04-01").page(listed, Page(10))
    assert (before.found.total, [one.subject for one in after.standings]) == (0, ["B1"])


async def test_what_is_stored_does_not_depend_on_the_clock(scorer: Scorer, tmp_path: Path, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    await scorer.on("2019-12-01").handle_all(town)
    (tmp_path / "later").mkdir()
    async with open_scorer(in_files(tmp_path / "later")) as later:
        await later.on("2030-01-01").handle_all(town)
        assert await later.digest() == await scorer.digest()


async def test_a_reversed_fact_counts_no_more(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    town.deduct("d1", "B1", "2020-02", 5)
    fact = town.deduct("d2", "B1", "2020-Q1", 3)
    await scorer.handle_all(town)
    assert (await scorer.standings("2020-Q1"))["B1"].total == "32"
    town.reverse("x2", fact)
    await scorer.handle_all(town)
    assert (await scorer.standings("2020-Q1"))["B1"].total == "35"


async def test_pages_go_on_where_the_last_one_ended(scorer: Scorer, town: Town) -> None:
    town.establish(*(f"B{number}" for number in range(1, 8)))
    town.open_cycle(2020)
    town.check("c1", "B5", "2020-Q1", 60)
    await scorer.handle_all(town)
    found: list[str] = []
    more = True
    while more:
        page = Page(3, found[-1] if found else "")
        listing = await scorer.page(Listed("yangli", "2020", "branch", "2020-Q1"), page)
        found += [one.subject for one in listing.standings]
        more = listing.found.has_more
        assert listing.found.total == 7
    assert found == ["B5", "B1", "B2", "B3", "B4", "B6", "B7"]


async def test_a_cycle_or_model_that_never_was_is_refused(scorer: Scorer, town: Town) -> None:
    town.establish("B1")
    town.open_cycle(2020)
    await scorer.handle_all(town)
    with pytest.raises(UnknownCycle):
        await scorer.database.read(lambda c: scorer.answering.standings_of(c, Listed("yangli", "2099", "", ""), ["B1"]))
    with pytest.raises(UnknownIndex, match="branch"):
        await scorer.database.read(
            lambda c: scorer.answering.standings_of(c, Listed("yangli", "", "brunch", ""), ["B1"])
        )
    with pytest.raises(UnknownPeriod, match="2020-Q1"):
        await scorer.database.read(
            lambda c: scorer.answering.standings_of(c, Listed("yangli", "2020", "", "2020-Q5"), ["B1"])
        )
    with pytest.raises(UnknownModelCode, match="branch"):
        await scorer.database.read(lambda c: scorer.answering.versions(c, "yangli", "brunch"))


async def test_scores_before_a_merge_stay_with_those_who_earned_them(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    await scorer.handle_all(town)
    town.merge(["B1", "B2"], "B9", "2020-05-10")
    await scorer.handle_all(town)
    assert list(await scorer.standings("2020-Q1")) == ["B1", "B2", "B3"]
    assert sorted(await scorer.standings("2020-Q2")) == ["B3", "B9"]
    assert sorted(await scorer.standings("2020")) == ["B3", "B9"]
    assert [list(change.gone) for change in await scorer.published() if change.gone] == [["B1", "B2"]] * 4


async def test_only_standings_that_changed_are_published_under_the_caller_who_changed_them(
    scorer: Scorer, town: Town
) -> None:
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    await scorer.handle_all(town)
    before = len(await scorer.published())
    town.check("c2", "B2", "2020-Q4", 30)
    await scorer.handle_all(town)
    changes = (await scorer.published())[before:]
    assert [(change.period, [one.subject for one in change.changed]) for change in changes] == [
        ("2020-Q4", ["B2"]),
        ("2020", ["B2"]),
    ]


async def test_whoever_is_passed_by_is_published_in_a_line_and_not_written(scorer: Scorer, town: Town) -> None:
    codes = [f"B{number:03}" for number in range(100)]
    town.establish(*codes)
    town.open_cycle(2020)
    await scorer.handle_all(town)
    before = len(await scorer.published())
    stored = await all_sheets(scorer)
    town.check("c1", "B050", "2020-Q1", 60)
    await scorer.handle_all(town)

    written = {place for place, sheet in (await all_sheets(scorer)).items() if stored[place] != sheet}
    assert written == {(period, "B050") for period in ("2020-Q1", "2020-Q2", "2020")}
    first, second, year = (await scorer.published())[before:]
    for change in (first, year):
        assert [(one.first, one.last, one.by) for one in change.ranks] == [(1, 1, 1)]
        assert ([one.subject for one in change.changed], change.others, len(change.moved)) == (["B050"], 99, 0)
    assert [(one.first, one.last, one.by) for one in second.ranks_before] == [(1, 1, 1)]
    assert [(one.subject, one.movement) for one in second.moved] == [("B050", 0)]


async def all_sheets(scorer: Scorer) -> dict[tuple[str, str], Sheet]:
    """Everything that is stored of 2020, by period and subject."""
    stored = await scorer.database.read(lambda connection: cycle_sheets(connection, "yangli", "2020"))
    return {(sheet.period, sheet.subject): sheet for sheet in stored}
