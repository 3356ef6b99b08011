"""Dazhou's year is worked: lists and instruments, cadres through three gates, checks that may not multiply."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.refusal import Refused
from biaochi_dazhou import MODELS, biaochi_city
from biaochi_scoring.events.encode import accepts
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.periods import periods_of
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message

from tests.assessment.office import Office, city_published, open_office
from tests.assessment.town import CITY
from tests.servers.databases import in_files

CADENCES = ("year", "half-year", "quarter", "two-months", "month")
RECORD = {"rule": "样例办发〔2020〕1号", "what": "样例：会议记录"}
PEOPLE = tuple(f"P{number:02}" for number in range(1, 16))


@pytest.fixture
async def dazhou(tmp_path: Path) -> AsyncIterator[Office]:
    """An office with Dazhou's models and work: two departments, a committee in each, fifteen members."""
    async with open_office(tmp_path, in_files(tmp_path)) as opened:
        city = city_published()
        city.calendar[:] = CADENCES
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in biaochi_city().work)
        await opened.receive(
            "scoring", [(CITY.slug, city), *((model.graph.code, published(model.graph)) for model in MODELS)]
        )
        bodies = [("GW", "WORK_COMMITTEE"), ("D1", "DEPARTMENT"), ("D2", "DEPARTMENT"), ("J1C", "ORGAN_COMMITTEE")]
        bodies.append(("J2C", "ORGAN_COMMITTEE"))
        states = [(code, org.OrganizationState(code=code, kind=kind, since="2018-01-01")) for code, kind in bodies]
        await opened.receive("org", [(code, org.OrganizationEstablished(after=[one])) for code, one in states])
        members = [(p, org.MembershipStarted(person=p, organization="J1C", since="2018-07-01")) for p in PEOPLE]
        await opened.receive("org", members)
        await opened.open_2020()
        yield opened


def published(graph: Graph) -> scoring.ModelPublished:
    """A model as scoring publishes it."""
    return scoring.ModelPublished(
        city=CITY.slug,
        code=graph.code,
        hash=graph.hash,
        subject_kind=graph.subject_kind,
        since=graph.since,
        accepts=accepts(graph),
    )


def values(**fields: str | tuple[str, ...]) -> list[events.FieldValue]:
    named = {key: (given,) if isinstance(given, str) else given for key, given in fields.items()}
    return [events.FieldValue(key=key, values=given) for key, given in named.items()]


def opened(kind: str, code: str, on: str, organization: str, **fields: str | tuple[str, ...]) -> pb.OpenWorkItem:
    parent = str(fields.pop("parent", ""))
    return pb.OpenWorkItem(
        idempotency_key=code,
        kind=kind,
        code=code,
        organization=organization,
        on=on,
        parent=parent,
        words="样例",
        fields=values(**fields),
    )


def step(item: str, key: str, on: str, **fields: str | tuple[str, ...]) -> pb.AdvanceWorkItem:
    return pb.AdvanceWorkItem(
        idempotency_key=f"{item}/{key}", item=item, step=key, on=on, fields=values(**fields), signed=["复核人"]
    )


async def refused(office: Office, method: str, command: Message) -> str:
    """The code under which a command is refused."""
    with pytest.raises(Refused) as found:
        await office.write(method, command)
    return found.value.code


async def items(office: Office, kind: str = "", state: str = "") -> list[events.WorkItem]:
    request = pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020", first=200, kind=kind, state=state)
    return list((await office.invoke(office.client.list_work_items, request)).items)


async def facts(office: Office) -> Counter[tuple[str, str]]:
    """How many facts of which indicator about whom."""
    answer = await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020", first=200))
    return Counter((stored.fact.indicator, stored.fact.subject) for stored in answer.facts)


async def nominate(office: Office, number: int, body: str = "J1C", conditions: str = "met") -> str:
    """Nominate a person, and take the nomination through examination and approval."""
    code, person = f"N{number:02}", PEOPLE[number - 1]
    post = "FULL_TIME_DEPUTY_SECRETARY"
    await office.write(
        "open_work_items", opened("nomination", code, "2020-06-01", "D1", person=person, body=body, post=post)
    )
    examined = step(code, "examine", "2020-06-02", conditions=conditions, facts="样例：任职年限")
    await office.write("advance_work_items", examined, step(code, "approve", "2020-06-03"))
    return code


