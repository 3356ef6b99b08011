"""Results from the closing to the second signature: each step once, in its order, by whoever may, with one outcome."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import ListAwaitingSignaturesRequest
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.use_cases.restoring import restore
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.reconcile import reconcile
from google.protobuf.message import Message
from sqlalchemy import select

from tests.assessment.office import Office, open_office, published
from tests.assessment.town import BRANCH, CITY, NOW
from tests.callers import caller, deputy
from tests.servers.databases import Databases

GRAPH = """{"nodes": [
  {"key": "meetings", "term": {"op": "input", "kind": "check", "args": []}},
  {"key": "dues", "term": {"op": "input", "kind": "ledger", "args": []}},
  {"key": "total", "term": {"op": "sum", "args": [{"op": "ref", "key": "meetings"}, {"op": "ref", "key": "dues"}]}}
]}"""
CONTESTED = "o-1"
RESULTS, CORRECTED = "a" * 64, "b" * 64


@dataclass
class Calendar:
    """A clock that a test turns on."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return (self.instant + timedelta(hours=8)).date()

    def on(self, day: str) -> None:
        """Let it be ten in the morning of a day in China."""
        self.instant = datetime.fromisoformat(f"{day}T02:00:00+00:00").astimezone(UTC)


@dataclass
class Committee:
    """The office with the cycle 2020 closed, and its results as scoring froze them."""

    office: Office
    calendar: Calendar

    async def say(self, who: str, method: str, *commands: Message) -> None:
        """Send commands as somebody."""
        self.office.call = caller(who).after(self.office.call.positions)
        await self.office.write(method, *commands)

    async def by_two(self, role: str, method: str, *commands: Message) -> None:
        """Send commands as somebody in a role, and as another one in it."""
        await self.say(role, method, *commands)
        await self.by_another(role, method, *commands)

    async def by_another(self, role: str, method: str, *commands: Message) -> None:
        """Send commands as another one in a role."""
        self.office.call = deputy(role).after(self.office.call.positions)
        await self.office.write(method, *commands)

    async def refusal(self, who: str, method: str, *commands: Message) -> str:
        """The code under which commands are refused."""
        with pytest.raises(Refused) as refused:
            await self.say(who, method, *commands)
        return refused.value.code

    async def freeze(self, version: int, results_hash: str) -> None:
        """Let scoring freeze what the facts come to now."""
        life = await self.life()
        message = scoring.ResultsFrozen(
            cycle="2020", results_hash=results_hash, facts_hash=life.facts_hash, sheets=10, version=version
        )
        await self.office.receive("scoring", [("2020", message)])

    async def life(self) -> pb.GetResultLifeAnswer:
        """Where the results stand."""
        request = pb.GetResultLifeRequest(city=CITY.slug, cycle="2020")
        return await self.office.invoke(self.office.client.get_result_life, request)

    async def waiting(self, who: str) -> list[tuple[str, dict[str, str]]]:
        """What waits for somebody's signature: the command and what it says."""
        self.office.call = caller(who).after(self.office.call.positions)
        request = ListAwaitingSignaturesRequest(city=CITY.slug)
        answer = await self.office.invoke(self.office.client.list_awaiting_signatures, request)
        return [(one.command, {field.name: field.text for field in one.fields}) for one in answer.awaiting]

    async def objection(self, code: str = CONTESTED) -> events.Objection:
        """An objection as it stands."""
        request = pb.ListObjectionsRequest(city=CITY.slug, cycle="2020")
        answer = await self.office.invoke(self.office.client.list_objections, request)
        return next(one for one in answer.objections if one.code == code)

    async def listed(self, **wanted: object) -> list[str]:
        """The codes of the objections that are wanted, in their order."""
        request = pb.ListObjectionsRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]  # its fields
        answer = await self.office.invoke(self.office.client.list_objections, request)
        return [one.code for one in answer.objections]

    async def under_notice(self) -> None:
        """Begin the notice on the first working Monday of 2021."""
        await self.by_two("work_committee", "begin_notices", notice())


