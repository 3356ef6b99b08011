"""Yantai's work of a year, by its own kinds: sheets, projects and sessions go step by step, or are refused."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from biaochi_assessment.domain.models import Choice
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk.values.provenance import Provenance
from biaochi_yantai.work import WORK

from tests.assessment.town import BRANCH, accept
from tests.plugins.work import Year, year_of

MANY = {
    "lowest": Decimal(0),
    "highest": Decimal(10000),
    "step": Decimal("0.5"),
    "cadences": ("month", "quarter", "year"),
}
GRADES = tuple(Choice(key, key) for key in ("good", "fairly_good", "ordinary", "poor"))
REVIEWED = replace(
    BRANCH,
    code="review",
    hash="review",
    subject_kind="MEMBER",
    accepts=(
        *(accept(name, "ledger", **MANY) for name in ("problems", "solved", "registered", "members")),
        *(accept(name, "check", **MANY) for name in ("told", "explained")),
        accept("project_rate", "task", **MANY, share="INDIVIDUAL"),
        accept("cast", "ballot", cadences=("year",), choices=GRADES, panels=(Choice("panel", "评议团"),)),
        *(accept(name, "rating", **MANY) for name in ("seen_marks", "read_marks")),
    ),
)
"""What the review takes of the year's work; the secretaries of this town are members."""
VERBATIM = "党建工作与中心工作融合不够紧密。"


@pytest.fixture
async def year(tmp_path: Path) -> AsyncIterator[Year]:
    """A year with Yantai's kinds of work."""
    async with year_of(WORK, tmp_path, (REVIEWED,)) as opened:
        yield opened


async def fed_back(year: Year) -> None:
    """A sheet with one problem of last year's review, fed back and planned for."""
    await year.open("feedback_sheet", "F1", "DZ1", on="2020-01-06", secretary="S1")
    await year.open("problem", "P1", "DZ1", "F1", on="2020-01-06", secretary="S1", words=VERBATIM, origin="review")
    await year.take("F1", "feed_back", "2020-01-10")
    await year.take("F1", "plan", "2020-01-15", plan="成立先锋队，跟踪服务复工复产")


async def test_a_sheet_without_a_problem_is_not_fed_back(year: Year) -> None:
    await year.open("feedback_sheet", "F1", "DZ1", secretary="S1")
    with pytest.raises(Refused, match="至少要有 1 件“反馈问题”，现有 0 件") as refused:
        await year.take("F1", "feed_back")

    assert refused.value.code == "CHILDREN_NOT_READY"


async def test_a_problem_goes_from_the_sheet_to_the_account_at_this_years_review(year: Year) -> None:
    await fed_back(year)
    await year.take("P1", "measure", "2020-02-01", measure="分成4个工作组")
    for quarter, day in enumerate(("03-31", "06-30", "09-30"), start=1):
        await year.open(
            "progress", f"R{quarter}", "DZ1", "F1", on=f"2020-{day}", secretary="S1", progress="项目陆续复工"
        )
    await year.take("P1", "solve", "2020-09-20", result="融合机制建立")
    await year.take("P1", "close", "2020-10-10", signed="工委")
    await year.take("F1", "explain", "2020-12-20", explanation="已全部整改", points="18")

    items = await year.items()
    assert (items["P1"].words, items["P1"].state, items["F1"].closed_on) == (VERBATIM, "closed", "2020-12-20")
    followed = {
        indicator: [(one.fact.subject, one.fact.amount) for one in await year.facts(indicator)]
        for indicator in ("problems", "solved", "told", "explained")
    }
    assert followed == {
        "problems": [("S1", "1")],
        "solved": [("S1", "1")],
        "told": [("S1", "1")] * 3,
        "explained": [("S1", "18")],
    }


async def test_a_quarter_is_reported_once_and_who_never_reported_does_not_explain(year: Year) -> None:
    await fed_back(year)
    with pytest.raises(Refused, match="至少要有 1 件“整改落实情况报告”"):
        await year.take("F1", "explain", "2020-12-20", explanation="已整改", points="10")
    await year.open("progress", "R1", "DZ1", "F1", on="2020-03-30", secretary="S1", progress="推进中")
    with pytest.raises(Refused) as refused:
        await year.open("progress", "R2", "DZ1", "F1", on="2020-03-31", secretary="S1", progress="推进中")

    assert refused.value.code == "ALREADY_EXISTS"


