"""What the registry granted counts here as soon as it is received; this service judges by its own copy."""

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.callers import bare


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


async def test_a_grant_for_some_is_not_enough_for_the_whole_city(office: Office) -> None:
    await office.receive("org", [granted("scheme_owner", "B01")])

    assert await opens(office, bare("p-1"), "k-1") == "FORBIDDEN"
