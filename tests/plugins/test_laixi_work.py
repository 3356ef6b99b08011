"""Laixi's work through the assessment service: what is done, and the facts of its models that follow from it."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_laixi import biaochi_city
from biaochi_laixi.work import KINDS
from biaochi_scoring.events.encode import accepts
from biaochi_sdk.graph.graph import Graph
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import in_files

ORGANIZATIONS = {
    "GW": "WORK_COMMITTEE",
    "D01": "DEPARTMENT",
    "D02": "DEPARTMENT",
    "D01-K1": "SECTION",
    "JD01": "ORGAN_COMMITTEE",
    "JD02": "ORGAN_COMMITTEE",
    "Z1": "BRANCH",
}
LEADER, MEMBERS, JUDGES = "W1", ("P1", "P2"), ("P3", "P4", "P5")
Filled = dict[str, str | tuple[str, ...]]


def published(graph: Graph) -> scoring.ModelPublished:
    """A model of the plugin as scoring publishes it."""
    return scoring.ModelPublished(
        city=CITY.slug,
        code=graph.code,
        hash=graph.hash,
        subject_kind=graph.subject_kind,
        since="2018-01-01",
        accepts=accepts(graph),
    )


def registry() -> list[tuple[str, org.OrganizationEstablished | org.MembershipStarted | org.PostStarted]]:
    """Seven organizations, five members, and one leader of the work committee."""
    since = "2018-01-01"
    states = {code: org.OrganizationState(code=code, kind=kind, since=since) for code, kind in ORGANIZATIONS.items()}
    members = {person: org.MembershipStarted(person=person, organization="Z1", since=since) for person in MEMBERS}
    judges = {person: org.MembershipStarted(person=person, organization="Z1", since=since) for person in JUDGES}
    post = org.PostStarted(person=LEADER, organization="GW", role="COMMITTEE_MEMBER", since=since)
    established = [(code, org.OrganizationEstablished(after=[state])) for code, state in states.items()]
    return [*established, *members.items(), *judges.items(), (LEADER, post)]


@pytest.fixture
async def laixi(tmp_path: Path) -> AsyncIterator[Office]:
    """A small town under the models and kinds of work of Laixi, its cycle 2020 open."""
    async with open_office(tmp_path, in_files(tmp_path)) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in KINDS)
        models = [(model.graph.code, published(model.graph)) for model in biaochi_city().models]
        await opened.receive("scoring", [(CITY.slug, city), *models])
        await opened.receive("org", registry())
        await opened.open_2020()
        yield opened


def fields(filled: Filled) -> Sequence[events.FieldValue]:
    """What is filled in, as it is sent."""
    values = {key: (value,) if isinstance(value, str) else value for key, value in filled.items()}
    return [events.FieldValue(key=key, values=some) for key, some in values.items()]


async def begin(
    office: Office, kind: str, code: str, organization: str, on: str, filled: Filled | None = None, parent: str = ""
) -> None:
    """Open an item."""
    command = pb.OpenWorkItem(
        idempotency_key=code,
        kind=kind,
        code=code,
        organization=organization,
        on=on,
        words="样例原话",
        parent=parent,
        fields=fields(filled or {}),
    )
    await office.write("open_work_items", command)


async def take(office: Office, item: str, step: str, on: str, filled: Filled | None = None) -> None:
    """Take a step."""
    command = pb.AdvanceWorkItem(
        idempotency_key=office.key(), item=item, step=step, on=on, words="样例说明", fields=fields(filled or {})
    )
    await office.write("advance_work_items", command)


async def items(office: Office, *, kind: str = "", noun: str = "", parent: str = "", state: str = "") -> list[str]:
    """The codes of the items asked for."""
    request = pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020", kind=kind, noun=noun, parent=parent, state=state)
    answer = await office.invoke(office.client.list_work_items, request)
    return [item.code for item in answer.items]


async def followed(office: Office) -> list[tuple[str, str, str]]:
    """Subject, indicator and amount of every fact."""
    answer = await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020"))
    return sorted(
        (one.fact.subject, one.fact.indicator, one.fact.amount or one.fact.level or one.fact.points)
        for one in answer.facts
    )


async def test_an_organization_without_contact_is_listed_and_each_contact_counts_for_both(laixi: Office) -> None:
    for code in ("JD01", "JD02"):
        await begin(laixi, "contact", f"C-{code}", code, "2020-01-06", {"leader": LEADER})
    await take(laixi, "C-JD01", "sit_in", "2020-03-02")
    await take(laixi, "C-JD01", "exchange", "2020-05-06")

    assert await items(laixi, kind="contact", state="assigned") == ["C-JD02"]
    assert await followed(laixi) == [
        ("JD01", "assigned", "1"),
        ("JD01", "exchanged", "1"),
        ("JD01", "sat_in", "1"),
        ("JD02", "assigned", "1"),
        (LEADER, "contacts", "1"),
        (LEADER, "contacts", "1"),
        (LEADER, "contacts_made", "1"),
        (LEADER, "contacts_made", "1"),
    ]


async def test_an_organization_has_one_leader_a_year(laixi: Office) -> None:
    await begin(laixi, "contact", "C1", "JD01", "2020-01-06", {"leader": LEADER})

    with pytest.raises(Refused) as refused:
        await begin(laixi, "contact", "C2", "JD01", "2020-03-06", {"leader": LEADER})
    assert refused.value.code == "ALREADY_EXISTS"


async def test_a_problem_of_a_round_is_fed_back_rectified_verified_and_closed(laixi: Office) -> None:
    await begin(laixi, "inspection_round", "DD", "GW", "2020-03-02", {"team": MEMBERS})
    await begin(laixi, "problem", "W1-1", "JD01", "2020-03-04", {"category": "life"}, "DD")
    await begin(laixi, "problem", "W1-2", "JD01", "2020-03-04", {"category": "duty"}, "DD")
    await take(laixi, "W1-1", "tell", "2020-03-05")
    await take(laixi, "W1-1", "plan", "2020-03-12", {"owner": "样例责任人"})
    await take(laixi, "W1-1", "rectify", "2020-04-02")
    await take(laixi, "W1-1", "return_it", "2020-04-07")
    await take(laixi, "W1-1", "rectify", "2020-04-20")
    await take(laixi, "W1-1", "close", "2020-04-27")

    assert await items(laixi, parent="DD", noun="problem") == ["W1-1", "W1-2"]
    assert await items(laixi, parent="DD", state="found") == ["W1-2"]
    counted = [(indicator, amount) for _, indicator, amount in await followed(laixi)]
    assert counted == [("closed", "1"), ("problems", "1"), ("problems", "1"), ("told", "1")]


async def test_a_problem_is_not_closed_before_it_was_fed_back(laixi: Office) -> None:
    await begin(laixi, "inspection_round", "DD", "GW", "2020-03-02", {"team": MEMBERS})
    await begin(laixi, "problem", "W1-1", "JD01", "2020-03-04", {"category": "life"}, "DD")

    with pytest.raises(Refused) as refused:
        await take(laixi, "W1-1", "close", "2020-04-27")
    assert (refused.value.code, refused.value.details["steps"]) == ("STEP_NOT_POSSIBLE", "tell")


async def test_granting_an_honour_of_a_level_is_the_bonus_once(laixi: Office) -> None:
    await begin(laixi, "honour", "H1", "Z1", "2020-05-06", {"honour": "five_star", "level": "city"})
    await take(laixi, "H1", "select", "2020-05-20")
    assert await followed(laixi) == []
    await take(laixi, "H1", "submit", "2020-05-21")
    await take(laixi, "H1", "publish", "2020-06-19")
    with pytest.raises(Refused, match="至 2020-06-29 届满") as early:
        await take(laixi, "H1", "grant", "2020-06-29")
    assert early.value.code == "TOO_EARLY"
    await take(laixi, "H1", "grant", "2020-06-30")

    assert await followed(laixi) == [("Z1", "honours", "city")]
    with pytest.raises(Refused, match="不能办"):
        await take(laixi, "H1", "grant", "2020-07-01")
    typed = pb.RecordBonus(idempotency_key="x", subject="Z1", indicator="honours", period="2020", level="city")
    with pytest.raises(Refused) as refused:
        await laixi.write("record_bonuses", typed)
    assert refused.value.code == "INPUT_IS_DERIVED"


async def test_members_and_party_workers_are_nominated_selected_and_commended(laixi: Office) -> None:
    await begin(laixi, "commendation", "Y1", "Z1", "2020-05-06", {"person": "P1", "commended_as": "outstanding"})
    await begin(laixi, "commendation", "Y2", "Z1", "2020-05-06", {"person": "P2", "commended_as": "party_worker"})
    await take(laixi, "Y1", "select", "2020-05-20")
    await take(laixi, "Y1", "publish", "2020-06-01")
    await take(laixi, "Y1", "grant", "2020-06-30")
    await take(laixi, "Y2", "decline", "2020-05-20")

    assert await items(laixi, noun="honour", state="granted") == ["Y1"]
    assert await followed(laixi) == [("P1", "commended", "1")]


async def test_a_hard_problem_is_owned_by_a_leader_dispatched_and_solved(laixi: Office) -> None:
    await begin(laixi, "hard_problem", "N1", "D01", "2020-01-06", {"leader": LEADER})
    await begin(laixi, "hard_problem", "N2", "D01", "2020-01-06", {"leader": LEADER})
    await take(laixi, "N1", "dispatch", "2020-02-06")
    await take(laixi, "N1", "dispatch", "2020-03-06")
    await take(laixi, "N1", "solve", "2020-04-06")

    assert await items(laixi, kind="hard_problem", state="owned") == ["N2"]
    counts = [(subject, indicator) for subject, indicator, _ in await followed(laixi)]
    owned = [("D01", "hard_closed"), ("D01", "hard_owned"), ("D01", "hard_owned")]
    assert counts == [*owned, (LEADER, "owned"), (LEADER, "owned"), (LEADER, "solved")]


async def test_a_matter_counts_when_whom_it_concerned_confirms_it(laixi: Office) -> None:
    await begin(laixi, "matter", "S1", "D01", "2020-02-03", {"place": "样例社区03"})
    await take(laixi, "S1", "sort", "2020-02-04", {"weight": "small"})
    await take(laixi, "S1", "handle", "2020-02-14")
    await take(laixi, "S1", "reject", "2020-02-17")
    await take(laixi, "S1", "handle", "2020-03-02")
    assert await followed(laixi) == [("D01", "raised", "1")]
    await take(laixi, "S1", "confirm", "2020-03-03", {"satisfaction": "satisfied"})

    assert await followed(laixi) == [("D01", "confirmed", "1"), ("D01", "raised", "1")]


async def test_a_key_task_has_a_party_and_a_business_side_under_the_six_mechanisms(laixi: Office) -> None:
    await begin(laixi, "key_points", "YD", "GW", "2020-01-06")
    with pytest.raises(Refused, match="没有填写“党建措施”"):
        await begin(laixi, "key_task", "T0", "D01", "2020-01-08", {"business": "样例项目开工"})
    sides: Filled = {"business": "样例项目开工", "party": "成立临时党支部", "under": "YD"}
    await begin(laixi, "key_task", "T1", "D01", "2020-01-08", sides)
    await take(laixi, "T1", "deploy", "2020-01-20")
    await take(laixi, "T1", "coordinate", "2020-02-20", {"coordinator": LEADER})
    await take(laixi, "T1", "list_for_supervision", "2020-03-20")
    await take(laixi, "T1", "push", "2020-04-20")
    await take(laixi, "T1", "inspect", "2020-05-20")
    await take(laixi, "T1", "finish", "2020-06-20")

    assert await followed(laixi) == [("D01", "joined", "1"), ("D01", "key_tasks", "1")]


async def test_research_is_reported_once_a_month_and_leads_to_something(laixi: Office) -> None:
    report: Filled = {"place": "样例村01", "days": "2"}
    await begin(laixi, "research_report", "R1", "D01", "2020-02-25", report)
    await take(laixi, "R1", "apply", "2020-03-25")
    with pytest.raises(Refused, match="每期一件"):
        await begin(laixi, "research_report", "R2", "D01", "2020-02-27", report)

    assert await followed(laixi) == [("D01", "research", "1")]


async def test_what_a_unit_writes_is_measured_and_not_limited(laixi: Office) -> None:
    await begin(laixi, "research_report", "R1", "D01", "2020-02-25", {"place": "样例村01", "days": "2"})

    request = pb.ListBurdensRequest(city=CITY.slug, organization="D01", as_of="2020-02-25")
    answer = await laixi.invoke(laixi.client.list_burdens, request)
    assert [(one.done, one.most) for one in answer.burdens if one.key == "records"] == [("1", "")]


async def test_units_build_jointly_with_a_counterpart_and_what_came_of_it_is_judged(laixi: Office) -> None:
    await begin(laixi, "joint_building", "B1", "D01", "2020-02-25", {"partner": "D02"})
    with pytest.raises(Refused, match="不能办"):
        await take(laixi, "B1", "judge", "2020-03-01", {"points": "95"})
    await take(laixi, "B1", "hold", "2020-03-25")
    await take(laixi, "B1", "judge", "2020-12-20", {"points": "95"})

    assert await followed(laixi) == [("D01", "joint", "95")]


async def test_whoever_was_there_has_attended(laixi: Office) -> None:
    await begin(laixi, "session", "K1", "GW", "2020-02-25", {"form": "night", "present": MEMBERS})
    await begin(laixi, "named_activity", "A1", "D01", "2020-04-04", {"series": "theme_day", "present": ("P1",)})
    await begin(laixi, "volunteering", "V1", "D01", "2020-05-05", {"community": "样例社区03", "present": ("P1",)})
    await begin(laixi, "double_registration", "E1", "Z1", "2020-05-06", {"person": "P2", "community": "样例社区03"})
    await begin(laixi, "front_line_stay", "F1", "D01", "2020-06-01", {"person": "P2", "place": "样例村01"})
    await take(laixi, "F1", "come_back", "2020-06-05")

    assert await followed(laixi) == [
        ("GW", "sessions", "1"),
        ("P1", "attended", "1"),
        ("P1", "joined_in", "1"),
        ("P1", "served", "1"),
        ("P2", "attended", "1"),
        ("P2", "registered", "1"),
        ("P2", "stays", "1"),
    ]


async def test_a_brand_is_marked_by_judges_and_a_judge_marks_it_once(laixi: Office) -> None:
    await begin(laixi, "contest", "PP", "GW", "2020-09-01", {"form": "brand"})
    await begin(laixi, "brand_entry", "PP-1", "Z1", "2020-09-10", {"brand": "样例品牌01"}, "PP")
    for number, judge in enumerate(JUDGES):
        mark: Filled = {"judge": judge, "points": str(90 + number)}
        await begin(laixi, "brand_mark", f"M{number}", "Z1", "2020-10-10", mark, "PP-1")
    with pytest.raises(Refused) as refused:
        await begin(laixi, "brand_mark", "M9", "Z1", "2020-10-11", {"judge": JUDGES[0], "points": "1"}, "PP-1")
    await take(laixi, "PP-1", "award", "2020-10-20")

    assert refused.value.code == "ALREADY_RATED"
    assert await followed(laixi) == [("Z1", "entered", "90"), ("Z1", "entered", "91"), ("Z1", "entered", "92")]


async def test_entries_supervision_and_the_review_give_the_years_points(laixi: Office) -> None:
    await begin(laixi, "contest", "LT", "GW", "2020-09-01", {"form": "arena"})
    await begin(laixi, "arena_entry", "LT-1", "D01", "2020-09-10", parent="LT")
    await take(laixi, "LT-1", "judge", "2020-09-20", {"judges": JUDGES, "points": "88"})
    await begin(laixi, "supervision", "SP", "D01", "2020-03-20", {"points": "90.5"})
    await begin(laixi, "review", "PY", "D01", "2020-12-10", {"telling": "18"})
    for step, part in (("look", "looking"), ("check", "checking"), ("ask", "asking"), ("rate", "rating")):
        await take(laixi, "PY", step, "2020-12-11", {part: "17"})

    assert await followed(laixi) == [
        ("D01", "arena", "88"),
        ("D01", "asking", "17"),
        ("D01", "checking", "17"),
        ("D01", "looking", "17"),
        ("D01", "rating", "17"),
        ("D01", "supervision", "90.5"),
        ("D01", "telling", "18"),
    ]


async def test_practices_are_exchanged_before_they_enter_the_case_library(laixi: Office) -> None:
    await begin(laixi, "practice", "A1", "D01", "2020-08-09")
    with pytest.raises(Refused, match="不能办"):
        await take(laixi, "A1", "adopt", "2020-09-01")
    await take(laixi, "A1", "exchange", "2020-09-20")
    await take(laixi, "A1", "adopt", "2020-11-09")

    assert await items(laixi, noun="practice", state="adopted") == ["A1"]


async def test_a_case_of_the_library_is_awarded_at_a_level_and_no_other_is(laixi: Office) -> None:
    await begin(laixi, "practice", "A1", "D01", "2020-08-09")
    award: Filled = {"level": "national", "award": "样例全国案例展示交流活动"}
    with pytest.raises(Refused, match="不能办"):
        await take(laixi, "A1", "award", "2020-09-01", award)
    await take(laixi, "A1", "exchange", "2020-09-20")
    await take(laixi, "A1", "adopt", "2020-11-09")
    await take(laixi, "A1", "award", "2020-12-01", award)

    assert await items(laixi, noun="practice", state="awarded") == ["A1"]


async def test_villages_pledges_rules_and_reminders_are_on_record_each_with_its_state(laixi: Office) -> None:
    await begin(laixi, "village", "B1", "D01", "2020-01-18", {"place": "样例村01"})
    await begin(laixi, "village", "B2", "D01", "2020-01-18", {"place": "样例村02"})
    await take(laixi, "B1", "call", "2020-07-01")
    await begin(laixi, "pledge", "C1", "Z1", "2020-03-09")
    await take(laixi, "C1", "keep", "2020-10-09")
    await begin(laixi, "integrity_reminder", "L1", "GW", "2020-01-20", {"holiday": "春节"})
    await begin(laixi, "internal_rule", "G1", "GW", "2020-02-06", {"about": "leave"})
    await begin(laixi, "internal_rule", "G2", "GW", "2020-09-06", {"about": "leave"})
    await take(laixi, "G1", "supersede", "2020-09-06", {"successor": "G2"})

    assert await items(laixi, kind="village", state="paired") == ["B2"]
    assert await items(laixi, kind="pledge", state="kept") == ["C1"]
    assert await items(laixi, kind="integrity_reminder") == ["L1"]
    assert await items(laixi, kind="internal_rule", state="issued") == ["G2"]


async def test_a_form_of_discipline_is_used_by_two(laixi: Office) -> None:
    with pytest.raises(Refused) as refused:
        await begin(laixi, "discipline_form", "X1", "D01", "2020-04-26", {"person": "P1", "form": "first"})

    assert refused.value.code == "NOT_SIGNED"
    assert await items(laixi, kind="discipline_form") == []


async def test_each_organization_reports_once_at_the_three_reports_meeting(laixi: Office) -> None:
    said: Filled = {"done": "上年工作", "plan": "本年思路"}
    await begin(laixi, "three_reports", "S1", "JD01", "2020-02-15", said)
    with pytest.raises(Refused, match="没有填写“本年思路”"):
        await begin(laixi, "three_reports", "S2", "JD02", "2020-02-15", {"done": "上年工作"})
    with pytest.raises(Refused, match="每期一件"):
        await begin(laixi, "three_reports", "S3", "JD01", "2020-02-16", said)


async def test_items_of_a_list_are_tasks_with_what_they_earned(laixi: Office) -> None:
    await begin(laixi, "work_list", "L6", "D01-K1", "2020-06-01", {"cadence": "month"})
    await begin(laixi, "list_item", "L6-1", "D01-K1", "2020-06-01", {"points": "40"}, "L6")
    await begin(laixi, "organ_duty", "Z1-1", "D01", "2020-01-06", {"points": "20"})
    await take(laixi, "L6-1", "dispatch", "2020-06-15")
    await take(laixi, "L6-1", "complete", "2020-06-29", {"earned": "38"})
    with pytest.raises(Refused, match="超出范围"):
        await take(laixi, "Z1-1", "complete", "2020-06-30", {"earned": "21"})

    listed = await laixi.invoke(laixi.client.list_tasks, pb.ListTasksRequest(city=CITY.slug, cycle="2020"))
    assert {(one.task, one.indicator, one.earned) for one in listed.tasks} == {
        ("L6-1", "own", "38"),
        ("Z1-1", "duty", ""),
    }


async def test_a_check_refers_to_the_standard_in_the_version_in_force(laixi: Office) -> None:
    for code, version in (("B1", "2019"), ("B2", "2020")):
        await begin(laixi, "standard", code, "GW", "2020-01-06", {"version": version, "in_force": "2020-02-01"})
    await take(laixi, "B1", "supersede", "2020-02-01", {"successor": "B2"})
    blocks = ("setting", "committee", "members", "life", "vanguard")
    points: Filled = dict.fromkeys(blocks, "19")
    with pytest.raises(Refused, match="没有编号为“B9”的工作事项"):
        await begin(laixi, "standard_check", "Y1", "Z1", "2020-12-01", {"standard": "B9", **points})
    await begin(laixi, "standard_check", "Y1", "Z1", "2020-12-01", {"standard": "B2", **points})

    assert await items(laixi, kind="standard", state="issued") == ["B2"]
    assert await followed(laixi) == [("Z1", block, "19") for block in sorted(blocks)]


def test_what_the_article_does_not_name_is_shown_as_our_reading() -> None:
    ours = {kind.key for kind in KINDS if kind.data()["provenance"] != "PUBLISHED"}

    ordered = {"honour", "standard_check", "integrity_reminder", "contest", "brand_mark"}
    assert ours == ordered | {"progress", "personal_item", "temporary_life"}
    assert all(kind.data()["source"] for kind in KINDS)


async def test_laixi_holds_no_meeting_on_a_no_meeting_day_and_owes_a_dispatch_each_half_month(laixi: Office) -> None:
    held: Filled = {"convener": LEADER}
    with pytest.raises(Refused, match="无会日") as wednesday:
        await begin(laixi, "half_month_dispatch", "W", "GW", "2020-03-04", held)
    with pytest.raises(Refused, match="无会周") as fourth_week:
        await begin(laixi, "half_month_dispatch", "V", "GW", "2020-03-24", held)
    assert {wednesday.value.code, fourth_week.value.code} == {"QUIET_DAY"}
    await begin(laixi, "half_month_dispatch", "B1", "GW", "2020-01-03", held)

    request = pb.ListWorkDueRequest(city=CITY.slug, organization="GW", as_of="2020-02-10")
    answer = await laixi.invoke(laixi.client.list_work_due, request)
    dispatches = [(one.period, one.state) for one in answer.due if one.kind == "half_month_dispatch"]
    assert (len(dispatches), dispatches[:3]) == (
        24,
        [("2020-01a", "DONE"), ("2020-01b", "LATE"), ("2020-02a", "DUE")],
    )
    assert len([one for one in answer.due if one.kind == "monthly_bulletin"]) == 12