async def test_no_measure_is_taken_before_the_plan(year: Year) -> None:
    await year.open("feedback_sheet", "F1", "DZ1", secretary="S1")
    await year.open("problem", "P1", "DZ1", "F1", secretary="S1", words=VERBATIM, origin="operation")
    with pytest.raises(Refused, match="须在“问题反馈单”为“整改中”时办"):
        await year.take("P1", "measure", measure="招考社区工作者")

    assert (await year.items(noun="problem"))["P1"].fields[1].values == ["operation"]


async def test_a_working_group_and_a_package_of_rules_answer_a_problem(year: Year) -> None:
    await fed_back(year)
    await year.take("P1", "measure", "2020-02-01", measure="服务复工复产")
    await year.open("answer", "A1", "DZ1", "P1", form="group", members="S1 V1 V2", groups="4")
    await year.open("answer", "A2", "DZ1", "P1", form="rules", words="“1+3”文件")
    await year.take("A1", "come_to", outcome="项目复工", served="51", resumed="43")

    answers = await year.items(parent="P1")
    assert {code: answer.state for code, answer in answers.items()} == {"A1": "done", "A2": "under_way"}


async def test_a_topic_is_settled_after_the_team_has_met_and_is_shown_at_the_years_end(year: Year) -> None:
    await year.open("project", "X1", "DZ1", secretary="S1", worth="100")
    with pytest.raises(Refused, match="至少要有 1 件“研究突破项目的班子会议”"):
        await year.take("X1", "settle", topic="街道党建联盟")
    for number, day in enumerate(("03-03", "03-10", "03-17", "03-24"), start=1):
        await year.open("team_meeting", f"M{number}", "DZ1", "X1", on=f"2020-{day}", decided="抓紧定题")
    await year.take("X1", "settle", "2020-03-26", key="settled", topic="街道党建联盟")
    await year.take("X1", "show", "2020-11-25", shown="联盟议事厅", earned="92.5", link="https://example.org/live")

    meetings = await year.items(noun="meeting", parent="X1")
    assert sorted(meeting.opened_on for meeting in meetings.values()) == [
        "2020-03-03",
        "2020-03-10",
        "2020-03-17",
        "2020-03-24",
    ]
    assert (await year.items(kind="project"))["X1"].state == "shown"


async def test_members_register_one_by_one_and_the_community_confirms_it(year: Year) -> None:
    await year.open(
        "registration",
        "D1",
        "DZ1",
        secretary="S1",
        community="样例社区01",
        duty="测温登记",
        due="4",
        heads="3",
        members="S1 V1 V2",
    )
    with pytest.raises(Refused, match="须有 1 人签署"):
        await year.take("D1", "confirm")
    with pytest.raises(Refused, match="不在名册上"):
        await year.open(
            "registration",
            "D2",
            "DZ1",
            secretary="S1",
            community="样例社区01",
            duty="值守",
            due="2",
            heads="2",
            members="S1 Z9",
        )
    assert [stored.fact.amount for stored in await year.facts("members")] == ["4"]
    assert await year.facts("registered") == []
    await year.take("D1", "confirm", key="confirmed", signed="样例社区01")

    assert (await year.items(kind="registration"))["D1"].state == "confirmed"
    (stored,) = await year.facts("registered")
    assert (stored.fact.subject, stored.fact.amount, stored.fact.evidence) == ("S1", "3", "work:D1")


async def met(year: Year) -> None:
    """A session of the review: three on the panel, one of them stands back; S1 reports."""
    await year.open("session", "H1", "GW", on="2020-12-20", form="observed", panel="V1 V2 V3", conflicts="V3")
    await year.open("statement", "T1", "DZ1", "H1", on="2020-12-20", secretary="S1")


async def vote(year: Year, code: str, rater: str, grade: str = "good", about: str = "S1") -> None:
    """A ballot."""
    await year.open("ballot", code, "DZ1", "H1", on="2020-12-20", rater=rater, about=about, panel="panel", grade=grade)