@asynccontextmanager
async def sitting(home: Path, databases: Databases, reason: str = "") -> AsyncIterator[Committee]:
    """The committee once a year is over: B01 has a check of 3 that the branch's checker recorded."""
    branch = published(replace(BRANCH, accepts=BRANCH.accepts[:3]))
    branch.graph = GRAPH
    calendar = Calendar()
    async with open_office(home, databases, calendar, [branch]) as office:
        committee = Committee(office, calendar)
        await office.open_2020()
        check = pb.RecordCheck(
            idempotency_key="c-1",
            subject="B01",
            indicator="meetings",
            period="2020-Q4",
            amount="3",
            signed=["样例签署人"],
            reason=reason,
        )
        await committee.say("work_committee", "record_checks", check)
        await committee.by_two("scheme_owner", "close_cycles", pb.CloseCycle(idempotency_key="close", code="2020"))
        await committee.freeze(1, RESULTS)
        yield committee


@pytest.fixture
async def committee(tmp_path: Path, databases: Databases) -> AsyncIterator[Committee]:
    async with sitting(tmp_path, databases) as found:
        yield found


def notice(results_hash: str = RESULTS, key: str = "notice") -> pb.BeginNotice:
    return pb.BeginNotice(idempotency_key=key, cycle="2020", results_hash=results_hash)


def objecting(code: str = CONTESTED, subject: str = "B01", **more: str) -> pb.RaiseObjection:
    about = {"cycle": "2020", "model": "branch", "node": "total", "period": "2020-Q4", "words": "少记一次会议"}
    return pb.RaiseObjection(idempotency_key=f"raise-{code}", code=code, subject=subject, **about | more)


def upholding(*corrections: pb.Correction, key: str = "decide", code: str = CONTESTED) -> pb.DecideObjection:
    made = corrections or (pb.Correction(replaces="c-1", amount="4"),)
    return pb.DecideObjection(
        idempotency_key=key, objection=code, upheld=True, reason="签到册可证", corrections=made, signed=["样例签署人"]
    )


def refusing(key: str = "decide", code: str = CONTESTED) -> pb.DecideObjection:
    return pb.DecideObjection(idempotency_key=key, objection=code, upheld=False, reason="与记录相符")


def signing(key: str, results_hash: str = RESULTS) -> pb.SignResult:
    return pb.SignResult(idempotency_key=key, cycle="2020", results_hash=results_hash)


async def test_results_are_final_with_the_second_signature_after_the_notice(committee: Committee) -> None:
    scored = (await committee.life()).state
    await committee.under_notice()
    shown = await committee.life()
    committee.calendar.on("2021-01-12")
    await committee.say("work_committee", "sign_results", signing("s-1"))
    once = (await committee.life()).state
    await committee.say("scheme_owner", "sign_results", signing("s-2"))
    final = await committee.life()

    assert (scored, shown.state, once, final.state) == ("SCORED", "UNDER_NOTICE", "SIGNED_ONCE", "FINAL")
    assert (shown.notice.until, shown.notice.provisional, shown.notice.to) == ("2021-01-11", False, "public")
    assert {one.signed_by for one in final.signatures} == {"work_committee", "scheme_owner"}


async def test_nothing_is_shown_unseen_and_nothing_twice(committee: Committee) -> None:
    other = await committee.refusal("work_committee", "begin_notices", notice(CORRECTED))
    await committee.under_notice()
    again = await committee.refusal("work_committee", "begin_notices", notice(key="again"))
    assert (other, again) == ("OTHER_RESULTS", "NOTICE_BEGUN")


async def test_nobody_objects_before_the_notice_or_after_its_last_day(committee: Committee) -> None:
    early = await committee.refusal("member", "raise_objections", objecting())
    await committee.under_notice()
    committee.calendar.on("2021-01-11")
    await committee.say("member", "raise_objections", objecting())
    committee.calendar.on("2021-01-12")
    late = await committee.refusal("member", "raise_objections", objecting("o-2", "B02"))
    assert (early, late, (await committee.life()).state) == ("NOT_UNDER_NOTICE", "OBJECTION_LATE", "DECIDING")


