"""Models that use others: judged after them, from the links of the day, once for each change, the same in any order."""

import asyncio
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi_chassis.event.positions import Positions
from biaochi_scoring.domain.explanations import Explanation, Related
from biaochi_scoring.domain.refusals import UnknownNode
from biaochi_scoring.events.decode import ASSESSMENT, ORG, SCORING
from biaochi_scoring.store.stale import anything_marked_up_to
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.open_sheets import Requested, open_sheets
from biaochi_scoring.use_cases.recompute import Recomputing
from biaochi_scoring.use_cases.recompute_order import in_turn
from biaochi_scoring.use_cases.states import States
from biaochi_sdk.graph.graph import Graph

from tests.scoring.scorer import Scorer, open_scorer
from tests.scoring.test_order import handle_interleaved, outcome
from tests.scoring.tiers import BRANCH, COMMITTEE, DEPARTMENT, SECTION, Looping, tiered_town
from tests.scoring.town import TOWN, Town
from tests.servers.databases import in_files


def score(town: Town, number: str, subject: str, period: str, amount: int) -> assessment.Fact:
    """Record what a subject got, by the indicator of its kind."""
    indicator = {"S": "points", "D": "discipline", "B": "meetings"}[subject[0]]
    return town.fact("check", number, subject, period, indicator=indicator, amount=str(amount))


async def totals(scorer: Scorer, index: str, period: str = "2020", cycle: str = "2020") -> dict[str, str | None]:
    return {code: one.total for code, one in (await scorer.standings(period, cycle, index)).items()}


async def judged(scorer: Scorer) -> list[str]:
    """Recompute whatever is due as the loop does, and name the runs in the order they were judged."""
    done: list[str] = []
    while True:
        runs = await scorer.database.read(lambda connection: in_turn(connection, scorer.graphs))
        if not runs:
            return done
        await scorer.recomputing.recompute(runs[0])
        done.append(f"{runs[0].cycle}/{runs[0].model}")


@pytest.fixture
def town() -> Town:
    """Three levels."""
    return tiered_town()


async def test_points_rise_from_section_to_department_to_committee_and_come_down_to_branches(
    scorer: Scorer, town: Town
) -> None:
    for number, (subject, amount) in enumerate({"S1": 80, "S2": 91, "S3": 60, "D1": 5, "B1": 7}.items()):
        score(town, f"f{number}", subject, "2020-Q4", amount)
    await scorer.handle_all(town)
    assert await totals(scorer, "department") == {"D1": "90.5", "D2": "30"}
    assert await totals(scorer, "committee") == {"W": "351.5"}
    assert await totals(scorer, "branch") == {"B1": "97.5", "B2": "90.5", "B3": "30"}
    ranks = {code: one.rank for code, one in (await scorer.standings("2020")).items()}
    assert ranks == {"B1": 1, "B2": 2, "B3": 1}


