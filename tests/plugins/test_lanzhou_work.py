"""Lanzhou's work of a year, by its own kinds: what the article says is done is done step by step, or refused."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from biaochi_chassis.foundation.refusal import Refused
from biaochi_lanzhou.work import WORK
from biaochi_lanzhou.work.norms import CLASSES, NORM_FLOW
from biaochi_sdk.values.provenance import Provenance

from tests.assessment.town import BRANCH, ORGAN, accept
from tests.plugins.work import Year, year_of

COMMITTEE = "工委"
ONE = {"lowest": Decimal(0), "highest": Decimal(1), "step": Decimal(1), "cadences": ("quarter", "year")}
COUNTING = replace(
    ORGAN,
    code="model_organ",
    hash="model-organ",
    accepts=(
        accept("task_07", "check", **ONE),
        accept("individual", "task", lowest=Decimal(0), highest=Decimal(100), step=Decimal("0.5"), share="INDIVIDUAL"),
    ),
    rotations=(),
)
"""One key task of the campaign, and the individual tasks of the duty list."""
BARRED = replace(
    BRANCH, code="barred", hash="barred", accepts=(accept("vetoed", "veto", cadences=("month", "quarter", "year")),)
)
"""What criticism bars a branch by."""


@pytest.fixture
async def year(tmp_path: Path) -> AsyncIterator[Year]:
    """A year with Lanzhou's kinds of work."""
    async with year_of(WORK, tmp_path, (COUNTING, BARRED)) as opened:
        yield opened


async def listed(year: Year, *shares: str) -> None:
    """A duty list of an organ committee whose tasks are agreed by the work committee."""
    await year.open("duty_list", "L1", "J1")
    for number, share in enumerate(shares):
        await year.open("duty_task", f"T{number}", "J1", "L1", share=share, points="20")
        await year.take(f"T{number}", "agree", signed=COMMITTEE)


async def test_a_list_of_two_common_tasks_and_one_of_its_own_is_not_approved(year: Year) -> None:
    await listed(year, "common", "common", "individual")
    with pytest.raises(Refused, match="应为 共性任务 60%、个性任务 40%，现为 共性任务 40、个性任务 20") as refused:
        await year.take("L1", "approve", signed=COMMITTEE)

    assert refused.value.code == "PROPORTION_NOT_MET"


async def test_a_list_of_sixty_to_forty_is_approved_and_settled_when_every_task_is_done(year: Year) -> None:
    await listed(year, "common", "common", "common", "individual", "individual")
    await year.take("L1", "approve", signed=COMMITTEE)
    await year.take("T0", "report", progress="过半")
    for task in ("T0", "T1", "T2", "T3"):
        await year.take(task, "finish", result="已落实", earned="18")
    with pytest.raises(Refused, match="T4"):
        await year.take("L1", "settle", "2020-12-30")
    await year.take("T4", "miss", cause="疫情影响")
    await year.take("L1", "settle", "2020-12-30", key="again")

    assert Counter(item.state for item in (await year.items(kind="duty_task")).values()) == {"done": 4, "undone": 1}


async def test_nobody_agrees_to_the_individual_task_he_proposed(year: Year) -> None:
    await year.open("duty_list", "L1", "J1")
    await year.open("duty_task", "T1", "J1", "L1", share="individual", points="10")
    with pytest.raises(Refused, match="须有 1 人签署"):
        await year.take("T1", "agree")
    with pytest.raises(Refused, match="须有 1 人签署"):
        await year.take("T1", "agree", signed="developer")
    await year.as_caller("work_committee").take("T1", "agree", signed="developer")

    assert (await year.items(kind="duty_task"))["T1"].state == "agreed"


async def visited(year: Year) -> None:
    """J2 visits J1 in the first quarter and finds that a branch is behind with its dues."""
    seen = {"dues_seen": "一个支部欠缴两个月", "life_seen": "记录完整"}
    await year.open("mutual_visit", "V1", "J1", visitor="J5", form="stay", **seen)
    await year.open("finding", "W1", "B01", "V1", words="二月、三月党费未收缴。", about="dues", owner="S1")


async def test_a_finding_has_words_an_owner_a_deadline_and_a_state(year: Year) -> None:
    await visited(year)
    finding = (await year.items(noun="problem"))["W1"]

    owner = next(field.values for field in finding.fields if field.key == "owner")
    assert (finding.words, list(owner), finding.due_on, finding.state) == (
        "二月、三月党费未收缴。",
        ["S1"],
        "2020-04-01",
        "open",
    )


