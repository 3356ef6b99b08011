"""Yantai's year from opening to close: a problem verbatim, its plan and reports, a session closed with its ballots."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.years.town_of_work import SIGNED, Mutation, Town
from tests.journeys.years.working_year import WorkingYear, working_year
from tests.servers.deployments import Deployment

TOWN = Town("yantai")
WORDS = "党建工作与中心工作融合不够紧密。"


def bodies() -> Iterator[Mutation]:
    """A work committee, two Party groups with their secretaries, and two who vote."""
    yield TOWN.body("GW", "WORK_COMMITTEE")
    yield TOWN.body("Z1", "BRANCH", "GW")
    for place in ("1", "2"):
        yield TOWN.body(f"DZ{place}", "LEADING_GROUP", "GW")
        for person in ("S", "V"):
            yield TOWN.person(f"{person}{place}")
        yield TOWN.holder(f"S{place}", f"DZ{place}", "SECRETARY")
        yield TOWN.member(f"V{place}", "Z1")


@pytest.fixture
def yantai(tmp_path: Path, deployment: Deployment) -> Iterator[WorkingYear]:
    """Yantai on the second of January 2020."""
    with working_year(tmp_path, deployment, TOWN, "2020-01-02", bodies()) as year:
        yield year


def test_yantais_year_goes_from_the_feedback_sheet_to_the_close(yantai: WorkingYear) -> None:
    yantai.wait_until_said("DZ1", "project", "2020", "BEGUN")
    yantai.do(
        TOWN.begun("reviewed", "FW1", "DZ1", "2020-01-06", **{"class": "joint_meeting"}, secretary="S1"),
        TOWN.begun("feedback_sheet", "F1", "DZ1", "2020-01-08", secretary="S1"),
    )
    feed_back = TOWN.advanced("F1", "feed_back", "2020-01-10")
    assert yantai.refused(feed_back) == "CHILDREN_NOT_READY"
    yantai.do(
        TOWN.begun("problem", "P1", "DZ1", "2020-01-08", "F1", words=WORDS, secretary="S1", origin="review"),
        feed_back,
        TOWN.advanced("F1", "plan", "2020-02-10", plan="样例：整改方案"),
        TOWN.advanced("P1", "measure", "2020-02-12", measure="样例：成立先锋队"),
        TOWN.begun("progress", "R1", "DZ1", "2020-03-30", "F1", secretary="S1", progress="样例：项目陆续复工"),
    )
    yantai.wait_until_sheet("rectification", "S1", "2020-Q1", {"problems": "1", "state": "rectifying"})

    yantai.clock.move("2020-10-12")
    yantai.do(
        TOWN.advanced("P1", "solve", "2020-09-20", result="样例：融合机制建立"),
        TOWN.advanced("P1", "close", "2020-10-10", SIGNED),
        TOWN.advanced("F1", "explain", "2020-12-20", explanation="样例：已全部整改", points="18"),
        TOWN.begun("session", "H1", "GW", "2020-12-20", form="written", panel="V1 V2"),
        TOWN.begun("statement", "T1", "DZ1", "2020-12-20", "H1", secretary="S1", invited="V1 V2"),
        TOWN.advanced("T1", "account", "2020-12-20", account="样例：上年问题已整改"),
        TOWN.advanced("T1", "report", "2020-12-20", report="样例：今年工作"),
        TOWN.advanced("T1", "look_ahead", "2020-12-20", ideas="样例", measures="样例", goals="样例"),
        TOWN.begun("ballot", "B1", "DZ1", "2020-12-20", "H1", rater="V1", about="S1", panel="panel", grade="good"),
    )
    stranger = TOWN.begun(
        "ballot", "B9", "DZ1", "2020-12-20", "H1", rater="S2", about="S1", panel="panel", grade="poor"
    )
    assert yantai.refused(stranger) == "NOT_ON_LIST"
    yantai.do(
        TOWN.begun("ballot", "B2", "DZ1", "2020-12-20", "H1", rater="V2", about="S1", panel="panel", grade="good"),
        TOWN.advanced("B1", "revise", "2020-12-20", grade="fairly_good"),
        TOWN.advanced("H1", "close", "2020-12-20", SIGNED),
    )
    assert yantai.refused(TOWN.advanced("B2", "revise", "2020-12-21", grade="poor")) == "STEP_NOT_POSSIBLE"

    yantai.clock.move("2021-01-04")
    late = yantai.wait_until_said("DZ2", "project", "2020", "LATE")
    assert late["organizationCount"] == 2
    yantai.wait_until_sheet(
        "rectification",
        "S1",
        "2020",
        {"kind": "joint_meeting", "mode": "written", "invited": "2", "solved": "1", "year_state": "closed"},
    )
    yantai.close()
    assert yantai.refused(TOWN.begun("feedback_sheet", "F2", "DZ2", "2020-12-31", secretary="S2")) == "CYCLE_CLOSED"
