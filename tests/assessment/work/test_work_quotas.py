"""Quotas: no more come to a place than the city has, two lead past them with a reason, and who is barred is refused."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.registry import RegistryState
from biaochi_assessment.domain.results.life import Signature
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import FinalLists, Followed, WorkItem
from biaochi_assessment.domain.work.quotas import filled_quotas, most_of
from biaochi_assessment.domain.work.steps import advance_item, open_item, withdraw_item
from biaochi_assessment.events.decode import kinds_of
from biaochi_assessment.store.results import add_signature
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Gate, Kind, ModelRefused, Quota, Step, default
from google.protobuf.json_format import ParseDict
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.results.test_results import Calendar
from tests.assessment.town import CITY, DEVELOPER, NOW, context
from tests.callers import caller, deputy
from tests.servers.databases import Databases

SHARE = Quota(
    key="share",
    title=default("先进支部"),
    states=("selected", "published", "granted"),
    percent=25,
    among=("BRANCH",),
    rounds="down",
)
HONOUR = Kind(
    key="honour",
    title=default("先进支部评选"),
    noun="honour",
    subjects=("BRANCH",),
    opening=Step(key="nominate", title="推荐", to="nominated"),
    steps=(
        Step(key="select", title="评选", to="selected", origins=("nominated",)),
        Step(key="select_past", title="破例评选", to="selected", origins=("nominated",), exception=True),
        Step(key="publish", title="公示", to="published", origins=("selected",)),
        Step(key="grant", title="表彰", to="granted", origins=("published",), closes=True, waits=5),
        Step(key="return", title="退回", to="nominated", origins=("selected", "published")),
    ),
    quotas=(SHARE,),
    gates=(
        Gate(
            key="talked",
            title=default("约谈未办结"),
            at="select",
            own="organization",
            consequences=("talk",),
        ),
        Gate(
            key="praised",
            title=default("上年度优秀"),
            at="nominate",
            own="organization",
            consequences=("praise",),
            required=True,
        ),
    ),
)
FREE = replace(HONOUR, gates=())
BRANCHES = tuple(f"B{number:02}" for number in range(1, 11))
TALK = Followed("2019/talk/B01", "talk", "约谈", "B01", "2019", ended=False, waived=False)
PRAISE = Followed("2019/praise/B01", "praise", "表扬", "B01", "2019", ended=False, waived=False)


def working(kind: Kind, *followed: Followed, lists: Mapping[str, FinalLists] | None = None) -> WorkContext:
    """Ten branches and one kind of work."""
    states = [RegistryState(code, "BRANCH", date(2018, 1, 1), None) for code in BRANCHES]
    kinds = kinds_of([ParseDict(kind.data(), scoring.WorkKind())])
    return WorkContext(context(states=states), kinds, (), consequences=followed, lists=lists)


def nominate(work: WorkContext, organization: str) -> None:
    opening = OpenWorkItem(
        idempotency_key=organization, kind="honour", code=organization, organization=organization, on="2020-03-02"
    )
    open_item(work, DEVELOPER, opening)


def advance(work: WorkContext, item: str, step: str, on: str = "2020-03-03", words: str = "") -> str:
    """The code with which a step is refused; empty where it is taken."""
    command: Any = AdvanceWorkItem(idempotency_key=f"{item}{step}", item=item, step=step, on=on, words=words)
    if step == "withdraw":
        command = WithdrawWorkItem(idempotency_key=f"{item}{step}", item=item, on=on, reason="样例")
    try:
        (withdraw_item if step == "withdraw" else advance_item)(work, DEVELOPER, command)
    except Refused as refused:
        return refused.code
    return ""


def standing(work: WorkContext) -> tuple[int, int, int, Sequence[WorkItem]]:
    """Of how many, how many may be, how many are, and the exceptions."""
    (kind,) = work.kinds
    items = [work.item(code) for code in BRANCHES if work.has(code)]
    (filled,) = filled_quotas(kind, items, work.facts.registry, date(2020, 3, 3))
    return filled.of, filled.most, filled.selected, filled.exceptions


STEPS = ("nominate", "select", "select", "select", "select_past", "publish", "return", "withdraw")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BRANCHES[:5]), st.sampled_from(STEPS)), max_size=40))
def test_no_order_of_steps_and_withdrawals_leads_past_the_quota_but_for_exceptions(
    done: list[tuple[str, str]],
) -> None:
    work = working(FREE)
    for branch, step in done:
        if step == "nominate" and not work.has(branch):
            nominate(work, branch)
        elif step != "nominate" and work.has(branch):
            before = work.item(branch).state, standing(work)
            refused = advance(work, branch, step, words="因抗洪")

            full = step == "select" and before[0] == "nominated" and before[1][2] == 2
            assert (refused == "QUOTA_SPENT") == full
        of, most, selected, exceptions = standing(work)
        assert (of, most) == (10, 2)
        assert selected <= most
        led = [work.item(code) for code in BRANCHES if work.has(code)]
        assert len(exceptions) + selected == sum(one.state in SHARE.states for one in led)


def test_a_share_is_of_the_final_list_of_the_year_before_where_there_is_one() -> None:
    kind = replace(FREE, quotas=(replace(SHARE, of_list="unit"),))
    for lists, most in (({"unit": 4}, 1), ({"other": 4}, 2), ({}, 2)):
        work = working(kind, lists={"2020": FinalLists("2019", lists)})
        for code in BRANCHES[:3]:
            nominate(work, code)
        taken = [advance(work, code, "select") for code in BRANCHES[:3]]
        assert taken == [""] * most + ["QUOTA_SPENT"] * (3 - most)
    with pytest.raises(Refused, match="名额为 1 个，即 2019 年定案名单上的 4 个的 25%") as refused:
        spent(kind, {"2020": FinalLists("2019", {"unit": 4})})
    assert refused.value.code == "QUOTA_SPENT"


def spent(kind: Kind, lists: Mapping[str, FinalLists]) -> None:
    """Select one more than there are places for."""
    work = working(kind, lists=lists)
    for code in BRANCHES[:2]:
        nominate(work, code)
        advance_item(
            work, DEVELOPER, AdvanceWorkItem(idempotency_key=f"s{code}", item=code, step="select", on="2020-03-03")
        )


def test_what_was_withdrawn_leaves_its_place_and_an_exception_takes_none() -> None:
    work = working(FREE)
    for code in BRANCHES[:4]:
        nominate(work, code)
    taken = [advance(work, code, "select") for code in BRANCHES[:3]]
    unsaid = advance(work, "B03", "select_past")
    said = advance(work, "B03", "select_past", words="因抗洪")
    gone = advance(work, "B01", "withdraw")

    assert (taken, unsaid, said, gone) == (["", "", "QUOTA_SPENT"], "BAD_REQUEST", "", "")
    assert advance(work, "B04", "select") == ""
    assert [one.code for one in standing(work)[3]] == ["B03"]


def test_it_is_granted_once_the_working_days_of_its_notice_have_passed() -> None:
    work = working(FREE)
    nominate(work, "B01")
    advance(work, "B01", "select")
    advance(work, "B01", "publish", "2020-04-01")

    # 4 to 6 April 2020 is a holiday: five working days after the 1st end on the 9th.
    assert advance(work, "B01", "grant", "2020-04-09") == "TOO_EARLY"
    assert advance(work, "B01", "grant", "2020-04-10") == ""


def test_whoever_has_something_open_from_the_final_results_is_barred() -> None:
    work = working(replace(HONOUR, gates=HONOUR.gates[:1]), TALK)
    nominate(work, "B01")
    assert advance(work, "B01", "select") == "GATE_CLOSED"

    closed = working(replace(HONOUR, gates=HONOUR.gates[:1]), replace(TALK, ended=True))
    nominate(closed, "B01")
    assert advance(closed, "B01", "select") == ""


@pytest.mark.parametrize("followed", [(), (replace(PRAISE, cycle="2018"),), (replace(PRAISE, waived=True),)])
def test_whoever_is_below_what_is_required_of_last_years_results_is_not_nominated(followed: tuple[Followed]) -> None:
    with pytest.raises(Refused, match="B01 的 2019 年最终成绩未达到所需的等次") as refused:
        nominate(working(HONOUR, *followed), "B01")
    assert refused.value.code == "GATE_CLOSED"
    nominate(working(HONOUR, PRAISE), "B01")


@pytest.mark.parametrize(("rounds", "most"), [("down", 2), ("half_up", 3), ("up", 3)])
def test_a_share_is_made_whole_as_the_city_says(rounds: str, most: int) -> None:
    (kind,) = working(replace(FREE, quotas=(replace(SHARE, rounds=rounds),))).kinds
    assert most_of(kind.quotas[0], 10) == most
    assert most_of(kind.quotas[0], 9) == (3 if rounds == "up" else 2)
    assert most_of(kind.quotas[0], 0) == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"most": 3}, "say most, or 1 to 99 percent"),
        ({"among": ()}, "a share is of somebody"),
        ({"rounds": "away"}, "rounds 'away'"),
        ({"states": ()}, "in no state"),
        ({"among": ("CLUB",)}, "which the registry does not know"),
        ({"field": "level"}, "field and values go together"),
        ({"percent": 0, "among": (), "most": 3, "of_list": "unit"}, "is no share"),
    ],
)
def test_a_quota_that_limits_nothing_is_refused_when_it_is_declared(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ModelRefused, match=sentence):
        replace(SHARE, **wrong)


def test_an_exception_from_no_quota_and_a_wait_for_nothing_are_refused_when_they_are_declared() -> None:
    with pytest.raises(ModelRefused, match="an exception from no quota"):
        replace(FREE, quotas=())
    with pytest.raises(ModelRefused, match="a later step waits"):
        replace(FREE, opening=replace(FREE.opening, waits=1))


@pytest.fixture
async def selecting(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020: of its ten branches two may be honoured, until 2019 is final."""
    async with open_office(tmp_path, databases, Calendar()) as opened:
        city = city_published()
        kind = replace(FREE, quotas=(replace(SHARE, of_list="branch"),))
        city.work.append(ParseDict(kind.data(), scoring.WorkKind()))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


