"""Lanzhou's year from opening to close: a list of sixty to forty, a visit and its finding, a branch that goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.years.town_of_work import SIGNED, Mutation, Town
from tests.journeys.years.working_year import WorkingYear, working_year
from tests.servers.deployments import Deployment

TOWN = Town("lanzhou")
RATE = "mutation M($input: SubmitRatingInput!) { submitRating(input: $input) { already } }"
ISSUE = "mutation M($input: IssueTaskInput!) { issueTask(input: $input) { already } }"


def bodies() -> Iterator[Mutation]:
    """A work committee, a leading group, and two organ committees with a branch each."""
    yield TOWN.body("LZ", "WORK_COMMITTEE")
    yield TOWN.body("DZ1", "LEADING_GROUP", "LZ")
    for organ in ("01", "02"):
        yield TOWN.body(organ, "ORGAN_COMMITTEE", "DZ1")
        yield TOWN.body(f"{organ}-01", "BRANCH", organ)


@pytest.fixture
def lanzhou(tmp_path: Path, deployment: Deployment) -> Iterator[WorkingYear]:
    """Lanzhou on the second of January 2020."""
    with working_year(tmp_path, deployment, TOWN, "2020-01-02", bodies()) as year:
        yield year


def proposed(code: str, share: str, points: str, due: str) -> Iterator[Mutation]:
    """A task of the list, and its agreement by somebody else."""
    filled = {"share": share, "points": points, "dueOn": due}
    yield TOWN.begun("duty_task", code, "01", "2020-01-06", "L1", **filled)
    yield TOWN.advanced(code, "agree", "2020-01-08", SIGNED)


def test_lanzhous_year_goes_from_the_duty_list_to_the_close(lanzhou: WorkingYear) -> None:
    lanzhou.wait_until_said("01", "mutual_visit", "2020-Q1", "BEGUN")
    lanzhou.do(TOWN.begun("duty_list", "L1", "01", "2020-01-06"), *proposed("T1", "common", "60", "2020-03-31"))
    approved = TOWN.advanced("L1", "approve", "2020-01-10", SIGNED)
    assert lanzhou.refused(approved) == "PROPORTION_NOT_MET"
    lanzhou.do(*proposed("T2", "individual", "40", "2020-12-31"), approved)
    lanzhou.do(
        TOWN.advanced("T1", "finish", "2020-03-27", result="样例：已落实", earned="54"),
        TOWN.begun(
            "mutual_visit", "V1", "01", "2020-03-05", visitor="02", form="stay", dues_seen="样例", life_seen="样例"
        ),
        TOWN.begun("finding", "W1", "01-01", "2020-03-05", "V1", words="样例：查出一处不到位", about="dues"),
        TOWN.advanced("V1", "circulate", "2020-03-10"),
        TOWN.begun("shortcoming", "QX1", "02-01", "2020-03-05", lacking="team"),
    )
    lanzhou.wait_until_sheet("branch", "01-01", "2020-Q1", {"dues": "3", "attendance": "4"})
    assert lanzhou.refused((ISSUE, {"input": task()})) == "INPUT_IS_DERIVED"
    lanzhou.wait_until_sheet("organ", "01", "2020-Q1", {"common_score": "90", "individual_score": None})
    assert lanzhou.refused(TOWN.advanced("V1", "lift", "2020-03-20")) == "CHILDREN_NOT_READY"
    lanzhou.do(
        TOWN.advanced("W1", "mend", "2020-03-18", done="样例：已补缴"),
        TOWN.advanced("W1", "verify", "2020-03-25", SIGNED),
        TOWN.advanced("V1", "lift", "2020-03-26"),
    )

    lanzhou.do(TOWN.abolished("02-01", "2020-04-27"))
    lanzhou.clock.move("2020-04-27")
    lanzhou.wait_until_held("02", "QX1")
    late = lanzhou.wait_until_said("02", "mutual_visit", "2020-Q1", "LATE")
    assert late["organizationCount"] == 1
    assert [lanzhou.owed("2020-04-27", "mutual_visit", organ)[0] for organ in ("01", "02")] == [
        ("2020-Q1", "DONE"),
        ("2020-Q1", "LATE"),
    ]

    lanzhou.clock.move("2021-01-04")
    lanzhou.wait_until_said("02", "duty_list", "2020", "LATE")
    lanzhou.do(
        TOWN.advanced("T2", "finish", "2020-12-30", result="样例：已落实", earned="30"),
        TOWN.advanced("L1", "settle", "2020-12-31"),
    )
    criticized = TOWN.begun("criticism", "TB1", "01-01", "2020-12-31", clause="样例规定第三条", signed=SIGNED)
    lanzhou.do_by_two(criticized, "work_committee")
    lanzhou.wait_until_sheet("organ", "01", "2020", {"common_score": "90", "individual_score": "75", "duty_list": "84"})
    lanzhou.do(*rated())
    lanzhou.wait_until_sheet("branch", "01-01", "2020", {"vetoed": "1"})
    lanzhou.wait_until_sheet("organ", "01", "2020", {"mutual_score": "90", "total": "85.2"})
    lanzhou.close()
    assert lanzhou.refused(TOWN.begun("duty_list", "L2", "02", "2020-12-31")) == "CYCLE_CLOSED"


def rated() -> Iterator[Mutation]:
    """The mutual ratings of the year, without which it is not closed: each of the two rates the other each quarter."""
    for quarter in range(1, 5):
        for rater, subject in (("01", "02"), ("02", "01")):
            about = {"rater": TOWN.id("Organization", rater), "subject": TOWN.id("Organization", subject)}
            given = {"idempotencyKey": f"HP{quarter}-{rater}", "indicator": "mutual", "amount": "90", **about}
            yield RATE, {"input": {**given, "period": f"2020-Q{quarter}"}}


def task() -> dict[str, str]:
    """A task that somebody types."""
    about = {"subject": TOWN.id("Organization", "01"), "indicator": "common", "period": "2020-03"}
    what = {"task": "R1", "title": "样例任务", "share": "COMMON", "points": "10"}
    return {"idempotencyKey": "typed", **about, **what}