async def test_an_objection_names_a_node_of_its_model_and_is_one_to_a_place(committee: Committee) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting())
    wrong = {
        "UNKNOWN_NODE": objecting("o-2", node="unknown"),
        "UNKNOWN_MODEL": objecting("o-2", model="organ"),
        "UNKNOWN_PERIOD": objecting("o-2", period="2019"),
        "ALREADY_EXISTS": objecting("o-2"),
        "BAD_REQUEST": objecting("o-2", words=" "),
    }
    assert [await committee.refusal("member", "raise_objections", one) for one in wrong.values()] == list(wrong)
    same_code = pb.RaiseObjection()
    same_code.CopyFrom(objecting(subject="B02"))
    same_code.idempotency_key = "other"
    with pytest.raises(Refused, match="编号 o-1 已经用于另一件异议"):
        await committee.say("member", "raise_objections", same_code)


async def test_a_unit_merged_after_the_period_objects_and_one_merged_before_has_no_result(committee: Committee) -> None:
    merged = [("B03", "2021-01-02"), ("B04", "2020-12-31")]
    states = [
        (code, org.OrganizationMerged(after=[org.OrganizationState(code=code, kind="BRANCH", since=day, until=day)]))
        for code, day in merged
    ]
    await committee.office.receive("org", states)
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting("o-3", "B03"))
    gone = await committee.refusal("member", "raise_objections", objecting("o-4", "B04"))
    unknown = await committee.refusal("member", "raise_objections", objecting("o-5", "B99"))
    assert (gone, unknown, (await committee.objection("o-3")).subject) == ("NOT_SCORED", "NOT_SCORED", "B03")


async def test_objections_are_found_by_the_day_they_were_raised_on_and_had_backwards(committee: Committee) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting())
    committee.calendar.on("2021-01-06")
    await committee.say("member", "raise_objections", objecting("o-3", "B03"))

    assert await committee.listed() == ["o-1", "o-3"]
    assert await committee.listed(descending=True, first=1) == ["o-3"]
    assert await committee.listed(raised_from="2021-01-06", raised_until="2021-01-06") == ["o-3"]
    assert await committee.listed(raised_until="2021-01-05") == ["o-1"]
    for typo in ({"outcome": "perhaps"}, {"raised_from": "昨天"}):
        with pytest.raises(Refused):
            await committee.listed(**typo)


async def test_an_upheld_objection_replaces_the_fact_and_waits_for_the_next_version(committee: Committee) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting())
    before = (await committee.life()).facts_hash
    await committee.by_two("scheme_owner", "decide_objections", upholding())
    decided, pending = await committee.objection(), await committee.life()
    await committee.freeze(2, CORRECTED)
    committee.calendar.on("2021-01-12")
    settled = await committee.life()

    assert [await committee.listed(**one) for one in ({"outcome": "upheld"}, {"outcome": "refused"})] == [["o-1"], []]
    assert (decided.outcome, decided.decided_by, decided.decided_version) == ("upheld", "scheme_owner2", 1)
    assert (list(decided.facts), list(decided.reversed)) == (["decide~1"], ["c-1"])
    assert (pending.state, settled.state, settled.version) == ("PENDING", "DECIDED", 2)
    assert before != settled.facts_hash
    published_ = [event.type.rpartition(".")[2] for event in await committee.office.events()][-4:]
    assert published_ == ["ResultsReopened", "FactReversed", "CheckRecorded", "ObjectionDecided"]
    assert await committee.refusal("work_committee", "sign_results", signing("s-1")) == "OTHER_RESULTS"


async def test_a_refused_objection_changes_nothing(committee: Committee) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting())
    before = await committee.life()
    await committee.say("scheme_owner", "decide_objections", refusing())
    after = await committee.life()
    assert (after.facts_hash, after.results_hash) == (before.facts_hash, before.results_hash)
    assert (await committee.objection()).outcome == "refused"


async def test_who_decided_first_does_not_decide_again_and_the_second_of_two_deciders_is_refused(
    committee: Committee,
) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting())
    first = await committee.refusal("work_committee", "decide_objections", refusing())
    role = await committee.refusal("discipline_officer", "decide_objections", refusing())
    await committee.say("scheme_owner", "decide_objections", refusing())
    second = await committee.refusal("scheme_owner", "decide_objections", upholding(key="second"))
    assert (first, role, second) == ("DECIDED_FIRST", "NOT_ALLOWED_TO_RECORD", "OBJECTION_DECIDED")


