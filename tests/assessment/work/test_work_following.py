"""What a following fact says: how many a field names, how many days lie between, and in which period it counts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Field, Kind, Of, Step, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

SEVERAL = Kind(
    key="several",
    title=published("共同活动"),
    noun="activity",
    subjects=("BRANCH",),
    opening=Step(
        key="hold",
        title="开展",
        to="held",
        fields=(
            Field("units", "参加单位", "organizations", optional=True),
            Field("since", "应开展日期", "day", optional=True),
        ),
    ),
    follows=(
        follows("dues", at="hold", amount=Of("units", counted=True), falls_on=Of("due_on")),
        follows("meetings", at="hold", amount=Of("since", days=True)),
    ),
)


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020 with one kind of work."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.append(ParseDict(SEVERAL.data(), scoring.WorkKind()))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


async def held(office: Office, due_on: str = "", code: str = "A1", **fields: list[str]) -> dict[str, tuple[str, str]]:
    """Amount and period of what follows when it is held on the second of March, by indicator."""
    filled = [events.FieldValue(key=key, values=values) for key, values in fields.items()]
    about = {"kind": "several", "code": code, "organization": "B01", "on": "2020-03-02", "due_on": due_on}
    await office.write("open_work_items", pb.OpenWorkItem(idempotency_key=code, fields=filled, **about))
    answer = await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020"))
    return {one.fact.indicator: (one.fact.amount, one.fact.period) for one in answer.facts}


async def test_as_many_follow_as_a_field_names_in_the_period_of_the_deadline(working: Office) -> None:
    assert await held(working, due_on="2020-06-30", units=["B02", "B03", "B04"]) == {"dues": ("3", "2020-06")}


async def test_without_a_deadline_a_fact_counts_when_the_step_was_taken(working: Office) -> None:
    assert await held(working, units=["B02"]) == {"dues": ("1", "2020-03")}


@pytest.mark.parametrize(("since", "days"), [("2020-02-28", "3"), ("2020-03-02", "0"), ("2020-03-09", "0")])
async def test_the_days_between_two_days_are_counted_and_never_below_none(
    working: Office, since: str, days: str
) -> None:
    assert await held(working, since=[since]) == {"meetings": (days, "2020-Q1")}


async def test_what_would_follow_where_a_fact_of_an_earlier_batch_stands_is_refused(working: Office) -> None:
    await held(working, since=["2020-02-28"])
    with pytest.raises(Refused, match="meetings 已有登记") as refused:
        await held(working, code="A2", since=["2020-02-28"])
    assert refused.value.code == "ALREADY_EXISTS"


async def test_what_nobody_filled_in_leaves_no_fact(working: Office) -> None:
    assert await held(working) == {}
