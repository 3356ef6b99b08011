"""Laixi's year from opening to close: no meeting on a no-meeting day, problems to their end, a branch that goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.years.town_of_work import SIGNED, Mutation, Town
from tests.journeys.years.working_year import WorkingYear, working_year
from tests.servers.deployments import Deployment

TOWN = Town("laixi")


def bodies() -> Iterator[Mutation]:
    """A work committee with a leader, and a department with its committee, two branches and a section's group."""
    yield TOWN.body("GW", "WORK_COMMITTEE")
    yield TOWN.body("D01", "DEPARTMENT", "GW")
    yield TOWN.body("JD01", "ORGAN_COMMITTEE", "D01")
    yield TOWN.body("Z1", "BRANCH", "JD01")
    yield TOWN.body("Z2", "BRANCH", "JD01")
    yield TOWN.body("K1", "SECTION", "D01")
    yield TOWN.body("X1", "PARTY_GROUP", "K1")
    for person in ("W1", "P1"):
        yield TOWN.person(person)
    yield TOWN.holder("W1", "GW", "COMMITTEE_MEMBER")
    yield TOWN.member("P1", "X1")


@pytest.fixture
def laixi(tmp_path: Path, deployment: Deployment) -> Iterator[WorkingYear]:
    """Laixi on the first working day of 2023."""
    with working_year(tmp_path, deployment, TOWN, "2023-01-03", bodies()) as year:
        yield year


def test_laixis_year_goes_from_the_first_dispatch_to_the_close(laixi: WorkingYear) -> None:
    laixi.wait_until_said("GW", "half_month_dispatch", "2023-01a", "BEGUN")
    on_a_wednesday = TOWN.begun("half_month_dispatch", "DD0", "GW", "2023-01-04", convener="W1")
    assert laixi.refused(on_a_wednesday) == "QUIET_DAY"
    laixi.do(
        TOWN.begun("half_month_dispatch", "DD1", "GW", "2023-01-05", convener="W1"),
        TOWN.begun("work_line", "GZX1", "D01", "2023-01-05", line="样例工作线", branch="Z1"),
        TOWN.begun("contact", "LX1", "JD01", "2023-01-10", leader="W1"),
        TOWN.advanced("LX1", "sit_in", "2023-01-12"),
        TOWN.begun("inspection_round", "LC1", "GW", "2023-03-01", team="W1"),
        TOWN.begun("inspection", "DD-JD01", "JD01", "2023-03-02", "LC1"),
        TOWN.begun("problem", "WT1", "JD01", "2023-03-02", "LC1", words="样例：组织生活记录不全", category="life"),
        TOWN.advanced("WT1", "tell", "2023-03-02"),
    )
    laixi.wait_until_sheet("contact", "JD01", "2023-Q1", contacted="1", problems="1", closed="0")

    laixi.clock.move("2023-02-02")
    late = laixi.wait_until_said("GW", "half_month_dispatch", "2023-01b", "LATE")
    assert late["organizationCount"] == 1
    assert laixi.owed("2023-02-02", "half_month_dispatch", "GW")[:2] == [("2023-01a", "DONE"), ("2023-01b", "LATE")]

    laixi.clock.move("2023-06-05")
    laixi.do(
        TOWN.advanced("WT1", "plan", "2023-06-05", owner="样例责任人"),
        TOWN.advanced("WT1", "rectify", "2023-06-12"),
        TOWN.advanced("WT1", "close", "2023-06-13"),
        TOWN.begun("personal_item", "GR1", "K1", "2023-06-02", member="P1", points="100"),
        TOWN.advanced("GR1", "complete", "2023-06-27", earned="95"),
        TOWN.abolished("Z2", "2023-07-01"),
    )
    on_what_is_gone = TOWN.begun("pledge", "CN1", "Z2", "2023-07-10", words="样例：承诺事项")
    assert laixi.refused(on_what_is_gone) == "UNKNOWN_SUBJECT"
    laixi.wait_until_sheet("member", "P1", "2023-06", points="95")

    laixi.clock.move("2024-01-04")
    laixi.wait_until_said("D01", "review", "2023", "LATE")
    laixi.wait_until_sheet("contact", "JD01", "2023", problems="1", closed="1", rectified="100")
    laixi.wait_until_sheet("organ_duty", "D01", "2023", lines="1", branches="1", on_lines="1", on_sections="1")
    laixi.close()
    assert laixi.refused(TOWN.advanced("LX1", "exchange", "2023-12-20", signed=SIGNED)) == "CYCLE_CLOSED"
