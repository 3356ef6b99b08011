"""What the registry audits: commands done and refused, what somebody may not, and whoever is shown names."""

import asyncio
from datetime import datetime, timedelta

import pytest
from biaochi.common.v1.common_pb2 import AuditEntry, AuditHead, ListAuditTrailRequest
from biaochi.org.v1 import service_pb2 as org
from biaochi_chassis.audit.heads import KEY, TYPE
from biaochi_chassis.event.call import AUTHORIZATION, ORIGIN, PURPOSE, Call
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.rpc.methods import writes_of
from biaochi_chassis.runtime.auditing import AuditTrail

from tests.callers import caller
from tests.org.office import CITY, Office

FROM = "192.0.2.7"


def by(office: Office, call: Call, **more: str) -> dict[str, str]:
    return {**office.headers, **more, AUTHORIZATION: call.headers()[AUTHORIZATION], ORIGIN: FROM}


def registration(*codes: str, dry_run: bool = False) -> org.RegisterPersonsRequest:
    request = org.RegisterPersonsRequest(city=CITY, dry_run=dry_run)
    for code in codes:
        request.deeds.add(idempotency_key=f"key-of-{code}", code=code, name="样例党员00017")
    return request


async def registered(office: Office, call: Call, request: org.RegisterPersonsRequest) -> str:
    """Empty, or the code of the refusal."""
    try:
        await office.client.register_persons(request, headers=by(office, call))
    except Refused as refused:
        return refused.code
    return ""


async def trail(office: Office, outcome: str = "", caller_: str = "", after: str = "") -> list[AuditEntry]:
    """What the auditor is shown."""
    request = ListAuditTrailRequest(city=CITY, outcome=outcome, caller=caller_, after=after)
    answer = await office.client.list_audit_trail(request, headers=by(office, caller("auditor")))
    return list(answer.entries)


@pytest.fixture
def loop(office: Office) -> AuditTrail:
    """The trail that the service's loop would say the head of."""
    (found,) = (each for each in office.service.loops if isinstance(each, AuditTrail))
    return found


async def test_a_batch_that_was_done_is_one_entry_with_who_from_where_and_what(office: Office) -> None:
    call = caller("registry")
    await registered(office, call, registration("P1", "P2"))

    (entry,) = await trail(office)

    assert (entry.number, entry.action, entry.outcome, entry.caller) == (1, "RegisterPersons", "ACCEPTED", "registry")
    assert (entry.via, entry.origin, entry.subjects) == ("gateway", FROM, "P1 P2")
    assert entry.content
    assert entry.hash
    assert entry.trace == office.headers["traceparent"].split("-")[1]


async def test_a_retry_and_a_dry_run_add_nothing(office: Office) -> None:
    for request in (registration("P1"), registration("P1"), registration("P2", dry_run=True)):
        await registered(office, caller("registry"), request)

    assert [entry.subjects for entry in await trail(office)] == ["P1"]


async def test_a_command_that_was_refused_is_an_entry_with_its_code_though_nothing_else_is_written(
    office: Office,
) -> None:
    await registered(office, caller("registry"), registration("P1"))
    other = registration("P1")
    other.deeds[0].name = "样例党员00018"
    refused = [await registered(office, caller("registry"), other) for _ in range(2)]

    assert refused == ["IDEMPOTENCY_KEY_REUSED"] * 2
    assert [entry.outcome for entry in await trail(office)] == ["ACCEPTED", *refused]


async def test_a_denial_is_written_at_once_and_then_counted(office: Office, loop: AuditTrail) -> None:
    for number in range(5):
        assert await registered(office, caller("viewer"), registration(f"P{number}")) == "FORBIDDEN"
    before = await trail(office, outcome="FORBIDDEN")
    await loop.exchange()

    assert [(entry.caller, entry.times) for entry in before] == [("viewer", 1)]
    assert [entry.times for entry in await trail(office, outcome="FORBIDDEN")] == [1, 4]


