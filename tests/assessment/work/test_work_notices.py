"""The turn of a day: what falls due is said once, whoever ticks and however often, and lateness is a fact."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.clock import FixedClock
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Burden, Field, Kind, ModelRefused, Quiet, Step, check_kinds, default, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

CHECKS = Burden(key="checks", title=default("检查次数"), most=2)
HOURS = Burden(key="hours", title=default("会时"), most=3, sums="hours")
BULLETIN = Kind(
    key="bulletin",
    title=published("季度通报"),
    noun="report",
    subjects=("BRANCH",),
    opening=Step(key="print", title="印发", to="printed", closes=True),
    every="quarter",
    due_working_days=3,
    remind_working_days=2,
    exempt=("B02",),
    follows=(follows("dues", at="late", amount=1),),
)
INSPECTION = Kind(
    key="inspection",
    title=published("检查"),
    noun="inspection",
    subjects=("BRANCH",),
    opening=Step(key="go", title="检查", to="gone", closes=True),
    burdens=(CHECKS,),
)
MUTUAL = Kind(
    key="visit",
    title=published("督查"),
    noun="inspection",
    subjects=("BRANCH",),
    opening=Step(key="go", title="督查", to="gone", closes=True),
    every="month",
    burdens=(CHECKS,),
)
MEETING = Kind(
    key="meeting",
    title=published("工作会议"),
    noun="meeting",
    subjects=("BRANCH",),
    opening=Step(key="meet", title="开会", to="met", fields=(Field("hours", "会时", "number"),), closes=True),
    once_per="two-weeks",
    quiet=(Quiet(title=default("无会日"), weekdays=(3,)), Quiet(title=default("无会周"), weeks=(4,))),
    burdens=(HOURS,),
)
BEFORE = datetime(2018, 6, 1, tzinfo=UTC)
KINDS = (BULLETIN, INSPECTION, MUTUAL, MEETING)


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020 with work that is owed, limited, and kept from some days.

    Its own clock stands before all of it: who ticks is the test.
    """
    async with open_office(tmp_path, databases, FixedClock(BEFORE)) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in KINDS)
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


async def tick_on(office: Office, day: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, period and stage of what a tick says, of bulletins, with whom it concerns."""
    said = await office.turn(day)
    return [(one.period, one.stage, one.organizations) for one in said if one.kind == "bulletin"]


async def open_item(office: Office, kind: str, code: str, on: str, **fields: str) -> None:
    """Open an item of B01."""
    values = [events.FieldValue(key=key, values=[value]) for key, value in fields.items()]
    command = pb.OpenWorkItem(idempotency_key=code, kind=kind, organization="B01", code=code, on=on, fields=values)
    await office.write("open_work_items", command)


async def lateness(office: Office) -> list[tuple[str, str, str, str]]:
    """Subject, period, day and evidence of every fact of lateness."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", indicator="dues", first=100)
    answer = await office.invoke(office.client.list_facts, request)
    return sorted((one.fact.subject, one.fact.period, one.fact.occurred_on, one.fact.evidence) for one in answer.facts)


async def test_a_period_begins_comes_near_its_deadline_and_passes_it_each_said_once(working: Office) -> None:
    begun = await tick_on(working, "2020-01-02")
    assert [(period, stage) for period, stage, _ in begun] == [("2020-Q1", "BEGUN")]
    assert "B01" in begun[0][2]
    assert "B02" not in begun[0][2]
    assert await tick_on(working, "2020-01-02") == []
    assert await tick_on(working, "2020-03-31") == []
    await open_item(working, "bulletin", "T1", "2020-04-01")
    near = await tick_on(working, "2020-04-01")
    assert [(period, stage) for period, stage, _ in near] == [("2020-Q1", "NEAR"), ("2020-Q2", "BEGUN")]
    assert "B01" not in near[0][2]
    late = await tick_on(working, "2020-04-07")
    assert [(period, stage) for period, stage, _ in late] == [("2020-Q1", "LATE")]
    assert "B01" not in late[0][2]