def step(item: str, key: str, words: str = "") -> pb.AdvanceWorkItem:
    return pb.AdvanceWorkItem(idempotency_key=f"{item}-{key}", item=item, step=key, on="2020-03-03", words=words)


async def quota(office: Office) -> pb.FilledQuota:
    request = pb.ListWorkQuotasRequest(city=CITY.slug, cycle="2020", as_of="2020-03-03")
    (found,) = (await office.invoke(office.client.list_work_quotas, request)).quotas
    return found


async def test_an_exception_takes_two_and_its_reason_and_takes_no_place(selecting: Office) -> None:
    openings = [
        pb.OpenWorkItem(idempotency_key=code, kind="honour", code=code, organization=code, on="2020-03-02")
        for code in BRANCHES[:3]
    ]
    await selecting.write("open_work_items", *openings)
    await selecting.write("advance_work_items", step("B01", "select"), step("B02", "select"))
    with pytest.raises(Refused, match="名额为 2 个，即 2020-03-03 在册的 10 个党支部的 25%，已有 2 个") as refused:
        await selecting.write("advance_work_items", step("B03", "select"))
    assert refused.value.code == "QUOTA_SPENT"

    past = step("B03", "select_past", "因抗洪")
    waiting = []
    for who in (caller("work_committee"), caller("work_committee"), deputy("work_committee")):
        selecting.call = who.after(selecting.call.positions)
        (written,) = (await selecting.write("advance_work_items", past)).written
        waiting.append((written.awaits_signature, len((await quota(selecting)).exceptions)))
    found = await quota(selecting)
    request = pb.ListWorkStepsRequest(city=CITY.slug, items=["B03"])
    steps = (await selecting.invoke(selecting.client.list_work_steps, request)).steps
    trusted = pb.GetTrustFiguresRequest(city=CITY.slug, cycle="2020")
    (reasoned,) = (await selecting.invoke(selecting.client.get_trust_figures, trusted)).reasoned

    assert waiting == [(True, 0), (True, 0), (False, 1)]
    assert (found.of, found.most, found.nominated, found.selected, found.commended) == (10, 2, 2, 2, 0)
    assert [(one.item, one.reason) for one in found.exceptions] == [("B03", "因抗洪")]
    assert (reasoned.title, reasoned.count, list(reasoned.reasons)) == ("先进支部评选", 1, ["因抗洪"])
    assert (steps[-1].taken_by, list(steps[-1].signed)) == ("work_committee2", ["work_committee"])