async def test_whoever_is_shown_names_whole_is_written_down_with_their_purpose_and_nobody_else(office: Office) -> None:
    await registered(office, caller("registry"), registration("P1", "P2"))
    request = org.BatchGetPersonsRequest(city=CITY, codes=["P1", "P3"])
    await office.client.batch_get_persons(request, headers=by(office, caller("supervisor")))
    await office.client.batch_get_persons(
        request, headers=by(office, caller("registry"), **{PURPOSE: "%E6%A0%B8%E5%AF%B9"})
    )

    (entry,) = await trail(office, outcome="READ")

    assert (entry.caller, entry.action, entry.subjects, entry.purpose) == (
        "registry",
        "BatchGetPersons",
        "P1",
        "核对",
    )


async def test_sign_ins_that_the_gateway_reports_are_entries_that_the_auditor_of_any_city_is_shown(
    office: Office,
) -> None:
    request = org.ReportSignInsRequest()
    request.sign_ins.add(caller="p-1", origin=FROM, times=1, at="2021-01-12T02:00:00.000+00:00")
    request.sign_ins.add(refusal="UNAUTHENTICATED", origin=FROM, times=7, at="2021-01-12T02:00:01.000+00:00")
    await office.client.report_sign_ins(request, headers=Call.internal("gateway").headers())
    with pytest.raises(Refused) as by_a_person:
        await office.client.report_sign_ins(request, headers=by(office, caller("system_administrator")))

    signed, nobody = (one for one in await trail(office) if one.action == "SignIn")

    assert (signed.outcome, signed.caller, signed.via, signed.origin) == ("SIGNED_IN", "p-1", "gateway", FROM)
    assert (nobody.outcome, nobody.caller, nobody.times) == ("UNAUTHENTICATED", "", 7)
    assert by_a_person.value.code == "FORBIDDEN"


async def test_the_trail_is_shown_to_the_auditor_of_the_city_only_and_in_pages(office: Office) -> None:
    for code in ("P1", "P2", "P3"):
        await registered(office, caller("registry"), registration(code))
    request = ListAuditTrailRequest(city=CITY, first=2)
    page = await office.client.list_audit_trail(request, headers=by(office, caller("auditor")))
    rest = await trail(office, after=str(page.entries[-1].number))

    assert (page.total, page.has_more, [one.subjects for one in rest]) == (3, True, ["P3"])
    assert await trail(office, caller_="nobody") == []
    today = datetime.fromisoformat(page.entries[0].at).astimezone(SHANGHAI).date()
    for days, there in ((0, ["P3", "P2", "P1"]), (1, [])):
        day = (today + timedelta(days)).isoformat()
        since = ListAuditTrailRequest(city=CITY, written_from=day, written_until=day, descending=True)
        found = await office.client.list_audit_trail(since, headers=by(office, caller("auditor")))
        assert [one.subjects for one in found.entries] == there
    typo = ListAuditTrailRequest(city=CITY, written_from="昨天")
    with pytest.raises(Refused, match="不是日期"):
        await office.client.list_audit_trail(typo, headers=by(office, caller("auditor")))
    for other in (caller("registry"), caller("security_administrator"), caller("auditor", "yantai")):
        with pytest.raises(Refused, match="没有办这件事所需的角色"):
            await office.client.list_audit_trail(request, headers=by(office, other))
    with pytest.raises(Refused, match="游标"):
        await trail(office, after="1 or 1")


async def test_the_head_is_said_on_the_log_once_for_each_state(office: Office, loop: AuditTrail) -> None:
    await loop.exchange()
    await registered(office, caller("registry"), registration("P1"))
    await asyncio.gather(loop.exchange(), loop.exchange())
    await loop.exchange()
    assert office.service.relay
    await office.service.relay.drain()

    records = [ReceivedEvent.read(one) for one in await office.log.read("biaochi.org.v1", partition_of(KEY), 0, 100)]
    heads = [AuditHead.FromString(record.data) for record in records if record.type == TYPE]

    (entry,) = await trail(office)
    assert {(head.service, head.number, head.hash) for head in heads} == {("org", 1, entry.hash)}


async def test_no_command_is_refused_without_an_entry(office: Office) -> None:
    refused = []
    for write in writes_of({"org": org.DESCRIPTOR}).values():
        with pytest.raises(Refused) as caught:
            await getattr(office.client, write.method)(
                write.request(city=CITY, deeds=[{}]), headers=by(office, caller())
            )
        refused.append(caught.value.code)

    assert [entry.outcome for entry in await trail(office)] == refused
