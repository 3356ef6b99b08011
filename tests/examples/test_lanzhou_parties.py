"""The rest of Lanzhou's example year: all four parties are judged by their lists, one resting on the other."""

from collections import Counter
from fractions import Fraction

import pytest
from biaochi_sdk.bench.judging import Judged, judge
from biaochi_sdk.values.exact import exact, half_up, written

from tests.examples.lanzhou_year import GRAPHS, known, lines

PARTIES = ("organ", "branch_duty", "committee_duty", "leading_duty", "work_duty")


@pytest.fixture(scope="module")
def judged() -> dict[str, Judged]:
    """The year of every model but the branch's own, which another test judges."""
    return judge([graph for code, graph in GRAPHS.items() if code != "branch"], known(), "2020")


def test_each_of_the_four_parties_has_a_list_that_is_judged_each_quarter(judged: dict[str, Judged]) -> None:
    counts = {code: len(judged[code].outcomes["2020-Q3"].sheets) for code in PARTIES}

    assert counts == {"organ": 86, "branch_duty": 545, "committee_duty": 86, "leading_duty": 86, "work_duty": 1}
    unjudged = [
        (code, period, subject)
        for code in PARTIES
        for period, outcome in judged[code].outcomes.items()
        for subject, sheet in outcome.sheets.items()
        if sheet.totals[code] is None
    ]
    assert unjudged == []


def test_each_list_is_sixty_to_forty_and_what_was_missed_counts_for_nothing() -> None:
    facts = [fact for code in ("organ", "branch_duty") for of_one in known()[code].facts.values() for fact in of_one]
    tasks = [fact for fact in facts if fact.kind == "task"]
    shares = Counter[str | None]()
    for task in tasks:
        shares[task.share] += int(task.points or 0)

    assert shares == {"COMMON": 631 * 60, "INDIVIDUAL": 631 * 40}
    missed = [line for title in ("责任清单任务·未完成", "党支部责任清单任务·未完成") for line in lines(title)]
    assert 0 < len(missed) == sum(task.amount == "0" for task in tasks)


def test_the_list_of_the_work_committee_rests_on_all_86_leading_groups(judged: dict[str, Judged]) -> None:
    (work,) = judged["work_duty"].outcomes["2020"].sheets.values()
    groups = [sheet.totals["leading_duty"] for sheet in judged["leading_duty"].outcomes["2020"].sheets.values()]

    mean = sum((exact(total or "0") for total in groups), Fraction(0)) / len(groups)
    assert work.values["groups"] == written(half_up(mean, 2))


def test_some_organs_have_done_all_nineteen_tasks_of_the_campaign(judged: dict[str, Judged]) -> None:
    sheets = judged["model_organ"].outcomes["2020"].sheets.values()
    fulfilled = [sheet for sheet in sheets if sheet.grade == "fulfilled"]

    assert len(sheets) == 86
    assert 0 < len(fulfilled) < 86
    assert {(sheet.totals["model_organ"], sheet.values["aspects"]) for sheet in fulfilled} == {("19", "6")}


def test_every_secretary_is_reviewed_and_most_are_good_or_fairly_good(judged: dict[str, Judged]) -> None:
    sheets = judged["review"].outcomes["2020"].sheets.values()
    grades = Counter(sheet.grade for sheet in sheets)

    assert sum(grades.values()) == 86 + 545
    assert None not in grades
    assert grades["good"] + grades["fairly_good"] > (86 + 545) / 2


def test_the_86_leading_teams_take_over_what_their_secretaries_were_found_to_be(judged: dict[str, Judged]) -> None:
    teams = judged["team"].outcomes["2020"].sheets

    assert len(teams) == 86
    assert all(sheet.values["share"] is not None for sheet in teams.values())


def test_each_demonstration_point_leads_a_branch() -> None:
    pairs, came = lines("梯级带动"), lines("梯级带动·到支部带动")
    points = {line["组织编码"] for line in lines("荣誉")}

    assert {line["带动的党支部"] for line in pairs} == points
    assert (len(pairs), len(came)) == (29, 58)
    assert (len(lines("梯级带动·层级晋升")), len(lines("梯级带动·未晋升"))) == (24, 5)


def test_each_organ_is_visited_each_quarter_and_findings_are_mended_and_verified_but_for_the_last() -> None:
    mutuals, lifted = lines("“四互”考评活动"), lines("“四互”考评活动·整改提升完毕")
    found, verified = lines("督查通报的问题"), lines("督查通报的问题·核实销号")
    assert Counter(line["日期"] for line in mutuals) == dict.fromkeys(
        ("2020-03-05", "2020-06-05", "2020-09-04", "2020-11-27"), 86
    )
    in_branches = [line for line in found if "-" in line["组织编码"]]
    assert (len(in_branches), len(found), len(verified), len(lifted)) == (1493, 1607, 1604, 341)
    assert len(lines("干部大讲堂·举办")) == 26
