"""An open item of a unit that was merged or abolished passes on or is withdrawn, once, as its kind declares."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_chassis.foundation.clock import FixedClock
from biaochi_sdk import Field, Kind, ModelRefused, Of, Step, default, follows
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

BEFORE = datetime(2018, 6, 1, tzinfo=UTC)
GONE, HEIR, ABOVE, DAY = "B01", "B02", "J1", "2020-05-01"


def problem(key: str, succession: str) -> Kind:
    """A problem that costs points when it is found and earns some when it is closed."""
    return Kind(
        key=key,
        title=default("问题"),
        noun="problem",
        subjects=("BRANCH",),
        opening=Step(key="find", title="发现", to="open", fields=(Field("points", "扣分", "number"),)),
        steps=(Step(key="close", title="销号", to="closed", origins=("open",), closes=True),),
        follows=(follows("dues", at="find", amount=Of("points")), follows("meetings", at="close", amount=5)),
        succession=succession,
    )


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020, with a problem of each kind in the branch that will be no more."""
    async with open_office(tmp_path, databases, FixedClock(BEFORE)) as opened:
        city = city_published()
        kinds = (problem("passing", "passes"), problem("ending", "withdrawn"), problem("staying", ""))
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in kinds)
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        for kind in kinds:
            given = [events.FieldValue(key="points", values=["1"])]
            about = {"kind": kind.key, "code": kind.key, "organization": GONE, "on": "2020-03-02"}
            await opened.write("open_work_items", pb.OpenWorkItem(idempotency_key=kind.key, fields=given, **about))
        yield opened


async def ended(office: Office, *successors: str) -> None:
    """The branch ends, merged into these, or abolished."""
    state = org.OrganizationState(
        code=GONE, kind="BRANCH", parent=ABOVE, since=DAY, until=DAY, successors=list(successors)
    )
    await office.receive("org", [(GONE, org.OrganizationMerged(after=[state]))])
    await items(office)


async def items(office: Office) -> dict[str, tuple[str, str]]:
    """Organization and state of each item."""
    request = pb.ListWorkItemsRequest(city=CITY.slug, first=100)
    answer = await office.invoke(office.client.list_work_items, request)
    return {one.code: (one.organization, one.state) for one in answer.items}


