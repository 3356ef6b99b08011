"""Rules over items together: shares of a list, children that are ready, panels with conflicts, ballots that count."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Children, Field, Kind, Listed, Of, Proportion, Step, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.callers import caller
from tests.servers.databases import Databases

SHARE = Field("share", "类别", "choice", choices=(("common", "共性任务"), ("individual", "个性任务")))
LIST = Kind(
    key="duty_list",
    title=published("责任清单"),
    noun="list",
    subjects=("ORGAN_COMMITTEE",),
    opening=Step(key="draft", title="拟订", to="draft"),
    steps=(Step(key="approve", title="批准", to="approved", origins=("draft",), apart_from="draft"),),
    states=(("draft", "拟订中"), ("approved", "已批准")),
    proportions=(Proportion("approve", "duty", "share", (("common", 60), ("individual", 40))),),
    children=(Children("approve", "duty", states=("agreed",)),),
)
DUTY = Kind(
    key="duty",
    title=published("清单任务"),
    noun="task",
    subjects=("ORGAN_COMMITTEE",),
    parent="duty_list",
    opening=Step(key="propose", title="提出", to="proposed", fields=(SHARE,), under=("draft",)),
    steps=(
        Step(key="agree", title="审定", to="agreed", origins=("proposed",), apart_from="propose"),
        Step(key="start", title="下达", to="started", origins=("agreed",), under=("approved",)),
    ),
    states=(("proposed", "待审定"), ("agreed", "已审定"), ("started", "已下达")),
)
GRADE = Field("mark", "得分", "number")
SESSION = Kind(
    key="session",
    title=published("述职评议会"),
    noun="round",
    subjects=("ORGAN_COMMITTEE",),
    opening=Step(
        key="open",
        title="开始",
        to="open",
        fields=(
            Field("panel", "评议人", "organizations"),
            Field("conflicts", "回避", "organizations", optional=True),
        ),
    ),
    steps=(Step(key="close", title="结束", to="closed", origins=("open",), closes=True),),
    states=(("open", "进行中"), ("closed", "已结束")),
    children=(Children("close", "ballot", least=2),),
)
BALLOT = Kind(
    key="ballot",
    title=published("实名评议票"),
    noun="entry",
    subjects=("ORGAN_COMMITTEE",),
    parent="session",
    unique=("rater",),
    opening=Step(
        key="cast", title="投票", to="cast", fields=(Field("rater", "评议人", "organization"), GRADE), under=("open",)
    ),
    steps=(
        Step(
            key="revise", title="改票", to="cast", origins=("cast",), fields=(GRADE,), under=("open",),
            replaces=("cast", "revise"),
        ),
    ),
    states=(("cast", "已投"),),
    listed=(Listed("cast", "rater", "panel"), Listed("cast", "rater", "conflicts", barred=True)),
    follows=(
        follows("mutual", at="cast", amount=Of("mark"), rater=Of("rater")),
        follows("mutual", at="revise", amount=Of("mark"), rater=Of("rater")),
    ),
)  # fmt: skip


@pytest.fixture
async def office(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020, with duty lists and sessions."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in (LIST, DUTY, SESSION, BALLOT))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


def opening(kind: str, code: str, parent: str = "", organization: str = "J1", **fields: str) -> pb.OpenWorkItem:
    """An item opened in March; a field of several values is joined by blanks."""
    filled = [events.FieldValue(key=key, values=value.split(" ")) for key, value in fields.items()]
    return pb.OpenWorkItem(
        idempotency_key=code, kind=kind, code=code, organization=organization, on="2020-03-02", parent=parent,
        fields=filled,
    )  # fmt: skip


def taking(item: str, step: str, key: str = "", **fields: str) -> pb.AdvanceWorkItem:
    """A step taken in March."""
    filled = [events.FieldValue(key=name, values=[value]) for name, value in fields.items()]
    return pb.AdvanceWorkItem(
        idempotency_key=key or f"{item}/{step}", item=item, step=step, on="2020-03-20", fields=filled
    )


async def by_another(office: Office, *commands: pb.AdvanceWorkItem) -> None:
    """Take steps as somebody else than who opened the items."""
    other = replace(office, call=caller("scheme_owner").after(office.call.positions))
    await other.write("advance_work_items", *commands)


async def drafted(office: Office, *shares: str) -> None:
    """A list of an organ with tasks of these shares, each agreed by somebody else."""
    await office.write("open_work_items", opening("duty_list", "L1"))
    tasks = [opening("duty", f"T{number}", "L1", share=share) for number, share in enumerate(shares)]
    await office.write("open_work_items", *tasks)
    await by_another(office, *(taking(f"T{number}", "agree") for number in range(len(shares))))


async def test_a_list_is_approved_at_sixty_to_forty_and_not_at_sixty_seven_to_thirty_three(office: Office) -> None:
    await drafted(office, "common", "common", "individual")
    with pytest.raises(Refused, match="应为 共性任务 60%、个性任务 40%，现为 共性任务 2、个性任务 1") as refused:
        await by_another(office, taking("L1", "approve"))
    assert (refused.value.code, refused.value.details) == ("PROPORTION_NOT_MET", {"common": "2", "individual": "1"})

    more = [opening("duty", f"M{number}", "L1", share=share) for number, share in enumerate(("common", "individual"))]
    await office.write("open_work_items", *more)
    await by_another(office, taking("M0", "agree"), taking("M1", "agree"), taking("L1", "approve", "again"))
    assert (await state_of(office, "L1")) == "approved"


async def test_a_list_without_tasks_is_of_no_shares(office: Office) -> None:
    await office.write("open_work_items", opening("duty_list", "L1"))
    with pytest.raises(Refused, match="现为 （没有）"):
        await by_another(office, taking("L1", "approve"))


async def test_whoever_proposed_a_task_does_not_agree_to_it(office: Office) -> None:
    await office.write("open_work_items", opening("duty_list", "L1"))
    await office.write("open_work_items", opening("duty", "T1", "L1", share="individual"))
    with pytest.raises(Refused) as refused:
        await office.write("advance_work_items", taking("T1", "agree"))
    assert (refused.value.code, refused.value.field) == ("DUTIES_NOT_SEPARATED", "step")

    signed = taking("T1", "agree", "signed")
    signed.signed.append("审定人")
    await office.write("advance_work_items", signed)
    assert (await state_of(office, "T1")) == "agreed"


async def test_a_list_with_a_task_that_nobody_agreed_to_is_not_approved(office: Office) -> None:
    await drafted(office, "common", "common", "common", "individual")
    await office.write("open_work_items", opening("duty", "T9", "L1", share="individual"))
    with pytest.raises(Refused, match="都应为“已审定”，还有 1 件不是（T9）") as refused:
        await by_another(office, taking("L1", "approve"))
    assert refused.value.code == "CHILDREN_NOT_READY"


async def test_no_task_is_added_to_an_approved_list_and_none_is_started_before(office: Office) -> None:
    await drafted(office, "common", "common", "common", "individual", "individual")
    with pytest.raises(Refused, match="须在“责任清单”为“已批准”时办") as early:
        await office.write("advance_work_items", taking("T0", "start"))
    await by_another(office, taking("L1", "approve"))
    await office.write("advance_work_items", taking("T0", "start", "later"))
    with pytest.raises(Refused) as late:
        await office.write("open_work_items", opening("duty", "T9", "L1", share="individual"))

    assert (early.value.code, late.value.code) == ("STEP_NOT_POSSIBLE", "STEP_NOT_POSSIBLE")
    assert (await state_of(office, "T0")) == "started"


async def held(office: Office) -> None:
    """A session about J5: J3 and J4 are on the panel and may rate it this quarter, and J4 stands back."""
    session = opening("session", "S1", organization="J5", panel="J3 J4", conflicts="J4")
    await office.write("open_work_items", session)


def ballot(code: str, rater: str, mark: str) -> pb.OpenWorkItem:
    """A ballot on J5."""
    return opening("ballot", code, "S1", "J5", rater=rater, mark=mark)


@pytest.mark.parametrize(("rater", "why"), [("J1", "不在名单之内"), ("J4", "须回避")])
async def test_who_is_not_on_the_panel_or_stands_back_does_not_vote(office: Office, rater: str, why: str) -> None:
    await held(office)
    with pytest.raises(Refused, match=why) as refused:
        await office.write("open_work_items", ballot("B1", rater, "90"))
    assert (refused.value.code, refused.value.field) == ("NOT_ON_LIST", "rater")


async def test_a_ballot_is_changed_until_the_close_and_its_history_stays(office: Office) -> None:
    await held(office)
    await office.write("open_work_items", ballot("B1", "J3", "90"))
    await office.write("advance_work_items", taking("B1", "revise", "r1", mark="80"))
    await office.write("advance_work_items", taking("B1", "revise", "r2", mark="85"))

    history = {one.fact.amount: bool(one.reversed_by) for one in await marks(office)}
    assert history == {"90": True, "80": True, "85": False}


async def test_a_session_closes_only_with_a_quorum(office: Office) -> None:
    await held(office)
    await office.write("open_work_items", ballot("B1", "J3", "90"))
    with pytest.raises(Refused, match="至少要有 2 件“实名评议票”，现有 1 件") as refused:
        await office.write("advance_work_items", taking("S1", "close"))
    assert refused.value.code == "CHILDREN_NOT_READY"


async def test_a_hundred_parallel_ballots_of_one_rater_leave_one_that_counts(office: Office) -> None:
    await held(office)
    sent = [office.write("open_work_items", ballot(f"B{number}", "J3", str(number))) for number in range(100)]
    answers = await asyncio.gather(*sent, return_exceptions=True)

    refused = [answer.code for answer in answers if isinstance(answer, Refused)]
    (stored,) = await marks(office)
    assert refused == ["ALREADY_EXISTS"] * 99
    assert (stored.fact.rater, stored.reversed_by) == ("J3", "")


async def state_of(office: Office, code: str) -> str:
    """The state of an item."""
    request = pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020")
    answer = await office.invoke(office.client.list_work_items, request)
    return next(item.state for item in answer.items if item.code == code)


async def marks(office: Office) -> list[pb.StoredFact]:
    """The marks of the mutual round."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", indicator="mutual")
    return list((await office.invoke(office.client.list_facts, request)).facts)
