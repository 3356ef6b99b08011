"""The calendar of a year's work: what a unit owes, until which working day, and what is done, late, made up for."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.working_days import Deadline, working_day_after, working_day_until
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Kind, Step, published
from biaochi_sdk.values.errors import ModelRefused
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

BULLETIN = Kind(
    key="bulletin",
    title=published("季度通报"),
    noun="report",
    subjects=("BRANCH",),
    opening=Step(key="draft", title="起草", to="drafted"),
    steps=(Step(key="print", title="印发", to="printed", origins=("drafted",), closes=True),),
    every="quarter",
    due_working_days=3,
    exempt=("B02",),
)


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020; a branch owes a bulletin each quarter."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.append(ParseDict(BULLETIN.data(), scoring.WorkKind()))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


async def draft(office: Office, code: str, on: str) -> None:
    """Draft a bulletin of B01."""
    command = pb.OpenWorkItem(idempotency_key=code, kind="bulletin", organization="B01", code=code, on=on)
    await office.write("open_work_items", command)


async def print_it(office: Office, code: str, on: str) -> None:
    """Print a bulletin that was drafted."""
    command = pb.AdvanceWorkItem(idempotency_key=f"{code}/print", item=code, step="print", on=on)
    await office.write("advance_work_items", command)


async def owed(office: Office, as_of: str, organization: str = "B01") -> list[tuple[str, str, str, str]]:
    """Period, deadline, state and item of all that is owed as of a day."""
    request = pb.ListWorkDueRequest(city=CITY.slug, organization=organization, as_of=as_of)
    answer = await office.invoke(office.client.list_work_due, request)
    return [(due.period, due.deadline, due.state, due.item) for due in answer.due]


async def test_a_deadline_skips_holidays_and_stays_within_the_year(working: Office) -> None:
    assert await owed(working, "2020-05-20") == [
        ("2020-Q1", "2020-04-03", "LATE", ""),
        ("2020-Q2", "2020-07-03", "DUE", ""),
        ("2020-Q3", "2020-10-12", "PLANNED", ""),
        ("2020-Q4", "2020-12-31", "PLANNED", ""),
    ]


async def test_what_is_printed_in_time_is_done_and_what_is_only_drafted_is_not(working: Office) -> None:
    await draft(working, "T1", "2020-03-20")
    assert (await owed(working, "2020-04-03"))[0] == ("2020-Q1", "2020-04-03", "DUE", "T1")
    await print_it(working, "T1", "2020-04-03")
    assert (await owed(working, "2020-04-10"))[0] == ("2020-Q1", "2020-04-03", "DONE", "T1")
    assert (await owed(working, "2020-04-02"))[0] == ("2020-Q1", "2020-04-03", "DUE", "T1")


async def test_what_was_left_out_is_made_up_first_and_stays_late(working: Office) -> None:
    await draft(working, "T1", "2020-05-06")
    await print_it(working, "T1", "2020-05-07")
    await draft(working, "T2", "2020-06-01")
    await print_it(working, "T2", "2020-06-02")
    assert [one[2:] for one in (await owed(working, "2020-06-30"))[:2]] == [("DONE_LATE", "T1"), ("DONE", "T2")]


async def test_what_is_withdrawn_answers_nothing(working: Office) -> None:
    await draft(working, "T1", "2020-03-20")
    gone = pb.WithdrawWorkItem(idempotency_key="gone", item="T1", on="2020-03-21", reason="重复登记")
    await working.write("withdraw_work_items", gone)
    assert (await owed(working, "2020-03-31"))[0] == ("2020-Q1", "2020-04-03", "DUE", "")


@pytest.mark.parametrize("organization", ["B02", "J1"])
async def test_who_is_exempt_or_of_another_kind_owes_nothing(working: Office, organization: str) -> None:
    assert await owed(working, "2020-05-20", organization) == []


@pytest.mark.parametrize(
    ("organization", "as_of", "code"),
    [
        ("B99", "2020-05-20", "UNKNOWN_SUBJECT"),
        ("B01", "2019-05-20", "UNKNOWN_CYCLE"),
        ("B01", "2020-13-01", "NOT_A_DATE"),
        ("B01", "", "BAD_REQUEST"),
    ],
)
async def test_a_calendar_of_nobody_or_no_day_is_refused(
    working: Office, organization: str, as_of: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        await owed(working, as_of, organization)
    assert refused.value.code == code


def test_a_weekend_that_makes_up_for_a_holiday_is_worked() -> None:
    assert working_day_after(date(2020, 9, 26), 1) == Deadline(date(2020, 9, 27), provisional=False)
    assert working_day_until(date(2020, 10, 8)) == Deadline(date(2020, 9, 30), provisional=False)


def test_a_year_that_is_not_announced_is_reckoned_by_weekdays_and_provisional() -> None:
    assert working_day_after(date(2098, 12, 31), 1) == Deadline(date(2099, 1, 1), provisional=True)
    assert working_day_until(date(2099, 1, 4)) == Deadline(date(2099, 1, 2), provisional=True)


def test_a_deadline_without_a_cadence_is_refused() -> None:
    opening = Step(key="draft", title="起草", to="drafted")
    with pytest.raises(ModelRefused, match="say how often"):
        Kind(
            key="b",
            title=published("通报"),
            noun="report",
            subjects=("BRANCH",),
            opening=opening,
            due_working_days=3,
        )