async def facts(office: Office, indicator: str) -> list[tuple[str, str, bool]]:
    """Subject, evidence and whether it was taken back, of what followed."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", indicator=indicator, first=100)
    answer = await office.invoke(office.client.list_facts, request)
    return sorted((one.fact.subject, one.fact.evidence, bool(one.reversed_by)) for one in answer.facts)


@pytest.mark.parametrize(("successors", "heir"), [((HEIR,), HEIR), ((), ABOVE), ((HEIR, "B03"), ABOVE)])
async def test_an_open_item_passes_to_the_one_successor_or_to_the_one_above_is_withdrawn_or_stays(
    working: Office, successors: tuple[str, ...], heir: str
) -> None:
    await ended(working, *successors)
    await working.turn(DAY)

    assert await items(working) == {
        "passing": (heir, "open"),
        "ending": (GONE, "withdrawn"),
        "staying": (GONE, "open"),
    }


async def test_what_was_lost_stays_and_what_follows_later_is_about_the_heir(working: Office) -> None:
    await ended(working, HEIR)
    await working.turn(DAY)
    closed = pb.AdvanceWorkItem(idempotency_key="close", item="passing", step="close", on="2020-06-01")
    await working.write("advance_work_items", closed)

    assert await facts(working, "meetings") == [(HEIR, "work:passing", False)]
    assert await facts(working, "dues") == [
        (GONE, "work:ending", True),
        (GONE, "work:passing", False),
        (GONE, "work:staying", False),
    ]


async def test_it_happens_on_the_day_and_once_and_says_whose_it_was(working: Office) -> None:
    await ended(working, HEIR)
    await working.turn("2020-04-30")
    assert (await items(working))["passing"] == (GONE, "open")
    await working.turn(DAY)
    await working.turn(DAY)

    request = pb.ListWorkStepsRequest(city=CITY.slug, items=["passing"])
    steps = (await working.invoke(working.client.list_work_steps, request)).steps
    assert [one.step for one in steps] == ["find", "hand_over"]
    (item,) = (
        one
        for one in (
            await working.invoke(
                working.client.list_work_items, pb.ListWorkItemsRequest(city=CITY.slug, organization=HEIR, first=10)
            )
        ).items
    )
    assert {one.key: list(one.values) for one in item.fields} == {
        "points": ["1"],
        "handed_from": [GONE],
        "handed_on": [DAY],
    }


async def put_right(office: Office, until: str = "") -> None:
    """The branch had not ended, or did on another day."""
    there = org.OrganizationState(code=GONE, kind="BRANCH", parent=ABOVE, since=DAY)
    ends = org.OrganizationState(code=GONE, kind="BRANCH", parent=ABOVE, since=until, until=until)
    after = [there, *([ends] if until else [])]
    await office.receive("org", [(GONE, org.OrganizationDateCorrected(after=after, was=DAY, reason="误登"))])
    await items(office)


async def test_what_the_calendar_did_comes_back_where_the_end_of_the_branch_is_put_right(working: Office) -> None:
    await ended(working, HEIR)
    await working.turn(DAY)
    await put_right(working)
    await working.turn("2020-05-04")
    await working.turn("2020-05-04")

    assert await items(working) == {"passing": (GONE, "open"), "ending": (GONE, "open"), "staying": (GONE, "open")}
    assert [(evidence, gone) for _, evidence, gone in await facts(working, "dues")] == [
        ("work:ending", False),
        ("work:ending", True),
        ("work:passing", False),
        ("work:staying", False),
    ]
    request = pb.ListWorkStepsRequest(city=CITY.slug, items=["passing", "ending"])
    steps = (await working.invoke(working.client.list_work_steps, request)).steps
    done = sorted((one.item, one.step) for one in steps if one.step not in ("find", "withdraw", "hand_over"))
    assert done == [("ending", "reinstate"), ("passing", "hand_back")]


async def test_what_came_back_passes_on_and_is_withdrawn_again_on_the_day_that_was_meant(working: Office) -> None:
    await ended(working, HEIR)
    await working.turn(DAY)
    await put_right(working, "2020-09-01")
    await working.turn("2020-05-04")
    before = await items(working)
    await working.turn("2020-09-01")

    assert (before["passing"], before["ending"]) == ((GONE, "open"), (GONE, "open"))
    assert (await items(working))["passing"] == (ABOVE, "open")
    assert (await items(working))["ending"] == (GONE, "withdrawn")
    assert [gone for _, evidence, gone in await facts(working, "dues") if evidence == "work:ending"] == [True, True]


async def test_what_the_heir_closed_and_what_somebody_withdrew_stays(working: Office) -> None:
    await ended(working, HEIR)
    gone = pb.WithdrawWorkItem(idempotency_key="mine", item="ending", on="2020-03-03", reason="误登")
    await working.write("withdraw_work_items", gone)
    await working.turn(DAY)
    closed = pb.AdvanceWorkItem(idempotency_key="close", item="passing", step="close", on="2020-05-02")
    await working.write("advance_work_items", closed)
    await put_right(working)
    await working.turn("2020-05-04")

    assert await items(working) == {
        "passing": (HEIR, "closed"),
        "ending": (GONE, "withdrawn"),
        "staying": (GONE, "open"),
    }


def test_whoever_stands_in_for_the_successor_stands_in_for_the_predecessor() -> None:
    first, then, day = date(2018, 1, 1), date(2020, 5, 1), date(2020, 9, 1)
    registry = Registry(
        [
            RegistryState("J1", "ORGAN_COMMITTEE", first, None),
            RegistryState("B01", "BRANCH", first, None, parent="J1"),
            RegistryState("B01", "BRANCH", then, then, parent="J1", successors=("B02",)),
            RegistryState("B02", "BRANCH", first, None, parent="J1"),
            RegistryState("B02", "BRANCH", day, day, parent="J1"),
        ]
    )

    assert [registry.heir("B01", on) for on in (first, then, day)] == ["B01", "B02", "J1"]
    assert registry.heir("B99", day) == ""


def test_what_every_unit_owes_passes_to_nobody() -> None:
    opening = Step(key="find", title="发现", to="open")
    with pytest.raises(ModelRefused, match="passes to another unit"):
        Kind(
            key="owed",
            title=default("报告"),
            noun="report",
            subjects=("BRANCH",),
            opening=opening,
            every="month",
            succession="passes",
        )
