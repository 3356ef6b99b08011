"""What a rule counts in the registry: read on the last day, explained, the same in any order, never typed."""

import pytest
from biaochi_chassis.foundation.pages import Page
from biaochi_scoring.domain.explanations import Explanation
from biaochi_scoring.domain.suppositions import Supposition
from biaochi_scoring.events.decode import ORG
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.open_sheets import Requested, open_sheets
from biaochi_scoring.use_cases.pages import ReportPage
from biaochi_scoring.use_cases.simulate import SimulationRequest
from biaochi_sdk import Model, Provenance, Publish, Recorded, Source, check, default, from_below, rank, registered

from tests.scoring.scorer import Scorer
from tests.scoring.test_order import interleaved_alike
from tests.scoring.test_what_if import supposed
from tests.scoring.town import TOWN, Town

RULES, DEFAULTS = Source("样例考核办法", "第二条"), Source("默认值", "可调整")
BY = Recorded(who="work_committee", cadences=("quarter",))


class Branch(
    Model,
    code="branch",
    title=default("支部"),
    subject="BRANCH",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A branch has points for its meetings."""

    meetings = check(default(60), default(1), BY, missing="zero")(default("会议"), rule=Provenance.DEFAULT)
    at_quarter = Publish("quarter", totals={"branch": meetings})


class Setting(
    Model,
    code="setting",
    title=default("组织设置"),
    subject="DEPARTMENT",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A department has its branches, its members, its secretaries, and a hundredth of its branches' meetings."""

    branches = registered("BRANCH")(default("党支部数"))
    heads = registered("MEMBER")(default("党员人数"))
    secretaries = registered("SECRETARY")(default("书记数"))
    order = check(default(9), default(1), BY, missing="zero")(default("规范"), rule=Provenance.DEFAULT)
    met = from_below("sum", Branch.meetings, missing="left_out")(default("会议合计"))
    total = (branches * default(100) + heads + order + met * default("0.01"))(default("得分"))
    place = rank(total, ties="competition")(default("名次"))
    at_quarter = Publish("quarter", totals={"setting": total}, ranks={"setting": place})


def counting_town() -> Town:
    """Two departments with three branches and four members, one of them with a second branch of his own."""
    town = Town(Setting.graph, others=(Branch.graph,))
    town.install()
    town.establish("W", kind="WORK_COMMITTEE")
    town.establish("D1", "D2", kind="DEPARTMENT", parent="W")
    town.establish("P1", kind="ORGAN_COMMITTEE", parent="D1")
    town.establish("B1", "B2", parent="P1")
    town.establish("B3", parent="D2")
    for person, branch in (("P01", "B1"), ("P02", "B1"), ("P03", "B2"), ("P04", "B3")):
        town.join(person, branch, "2019-03-01")
    town.join("P03", "B3", "2020-02-01")
    town.appoint("P01", "B1", "2019-03-01")
    town.open_cycle(2020)
    return town


async def totals(scorer: Scorer, period: str = "2020-Q1") -> dict[str, str | None]:
    return {code: one.total for code, one in (await scorer.standings(period, index="setting")).items()}


async def test_branches_and_members_at_any_depth_count_once_in_their_home(scorer: Scorer) -> None:
    await scorer.handle_all(counting_town())

    assert await totals(scorer) == {"D1": "203", "D2": "101"}


async def test_what_changes_in_the_registry_changes_the_periods_that_close_after_it(scorer: Scorer) -> None:
    town = counting_town()
    town.fact("check", "f1", "D1", "2020-Q2", indicator="order", amount="7")
    await scorer.handle_all(town)
    town.establish("B4", on="2020-05-01", parent="P1")
    town.join("P05", "B4", "2020-05-02")
    town.leave("P04", "B3", "2020-08-01")
    town.move("P1", "ORGAN_COMMITTEE", "D2", "2020-11-01")
    await scorer.handle_all(town)

    assert [await totals(scorer, f"2020-Q{quarter}") for quarter in (1, 2, 3, 4)] == [
        {"D1": "203", "D2": "101"},
        {"D1": "311", "D2": "101"},
        {"D1": "304", "D2": "100"},
        {"D1": "0", "D2": "404"},
    ]


async def test_an_input_of_the_registry_opens_into_what_was_counted_and_where_it_stands(scorer: Scorer) -> None:
    town = counting_town()
    await scorer.handle_all(town)

    async def opened(key: str) -> Explanation:
        listed = Listed(TOWN, "2020", "setting", "2020-Q2")
        (sheet,) = await scorer.database.read(
            lambda connection: open_sheets(connection, scorer.answering, listed, ["D1"], Requested(nodes=[key]))
        )
        return sheet.nodes[0]

    branches, heads, secretaries = [await opened(key) for key in ("branches", "heads", "secretaries")]
    (fact,) = branches.facts
    assert (branches.value, fact.amount, fact.period, fact.occurred_on) == ("2", "2", "2020-Q2", "2020-06-30")
    assert fact.note == "2020-06-30 名册：其下党支部 2 个（B1、B2）。"
    assert fact.evidence == f"registry:{town.records[ORG][3].sequence}"
    assert [one.note for one in heads.facts] == ["2020-06-30 名册：其下党员 3 人。"]
    assert secretaries.value == "1"


async def test_results_that_are_used_change_and_what_was_recorded_still_counts(scorer: Scorer) -> None:
    town = counting_town()
    town.fact("check", "f1", "D1", "2020-Q1", indicator="order", amount="7")
    await scorer.handle_all(town)
    town.check("f2", "B1", "2020-Q1", 50)
    await scorer.handle_all(town)

    assert await totals(scorer) == {"D1": "210.5", "D2": "101"}


async def test_a_supposed_number_counts_instead_of_the_registrys_and_leaves_no_trace(scorer: Scorer) -> None:
    town = counting_town()
    town.fact("check", "f1", "D1", "2020-Q1", indicator="order", amount="7")
    await scorer.handle_all(town)
    before = await scorer.digest()
    more = supposed("", "D2", "2020-Q1", indicator="branches", amount="3")
    meetings = supposed("check", "B1", "2020-Q1", indicator="meetings", amount="50")
    facts = (more._replace(number="试算-1"), meetings._replace(number="试算-2"))
    listed = Listed(TOWN, "2020", "setting", "2020-Q1")
    request = SimulationRequest(listed, ReportPage(Page(10)), Supposition(facts), open=("D1", "D2"))

    answer = await scorer.simulating.simulate(request)

    assert {move.subject: move.after and move.after.total for move in answer.movers} == {"D1": "210.5", "D2": "301"}
    assert [sheet.values["branches"] for sheet in answer.sheets] == ["2", "3"]
    assert await scorer.digest() == before


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_order_the_topics_are_read_in_the_same_sheets_come_out(seed: int) -> None:
    town = counting_town()
    town.check("f1", "B1", "2020-Q1", 50)
    town.join("P06", "B2", "2020-02-01")
    town.move("B2", "BRANCH", "D2", "2020-03-01")
    town.close_cycle(2020)
    town.join("P07", "B2", "2020-02-01")

    async with interleaved_alike(town, seed) as scorer:
        assert await totals(scorer) == {"D1": "102.5", "D2": "203"}