async def test_once_last_years_results_are_final_the_share_is_of_the_list_that_was_frozen(selecting: Office) -> None:
    await selecting.write("open_cycles", pb.OpenCycle(idempotency_key="open-2019", code="2019"))
    sizes = [scoring.ListSize(model="branch", subjects=4), scoring.ListSize(model="organ", subjects=1)]
    frozen = scoring.ResultsFrozen(cycle="2019", results_hash="a" * 64, facts_hash="f" * 64, version=1, lists=sizes)
    await selecting.receive("scoring", [("2019", frozen)])
    before = await quota(selecting)
    signatures = [Signature("a" * 64, name, NOW) for name in ("样例签署人01", "样例签署人02")]
    assert selecting.service.database
    for one in signatures:
        await selecting.service.database.update(partial(add_signature, city=CITY.slug, cycle="2019", signature=one))
    found = await quota(selecting)

    assert (before.of, before.most, before.list_cycle) == (10, 2, "")
    assert (found.of, found.most, found.list_cycle) == (4, 1, "2019")
    openings = [
        pb.OpenWorkItem(idempotency_key=code, kind="honour", code=code, organization=code, on="2020-03-02")
        for code in BRANCHES[:2]
    ]
    await selecting.write("open_work_items", *openings)
    await selecting.write("advance_work_items", step("B01", "select"))
    with pytest.raises(Refused, match="名额为 1 个，即 2019 年定案名单上的 4 个的 25%"):
        await selecting.write("advance_work_items", step("B02", "select"))
