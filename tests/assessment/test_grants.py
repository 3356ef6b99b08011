"""What the registry granted counts here as soon as it is received; this service judges by its own copy."""

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.runtime import grants
from biaochi_gateway.events import broadcast
from biaochi_gateway.execution import own_grants
from google.protobuf.message import Message

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.callers import bare

MINUTE = 60.0
"""Seconds in which what was taken away has ended everywhere."""


def granted(role: str, *subjects: str) -> tuple[str, org.RoleGranted]:
    """A role of p-1's."""
    return "g-1", org.RoleGranted(grant="g-1", holder="p-1", role=role, subjects=subjects, since="2000-01-01")


async def opens(office: Office, who: Call, key: str) -> str:
    """What becomes of opening a cycle: empty, or the code of the refusal."""
    call = office.call.by(who.caller, who.roles, who.token)
    request = pb.OpenCyclesRequest(city=CITY.slug, deeds=[pb.OpenCycle(idempotency_key=key, code="2020")])
    try:
        await office.client.open_cycles(request, headers=call.headers())
    except Refused as refused:
        return refused.code
    return ""


async def test_a_grant_that_was_received_counts_for_whom_it_names(office: Office) -> None:
    before = await opens(office, bare("p-1"), "k-1")
    await office.receive("org", [granted("scheme_owner")])

    assert before == "FORBIDDEN"
    assert await opens(office, bare("p-2"), "k-2") == "FORBIDDEN"
    assert await opens(office, bare("p-1"), "k-3") == ""


async def test_a_grant_that_was_taken_back_counts_no_longer(office: Office) -> None:
    await office.receive("org", [granted("scheme_owner")])
    assert await opens(office, bare("p-2"), "k-1") == "FORBIDDEN"
    await office.receive("org", [("g-1", org.GrantRevoked(grant="g-1", holder="p-1"))])

    assert await opens(office, bare("p-1"), "k-2") == "FORBIDDEN"


async def test_a_grant_that_was_taken_back_counts_no_longer_than_it_is_remembered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "REMEMBERED", 0.0)
    await office.receive("org", [granted("scheme_owner")])
    assert await opens(office, bare("p-1"), "k-1") == ""
    await office.receive("org", [("g-1", org.GrantRevoked(grant="g-1", holder="p-1"))])

    assert await opens(office, bare("p-1"), "k-2") == "FORBIDDEN"


def test_everything_that_remembers_grants_forgets_within_a_minute() -> None:
    # Whoever listens is asked for again, by a service that may remember.
    assert broadcast.ADMITTED_AGAIN + grants.REMEMBERED <= MINUTE
    assert own_grants.REMEMBERED <= MINUTE


async def test_a_grant_for_some_is_not_enough_for_the_whole_city(office: Office) -> None:
    await office.receive("org", [granted("scheme_owner", "B01")])

    assert await opens(office, bare("p-1"), "k-1") == "FORBIDDEN"


def placed(code: str, parent: str, since: str = "2018-01-01") -> tuple[str, Message]:
    """An organization below another from a day on."""
    state = org.OrganizationState(
        code=code, name=code, kind="BRANCH", parent=parent, since=since, established_on="2018-01-01"
    )
    kind = org.OrganizationEstablished if since == "2018-01-01" else org.OrganizationMoved
    return code, kind(after=[state])


async def reads(office: Office, who: Call, subject: str) -> str:
    """What becomes of reading somebody's facts: empty, or the code of the refusal."""
    call = office.call.by(who.caller, who.roles, who.token)
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", subject=subject)
    try:
        await office.client.list_facts(request, headers=call.headers())
    except Refused as refused:
        return refused.code
    return ""


async def test_an_organ_committee_reads_about_all_below_it_as_they_are_moved(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.open_2020()
    await office.receive("org", [placed("B01", "J1"), placed("B02", "B01"), granted("organ_committee", "J1")])
    before = [await reads(office, bare("p-1"), code) for code in ("J1", "B01", "B02", "B03")]
    await office.receive("org", [placed("B02", "J2", "2020-06-01")])
    monkeypatch.setattr(grants, "REMEMBERED", 0.0)
    await reads(office, bare("p-1"), "B03")

    assert before == ["", "", "", "FORBIDDEN"]
    assert [await reads(office, bare("p-1"), code) for code in ("B01", "B02")] == ["", "FORBIDDEN"]


async def test_a_topic_that_is_read_again_grants_nothing_anew(office: Office) -> None:
    revoked = ("g-1", org.GrantRevoked(grant="g-1", holder="p-1"))
    await office.receive("org", [granted("scheme_owner"), revoked])
    await office.receive("org", [granted("scheme_owner")])

    assert await opens(office, bare("p-1"), "k-1") == "FORBIDDEN"
