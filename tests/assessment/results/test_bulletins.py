"""Bulletins: drafted by the calendar when a period is over, once, of what is true then; in force by two."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.clock import FixedClock
from biaochi_sdk import Bulletin, ModelRefused, Notice, default, published
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.assessment.work.test_work_notices import BEFORE, BULLETIN, open_item
from tests.callers import caller
from tests.servers.databases import Databases

MONTHLY = Bulletin("month", published("每月考核通报"), to="public")
NOTICE = Notice(default(5), bulletins=(MONTHLY, Bulletin("quarter", default("季度通报"))))


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its cycle 2020, with bulletins by month and quarter; its own clock stands before all of it."""
    async with open_office(tmp_path, databases, FixedClock(BEFORE)) as opened:
        city = city_published()
        city.notice.CopyFrom(ParseDict(NOTICE.data(), scoring.NoticeRule()))
        city.work.append(ParseDict(BULLETIN.data(), scoring.WorkKind()))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


async def tick_on(office: Office, day: str) -> list[str]:
    """Let the calendar turn to a day; the codes of all documents after it."""
    await office.turn(day)
    return [one.document.code for one in await listed(office)]


async def listed(office: Office) -> list[pb.SignedDocument]:
    request = pb.ListDocumentsRequest(city=CITY.slug, kind="bulletin", first=100)
    answer: pb.ListDocumentsAnswer = await office.invoke(office.client.list_documents, request)
    return list(answer.documents)


async def test_each_period_that_is_over_has_one_however_often_and_late_the_calendar_turns(working: Office) -> None:
    turns = [await tick_on(working, day) for day in ("2020-01-31", "2020-02-01", "2020-02-01", "2020-04-01")]
    months = [f"bulletin-2020-{month:02}" for month in (1, 2, 3)]
    assert turns == [[], months[:1], months[:1], [*months, "bulletin-2020-Q1"]]


async def test_it_says_what_fell_due_and_who_has_not_done_it_as_of_then(working: Office) -> None:
    await open_item(working, "bulletin", "b-1", "2020-03-20")
    await tick_on(working, "2020-05-01")
    before = {one.document.code: one.document for one in await listed(working)}
    await tick_on(working, "2020-05-02")
    april = before["bulletin-2020-04"]
    assert april.title == "每月考核通报（2020-04）"
    assert "季度通报（2020-Q1）未办：" in april.text
    assert "B01" not in april.text
    assert april.hash == hashlib.sha256(april.text.encode()).hexdigest()
    assert {one.document.code: one.document for one in await listed(working)} == before


async def test_nobody_has_signed_it_and_two_put_it_in_force(working: Office) -> None:
    await tick_on(working, "2020-02-01")
    (draft,) = await listed(working)
    sign = pb.SignDocument(idempotency_key="s", code=draft.document.code, hash=draft.document.hash)
    signed = []
    for role in ("scheme_owner", "scheme_owner", "discipline_officer"):
        working.call = caller(role).after(working.call.positions)
        await working.write("sign_documents", sign)
        signed.append({one.signed_by for one in (await listed(working))[0].signatures})
    assert signed == [set(), set(), {"scheme_owner", "discipline_officer"}]
    found = pb.ListDocumentsRequest(city=CITY.slug, hash=draft.document.hash, first=1)
    working.call = caller("viewer").after(working.call.positions)
    answer: pb.ListDocumentsAnswer = await working.invoke(working.client.list_documents, found)
    assert [one.document.code for one in answer.documents] == ["bulletin-2020-01"]


async def test_each_is_an_event_so_that_it_can_be_taken_back_from_the_log(working: Office) -> None:
    await tick_on(working, "2020-02-01")
    drafted = [one for one in await working.events() if one.type == events.DocumentDrafted.DESCRIPTOR.full_name]
    (document,) = [events.DocumentDrafted.FromString(one.data).document for one in drafted]
    assert (document.code, document.drafted_by, document.to) == ("bulletin-2020-01", "calendar", "public")


@pytest.mark.parametrize(("every", "to"), [("decade", "public"), ("month", "everybody")])
def test_a_bulletin_of_another_cadence_or_audience_is_refused(every: str, to: str) -> None:
    with pytest.raises(ModelRefused):
        Bulletin(every, default("通报"), to=to)


def test_one_a_cadence() -> None:
    with pytest.raises(ModelRefused):
        Notice(default(5), bulletins=(MONTHLY, MONTHLY))