async def test_four_of_twelve_nominations_are_refused_at_the_gates_of_persons_and_organizations(dazhou: Office) -> None:
    await dazhou.write(
        "open_work_items",
        opened("criticism", "T1", "2020-05-06", "D2", person=PEOPLE[1], clause="样例规定"),
        opened("criticism", "T2", "2020-05-07", "D2", person=PEOPLE[2], clause="样例规定"),
        opened("weak_organization", "R1", "2020-01-10", "J2C"),
    )
    await dazhou.write("advance_work_items", step("R1", "fail", "2020-05-10"))

    for number in range(1, 13):
        await nominate(dazhou, number, "J2C" if number == 4 else "J1C", "failed" if number == 1 else "met")

    refused = {
        one.code: {each.key: list(each.values) for each in one.fields} for one in await items(dazhou, state="refused")
    }
    assert {code: fields["gates"] for code, fields in refused.items()} == {
        "N01": ["conditions"],
        "N02": ["criticized"],
        "N03": ["criticized"],
        "N04": ["weak"],
    }
    assert {code: fields.get("closed_by") for code, fields in refused.items()} == {
        "N01": None,
        "N02": ["T1"],
        "N03": ["T2"],
        "N04": ["R1"],
    }
    assert len(await items(dazhou, kind="nomination", state="approved")) == 8
    counted = {indicator: number for (indicator, subject), number in (await facts(dazhou)).items() if subject == "D1"}
    assert counted == {"nominated": 12, "approved": 8, "by_conditions": 1, "by_criticism": 2, "by_weakness": 1}


async def test_criticism_of_last_year_and_a_mended_organization_refuse_nobody(dazhou: Office) -> None:
    await dazhou.write("open_work_items", opened("weak_organization", "R1", "2020-01-10", "J2C"))
    await dazhou.write("advance_work_items", step("R1", "fail", "2020-03-10"), step("R1", "mend", "2020-05-10"))

    await nominate(dazhou, 1, "J2C")

    assert [one.code for one in await items(dazhou, kind="nomination", state="approved")] == ["N01"]


async def test_what_follows_from_nominations_is_typed_by_nobody(dazhou: Office) -> None:
    typed = pb.RecordLedgerEntry(
        idempotency_key="typed", subject="D1", indicator="nominated", period="2020-06", amount="1"
    )

    assert await refused(dazhou, "record_ledger_entries", typed) == "INPUT_IS_DERIVED"