async def test_one_change_judges_each_run_once_after_those_it_rests_on(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    score(town, "f1", "S1", "2020-Q4", 80)
    score(town, "f2", "B1", "2020-Q4", 7)
    await scorer.handle(town.records[ASSESSMENT][-2:])
    assert await judged(scorer) == ["2020/section", "2020/department", "2020/branch", "2020/committee"]


async def test_a_reader_of_a_position_waits_for_whoever_rests_on_what_it_changed(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    score(town, "f1", "S1", "2020-Q4", 80)
    (record,) = town.records[ASSESSMENT][-1:]
    await scorer.handle([record])
    position = Positions.of({(record.topic, record.partition): record.sequence})
    waited = []
    while runs := await scorer.marked():
        waited.append(await scorer.database.read(lambda connection: anything_marked_up_to(connection, position)))
        await scorer.recomputing.recompute(runs[-1])
    assert waited
    assert all(waited)
    assert (await totals(scorer, "committee"))["W"] == "120"


async def test_a_move_takes_the_points_along_from_its_day_on(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q1", 80)
    score(town, "f2", "S1", "2020-Q4", 60)
    await scorer.handle_all(town)
    town.move("S1", "SECTION", "D2", "2020-05-01")
    await scorer.handle_all(town)
    assert await totals(scorer, "department", "2020-Q1") == {"D1": "40", "D2": "0"}
    assert await totals(scorer, "department", "2020-Q4") == {"D1": "0", "D2": "20"}


async def test_a_branch_whose_committee_moves_inherits_from_the_new_department(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "D2", "2020-Q4", 20)
    await scorer.handle_all(town)
    town.move("P1", "ORGAN_COMMITTEE", "D2", "2020-05-01")
    await scorer.handle_all(town)
    assert await totals(scorer, "branch") == {"B1": "20", "B2": "20", "B3": "20"}


async def test_last_years_total_carries_into_the_next_year_and_changes_with_it(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q4", 100)
    town.open_cycle(2021)
    await scorer.handle_all(town)
    assert await totals(scorer, "department", "2021", "2021") == {"D1": "5", "D2": "0"}
    score(town, "f2", "S2", "2020-Q4", 100)
    await scorer.handle(town.records[ASSESSMENT][-1:])
    assert (await judged(scorer))[-3:] == ["2021/department", "2021/branch", "2021/committee"]
    assert (await totals(scorer, "branch", "2021", "2021"))["B1"] == "10"


async def open_one(scorer: Scorer, index: str, subject: str, node: str = "total") -> Explanation:
    listed = Listed(TOWN, "2020", index, "2020")
    (sheet,) = await scorer.database.read(
        lambda one: open_sheets(one, scorer.answering, listed, [subject], Requested([node]))
    )
    return sheet.nodes[0]


async def test_a_model_that_was_not_pinned_leaves_its_users_unjudged_and_holds_nobody_up(scorer: Scorer) -> None:
    town = tiered_town(BRANCH, COMMITTEE, DEPARTMENT)
    score(town, "f1", "B1", "2020-Q4", 7)
    town.close_cycle(2020)
    await scorer.handle_all(town)
    assert await totals(scorer, "department") == {"D1": None, "D2": None}
    assert await totals(scorer, "branch") == {"B1": "7", "B2": "0", "B3": "0"}
    assert await scorer.marked() == []
    assert len(await scorer.frozen()) == 1
    assert (await open_one(scorer, "department", "D1")).words.startswith("未评判：要用模型 section 的结果")


async def test_a_result_outside_the_range_its_user_wrote_down_is_said_until_it_is_inside(scorer: Scorer) -> None:
    narrow = Graph.parse(DEPARTMENT.text.replace('"high":"100","how":"mean"', '"high":"70","how":"mean"'))
    town = tiered_town(BRANCH, COMMITTEE, narrow, SECTION)
    wrong = score(town, "f1", "S1", "2020-Q4", 80)
    await scorer.handle_all(town)
    assert await totals(scorer, "department") == {"D1": None, "D2": None}
    assert await totals(scorer, "department", "2020-Q3") == {"D1": "0", "D2": "0"}
    assert "节点 points 的 80 超出 0 到 70" in (await open_one(scorer, "department", "D1")).words
    town.reverse("x1", wrong)
    await scorer.handle_all(town)
    assert await totals(scorer, "department") == {"D1": "0", "D2": "0"}
    assert "未评判" not in (await open_one(scorer, "department", "D1")).words


async def test_models_that_use_each_other_in_a_circle_are_left_unjudged(scorer: Scorer) -> None:
    town = tiered_town(BRANCH, COMMITTEE, DEPARTMENT, Looping.graph)
    score(town, "f1", "D1", "2020-Q4", 7)
    await scorer.handle_all(town)
    assert await totals(scorer, "department") == {"D1": None, "D2": None}
    assert (await totals(scorer, "section"))["S1"] is None


async def test_an_explanation_leads_from_the_department_to_its_sections(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q4", 80)
    await scorer.handle_all(town)
    (under,) = [child for child in (await open_one(scorer, "department", "D1")).children if child.key == "under"]
    assert "所属各下级「科室积分」的平均，不评判的不计[40]" in under.words
    assert [(child.key, child.value, child.related) for child in under.children] == [
        ("points", "80", Related("S1", "section", "section", "2020", "2020")),
        ("points", "0", Related("S2", "section", "section", "2020", "2020")),
    ]
    (inherited,) = (await open_one(scorer, "branch", "B1", "inherited")).children
    assert inherited.related == Related("D1", "department", "department", "2020", "2020")


async def test_an_unknown_node_is_refused(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    with pytest.raises(UnknownNode, match="nothing"):
        await open_one(scorer, "department", "D1", "nothing")


async def test_a_model_published_last_lets_those_who_use_it_be_judged(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q4", 80)
    late = [record for record in town.records[SCORING] if record.subject == "section"]
    for records in ([one for one in town.records[SCORING] if one not in late], town.records[ORG]):
        await scorer.handle(records)
    await scorer.handle(town.records[ASSESSMENT])
    await scorer.settle()
    assert await totals(scorer, "department") == {}
    await scorer.handle(late)
    await scorer.settle()
    assert (await totals(scorer, "committee"))["W"] == "120"


def eventful_town() -> Town:
    """Two years with moves, a merge, late facts, reversals and closings."""
    town = tiered_town()
    town.open_cycle(2021)
    random = Random(7)
    facts = []
    for number in range(40):
        subject = random.choice(["S1", "S2", "S3", "S4", "D1", "D2", "B1", "B2", "B3"])
        period = f"{random.choice([2020, 2021])}-Q{random.randint(1, 4)}"
        facts.append(score(town, f"f{number}", subject, period, random.randint(0, 20)))
        if number % 7 == 3:
            town.reverse(f"x{number}", facts.pop(random.randrange(len(facts))))
        if number % 11 == 5:
            town.move("S2", "SECTION", random.choice(["D1", "D2"]), f"2020-{number // 4 + 1:02d}-01")
        if number == 20:
            town.merge(["B1", "B2"], "B9", "2020-09-01")
    town.close_cycle(2020)
    town.move("P1", "ORGAN_COMMITTEE", "D2", "2020-03-01")
    town.close_cycle(2021)
    return town


async def settled_by_many(scorer: Scorer, random: Random) -> None:
    """Have everything marked recomputed at once, in any order, by replicas that know nothing of each other."""
    replicas = [Recomputing(scorer.database, States(scorer.graphs), scorer.clock) for _ in range(3)]
    while runs := await scorer.marked():
        random.shuffle(runs)
        await asyncio.gather(*(random.choice(replicas).recompute(run) for run in runs))
    await scorer.settle()


@pytest.mark.parametrize("seed", range(6))
async def test_any_order_of_events_and_of_recomputing_gives_the_same_sheets_and_hashes(seed: int) -> None:
    town, random = eventful_town(), Random(seed)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        async with open_scorer(in_files(Path(first))) as plain, open_scorer(in_files(Path(second))) as mixed:
            await plain.handle_all(town)
            await handle_interleaved(mixed, town, random)
            await settled_by_many(mixed, random)
            assert await outcome(mixed) == await outcome(plain)
            assert None not in (await outcome(plain))[1]