async def test_a_tick_that_comes_late_says_what_is_late_and_no_earlier_stage(working: Office) -> None:
    said = await tick_on(working, "2020-08-03")
    assert [(period, stage) for period, stage, _ in said] == [
        ("2020-Q1", "LATE"),
        ("2020-Q2", "LATE"),
        ("2020-Q3", "BEGUN"),
    ]


async def test_what_was_said_is_found_by_period_and_day_and_had_backwards(working: Office) -> None:
    await tick_on(working, "2020-04-07")
    await tick_on(working, "2020-08-03")

    async def listed(**wanted: object) -> list[str]:
        request = pb.ListWorkNoticesRequest(city=CITY.slug, kind="bulletin", **wanted)  # type: ignore[arg-type]
        return [one.number for one in (await working.invoke(working.client.list_work_notices, request)).notices]

    everything = await listed()
    assert len(everything) > 2
    assert await listed(descending=True) == everything[::-1]
    assert await listed(descending=True, after=everything[-1], first=1) == [everything[-2]]
    assert await listed(said_until="2020-04-07") == [one for one in everything if one.startswith("2020-04-07")]
    assert await listed(said_from="2020-04-08") == [one for one in everything if one.startswith("2020-08-03")]
    assert await listed(period="2020-Q2") == [one for one in everything if "/2020-Q2/" in one]
    with pytest.raises(Refused, match="不是日期"):
        await listed(said_from="2020-04-31")


async def test_two_replicas_that_tick_the_same_day_say_everything_once(working: Office) -> None:
    first, second = await tick_on(working, "2020-04-07"), await tick_on(working, "2020-04-07")
    assert (len(first), second) == (2, [])
    request = pb.ListWorkNoticesRequest(city=CITY.slug, kind="bulletin", stage="LATE", organization="B01", first=10)
    answer = await working.invoke(working.client.list_work_notices, request)
    assert [(one.number, one.notice.deadline) for one in answer.notices] == [
        ("2020-04-07/bulletin/2020-Q1/LATE", "2020-04-03")
    ]


async def test_who_is_late_has_it_as_a_fact_and_who_is_exempt_or_in_time_has_not(working: Office) -> None:
    await open_item(working, "bulletin", "T1", "2020-04-01")
    await tick_on(working, "2020-04-07")
    await tick_on(working, "2020-04-08")
    facts = await lateness(working)
    assert facts[0] == ("B03", "2020-04", "2020-04-03", "work:bulletin/2020-Q1")
    assert not {"B01", "B02"} & {subject for subject, *_ in facts}


async def test_what_was_made_up_before_it_was_said_is_late_all_the_same(working: Office) -> None:
    await open_item(working, "bulletin", "T1", "2020-04-07")
    said = await tick_on(working, "2020-04-08")
    assert "B01" in said[0][2]


async def test_what_was_said_is_published_as_one_event_for_all_it_concerns(working: Office) -> None:
    said = await tick_on(working, "2020-01-02")
    data = [one.data for one in await working.events() if one.type.endswith(".WorkFellDue")]
    notices = [events.WorkFellDue.FromString(one).notice for one in data]
    (bulletin,) = [notice for notice in notices if notice.kind == "bulletin"]
    assert (bulletin.stage, tuple(bulletin.organizations)) == ("BEGUN", said[0][2])


async def test_what_was_missed_at_a_years_end_is_said_in_january_and_not_later(working: Office) -> None:
    assert await tick_on(working, "2021-02-01") == []
    assert await tick_on(working, "2022-01-04") == []
    assert [stage for _, stage, _ in await tick_on(working, "2021-01-04")] == ["LATE"] * 4


async def test_no_meeting_is_opened_on_a_day_that_is_kept_free(working: Office) -> None:
    with pytest.raises(Refused, match=r"无会日.*2020-03-05") as refused:
        await open_item(working, "meeting", "M1", "2020-03-04", hours="1")
    assert refused.value.code == "QUIET_DAY"
    with pytest.raises(Refused, match=r"无会周.*2020-03-30"):
        await open_item(working, "meeting", "M1", "2020-03-24", hours="1")
    await open_item(working, "meeting", "M1", "2020-03-05", hours="1")