async def test_a_department_has_twelve_lists_six_dispatches_four_supervisions_two_inspections_and_a_review(
    dazhou: Office,
) -> None:
    instruments: dict[str, tuple[str, dict[str, str | tuple[str, ...]]]] = {
        "dispatching": ("two-months", {"points": "92"}),
        "tracking": ("quarter", {"points": "88.5"}),
        "delegates_visit": ("half-year", {"delegates": PEOPLE[:3]}),
        "reporting": ("year", {"mode": "on_stage"}),
    }
    for one in periods_of(2020, "month"):
        code, day = f"Q{one.code}", one.start.isoformat()
        await dazhou.write(
            "open_work_items",
            opened("monthly_list", code, day, "D1", convener=PEOPLE[0]),
            opened(
                "list_item",
                f"{code}-1",
                day,
                "D1",
                parent=code,
                part="duty",
                how="样例办法",
                owner=PEOPLE[1],
                worth="100",
            ),
        )
        await dazhou.write(
            "advance_work_items",
            step(f"{code}-1", "finish", day, result="样例结果", earned="91.5"),
            step(code, "sum_up", day, record="样例记录"),
        )
    for kind, (cadence, more) in instruments.items():
        for one in periods_of(2020, cadence):
            # Not in the month of a supervision: a department is checked once a month.
            day = (one.start + timedelta(days=40 if kind == "delegates_visit" else 0)).isoformat()
            held = opened(kind, f"{kind}-{one.code}", day, "D1", convener=PEOPLE[0], record="样例", **more)
            await dazhou.write("open_work_items", held)

    found = Counter(await item_kinds(dazhou))
    assert {kind: found[kind] for kind in ("monthly_list", *instruments)} == {
        "monthly_list": 12,
        "dispatching": 6,
        "tracking": 4,
        "delegates_visit": 2,
        "reporting": 1,
    }
    for number, (rater, points) in enumerate(zip(PEOPLE, ("90", "91", "95"), strict=False)):
        code, parent = f"M{number}", "reporting-2020"
        mark = opened("reporting_mark", code, "2020-01-01", "D1", parent=parent, rater=rater, points=points)
        await dazhou.write("open_work_items", mark)
    facts = await dazhou.invoke(dazhou.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020", first=100))
    counted = Counter(one.fact.indicator for one in facts.facts)
    assert counted == {"task_list": 24, "dispatch": 6, "supervision": 4, "review": 3}
    twice = opened("reporting_mark", "twice", "2020-01-01", "D1", parent=parent, rater=PEOPLE[0], points="99")
    assert await refused(dazhou, "open_work_items", twice) == "ALREADY_EXISTS"
    again = opened("dispatching", "again", "2020-02-29", "D1", convener=PEOPLE[0], record="样例", points="92")
    assert await refused(dazhou, "open_work_items", again) == "ALREADY_EXISTS"
    late = opened(
        "list_item", "late", "2020-06-01", "D1", parent="Q2020-01", part="task", how="样", owner=PEOPLE[1], worth="9"
    )
    assert await refused(dazhou, "open_work_items", late) == "STEP_NOT_POSSIBLE"


async def item_kinds(office: Office) -> list[str]:
    return [one.kind for one in await items(office)]


async def test_whoever_attends_a_class_or_volunteers_has_it_on_the_sheet(dazhou: Office) -> None:
    await dazhou.write(
        "open_work_items",
        opened("training_class", "K1", "2020-04-01", "GW", attended=PEOPLE[:3], class_kind="new_secretaries"),
        opened("training_class", "K2", "2020-05-01", "GW", attended=PEOPLE[:1], class_kind="committee_secretaries"),
        opened("volunteering", "V1", "2020-05-01", "J1C", attended=PEOPLE[1:4]),
    )

    found = await facts(dazhou)
    assert [found["trained", person] for person in PEOPLE[:4]] == [2, 1, 1, 0]
    assert [found["volunteered", person] for person in PEOPLE[:4]] == [0, 1, 1, 1]


async def test_a_page_and_a_statement_are_shown_on_their_day_and_a_leader_speaks_once_a_year(dazhou: Office) -> None:
    await dazhou.write(
        "open_work_items",
        opened("showcase", "X1", "2020-03-05", "D1", part="brand", page="样例版面"),
        opened("statement", "Y1", "2020-03-06", "D1", leader=PEOPLE[0], page="样例版面"),
    )

    again = opened("statement", "Y2", "2020-09-06", "D1", leader=PEOPLE[0], page="样例版面")
    assert await refused(dazhou, "open_work_items", again) == "ALREADY_EXISTS"
    assert [(one.code, one.opened_on) for one in await items(dazhou, kind="showcase")] == [("X1", "2020-03-05")]


async def test_a_person_is_checked_for_a_purpose_and_this_years_criticism_is_adverse(dazhou: Office) -> None:
    await dazhou.write(
        "open_work_items",
        opened("criticism", "T1", "2020-05-06", "D2", person=PEOPLE[1], clause="样例规定"),
        *(
            opened(
                "party_check", f"C{number}", "2020-06-01", "D1", person=PEOPLE[number], purpose="promotion", body="J1C"
            )
            for number in (0, 1, 2)
        ),
    )
    duties = {0: "fulfilled", 1: "fulfilled", 2: "lacking"}
    for number, duty in duties.items():
        await dazhou.write("advance_work_items", step(f"C{number}", "answer", "2020-06-02", duty=duty, facts="样例"))

    found = {one.code: one.state for one in await items(dazhou, kind="party_check")}
    assert found == {"C0": "cleared", "C1": "adverse", "C2": "adverse"}


async def test_nobody_is_commended_without_the_party_opinion(dazhou: Office) -> None:
    await dazhou.write("open_work_items", opened("honour", "H1", "2020-06-01", "D1", level="city"))

    assert await refused(dazhou, "advance_work_items", step("H1", "commend", "2020-06-02")) == "STEP_NOT_POSSIBLE"
    await dazhou.write("advance_work_items", step("H1", "consult", "2020-06-02", opinion="opposed"))
    assert [one.state for one in await items(dazhou, kind="honour")] == ["rejected"]


async def quota(office: Office) -> pb.FilledQuota:
    request = pb.ListWorkQuotasRequest(city=CITY.slug, cycle="2020", as_of="2020-06-03")
    (found,) = (await office.invoke(office.client.list_work_quotas, request)).quotas
    return found


async def test_no_more_are_commended_than_the_share(dazhou: Office) -> None:
    places = (await quota(dazhou)).most
    codes = [f"H{number}" for number in range(places + 1)]
    for code in codes:
        await dazhou.write("open_work_items", opened("honour", code, "2020-06-01", "D1", level="city"))
        await dazhou.write("advance_work_items", step(code, "consult", "2020-06-02", opinion="agreed"))
    for code in codes[:-1]:
        await dazhou.write("advance_work_items", step(code, "commend", "2020-06-03"))

    assert await refused(dazhou, "advance_work_items", step(codes[-1], "commend", "2020-06-03")) == "QUOTA_SPENT"
    found = await quota(dazhou)
    assert (found.percent, found.most, found.selected, found.commended) == (20, places, places, places)
    assert (found.most, found.nominated) == (-(-found.of // 5), places + 1)


async def test_a_benefit_is_granted_only_to_whom_the_party_check_cleared_for_it(dazhou: Office) -> None:
    person = PEOPLE[0]

    async def check(code: str, purpose: str) -> None:
        requested = opened("party_check", code, "2020-06-01", "D1", person=person, purpose=purpose, body="J1C")
        await dazhou.write("open_work_items", requested)
        await dazhou.write("advance_work_items", step(code, "answer", "2020-06-02", duty="fulfilled", facts="样例"))

    await check("C1", "promotion")
    proposed = opened("consequence", "Y1", "2020-06-03", "D1", person=person, purpose="benefits", what="样例：待遇")
    await dazhou.write("open_work_items", proposed)
    granting = step("Y1", "grant", "2020-06-04")
    assert await refused(dazhou, "advance_work_items", granting) == "GATE_CLOSED"
    await check("C2", "benefits")
    await dazhou.write("advance_work_items", granting)

    assert [one.state for one in await items(dazhou, kind="consequence")] == ["granted"]


async def test_promises_kept_and_marks_of_supervision_follow(dazhou: Office) -> None:
    cadre = PEOPLE[0]
    supervised = opened("roving_supervision", "B3", "2020-05-05", "D1", cadre=cadre, found="样例：在岗", points="88.5")
    await dazhou.write(
        "open_work_items",
        *(opened("commitment_item", f"B{n}", "2020-01-05", "D1", cadre=cadre, promise="样例") for n in (1, 2)),
        supervised,
        opened("roving_supervision", "B4", "2020-06-05", "D1", cadre=cadre, found="样例：又去看了一次"),
    )
    await dazhou.write("advance_work_items", step("B1", "fulfil", "2020-09-01", result="样例：已兑现"))

    assert await facts(dazhou) == {("promised", cadre): 2, ("supervision", cadre): 1, ("fulfilled", cadre): 1}


async def test_a_stationed_cadre_promises_is_supervised_and_recalled(dazhou: Office) -> None:
    cadre = PEOPLE[0]
    await dazhou.write(
        "open_work_items",
        opened("commitment_item", "B1", "2020-01-05", "D1", cadre=cadre, promise="样例：修通一条路"),
        opened("roving_supervision", "B2", "2020-05-05", "D1", cadre=cadre, found="样例：不在岗"),
    )
    unsigned = opened("recall", "B3", "2020-05-06", "D1", cadre=cadre, reason="样例：脱岗")
    assert await refused(dazhou, "open_work_items", unsigned) == "NOT_SIGNED"
    unsigned.signed.append("复核人")
    await dazhou.write_by_two("open_work_items", unsigned)

    assert [one.due_on for one in await items(dazhou, kind="commitment_item", state="promised")] == ["2021-01-04"]
    assert [one.state for one in await items(dazhou, kind="recall")] == ["recalled"]


async def test_no_check_is_made_unapproved_outside_the_clauses_announced_or_twice(dazhou: Office) -> None:
    days = {"I1": "2020-03-02", "I2": "2020-03-20"}
    texts = {code: f"{day} D1 {code}" for code, day in days.items()}

    def requested(code: str, clause: str = "duty") -> pb.OpenWorkItem:
        seal = sha256(texts[code].encode()).hexdigest()
        return opened("inspection", code, "2020-02-20", "GW", clause=clause, seal=seal)

    def inspected(code: str, unit: str = "D1") -> pb.AdvanceWorkItem:
        return step(code, "inspect", days[code], units=(unit,), opened=texts[code], found="样例：台账不全")

    refusals = []
    refusals.append(await refused(dazhou, "open_work_items", requested("I1", "neatness")))
    await dazhou.write("open_work_items", requested("I1"), requested("I2"))
    refusals.append(await refused(dazhou, "advance_work_items", inspected("I1")))
    await dazhou.write("advance_work_items", *(step(code, "approve", "2020-02-25") for code in days))
    refusals.append(await refused(dazhou, "advance_work_items", inspected("I1", "D2")))
    await dazhou.write("advance_work_items", inspected("I1"))
    refusals.append(await refused(dazhou, "advance_work_items", inspected("I2")))

    assert refusals == ["UNKNOWN_CHOICE", "STEP_NOT_POSSIBLE", "SEAL_BROKEN", "GATE_CLOSED"]


async def due(office: Office, organization: str, as_of: str) -> list[tuple[str, str, str]]:
    """Kind, period and state of what is owed."""
    request = pb.ListWorkDueRequest(city=CITY.slug, organization=organization, as_of=as_of)
    answer = await office.invoke(office.client.list_work_due, request)
    return [(one.kind, one.period, one.state) for one in answer.due]


async def test_februarys_list_that_was_left_out_is_late_on_5_march_and_an_institution_owes_nothing(
    dazhou: Office,
) -> None:
    await dazhou.write("open_work_items", opened("monthly_list", "Q01", "2020-01-02", "D1", convener=PEOPLE[0]))
    await dazhou.write("advance_work_items", step("Q01", "sum_up", "2020-01-28", record="样例"))

    found = await due(dazhou, "D1", "2020-03-05")
    assert ("monthly_list", "2020-01", "DONE") in found
    assert [one for one in found if one[2] == "LATE"] == [
        ("dispatching", "2020-B1", "LATE"),
        ("monthly_list", "2020-02", "LATE"),
    ]
    assert Counter(kind for kind, _, _ in found) == {
        "monthly_list": 12,
        "dispatching": 6,
        "tracking": 4,
        "delegates_visit": 2,
        "reporting": 1,
    }
    institution = org.OrganizationState(code="S01", kind="DEPARTMENT", since="2018-01-01")
    await dazhou.receive("org", [("S01", org.OrganizationEstablished(after=[institution]))])
    assert await due(dazhou, "S01", "2020-03-05") == []


async def test_the_hours_of_a_units_meetings_are_measured(dazhou: Office) -> None:
    held = {"convener": PEOPLE[0], "record": "样例", "points": "90", "hours": "1.5"}
    await dazhou.write("open_work_items", opened("dispatching", "DD", "2020-06-05", "D1", **held))

    request = pb.ListBurdensRequest(city=CITY.slug, organization="D1", as_of="2020-06-20")
    answer = await dazhou.invoke(dazhou.client.list_burdens, request)
    assert {one.key: one.done for one in answer.burdens if one.key in ("hours", "meetings")} == {
        "hours": "1.5",
        "meetings": "1",
    }


TRACE_RULE = opened("trace_rule", "GD1", "2020-04-01", "GW", number=RECORD["rule"], demands=RECORD["what"])
"""The written rule by which records are asked for."""


async def test_no_trace_is_demanded_without_a_written_rule_in_force_nor_more_than_the_limit(dazhou: Office) -> None:
    def demanded(code: str, indicator: str = "review") -> pb.OpenWorkItem:
        return opened("trace", code, "2020-05-06", "D1", indicator=indicator, **RECORD)

    assert await refused(dazhou, "open_work_items", demanded("LH1")) == "GATE_CLOSED"
    await dazhou.write("open_work_items", TRACE_RULE)
    assert await refused(dazhou, "open_work_items", demanded("LH1")) == "GATE_CLOSED"
    await dazhou.write("advance_work_items", step("GD1", "issue", "2020-04-02"))
    await dazhou.write("open_work_items", demanded("LH1"), demanded("LH2", "dispatch"))
    assert await refused(dazhou, "open_work_items", demanded("LH3", "task_list")) == "BURDEN_TOO_GREAT"
    await dazhou.write("advance_work_items", step("LH1", "hand_in", "2020-05-12", evidence="样例材料"))

    assert [one.code for one in await items(dazhou, "trace", "handed_in")] == ["LH1"]


async def test_no_indicator_takes_more_records_than_its_budget_of_the_quarter(dazhou: Office) -> None:
    await dazhou.write("open_work_items", TRACE_RULE)
    await dazhou.write("advance_work_items", step("GD1", "issue", "2020-04-02"))

    def demanded(code: str, on: str, indicator: str) -> pb.OpenWorkItem:
        return opened("trace", code, on, "D1", indicator=indicator, **RECORD)

    await dazhou.write("open_work_items", demanded("LH1", "2020-04-06", "review"))
    with pytest.raises(
        Refused, match=r"2020-Q2 季度的“每项指标的留痕材料”（年终述职评议）已有 1，.*为 2，上限 1"
    ) as spent:
        await dazhou.write("open_work_items", demanded("LH2", "2020-06-29", "review"))
    assert (spent.value.code, spent.value.details["choice"]) == ("BURDEN_TOO_GREAT", "review")
    outside = demanded("LH2", "2020-06-29", "village")
    assert await refused(dazhou, "open_work_items", outside) == "UNKNOWN_CHOICE"
    await dazhou.write("open_work_items", demanded("LH2", "2020-06-29", "dispatch"))
    await dazhou.write("open_work_items", demanded("LH3", "2020-07-01", "review"))

    request = pb.ListBurdensRequest(city=CITY.slug, organization="D1", as_of="2020-06-30")
    found = (await dazhou.invoke(dazhou.client.list_burdens, request)).burdens
    assert [(one.choice, one.required, one.most, one.period) for one in found if one.key == "evidence"] == [
        ("task_list", "0", "1", "2020-Q2"),
        ("dispatch", "1", "1", "2020-Q2"),
        ("supervision", "0", "1", "2020-Q2"),
        ("inspection", "0", "1", "2020-Q2"),
        ("review", "1", "1", "2020-Q2"),
    ]
    assert {(one.provenance, one.choice_title) for one in found if one.choice == "review"} == {
        ("DEFAULT", "年终述职评议")
    }


async def test_a_second_check_of_a_department_in_a_month_is_refused(dazhou: Office) -> None:
    held = {"convener": PEOPLE[0], "record": "样例"}
    await dazhou.write("open_work_items", opened("tracking", "DB", "2020-06-05", "D1", points="90", **held))
    walk = opened("delegates_visit", "SC", "2020-06-18", "D1", delegates=PEOPLE[:3], **held)
    assert await refused(dazhou, "open_work_items", walk) == "BURDEN_TOO_GREAT"

    request = pb.ListBurdensRequest(city=CITY.slug, organization="D1", as_of="2020-06-20")
    answer = await dazhou.invoke(dazhou.client.list_burdens, request)
    # What was done made up for the first quarter: the second's supervision and the half-year's visit are still owed.
    assert {one.key: (one.required, one.done, one.most, one.provenance) for one in answer.burdens} == {
        "checks": ("3", "1", "1", "DEFAULT"),
        "meetings": ("1", "0", "2", "DEFAULT"),
        "records": ("0", "0", "2", "DEFAULT"),
        "hours": ("0", "0", "", "DEFAULT"),
        "evidence": ("0", "0", "1", "DEFAULT"),
    }


async def test_an_opinion_is_coded_graded_assigned_and_closed_when_people_accept_it(dazhou: Office) -> None:
    await dazhou.write("open_work_items", opened("opinion", "YQ1", "2020-03-02", "GW", source="样例问卷"))
    early = opened("assigned_opinion", "JB1", "2020-03-03", "D1", parent="YQ1")
    assert await refused(dazhou, "open_work_items", early) == "STEP_NOT_POSSIBLE"
    await dazhou.write(
        "advance_work_items",
        step("YQ1", "encode", "2020-03-03", matter="03"),
        step("YQ1", "grade", "2020-03-04", grade="department", place="1"),
    )
    await dazhou.write("open_work_items", opened("assigned_opinion", "JB1", "2020-03-05", "D1", parent="YQ1"))
    unmended = step("JB1", "confirm", "2020-03-06", satisfaction="satisfied")
    assert await refused(dazhou, "advance_work_items", unmended) == "STEP_NOT_POSSIBLE"
    for key, fields in (("mend", {"done": "样例"}), ("reject", {"lacking": "样例"})):
        await dazhou.write("advance_work_items", step("JB1", key, "2020-04-01", **fields))
    again = pb.AdvanceWorkItem(
        idempotency_key="again", item="JB1", step="mend", on="2020-04-10", fields=values(done="样例再改")
    )
    await dazhou.write("advance_work_items", again)
    await dazhou.write("advance_work_items", step("JB1", "confirm", "2020-04-20", satisfaction="satisfied"))

    (closed,) = await items(dazhou, "assigned_opinion", "closed")
    assert (closed.code, closed.parent, closed.closed_on) == ("JB1", "YQ1", "2020-04-20")


async def test_the_first_contact_answers_until_the_answer_is_accepted(dazhou: Office) -> None:
    await dazhou.write(
        "open_work_items", opened("first_asked", "S1", "2020-05-06", "D1", first=PEOPLE[0], source="来访")
    )
    await dazhou.write(
        "advance_work_items",
        step("S1", "pass_on", "2020-05-06", unit="D2"),
        step("S1", "answer", "2020-05-08", answer="样例：已答复"),
        step("S1", "return_to", "2020-05-09", lacking="样例：材料不全"),
    )
    accepted = step("S1", "confirm", "2020-05-10")
    assert await refused(dazhou, "advance_work_items", accepted) == "STEP_NOT_POSSIBLE"
    again = step("S1", "answer", "2020-05-11", answer="样例：再次答复")
    again.idempotency_key = "S1/again"
    await dazhou.write("advance_work_items", again)
    alone = step("S1", "confirm", "2020-05-12")
    alone.ClearField("signed")
    assert await refused(dazhou, "advance_work_items", alone) == "NOT_SIGNED"

    (matter,) = await items(dazhou, kind="first_asked")
    assert (matter.state, matter.due_on) == ("answered", "2020-05-21")

    await dazhou.write("advance_work_items", step("S1", "confirm", "2020-05-12"))

    assert [one.state for one in await items(dazhou, kind="first_asked")] == ["confirmed"]


async def test_a_brand_is_shown_while_it_is_built(dazhou: Office) -> None:
    await dazhou.write("open_work_items", opened("brand", "P1", "2020-01-20", "D1", brand="样例品牌", plan="样例方案"))
    assert await refused(dazhou, "advance_work_items", step("P1", "come_to", "2020-11-20")) == "STEP_NOT_POSSIBLE"
    await dazhou.write(
        "advance_work_items",
        step("P1", "build", "2020-04-12", progress="样例", page="样例版面"),
        step("P1", "come_to", "2020-11-20"),
    )

    assert [one.state for one in await items(dazhou, kind="brand")] == ["built"]