async def test_who_signed_first_learns_what_became_of_it_under_their_own_key(committee: Committee) -> None:
    await committee.under_notice()
    committee.calendar.on("2021-01-12")
    await committee.say("work_committee", "sign_results", signing("s-1"))
    await committee.say("scheme_owner", "sign_results", signing("s-2"))
    request = pb.SignResultsRequest(city=CITY.slug, deeds=[signing("s-1")])
    committee.office.call = caller("work_committee").after(committee.office.call.positions)

    (written,) = (await committee.office.invoke(committee.office.client.sign_results, request)).written

    assert (written.code, written.already, written.awaits_signature) == ("2020", True, False)


async def test_a_signature_under_results_that_changed_is_none_under_the_next(committee: Committee) -> None:
    """Scoring froze them anew after somebody had signed."""
    await committee.under_notice()
    committee.calendar.on("2021-01-12")
    await committee.say("work_committee", "sign_results", signing("s-1"))
    waiting = await committee.waiting("scheme_owner")
    await committee.freeze(2, CORRECTED)

    assert waiting == [("SignResult", {"cycle": "2020", "results_hash": RESULTS})]
    assert (await committee.life()).state == "DECIDED"
    await committee.say("scheme_owner", "sign_results", signing("s-2", CORRECTED))
    assert (await committee.life()).state == "SIGNED_ONCE"


async def test_a_decision_touches_only_what_is_contested(committee: Committee) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting(node="dues"))
    outside = await committee.refusal("scheme_owner", "decide_objections", upholding())
    nothing = await committee.refusal(
        "scheme_owner",
        "decide_objections",
        pb.DecideObjection(idempotency_key="d", objection="o-1", upheld=True, reason="是"),
    )
    off_step = pb.Correction(indicator="dues", amount="0.3")
    wrong = await committee.refusal("scheme_owner", "decide_objections", upholding(off_step))
    right = pb.Correction(indicator="dues", amount="0.5")
    await committee.by_two("scheme_owner", "decide_objections", upholding(right))
    assert (outside, nothing, wrong) == ("NOT_CONTESTED", "NOTHING_CORRECTED", "AMOUNT_OFF_STEP")
    assert list((await committee.objection()).facts) == ["decide~1"]


async def test_nobody_signs_early_twice_or_over_open_objections(committee: Committee) -> None:
    unshown = await committee.refusal("work_committee", "sign_results", signing("s"))
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting())
    running = await committee.refusal("work_committee", "sign_results", signing("s"))
    committee.calendar.on("2021-01-12")
    waiting = await committee.refusal("work_committee", "sign_results", signing("s"))
    await committee.say("scheme_owner", "decide_objections", refusing())
    await committee.say("work_committee", "sign_results", signing("s"))
    await committee.say("work_committee", "sign_results", signing("s-2"))
    twice = (await committee.life()).state
    await committee.say("scheme_owner", "sign_results", signing("s-3"))
    over = await committee.refusal("scheme_owner", "sign_results", signing("s-4"))
    assert (unshown, running, waiting) == ("NOT_UNDER_NOTICE", "NOTICE_RUNNING", "OBJECTIONS_OPEN")
    assert (twice, over) == ("SIGNED_ONCE", "RESULTS_FINAL")


async def test_the_life_of_results_is_made_again_from_the_log(committee: Committee, databases: Databases) -> None:
    await committee.under_notice()
    await committee.say("member", "raise_objections", objecting(), objecting("o-2", "B02"))
    await committee.by_two("scheme_owner", "decide_objections", upholding(), refusing("d-2", "o-2"))
    await committee.freeze(2, CORRECTED)
    committee.calendar.on("2021-01-12")
    await committee.say("work_committee", "sign_results", signing("s-1", CORRECTED))
    await committee.say("scheme_owner", "sign_results", signing("s-2", CORRECTED))
    await committee.office.events()
    older = Database("assessment", databases("assessment_older"), "biaochi_assessment.migrations")
    await older.start()

    await reconcile(older, committee.office.log, [TOPIC], restore)

    database = committee.office.service.database
    assert database
    assert await older.read(everything) == await database.read(everything)
    await older.close()


def everything(connection: Connection) -> list[list[tuple[Any, ...]]]:
    kept = (tables.notice, tables.objection, tables.signature, tables.fact, tables.reversal, tables.slot, tables.cycle)
    found = [connection.execute(select(table).order_by(*table.primary_key)) for table in kept]
    return [[tuple(row) for row in rows] for rows in found]