async def test_what_is_found_in_a_branch_costs_it_a_point_and_a_finding_about_a_committee_none(year: Year) -> None:
    await visited(year)
    await year.open("finding", "W2", "J1", "V1", words="样例：委员会台账不全。", about="dues")

    (stored,) = await year.facts("dues")
    fact = stored.fact
    assert (fact.subject, fact.amount, fact.case, fact.evidence, fact.note) == (
        *("B01", "1", "W1", "work:W1"),
        "二月、三月党费未收缴。",
    )


async def test_a_mutual_check_ends_when_every_finding_of_its_circular_is_verified(year: Year) -> None:
    await visited(year)
    with pytest.raises(Refused, match="须在““四互”考评活动”为“已通报”时办"):
        await year.take("W1", "mend", done="已补缴")
    await year.take("V1", "circulate")
    await year.take("W1", "mend", key="mended", done="已补缴")
    with pytest.raises(Refused, match="都应为“已销号”，还有 1 件不是（W1）"):
        await year.take("V1", "lift")
    await year.take("W1", "verify", "2020-03-30", signed=COMMITTEE)
    await year.take("V1", "lift", "2020-03-31", key="lifted")

    assert {item.state for item in (await year.items()).values()} == {"lifted", "verified"}


async def test_no_finding_is_added_once_the_circular_is_out(year: Year) -> None:
    await visited(year)
    await year.take("V1", "circulate")
    with pytest.raises(Refused) as refused:
        await year.open("finding", "W2", "B02", "V1", about="other")

    assert refused.value.code == "STEP_NOT_POSSIBLE"


async def test_the_opinion_is_in_force_once_the_standing_committee_has_passed_it(year: Year) -> None:
    await year.open("opinion", "Y1", "GW")
    await year.take("Y1", "submit")
    with pytest.raises(Refused, match="须有 1 人签署"):
        await year.take("Y1", "pass", meeting="市委常委会会议")
    await year.take("Y1", "pass", signed="市委常委会", meeting="市委常委会会议", key="passed")

    assert (await year.items(noun="opinion"))["Y1"].state == "in_force"


async def test_the_four_shortcomings_are_counted_before_and_after(year: Year) -> None:
    found = {"Q1": "coverage", "Q2": "team", "Q3": "venue", "Q4": "role", "Q5": "venue"}
    for code, lacking in found.items():
        await year.open("shortcoming", code, "J1", lacking=lacking)
    for code in ("Q1", "Q2", "Q3"):
        await year.take(code, "mend", done="已整改")
        await year.take(code, "gone", "2020-10-20", signed="复查人")
    await year.take("Q4", "persists", "2020-10-20")

    before = await year.items(kind="shortcoming")
    after = await year.items(kind="shortcoming", open_only=True)
    assert (len(before), sorted(after), after["Q4"].state) == (5, ["Q4", "Q5"], "persisting")


async def test_a_norm_is_carried_out_by_class_and_says_what_when_who_and_how(year: Year) -> None:
    flow = {"what": "三会一课", "when": "每月", "who": "支部书记", "how": "按流程图"}
    for branch_class, _ in CLASSES:
        await year.open(
            "norm_flow", f"N-{branch_class}", "GW", norm="three_meetings", branch_class=branch_class, **flow
        )
    await year.take("N-retired", "revise", signed=COMMITTEE, **flow | {"when": "每季度"})

    retired = (await year.items(kind="norm_flow"))["N-retired"]
    assert {one.key: list(one.values) for one in retired.fields}["when"] == ["每季度"]
    norms = next(field for field in NORM_FLOW.opening.fields if field.key == "norm")
    assert len(norms.choices) == 27


async def test_an_election_is_permitted_held_and_confirmed_in_this_order(year: Year) -> None:
    await year.open("election", "E1", "B01", term_ends="2020-06-30")
    with pytest.raises(Refused, match="不能办“elect”"):
        await year.take("E1", "elect", attended="S1 V1", elected="S1")
    await year.take("E1", "permit", signed=COMMITTEE)
    await year.take("E1", "elect", "2020-06-20", key="held", attended="S1 V1", elected="S1")
    await year.take("E1", "confirm", "2020-06-28", signed=COMMITTEE)

    assert (await year.items(kind="election"))["E1"].closed_on == "2020-06-28"