async def test_two_weeks_are_a_period_of_work(working: Office) -> None:
    await open_item(working, "meeting", "M1", "2020-01-02", hours="1")
    with pytest.raises(Refused, match="本两周"):
        await open_item(working, "meeting", "M2", "2020-01-14", hours="1")
    await open_item(working, "meeting", "M2", "2020-01-16", hours="1")


async def test_what_would_want_more_of_a_unit_than_the_citys_limit_is_refused(working: Office) -> None:
    await open_item(working, "inspection", "I1", "2020-03-02")
    await open_item(working, "visit", "V1", "2020-03-20")
    with pytest.raises(Refused, match=r"检查次数.*为 3，上限 2") as refused:
        await open_item(working, "inspection", "I2", "2020-03-30")
    assert refused.value.code == "BURDEN_TOO_GREAT"
    await open_item(working, "inspection", "I2", "2020-04-01")


async def test_hours_are_summed_exactly(working: Office) -> None:
    await open_item(working, "meeting", "M1", "2020-03-02", hours="1.5")
    with pytest.raises(Refused, match=r"会时.*为 3.1，上限 3"):
        await open_item(working, "meeting", "M2", "2020-03-16", hours="1.6")
    await open_item(working, "meeting", "M2", "2020-03-16", hours="1.5")


async def test_a_burden_counts_what_was_done_and_what_is_still_owed_and_the_year_before(working: Office) -> None:
    await open_item(working, "inspection", "I1", "2020-03-02")
    request = pb.ListBurdensRequest(city=CITY.slug, organization="B01", as_of="2020-03-10")
    answer = await working.invoke(working.client.list_burdens, request)
    checks, hours = answer.burdens
    assert (checks.key, checks.required, checks.done, checks.a_year_before, checks.most) == (
        "checks",
        "2",
        "1",
        "0",
        "2",
    )
    assert (hours.key, hours.required, hours.provenance) == ("hours", "0", "DEFAULT")


def test_a_burden_that_two_kinds_limit_differently_is_refused_when_it_is_declared() -> None:
    other = Kind(
        key="other",
        title=published("抽查"),
        noun="inspection",
        subjects=("BRANCH",),
        opening=Step(key="go", title="抽查", to="gone", closes=True),
        burdens=(Burden(key="checks", title=default("检查次数"), most=9),),
    )
    with pytest.raises(ModelRefused, match="declared twice"):
        check_kinds((INSPECTION, other), ())


def test_a_burden_is_counted_by_a_choice_that_everybody_makes_and_in_a_period_of_work() -> None:
    limited = Burden(key="evidence", title=default("材料"), most=1, by="indicator")
    fields = (Field("indicator", "指标", "choice", choices=(("a", "甲"),), optional=True),)
    opening = Step(key="ask", title="要求", to="asked", fields=fields, closes=True)
    with pytest.raises(ModelRefused, match="what a burden is counted by names 'indicator'"):
        Kind(
            key="trace",
            title=published("留痕"),
            noun="report",
            subjects=("BRANCH",),
            opening=opening,
            burdens=(limited,),
        )
    with pytest.raises(ModelRefused, match="its period names 'week'"):
        Burden(key="evidence", title=default("材料"), per="week")


def test_quiet_days_that_there_are_not_are_refused_when_they_are_declared() -> None:
    with pytest.raises(ModelRefused, match="weekdays 1 to 7"):
        Quiet(title=default("无会日"), weekdays=(8,))


async def test_the_service_turns_the_page_by_itself(tmp_path: Path, databases: Databases) -> None:
    async with open_office(tmp_path, databases, FixedClock(datetime(2020, 4, 7, 3, tzinfo=UTC))) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in KINDS)
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        request = pb.ListWorkNoticesRequest(city=CITY.slug, kind="bulletin", first=10)
        async with asyncio.timeout(60):
            while not (answer := await opened.invoke(opened.client.list_work_notices, request)).notices:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
        assert [one.notice.stage for one in answer.notices] == ["LATE", "BEGUN"]
