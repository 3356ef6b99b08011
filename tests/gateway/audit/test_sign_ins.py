"""Sign-ins and whoever was nobody are reported to the registry's audit trail: each token once, refusals counted."""

import pytest
from biaochi.org.v1.service_pb2 import SignIn
from biaochi_chassis.foundation.refusal import NotYetKnown
from biaochi_chassis.identity.user import User
from biaochi_gateway.execution import sign_ins
from biaochi_gateway.execution.sign_ins import SignIns

from tests.callers import token
from tests.gateway.conftest import Gateway
from tests.gateway.fakes import Recorder, reached, services

CITIES = {"query": "{ cities { totalCount } }"}


def seen(recorder: Recorder) -> list[tuple[str, str, int]]:
    """Who was reported, with which refusal and how often, in the order reported."""
    reported: list[SignIn] = [one for request in recorder.of("ReportSignIns") for one in request.sign_ins]
    return [(one.caller, one.refusal, one.times) for one in reported]


def watching(recorder: Recorder) -> SignIns:
    """What a gateway before these services would report."""
    return SignIns(reached(services(recorder)).org)


async def test_a_token_is_a_sign_in_once_and_who_is_nobody_is_counted(gateway: Gateway) -> None:
    for authorization in (f"Bearer {token('auditor')}", f"Bearer {token('auditor')}", "Bearer a.b.c", "", "Basic YTpi"):
        await gateway.post(CITIES, {"authorization": authorization})
    (watched,) = (loop for loop in gateway.service.loops if isinstance(loop, SignIns))
    await watched.report()
    await watched.report()

    assert seen(gateway.recorder) == [("auditor", "", 1), ("", "UNAUTHENTICATED", 3)]


async def test_a_new_token_of_the_same_person_is_another_sign_in() -> None:
    recorder = Recorder()
    watched = watching(recorder)
    for ends in (100.0, 100.0, 200.0):
        watched.signed_in(User("p-1", ends), "192.0.2.7")
    await watched.report()

    assert seen(recorder) == [("p-1", "", 2)]


async def test_what_the_registry_does_not_take_is_reported_when_it_does() -> None:
    recorder = Recorder(refusing=NotYetKnown("以后再来。"))
    watched = watching(recorder)
    watched.refused("UNAUTHENTICATED", "192.0.2.7")
    await watched.report()
    recorder.requests.clear()
    recorder.refusing = None
    watched.refused("UNAUTHENTICATED", "192.0.2.7")
    await watched.report()

    assert seen(recorder) == [("", "UNAUTHENTICATED", 2)]


async def test_addresses_beyond_those_that_are_held_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ins, "MOST", 2)
    recorder = Recorder()
    watched = watching(recorder)
    for number in range(5):
        watched.refused("UNAUTHENTICATED", f"192.0.2.{number}")
    await watched.report()

    (request,) = recorder.of("ReportSignIns")
    assert [(one.origin, one.times) for one in request.sign_ins] == [("192.0.2.0", 1), ("192.0.2.1", 1), ("", 3)]