async def test_an_upper_rung_leads_a_lower_one_until_it_is_lifted(year: Year) -> None:
    await year.open_by_two("criticism", "TB1", "B03", clause="第三条", signed=COMMITTEE)
    for leader, code in (("J2", "GATE_CLOSED"), ("B03", "GATE_CLOSED")):
        with pytest.raises(Refused) as refused:
            await year.open("ladder_pair", "DD0", "B01", leader=leader)
        assert refused.value.code == code
    await year.open("ladder_pair", "DD1", "B01", leader="B02")
    with pytest.raises(Refused, match="不能办“lift”"):
        await year.take("DD1", "lift", signed=COMMITTEE, result="达标")
    await year.take("DD1", "visit", "2020-04-10", what="规范组织生活")
    await year.take("DD1", "lift", "2020-12-10", key="lifted", signed=COMMITTEE, result="达标")

    assert (await year.items(noun="pair"))["DD1"].state == "lifted"


async def test_a_key_task_of_the_campaign_says_what_was_done_before_it_is_accepted(year: Year) -> None:
    await year.open("campaign_task", "C1", "J1", task="task_07")
    with pytest.raises(Refused, match="不能办“accept”"):
        await year.take("C1", "accept", signed=COMMITTEE)
    await year.take("C1", "report", done="组织了四次学习")
    await year.take("C1", "accept", key="accepted", signed=COMMITTEE)

    assert (await year.items(kind="campaign_task"))["C1"].state == "accepted"


async def test_an_accepted_key_task_counts_by_itself(year: Year) -> None:
    await year.open("campaign_task", "C1", "J1", task="task_07")
    await year.take("C1", "report", done="组织了四次学习")
    assert await year.facts("task_07") == []
    await year.take("C1", "accept", signed=COMMITTEE)

    (stored,) = await year.facts("task_07")
    assert (stored.fact.subject, stored.fact.amount, stored.fact.evidence) == ("J1", "1", "work:C1")


async def test_the_lecture_hall_is_held_every_two_weeks_and_not_weekly(year: Year) -> None:
    for number, day in enumerate(("02", "16", "30")):
        await year.open("lecture", f"K{number}", "GW", on=f"2020-03-{day}", speaker="V1")
    await year.take("K0", "hold", attended="S1 S2 V2")
    with pytest.raises(Refused) as refused:
        await year.open("lecture", "K3", "GW", on="2020-03-09", speaker="V1")

    assert refused.value.code == "WORK_BUDGET_SPENT"


async def test_a_contest_is_judged_when_every_entry_has_its_place(year: Year) -> None:
    await year.open("contest", "S1", "GW", contest="writing", judges="V3 V4")
    for entrant in ("V1", "V2"):
        await year.open("contest_entry", f"R-{entrant}", "J1", "S1", entrant=entrant)
    with pytest.raises(Refused, match="已有一件参赛人相同的（R-V1）"):
        await year.open("contest_entry", "R-again", "J2", "S1", entrant="V1")
    await year.take("R-V1", "place", signed="评委", place="first")
    with pytest.raises(Refused, match="R-V2"):
        await year.take("S1", "judge")
    await year.take("R-V2", "place", signed="评委", place="none")
    await year.take("S1", "judge", key="judged")

    assert (await year.items(kind="contest"))["S1"].state == "judged"


async def test_the_secretary_in_person_grips_and_something_comes_of_it(year: Year) -> None:
    await year.open("grip", "G1", "J1", grip="training", norm="elections", secretary="S1", attended="V1 V2")
    await year.take("G1", "result", result="两名委员上岗")

    assert (await year.items(noun="activity"))["G1"].state == "resulted"


async def test_a_deputy_is_exchanged_after_the_organization_department_was_consulted(year: Year) -> None:
    await year.open("exchange", "X1", "J1", deputy="V1")
    with pytest.raises(Refused, match="不能办“appoint”"):
        await year.take("X1", "appoint", signed=COMMITTEE, post="处长")
    await year.take("X1", "consult", reply="同意考察")
    await year.take("X1", "appoint", key="appointed", signed=COMMITTEE, post="处长")

    assert (await year.items(noun="nomination"))["X1"].state == "appointed"


async def test_the_years_key_points_follow_one_idea_and_are_issued_once(year: Year) -> None:
    await year.open("key_points", "D1", "GW", idea="leading")
    await year.take("D1", "issue", signed="工委书记")
    with pytest.raises(Refused) as refused:
        await year.open("key_points", "D2", "GW", on="2020-11-02")

    assert refused.value.code == "ALREADY_EXISTS"


def test_what_the_article_says_is_done_is_published_with_its_place() -> None:
    ours = [kind.key for kind in WORK if kind.title.provenance is not Provenance.PUBLISHED]
    assert ours == ["duty_task", "branch_task", "leading_task", "work_task", "criticism"]
    assert all(kind.title.source for kind in WORK)