async def test_last_years_problems_open_the_review_and_next_years_goals_end_it(year: Year) -> None:
    await met(year)
    with pytest.raises(Refused, match="不能办“report”"):
        await year.take("T1", "report", "2020-12-20", report="今年工作")
    await year.take("T1", "account", "2020-12-20", account="上年问题已整改")
    await year.take("T1", "report", "2020-12-20", key="reported", report="今年工作")
    with pytest.raises(Refused, match="没有填写“目标”"):
        await year.take("T1", "look_ahead", "2020-12-20", ideas="融合", measures="联盟")
    await year.take("T1", "look_ahead", "2020-12-20", key="ahead", ideas="融合", measures="联盟", goals="全覆盖")

    assert (await year.items(noun="report"))["T1"].state == "looked_ahead"


@pytest.mark.parametrize(("rater", "about"), [("V4", "S1"), ("V3", "S1"), ("V1", "V2")])
async def test_only_the_panel_votes_and_neither_on_itself_nor_where_it_stands_back(
    year: Year, rater: str, about: str
) -> None:
    await met(year)
    with pytest.raises(Refused) as refused:
        await vote(year, "B1", rater, about=about)

    assert refused.value.code == "NOT_ON_LIST"


async def test_a_ballot_is_changed_until_the_session_closes(year: Year) -> None:
    await met(year)
    await vote(year, "B1", "V1")
    await year.take("B1", "revise", "2020-12-20", grade="fairly_good", note="与前一位权衡")
    for step, fields in (
        ("account", {"account": "无"}),
        ("report", {"report": "工作"}),
        ("look_ahead", {"ideas": "一", "measures": "二", "goals": "三"}),
    ):
        await year.take("T1", step, "2020-12-20", **fields)
    with pytest.raises(Refused, match="至少要有 2 件“实名评议票”，现有 1 件"):
        await year.take("H1", "close", "2020-12-20", signed="监票人")
    await vote(year, "B2", "V2")
    await year.take("H1", "close", "2020-12-20", signed="监票人", key="closed")
    with pytest.raises(Refused) as refused:
        await year.take("B1", "revise", "2020-12-21", key="late", grade="poor")

    ballot = (await year.items(kind="ballot"))["B1"]
    assert refused.value.code == "STEP_NOT_POSSIBLE"
    assert {one.key: list(one.values) for one in ballot.fields}["grade"] == ["fairly_good"]


async def test_a_vote_and_a_mark_follow_from_a_ballot_and_the_changed_one_stands(year: Year) -> None:
    await met(year)
    ballot = {"rater": "V1", "about": "S1", "panel": "panel", "grade": "good", "seen": "88"}
    await year.open("ballot", "B1", "DZ1", "H1", on="2020-12-20", **ballot)
    await year.take("B1", "revise", "2020-12-20", grade="fairly_good", seen="80")

    votes = [one for one in await year.facts("cast") if not one.reversed_by]
    marks = [one for one in await year.facts("seen_marks") if not one.reversed_by]
    assert [(one.fact.subject, one.fact.choice, one.fact.panel) for one in votes] == [("S1", "fairly_good", "panel")]
    assert [(one.fact.subject, one.fact.amount) for one in marks] == [("S1", "80")]
    assert await year.facts("read_marks") == []


async def test_only_who_sees_names_sees_whose_ballot_it_is(year: Year) -> None:
    await met(year)
    await vote(year, "B1", "V1")

    async def seen_by(role: str) -> tuple[set[str], bool]:
        ballot = (await year.as_caller(role).items(kind="ballot"))["B1"]
        return {one.key for one in ballot.fields}, bool(ballot.opened_by)

    assert await seen_by("scheme_owner") == ({"rater", "about", "panel", "grade"}, True)
    assert await seen_by("supervisor") == ({"about", "panel", "grade"}, False)


async def test_a_hundred_parallel_ballots_of_one_rater_leave_one(year: Year) -> None:
    await met(year)
    answers = await asyncio.gather(*(vote(year, f"B{n}", "V1") for n in range(100)), return_exceptions=True)

    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["ALREADY_EXISTS"] * 99
    assert len(await year.items(kind="ballot")) == 1


def test_what_the_report_says_is_done_is_published_with_its_place() -> None:
    assert {kind.title.provenance for kind in WORK} == {Provenance.PUBLISHED}
    assert all(kind.title.source for kind in WORK)
