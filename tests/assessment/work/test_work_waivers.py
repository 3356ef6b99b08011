"""Who is excused of owed work by a waiver is neither reminded nor late; whose turn it is with whom is kept to."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk import Excuse, Field, Kind, ModelRefused, Step, Turns, check_kinds, default, follows
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import Databases

REPORT = Kind(
    key="report",
    title=default("季度报告"),
    noun="report",
    subjects=("BRANCH",),
    every="quarter",
    due_working_days=3,
    opening=Step(key="report", title="报告", to="reported", closes=True),
    follows=(follows("dues", at="excused", amount=1),),
)
LETTER = Kind(
    key="letter",
    title=default("免办"),
    noun="document",
    subjects=("BRANCH",),
    opening=Step(
        key="ask",
        title="申请",
        to="asked",
        fields=(
            Field("what", "免办什么", "choice", choices=(("report", "季度报告"),)),
            Field("since", "自", "day"),
            Field("until", "至", "day"),
            Field("why", "理由", optional=True),
        ),
    ),
    steps=(Step(key="grant", title="同意", to="granted", origins=("asked",), signatures=1, closes=True),),
    excuse=Excuse(states=("granted",), of="what", since="since", until="until"),
)
MUTUAL = Kind(
    key="visit",
    title=default("互查"),
    noun="visit",
    subjects=("BRANCH",),
    opening=Step(key="visit", title="走访", to="visited", fields=(Field("by", "走访的", "organization"),)),
    turns=Turns(title=default("按季轮转"), field="by", every="quarter", shifts=((1,), (2,))),
)


@pytest.fixture
async def working(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The small city in its open cycle 2020, which lets off by letter and takes turns."""
    async with open_office(tmp_path, databases) as opened:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in (REPORT, LETTER, MUTUAL))
        await opened.receive("scoring", [(CITY.slug, city)])
        await opened.open_2020()
        yield opened


def opened(kind: str, code: str, on: str, **fields: str) -> pb.OpenWorkItem:
    values = [events.FieldValue(key=key, values=[value]) for key, value in fields.items()]
    return pb.OpenWorkItem(idempotency_key=code, kind=kind, code=code, organization="B01", on=on, fields=values)


async def request(office: Office, until: str = "2020-07-01") -> None:
    """Ask to be excused of the reports of the first half-year."""
    await office.write(
        "open_work_items", opened("letter", "L1", "2020-01-10", what="report", since="2020-01-01", until=until)
    )


async def grant(office: Office) -> None:
    """Grant it, signed by somebody else."""
    granted = pb.AdvanceWorkItem(idempotency_key="L1/g", item="L1", step="grant", on="2020-01-12", signed=["复核人"])
    await office.write_by_two("advance_work_items", granted)


