"""A step by which somebody is barred takes two, and so does taking it back; what rests on it waits with it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.work.by_two import steps_by_two
from biaochi_assessment.events.decode import kinds_of
from biaochi_sdk import Kind, Of, Step, default, follows
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.callers import deputy
from tests.servers.databases import Databases

CRITICISM = Kind(
    key="criticism",
    title=default("通报"),
    noun="document",
    subjects=("BRANCH",),
    opening=Step(key="draft", title="拟稿", to="drafted"),
    steps=(
        Step(key="check", title="核稿", to="checked", origins=("drafted",)),
        Step(key="issue", title="印发", to="issued", origins=("checked",)),
        Step(key="mend", title="更正", to="issued", origins=("issued",), replaces=("issue",)),
        Step(key="file", title="归档", to="filed", origins=("issued",), closes=True),
    ),
    follows=(follows("veto", at="issue", note=Of("title")),),
)


@pytest.fixture
async def office(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The open cycle 2020, in which branch B01 is to be criticized by a circular that was drafted."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.append(ParseDict(CRITICISM.data(), scoring.WorkKind()))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        draft = pb.OpenWorkItem(
            idempotency_key="T1", kind="criticism", code="T1", organization="B01", on="2020-03-02", title="样例通报"
        )
        await opened.write("open_work_items", draft)
        yield opened


def step(key: str) -> pb.AdvanceWorkItem:
    """A step on the draft."""
    return pb.AdvanceWorkItem(idempotency_key=f"T1/{key}", item="T1", step=key, on="2020-03-03")


async def vetoes(office: Office) -> list[tuple[str, bool]]:
    """Whom vetoes are about, and whether they were taken back."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", indicator="veto")
    found = await office.invoke(office.client.list_facts, request)
    return [(one.fact.subject, bool(one.reversed_by)) for one in found.facts]


async def test_a_step_that_a_veto_follows_from_takes_effect_at_the_second_signature(office: Office) -> None:
    drafted = await office.write("advance_work_items", step("check"))
    first = await office.write("advance_work_items", step("issue"))
    again = await office.write("advance_work_items", step("issue"))
    before = await vetoes(office)
    office.call = deputy().after(office.call.positions)
    second = await office.write("advance_work_items", step("issue"))

    awaited = [one.awaits_signature for answer in (drafted, first, again, second) for one in answer.written]
    assert awaited == [False, True, True, False]
    assert (before, await vetoes(office)) == ([], [("B01", False)])


async def test_what_two_did_is_taken_back_by_two_and_what_one_did_by_one(office: Office) -> None:
    await office.write("advance_work_items", step("check"))
    await office.write_by_two("advance_work_items", step("issue"))
    back = pb.WithdrawWorkItem(idempotency_key="T1/back", item="T1", on="2020-03-04", reason="误发")
    await office.write_by_two("withdraw_work_items", back)
    other = pb.OpenWorkItem(idempotency_key="T2", kind="criticism", code="T2", organization="B02", on="2020-03-02")
    await office.write("open_work_items", other)
    alone = pb.WithdrawWorkItem(idempotency_key="T2/back", item="T2", on="2020-03-04", reason="误登")
    (answer,) = (await office.write("withdraw_work_items", alone)).written

    assert not answer.awaits_signature
    assert await vetoes(office) == [("B01", True)]


async def test_a_first_signature_is_judged_over_what_is_done_with_it_in_one_batch(office: Office) -> None:
    done = await office.write("advance_work_items", step("issue"), step("check"))

    assert [one.awaits_signature for one in done.written] == [True, False]
    assert await vetoes(office) == []


def test_which_steps_take_two_is_said_by_what_follows_from_them_and_what_they_replace() -> None:
    (kind,) = kinds_of([ParseDict(CRITICISM.data(), scoring.WorkKind())]).values()

    assert steps_by_two(kind, {"veto"}) == {"issue", "mend"}
    assert steps_by_two(kind, {"dues"}) == set()
    past = replace(kind, steps=tuple(replace(one, exception=one.key == "check") for one in kind.steps))
    assert steps_by_two(past, set()) == {"check"}
