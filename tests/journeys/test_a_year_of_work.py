"""A city's year of work from opening to close, under a clock that the test moves: owed, reminded, late, made up for."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.town_of_work import advanced, begun, organizations
from tests.running import Running, Subscription
from tests.servers.deployments import Deployment

PATIENCE = 60
"""Seconds within which a platform under load turns its calendar."""
CALENDAR = """query Owed($asOf: Date!, $organization: String!) {
  calendar(city: "dazhou", asOf: $asOf, organization: $organization) { kind { key } period deadline state } }"""
NOTICES = """{ workNotices(city: "dazhou", cycle: "2020", organization: "D01", first: 100) {
  edges { node { kind { key } period stage deadline saidOn organizationCount } } } }"""
CHANGES = """subscription { workChanged(city: "dazhou", organization: "D01") {
  item { code state } step { step } notice { kind { key } period stage } } }"""
BURDENS = """{ burdens(city: "dazhou", asOf: "2020-06-30", organization: "D01") { key required done most } }"""
OPEN_CYCLE = "mutation Open($input: OpenCycleInput!) { openCycle(input: $input) { already } }"
CLOSE_CYCLE = "mutation Close($input: CloseCycleInput!) { closeCycle(input: $input) { already } }"
CYCLE = '{ cycles(city: "dazhou") { edges { node { code closed } } } }'


class Clock:
    """The clock of a platform, which stands still until the test moves it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def move(self, day: str) -> None:
        """To nine o'clock in the morning of a day, in China."""
        moved = self.path.with_suffix(".next")
        moved.write_text(f"{day}T09:00:00+08:00")
        moved.replace(self.path)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """On the second of January."""
    found = Clock(tmp_path / "clock")
    found.move("2020-01-02")
    return found


@pytest.fixture
def dazhou(tmp_path: Path, deployment: Deployment, clock: Clock) -> Iterator[Running]:
    """The platform with Dazhou's plugin: a work committee, two departments, a member, the open cycle 2020."""
    environment = {**deployment(), "BIAOCHI_CLOCK": f"@{clock.path}", "BIAOCHI_PLUGINS": "dazhou"}
    running = Running(tmp_path / "home", (), environment)
    try:
        running.start()
        for mutation, given in organizations():
            running.execute(mutation, {"input": given})
        running.execute(OPEN_CYCLE, {"input": {"idempotencyKey": "cycle", "city": "dazhou", "code": "2020"}})
        yield running
    finally:
        running.stop()


def said(running: Running) -> list[dict[str, Any]]:
    """What was said to the first department."""
    return [edge["node"] for edge in running.execute(NOTICES)["workNotices"]["edges"]]


def wait_until_said(running: Running, kind: str, period: str, stage: str) -> dict[str, Any]:
    """What is said of a period, once it is."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for one in said(running):
            if (one["kind"]["key"], one["period"], one["stage"]) == (kind, period, stage):
                return one
        time.sleep(0.2)
    raise AssertionError(f"{kind} of {period} is not said to be {stage}: {said(running)}")


def next_taken(changes: Subscription) -> dict[str, Any]:
    """The next item that was opened or advanced; what is said of the calendar meanwhile is passed over."""
    change: dict[str, Any] = changes.next()["workChanged"]
    while change["item"] is None:
        change = changes.next()["workChanged"]
    return change


def owed(running: Running, as_of: str, kind: str, organization: str = "D01") -> list[tuple[str, str]]:
    """Period and state of what an organization owes of a kind."""
    found = running.execute(CALENDAR, {"asOf": as_of, "organization": organization})["calendar"]
    return [(one["period"], one["state"]) for one in found if one["kind"]["key"] == kind]


def test_a_year_is_owed_reminded_late_made_up_for_and_closed(dazhou: Running, clock: Clock) -> None:
    begun_list = wait_until_said(dazhou, "monthly_list", "2020-01", "BEGUN")
    assert (begun_list["deadline"], begun_list["saidOn"], begun_list["organizationCount"]) == (
        "2020-02-05",
        "2020-01-02",
        2,
    )
    changes = Subscription(dazhou, CHANGES)
    dazhou.execute(*begun("monthly_list", "QD01", "D01", "2020-01-06", convener="P1"))
    opened = next_taken(changes)
    assert (opened["item"], opened["step"], opened["notice"]) == (
        {"code": "QD01", "state": "issued"},
        {"step": "issue"},
        None,
    )
    dazhou.execute(*advanced("QD01", "sum_up", "2020-01-20", record="样例"))
    assert next_taken(changes)["item"]["state"] == "summed_up"

    clock.move("2020-03-05")
    late = wait_until_said(dazhou, "monthly_list", "2020-02", "LATE")
    assert (late["deadline"], late["organizationCount"]) == ("2020-03-04", 2)
    received = [changes.next()["workChanged"]["notice"] for _ in range(2)]
    assert all(one is not None for one in received)
    changes.close()
    assert owed(dazhou, "2020-03-05", "monthly_list")[:3] == [
        ("2020-01", "DONE"),
        ("2020-02", "LATE"),
        ("2020-03", "DUE"),
    ]
    dazhou.execute(*begun("monthly_list", "QD02", "D01", "2020-03-06", convener="P1"))
    dazhou.execute(*advanced("QD02", "sum_up", "2020-03-06", record="样例：补办"))
    assert owed(dazhou, "2020-03-06", "monthly_list")[1] == ("2020-02", "DONE_LATE")

    clock.move("2020-06-16")
    wait_until_said(dazhou, "monthly_list", "2020-06", "BEGUN")
    dazhou.execute(*begun("tracking", "DB2", "D01", "2020-06-16", convener="P1", record="样例", points="92"))
    second = dazhou.answer(
        *begun("delegates_visit", "SC1", "D01", "2020-06-18", convener="P1", record="样例", delegates="P1")
    )
    assert second["errors"][0]["extensions"]["code"] == "BURDEN_TOO_GREAT"
    checks = next(one for one in dazhou.execute(BURDENS)["burdens"] if one["key"] == "checks")
    assert (checks["required"], checks["done"], checks["most"]) == ("3", "1", "1")

    before = len(said(dazhou))
    dazhou.stop()
    dazhou.start()
    assert len(said(dazhou)) == before, "a restart says nothing twice"

    clock.move("2021-01-04")
    wait_until_said(dazhou, "reporting", "2020", "LATE")
    dazhou.execute(CLOSE_CYCLE, {"input": {"idempotencyKey": "close", "city": "dazhou", "code": "2020"}})
    (cycle,) = dazhou.execute(CYCLE)["cycles"]["edges"]
    assert cycle["node"] == {"code": "2020", "closed": True}
    refused = dazhou.answer(*begun("tracking", "DB4", "D01", "2020-12-16", convener="P1", record="样例", points="92"))
    assert refused["errors"][0]["extensions"]["code"] == "CYCLE_CLOSED"
