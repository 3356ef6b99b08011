"""Gates of a step: what stands in the way refuses it or leads it elsewhere, and seals open only to what was sealed."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Field, Gate, Kind, ModelRefused, Step, default, follows
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

WARNING = Kind(
    key="warning",
    title=default("提醒"),
    noun="document",
    subjects=("BRANCH",),
    opening=Step(key="warn", title="提醒", to="warned", fields=(Field("whom", "对象", "organization"),), closes=True),
)
AWARD = Kind(
    key="award",
    title=default("表扬"),
    noun="nomination",
    subjects=("BRANCH",),
    opening=Step(key="propose", title="提出", to="proposed", fields=(Field("whom", "对象", "organization"),)),
    steps=(
        Step(
            key="decide",
            title="决定",
            to="praised",
            origins=("proposed", "put_off"),
            fields=(Field("fit", "条件", "choice", choices=(("yes", "符合"), ("no", "不符合"))),),
        ),
    ),
    gates=(
        Gate(key="fit", title=default("不符合条件"), at="decide", field="fit", values=("no",), leads_to="put_off"),
        Gate(
            key="warned",
            title=default("当年被提醒"),
            at="decide",
            work="warning",
            own="whom",
            theirs="whom",
            same_year=True,
            leads_to="put_off",
        ),
        Gate(key="branch", title=default("只表扬支部"), at="propose", own="whom", registered=("BRANCH",)),
    ),
    follows=(
        follows("meetings", at="decide", amount=5),
        follows("dues", at="decide", amount=1, only=("gates", ("warned",))),
    ),
)
SURPRISE = Kind(
    key="surprise",
    title=default("突击检查"),
    noun="inspection",
    subjects=("BRANCH",),
    opening=Step(key="plan", title="封存", to="planned", fields=(Field("seal", "封存"),)),
    steps=(
        Step(
            key="go",
            title="检查",
            to="done",
            origins=("planned",),
            fields=(Field("units", "单位", "organizations"), Field("opened", "原文", opens="seal")),
            closes=True,
        ),
    ),
    gates=(
        Gate(
            key="again",
            title=default("三十天内不重复检查"),
            at="go",
            work="surprise",
            states=("done",),
            own="units",
            theirs="units",
            within_days=30,
            advice="请并入那次检查。",
        ),
    ),
)


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020; its work has gates and a seal."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in (WARNING, AWARD, SURPRISE))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


def value(key: str, *values: str) -> events.FieldValue:
    return events.FieldValue(key=key, values=values)


def opened(kind: str, code: str, on: str, *fields: events.FieldValue, words: str = "") -> pb.OpenWorkItem:
    return pb.OpenWorkItem(
        idempotency_key=code, kind=kind, code=code, organization="B01", on=on, fields=fields, words=words
    )


def step(item: str, key: str, on: str, *fields: events.FieldValue) -> pb.AdvanceWorkItem:
    return pb.AdvanceWorkItem(idempotency_key=f"{item}/{key}/{on}", item=item, step=key, on=on, fields=fields)


async def item(office: Office, code: str) -> events.WorkItem:
    answer = await office.invoke(office.client.list_work_items, pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020"))
    return next(one for one in answer.items if one.code == code)


async def recorded(office: Office) -> list[str]:
    """The indicators of the facts of 2020."""
    answer = await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020"))
    return sorted(stored.fact.indicator for stored in answer.facts)


async def test_an_open_gate_changes_nothing(working: Office) -> None:
    await working.write("open_work_items", opened("award", "A1", "2020-03-01", value("whom", "B02")))
    await working.write("advance_work_items", step("A1", "decide", "2020-03-02", value("fit", "yes")))

    assert (await item(working, "A1")).state == "praised"
    assert await recorded(working) == ["meetings"]


async def test_what_stands_in_the_way_leads_elsewhere_and_is_named(working: Office) -> None:
    await working.write(
        "open_work_items",
        opened("warning", "W1", "2020-02-01", value("whom", "B02"), words="会议记录不全"),
        opened("award", "A1", "2020-03-01", value("whom", "B02")),
    )
    await working.write("advance_work_items", step("A1", "decide", "2020-03-02", value("fit", "no")))

    found = await item(working, "A1")
    fields = {one.key: list(one.values) for one in found.fields}
    assert (found.state, found.closed_on) == ("put_off", "2020-03-02")
    assert (fields["gates"], fields["closed_by"]) == (["fit", "warned"], ["W1"])
    assert await recorded(working) == ["dues"]


async def test_what_no_longer_stands_in_the_way_lets_the_item_through(working: Office) -> None:
    await working.write(
        "open_work_items",
        opened("warning", "W1", "2020-02-01", value("whom", "B02")),
        opened("award", "A1", "2020-03-01", value("whom", "B02")),
    )
    await working.write("advance_work_items", step("A1", "decide", "2020-03-02", value("fit", "yes")))
    withdrawn = pb.WithdrawWorkItem(idempotency_key="w", item="W1", on="2020-03-03", reason="误提醒")
    await working.write("withdraw_work_items", withdrawn)
    await working.write("advance_work_items", step("A1", "decide", "2020-03-04", value("fit", "yes")))

    found = await item(working, "A1")
    assert (found.state, "gates" in {one.key for one in found.fields}) == ("praised", False)


async def test_a_gate_that_leads_nowhere_refuses_and_nothing_is_kept(working: Office) -> None:
    with pytest.raises(Refused) as refused:
        await working.write("open_work_items", opened("award", "A1", "2020-03-01", value("whom", "J1")))

    assert (refused.value.code, refused.value.details["gate"]) == ("GATE_CLOSED", "branch")
    assert "只表扬支部" in refused.value.sentence
    answer = await working.invoke(working.client.list_work_items, pb.ListWorkItemsRequest(city=CITY.slug))
    assert list(answer.items) == []


async def test_a_unit_is_not_looked_at_twice_in_the_window_and_learns_by_what(working: Office) -> None:
    days = {"S1": "2020-03-01", "S2": "2020-03-31", "S3": "2020-04-01"}
    texts = {code: f"{day} B02 B03 {code}" for code, day in days.items()}
    for code, text in texts.items():
        seal = value("seal", sha256(text.encode()).hexdigest())
        await working.write("open_work_items", opened("surprise", code, "2020-02-20", seal))

    def go(code: str) -> pb.AdvanceWorkItem:
        return step(code, "go", days[code], value("units", "B02", "B03"), value("opened", texts[code]))

    await working.write("advance_work_items", go("S1"))
    with pytest.raises(Refused) as refused:
        await working.write("advance_work_items", go("S2"))
    assert (refused.value.code, refused.value.details["closed_by"]) == ("GATE_CLOSED", "S1")
    assert "请并入那次检查" in refused.value.sentence
    await working.write("advance_work_items", go("S3"))


@pytest.mark.parametrize(
    ("sealed", "written", "said"),
    [
        ("2020-03-01 B02 甲", "2020-03-01 B02 乙", "不符"),
        ("2020-03-02 B02 甲", "2020-03-02 B02 甲", "没有写明2020-03-01"),
        ("2020-03-01 B03 甲", "2020-03-01 B03 甲", "没有写明B02"),
    ],
)
async def test_a_seal_opens_only_to_the_day_and_unit_it_was_made_of(
    working: Office, sealed: str, written: str, said: str
) -> None:
    seal = value("seal", sha256(sealed.encode()).hexdigest())
    await working.write("open_work_items", opened("surprise", "S1", "2020-02-20", seal))

    given = (value("units", "B02"), value("opened", written))

    with pytest.raises(Refused, match=said) as refused:
        await working.write("advance_work_items", step("S1", "go", "2020-03-01", *given))

    assert refused.value.code == "SEAL_BROKEN"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "closes in 0 ways"),
        ({"field": "fit", "values": ("no",), "registered": ("BRANCH",)}, "closes in 2 ways"),
        ({"field": "fit"}, "field and values"),
        ({"work": "warning", "own": "whom"}, "looks for nobody"),
        ({"registered": ("CLUB",), "own": "whom"}, "does not know"),
        ({"registered": ("BRANCH",), "own": "whom", "same_year": True}, "which items of work"),
    ],
)
def test_a_gate_says_in_one_way_whole_what_closes_it(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ModelRefused, match=said):
        Gate(key="gate", title=default("关口"), at="decide", **wrong)  # type: ignore[arg-type]
