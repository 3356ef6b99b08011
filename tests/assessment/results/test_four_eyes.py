"""What takes two persons: it is done when another one sends it, never before, and the trail has both of them."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import ListAuditTrailRequest, ListAwaitingSignaturesRequest, Written
from biaochi_chassis.event.call import Call
from google.protobuf.message import Message

from tests.assessment.office import Office, open_office, published
from tests.assessment.results.test_results import (
    Calendar,
    notice,
    objecting,
    refusing,
    signing,
    sitting,
    upholding,
)
from tests.assessment.town import BRANCH, CITY, accept
from tests.callers import caller, deputy
from tests.servers.databases import Databases

ROLE = "scheme_owner"
AWAITED = "AssessmentSignatureAwaited"
FIRST, SECOND = caller(ROLE), deputy(ROLE)


def about(kind: Callable[..., Message], indicator: str, **more: object) -> Message:
    """A command about the first branch in the last quarter."""
    about_branch = {"idempotency_key": f"k-{indicator}", "subject": "B01", "period": "2020-Q4"}
    return kind(indicator=indicator, **about_branch, **more)


VETO = about(pb.RecordVeto, "veto", note="通报")
DECISION = about(pb.RecordDecision, "allowed", reason="会议研究", signed=["样例签署人"])
WAIVER = about(pb.RecordLedgerEntry, "excused", case="C1", reason="因抗洪", signed=["样例签署人"])
ENTRY = about(pb.RecordLedgerEntry, "dues", amount="1", signed=["样例签署人"])
RECORDED = {"record_vetoes": VETO, "record_decisions": DECISION, "record_ledger_entries": WAIVER}


@pytest.fixture
async def office(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """The open cycle 2020, with a decision and a waiver among what the branch model takes."""
    more = (accept("allowed", "decision", signatures=1, reasoned=True), accept("excused", "ledger", signatures=1))
    branch = published(replace(BRANCH, accepts=(*BRANCH.accepts, *more)))
    branch.accepts[-1].how = "waivers"
    async with open_office(tmp_path, databases, Calendar(), [branch]) as found:
        await found.open_2020()
        yield found


async def send(office: Office, who: Call, method: str, command: Message) -> Written:
    """What becomes of a command as somebody sends it."""
    office.call = who.after(office.call.positions)
    (written,) = (await office.write(method, command)).written
    return written


async def types(office: Office) -> list[str]:
    """The types of all events so far, but for those that a signature is awaited."""
    found = [event.type.rpartition(".")[2] for event in await office.events()]
    return [one for one in found if one != AWAITED]


async def awaited(office: Office) -> int:
    """How often it was published that a signature is awaited."""
    return sum(event.type.endswith(AWAITED) for event in await office.events())


async def trail(office: Office, method: str) -> list[tuple[str, str]]:
    """Who did what became of this method, the oldest first."""
    office.call = caller("auditor").after(office.call.positions)
    request = ListAuditTrailRequest(city=CITY.slug, action="".join(word.capitalize() for word in method.split("_")))
    found = await office.invoke(office.client.list_audit_trail, request)
    return [(one.caller, one.outcome) for one in sorted(found.entries, key=lambda one: one.number)]


async def is_done_by_two(office: Office, method: str, command: Message) -> None:
    """The first signature changes nothing, nor does it given again; the second does what was signed."""
    before, said = await types(office), await awaited(office)
    for _ in range(2):
        written = await send(office, FIRST, method, command)
        assert (written.awaits_signature, await types(office)) == (True, before)
    assert await awaited(office) == said + 1
    written = await send(office, SECOND, method, command)
    assert not written.awaits_signature
    assert (await types(office))[: len(before)] == before != await types(office)
    wanted = [(ROLE, "AWAITS_SIGNATURE"), (f"{ROLE}2", "ACCEPTED")]
    assert [one for one in await trail(office, method) if one in wanted][-2:] == wanted


@pytest.mark.parametrize("method", RECORDED)
async def test_a_veto_a_decision_and_a_waiver_take_two_and_so_does_taking_them_back(
    office: Office, method: str
) -> None:
    command = RECORDED[method]
    await is_done_by_two(office, method, command)
    fact = getattr(command, "idempotency_key")  # noqa: B009  # which of three kinds of message it is
    await is_done_by_two(office, "reverse_facts", pb.ReverseFact(idempotency_key="r", fact=fact, reason="有误"))


async def test_what_is_no_exception_takes_one_though_somebody_is_said_to_have_signed(office: Office) -> None:
    entered = await send(office, FIRST, "record_ledger_entries", ENTRY)
    back = pb.ReverseFact(idempotency_key="r", fact="k-dues", reason="有误")

    assert not entered.awaits_signature
    assert not (await send(office, FIRST, "reverse_facts", back)).awaits_signature


async def test_results_are_shown_overridden_and_final_by_two_each(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        office = committee.office
        await is_done_by_two(office, "begin_notices", notice())
        await committee.say("member", "raise_objections", objecting(), objecting("o-2", "B02"))
        await is_done_by_two(office, "decide_objections", upholding())
        await committee.freeze(2, "b" * 64)
        assert not (await send(office, FIRST, "decide_objections", refusing("d-2", "o-2"))).awaits_signature
        committee.calendar.on("2021-01-12")
        await is_done_by_two(office, "sign_results", signing("s", "b" * 64))
        assert (await committee.life()).state == "FINAL"


async def test_both_who_uphold_had_no_part_in_what_they_override(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await committee.under_notice()
        await committee.say("member", "raise_objections", objecting())
        await committee.say(ROLE, "decide_objections", upholding())

        assert await committee.refusal("work_committee", "decide_objections", upholding()) == "DECIDED_FIRST"
        assert (await committee.objection()).outcome == ""
        waiting = await committee.waiting(ROLE)
        assert [command for command, _ in waiting] == ["DecideObjection"]
        assert waiting[0][1]["corrections"] == "amount=4，replaces=c-1"


async def test_a_notice_that_waits_is_of_the_results_that_were_looked_at(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await committee.say(ROLE, "begin_notices", notice())
        assert (await committee.life()).state == "SCORED"
        await committee.freeze(2, "b" * 64)

        assert await committee.refusal("work_committee", "begin_notices", notice(key="n-2")) == "OTHER_RESULTS"


async def test_a_first_signature_is_dated_and_lapses_by_the_clock_of_the_service(
    tmp_path: Path, databases: Databases
) -> None:
    async with sitting(tmp_path, databases) as committee:
        office = committee.office
        committee.calendar.on("2021-01-05")
        await committee.say(ROLE, "begin_notices", notice())
        request = ListAwaitingSignaturesRequest(city=CITY.slug)
        (waiting,) = (await office.invoke(office.client.list_awaiting_signatures, request)).awaiting
        committee.calendar.on("2021-01-12")
        lapsed = (await office.invoke(office.client.list_awaiting_signatures, request)).awaiting

        assert (waiting.at[:10], waiting.until[:10], list(lapsed)) == ("2021-01-05", "2021-01-12", [])
        assert (await send(office, SECOND, "begin_notices", notice())).awaits_signature
        committee.calendar.on("2021-01-18")
        assert not (await send(office, FIRST, "begin_notices", notice())).awaits_signature