async def recorded(office: Office) -> list[tuple[str, str, bool]]:
    """Period and evidence of what followed from being excused, and whether it was taken back."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", indicator="dues", first=100)
    answer = await office.invoke(office.client.list_facts, request)
    found = [(one.fact.period, one.fact.evidence, bool(one.reversed_by)) for one in answer.facts]
    return sorted(found)


async def owed(office: Office) -> list[tuple[str, str, str]]:
    """Period, state and item of the reports owed as of November."""
    request = pb.ListWorkDueRequest(city=CITY.slug, organization="B01", as_of="2020-11-02")
    answer = await office.invoke(office.client.list_work_due, request)
    return [(due.period, due.state, due.item) for due in answer.due]


async def test_a_granted_waiver_excuses_from_the_periods_that_begin_in_its_days(working: Office) -> None:
    await request(working)
    await grant(working)

    assert await owed(working) == [
        ("2020-Q1", "EXCUSED", "L1"),
        ("2020-Q2", "EXCUSED", "L1"),
        ("2020-Q3", "LATE", ""),
        ("2020-Q4", "DUE", ""),
    ]


async def excused(office: Office, cycle: str) -> list[tuple[str, int, list[str]]]:
    """What the figures of trust of a cycle count as excused, and why."""
    request = pb.GetTrustFiguresRequest(city=CITY.slug, cycle=cycle)
    found = await office.invoke(office.client.get_trust_figures, request)
    return [(one.title, one.count, list(one.reasons)) for one in found.reasoned]


async def test_who_is_excused_stands_in_the_figures_of_trust_of_the_years_it_reaches_into(working: Office) -> None:
    for year in ("2019", "2021"):
        await working.write("open_cycles", pb.OpenCycle(idempotency_key=f"open-{year}", code=year))
    requested = {"what": "report", "since": "2019-10-01", "until": "2020-01-01", "why": "合并期间"}
    await working.write("open_work_items", opened("letter", "L0", "2020-01-09", **requested))
    await request(working)
    before = await excused(working, "2020")
    for code in ("L0", "L1"):
        granted = pb.AdvanceWorkItem(
            idempotency_key=f"{code}/g", item=code, step="grant", on="2020-01-12", signed=["甲"]
        )
        await working.write_by_two("advance_work_items", granted)

    assert before == []
    assert await excused(working, "2019") == [("免办", 1, ["合并期间"])]
    assert await excused(working, "2020") == [("免办", 1, [""])]
    assert await excused(working, "2021") == []


async def test_what_is_only_requested_excuses_from_nothing(working: Office) -> None:
    await request(working)

    assert [state for _, state, _ in await owed(working)] == ["LATE", "LATE", "LATE", "DUE"]


async def test_a_report_that_was_made_answers_a_period_that_is_owed_and_none_that_is_excused(working: Office) -> None:
    await request(working)
    await grant(working)
    await working.write("open_work_items", opened("report", "R1", "2020-07-20"))

    assert (await owed(working))[1:3] == [("2020-Q2", "EXCUSED", "L1"), ("2020-Q3", "DONE", "R1")]


async def test_a_fact_follows_for_each_period_that_is_excused_and_goes_with_the_waiver(working: Office) -> None:
    await request(working)
    assert await recorded(working) == []
    await grant(working)
    assert await recorded(working) == [("2020-01", "work:L1", False), ("2020-04", "work:L1", False)]

    gone = pb.WithdrawWorkItem(idempotency_key="L1/w", item="L1", on="2020-02-03", reason="误批")
    await working.write_by_two("withdraw_work_items", gone)

    assert await recorded(working) == [("2020-01", "work:L1", True), ("2020-04", "work:L1", True)]


async def test_nobody_is_excused_in_a_year_that_is_not_open(working: Office) -> None:
    await request(working, until="2021-02-01")
    with pytest.raises(Refused) as refused:
        await grant(working)

    assert refused.value.code == "UNKNOWN_PERIOD"
    assert await recorded(working) == []


@pytest.mark.parametrize(
    ("on", "turn"), [("2020-02-03", "B10"), ("2020-05-06", "B09"), ("2020-08-03", "B10"), ("2020-11-03", "B09")]
)
async def test_who_is_not_on_turn_is_refused_with_whose_turn_it_is(working: Office, on: str, turn: str) -> None:
    by = "B01"
    with pytest.raises(Refused) as refused:
        await working.write("open_work_items", opened("visit", "V1", on, by=by))
    assert (refused.value.code, refused.value.details["turn"]) == ("NOT_ON_LIST", turn)

    await working.write("open_work_items", opened("visit", "V1", on, by=turn))


def test_a_waiver_of_work_that_nobody_owes_is_refused_at_load() -> None:
    with pytest.raises(ModelRefused, match="excuses from"):
        check_kinds([LETTER, replace(REPORT, every="", due_working_days=0, follows=())], [])


def test_turns_with_nobody_are_refused_on_the_page() -> None:
    with pytest.raises(ModelRefused, match="above 0"):
        Turns(title=default("轮转"), field="by", every="quarter", shifts=((0,),))
