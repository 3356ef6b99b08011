"""Rating forms: several dimensions on one ballot, distinct places, and a limit on one rater's best grades."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Field, Kind, ModelRefused, Of, Step, TopShare, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

GRADE = Field("grade", "等次", "choice", choices=(("good", "好"), ("fair", "一般")))
ROUND = Kind(
    key="round",
    title=published("评议"),
    noun="round",
    subjects=("BRANCH",),
    opening=Step(key="open", title="开始", to="open"),
    steps=(Step(key="close", title="结束", to="closed", origins=("open",), closes=True),),
)
ENTRY = Kind(
    key="entry",
    title=published("参评"),
    noun="entry",
    subjects=("BRANCH",),
    parent="round",
    opening=Step(key="enter", title="参评", to="entered"),
)
BALLOT = Kind(
    key="ballot",
    title=published("评议票"),
    noun="opinion",
    subjects=("BRANCH",),
    parent="round",
    unique=("rater", "place"),
    opening=Step(
        key="cast",
        title="评议",
        to="cast",
        fields=(
            Field("rater", "评议人", "text"),
            Field("place", "名次", "number"),
            Field("politics", "政治", "number"),
            Field("style", "作风", "number"),
            GRADE,
        ),
    ),
    steps=(Step(key="revise", title="改票", to="cast", origins=("cast",), fields=(GRADE,)),),
    follows=(
        follows("meetings", at="cast", amount=Of("politics")),
        follows("dues", at="cast", amount=Of("style")),
    ),
    top_shares=(
        *(TopShare(step, "grade", ("good",), by="rater", percent=50, of="entry") for step in ("cast", "revise")),
        TopShare("cast", "politics", least="4.8", by="rater", percent=50, of="entry"),
    ),
)


@pytest.fixture
async def round_of_four(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """A round with four entries: one rater may find two of them good."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in (ROUND, ENTRY, BALLOT))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        entries = [_opening("entry", f"E{number}", f"B0{number}") for number in range(1, 5)]
        await opened.write("open_work_items", _opening("round", "R", "B01", parent=""), *entries)
        yield opened


def _opening(kind: str, code: str, organization: str, parent: str = "R", **fields: str) -> pb.OpenWorkItem:
    filled = [events.FieldValue(key=key, values=[value]) for key, value in fields.items()]
    return pb.OpenWorkItem(
        idempotency_key=code,
        kind=kind,
        code=code,
        organization=organization,
        on="2020-03-02",
        parent=parent,
        fields=filled,
    )


def ballot(number: int, grade: str, rater: str = "甲", place: int = 0, politics: str = "4.5") -> pb.OpenWorkItem:
    """A rater's ballot on the branch of this number, with two dimensions, a place and a grade."""
    marks = {"politics": politics, "style": "1"}
    where = str(place or number)
    return _opening("ballot", f"{rater}{number}", f"B0{number}", rater=rater, place=where, grade=grade, **marks)


async def revise(office: Office, item: str, grade: str) -> None:
    """Change a ballot's grade."""
    fields = [events.FieldValue(key="grade", values=[grade])]
    command = pb.AdvanceWorkItem(idempotency_key=office.key(), item=item, step="revise", on="2020-03-03", fields=fields)
    await office.write("advance_work_items", command)


async def test_one_rater_finds_no_more_good_than_the_share_and_another_has_a_share_of_his_own(
    round_of_four: Office,
) -> None:
    await round_of_four.write("open_work_items", ballot(1, "good"), ballot(2, "good"))
    with pytest.raises(Refused, match="4 个评议对象中至多 2 个（50%）") as refused:
        await round_of_four.write("open_work_items", ballot(3, "good"))
    assert refused.value.code == "TOO_MANY_TOP_MARKS"
    await round_of_four.write("open_work_items", ballot(3, "fair"), ballot(4, "good", rater="乙"))


async def test_one_rater_gives_no_more_of_the_best_marks_than_the_share(round_of_four: Office) -> None:
    best = (ballot(1, "fair", politics="5"), ballot(2, "fair", politics="5"))
    await round_of_four.write("open_work_items", *best, ballot(3, "fair", politics="4.5"))
    with pytest.raises(Refused, match=r"甲 已评“4\.8 分以上” 2 个") as refused:
        await round_of_four.write("open_work_items", ballot(4, "fair", politics="5"))
    assert (refused.value.code, refused.value.field) == ("TOO_MANY_TOP_MARKS", "politics")
    await round_of_four.write("open_work_items", ballot(4, "fair", rater="乙", politics="5"))


async def test_a_ballot_that_is_changed_is_counted_as_it_is_then(round_of_four: Office) -> None:
    await round_of_four.write("open_work_items", ballot(1, "good"), ballot(2, "good"), ballot(3, "fair"))
    with pytest.raises(Refused, match="至多 2 个"):
        await revise(round_of_four, "甲3", "good")
    await revise(round_of_four, "甲1", "fair")
    await revise(round_of_four, "甲3", "good")


async def test_two_first_places_of_one_rater_are_refused(round_of_four: Office) -> None:
    await round_of_four.write("open_work_items", ballot(1, "good", place=1))
    with pytest.raises(Refused, match="名次相同的") as refused:
        await round_of_four.write("open_work_items", ballot(2, "fair", place=1))
    assert refused.value.code == "ALREADY_EXISTS"


async def test_each_dimension_of_a_ballot_is_a_fact_of_its_own(round_of_four: Office) -> None:
    await round_of_four.write("open_work_items", ballot(1, "good"))
    answer = await round_of_four.invoke(
        round_of_four.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020")
    )
    assert sorted((one.fact.indicator, one.fact.amount) for one in answer.facts) == [
        ("dues", "1"),
        ("meetings", "4.5"),
    ]


def test_a_share_that_limits_nothing_is_refused_when_it_is_declared() -> None:
    with pytest.raises(ModelRefused, match="1 to 99 percent"):
        TopShare("cast", "grade", ("good",), by="rater", percent=100, of="entry")
    with pytest.raises(ModelRefused, match="does not say what is best: write the best choices"):
        TopShare("cast", "politics", by="rater", percent=20, of="entry")
    with pytest.raises(ModelRefused, match="is not a number"):
        TopShare("cast", "politics", least="多", by="rater", percent=20, of="entry")
    with pytest.raises(ModelRefused, match="the marks of a top share"):
        replace(BALLOT, top_shares=(TopShare("cast", "grade", least="90", by="rater", percent=20, of="entry"),))
