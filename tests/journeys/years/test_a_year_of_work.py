"""A city's year of work from opening to close, under a clock that the test moves: owed, reminded, late, made up for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.years.town_of_work import Mutation, Town
from tests.journeys.years.working_year import WorkingYear, working_year
from tests.running import Subscription
from tests.servers.deployments import Deployment

TOWN = Town("dazhou")
CHANGES = """subscription { workChanged(city: "dazhou", organization: "D01") {
  item { code state } step { step } notice { kind { key } period stage } } }"""
BURDENS = """{ burdens(city: "dazhou", asOf: "2020-06-30", organization: "D01") { key required done most } }"""


def bodies() -> Iterator[Mutation]:
    """A work committee, two departments, and a member in a branch."""
    yield TOWN.body("GW", "WORK_COMMITTEE")
    yield TOWN.body("D01", "DEPARTMENT", "GW")
    yield TOWN.body("D02", "DEPARTMENT", "GW")
    yield TOWN.body("D01-Z1", "BRANCH", "D01")
    yield TOWN.person("P1")
    yield TOWN.member("P1", "D01-Z1")


@pytest.fixture
def dazhou(tmp_path: Path, deployment: Deployment) -> Iterator[WorkingYear]:
    """Dazhou on the second of January 2020."""
    with working_year(tmp_path, deployment, TOWN, "2020-01-02", bodies()) as year:
        yield year


def next_taken(changes: Subscription) -> dict[str, Any]:
    """The next item that was opened or advanced; what is said of the calendar meanwhile is passed over."""
    change: dict[str, Any] = changes.next()["workChanged"]
    while change["item"] is None:
        change = changes.next()["workChanged"]
    return change


def tracked(code: str, on: str) -> Mutation:
    """A quarterly supervision."""
    return TOWN.begun("tracking", code, "D01", on, convener="P1", record="样例", points="92")


def test_a_year_is_owed_reminded_late_made_up_for_and_closed(dazhou: WorkingYear) -> None:
    begun_list = dazhou.wait_until_said("D01", "monthly_list", "2020-01", "BEGUN")
    assert (begun_list["deadline"], begun_list["saidOn"], begun_list["organizationCount"]) == (
        "2020-02-05",
        "2020-01-02",
        2,
    )
    changes = Subscription(dazhou.running, CHANGES)
    dazhou.do(TOWN.begun("monthly_list", "QD01", "D01", "2020-01-06", convener="P1"))
    opened = next_taken(changes)
    assert (opened["item"], opened["step"], opened["notice"]) == (
        {"code": "QD01", "state": "issued"},
        {"step": "issue"},
        None,
    )
    dazhou.do(TOWN.advanced("QD01", "sum_up", "2020-01-20", record="样例"))
    assert next_taken(changes)["item"]["state"] == "summed_up"

    dazhou.clock.move("2020-03-05")
    late = dazhou.wait_until_said("D01", "monthly_list", "2020-02", "LATE")
    assert (late["deadline"], late["organizationCount"]) == ("2020-03-04", 2)
    received = [changes.next()["workChanged"]["notice"] for _ in range(2)]
    assert all(one is not None for one in received)
    changes.close()
    assert dazhou.owed("2020-03-05", "monthly_list", "D01")[:3] == [
        ("2020-01", "DONE"),
        ("2020-02", "LATE"),
        ("2020-03", "DUE"),
    ]
    dazhou.do(
        TOWN.begun("monthly_list", "QD02", "D01", "2020-03-06", convener="P1"),
        TOWN.advanced("QD02", "sum_up", "2020-03-06", record="样例：补办"),
    )
    assert dazhou.owed("2020-03-06", "monthly_list", "D01")[1] == ("2020-02", "DONE_LATE")

    dazhou.clock.move("2020-06-16")
    dazhou.wait_until_said("D01", "monthly_list", "2020-06", "BEGUN")
    dazhou.do(tracked("DB2", "2020-06-16"))
    checked = TOWN.begun("delegates_visit", "SC1", "D01", "2020-06-18", convener="P1", record="样例", delegates="P1")
    assert dazhou.refused(checked) == "BURDEN_TOO_GREAT"
    checks = next(one for one in dazhou.running.execute(BURDENS)["burdens"] if one["key"] == "checks")
    assert (checks["required"], checks["done"], checks["most"]) == ("3", "1", "1")

    before = len(dazhou.said("D01"))
    dazhou.running.stop()
    dazhou.running.start()
    assert len(dazhou.said("D01")) == before, "a restart says nothing twice"

    dazhou.clock.move("2021-01-04")
    dazhou.wait_until_said("D01", "reporting", "2020", "LATE")
    dazhou.close()
    assert dazhou.refused(tracked("DB4", "2020-12-16")) == "CYCLE_CLOSED"
