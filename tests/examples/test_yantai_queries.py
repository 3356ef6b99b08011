"""Yantai's year through GraphQL: who is reviewed and how, the sheets and what came of them, votes and marks by name."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from examples.yantai.generate import ALIKE, SEVERE
from examples.yantai.work import WORDS
from tests.example_years import ExampleYears
from tests.examples.querying import ExampleYear

STANDINGS = """query ($index: String!, $period: String, $rung: String) {
  standings(city: "yantai", cycle: "2020", index: $index, period: $period, rung: $rung, first: 200) {
    totalCount edges { node { total grade rung rank subject { code
      ... on Person { posts { role organization { kind } } } ... on Organization { kind } } } } } }"""
SHEET = """query ($index: String!, $subject: String!, $node: String!) {
  sheet(city: "yantai", cycle: "2020", index: $index, subject: $subject) {
    total explanation { value } nodes { key value } node(key: $node) { title value formula provenance } } }"""
FACTS = """query ($subject: String, $indicator: String!, $after: String) {
  facts(city: "yantai", cycle: "2020", subject: $subject, indicator: $indicator, first: 200, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { amount case note choice panel raterCode rater { code } } } } }"""
RATERS = """{ raters(city: "yantai", cycle: "2020", indicator: "seen_marks") {
  edges { node { code marks above same } } } }"""


@pytest.fixture(scope="module")
def yantai(example_years: ExampleYears) -> ExampleYear:
    """The platform with Yantai's year, for tests that only read."""
    return ExampleYear(example_years.of("yantai"), "yantai", "2020")


def standings(
    yantai: ExampleYear, index: str, period: str | None = None, rung: str | None = None
) -> list[dict[str, Any]]:
    found = yantai.execute(STANDINGS, {"index": index, "period": period, "rung": rung})["standings"]
    assert found["totalCount"] == len(found["edges"])
    return [edge["node"] for edge in found["edges"]]


def sheet(yantai: ExampleYear, subject: str, node: str, index: str = "review") -> dict[str, Any]:
    found: dict[str, Any] = yantai.execute(SHEET, {"index": index, "subject": subject, "node": node})["sheet"]
    return {**found, "nodes": {one["key"]: one["value"] for one in found["nodes"]}}


def facts(yantai: ExampleYear, indicator: str, subject: str | None = None) -> list[dict[str, Any]]:
    wanted: dict[str, Any] = {"indicator": indicator, "subject": subject}
    page = yantai.execute(FACTS, wanted)["facts"]
    edges = list(page["edges"])
    while page["pageInfo"]["hasNextPage"]:
        page = yantai.execute(FACTS, {**wanted, "after": page["pageInfo"]["endCursor"]})["facts"]
        edges += page["edges"]
    assert page["totalCount"] == len(edges)
    return [edge["node"] for edge in edges]


def test_eighty_secretaries_in_office_are_ranked_in_five_classes(yantai: ExampleYear) -> None:
    found = standings(yantai, "review")

    assert len(found) == 80
    assert [one["rank"] for one in found].count(1) == 5
    assert {(post["role"], post["organization"]["kind"]) for one in found for post in one["subject"]["posts"]} == {
        ("SECRETARY", "LEADING_GROUP")
    }
    assert Counter(one["grade"] for one in found)[None] == 1


def test_sixty_six_secretaries_have_a_sheet_at_each_quarters_end_and_58_are_closed_at_the_years(
    yantai: ExampleYear,
) -> None:
    for quarter in ("2020-Q1", "2020-Q4"):
        having = standings(yantai, "rectification", quarter, "rectifying")
        assert len(having) == 66
        assert "S15" in {one["subject"]["code"] for one in having}
    year = standings(yantai, "rectification")

    assert Counter(one["rung"] for one in year) == {"closed": 58, "rectifying": 8, "clear": 14}


def test_problems_are_read_one_by_one_in_the_words_in_which_they_were_fed_back(yantai: ExampleYear) -> None:
    problems = facts(yantai, "problems")

    assert len({one["case"] for one in problems}) == len(problems)
    assert {one["note"] for one in problems} == set(WORDS)
    assert len(facts(yantai, "problems", "S15")) == int(sheet(yantai, "S15", "problems")["nodes"]["problems"])


def test_a_late_report_and_an_open_problem_of_last_year_cost_points_this_year(yantai: ExampleYear) -> None:
    late, done = sheet(yantai, "S04", "rectification"), sheet(yantai, "S80", "rectification")

    assert (late["nodes"]["overdue_count"], late["nodes"]["told_part"]) == ("1", "15")
    assert late["nodes"]["solved_part"] == "30"
    assert (done["nodes"]["overdue_count"], done["nodes"]["told_part"], done["nodes"]["solved_part"]) == (
        "0",
        "20",
        "60",
    )
    assert Fraction(late["node"]["value"]) < Fraction(done["node"]["value"])


def test_a_member_of_the_joint_meeting_is_marked_on_the_written_report(yantai: ExampleYear) -> None:
    written, on_stage = sheet(yantai, "S59", "session"), sheet(yantai, "S73", "session")

    assert (written["nodes"]["kind"], written["nodes"]["mode"]) == ("joint_meeting", "written")
    assert (on_stage["nodes"]["kind"], on_stage["nodes"]["mode"]) == ("joint_meeting", "on_stage")
    assert Fraction(written["node"]["value"]) == round(Fraction(written["nodes"]["read_marks"]), 2)
    assert written["nodes"]["seen_marks"] is None
    assert on_stage["nodes"]["read_marks"] is None


def test_the_breakthrough_project_is_a_task_of_its_own_with_the_points_it_earned(yantai: ExampleYear) -> None:
    project = sheet(yantai, "S15", "project")

    assert 60 <= Fraction(project["node"]["value"]) <= 100
    assert project["node"]["title"] == "年度突破项目得分"


def test_24012_members_registered_with_a_community(yantai: ExampleYear) -> None:
    assert sum(int(one["amount"]) for one in facts(yantai, "registered")) == 24_012
    assert Fraction(sheet(yantai, "S05", "registration")["node"]["value"]) == 100


def test_votes_are_cast_by_name_and_weighed_by_class(yantai: ExampleYear) -> None:
    votes = facts(yantai, "cast", "S15")

    assert len({one["rater"]["code"] for one in votes}) == len(votes) == 12
    assert Counter(one["panel"] for one in votes) == {"leaders": 2, "panel": 5, "members": 5}
    vote = sheet(yantai, "S15", "vote")["node"]
    assert Fraction(vote["value"]) >= 40
    assert vote["provenance"] == "DEFAULT"
    assert sheet(yantai, "S80", "vote")["node"]["value"] is None


def test_the_severe_rater_is_listed_first_and_who_marks_all_alike_is_named(yantai: ExampleYear) -> None:
    raters = [edge["node"] for edge in yantai.execute(RATERS)["raters"]["edges"]]

    assert raters[0]["code"] == SEVERE
    assert {one["code"] for one in raters if one["same"]} == {ALIKE}


def test_leadership_teams_are_assessed_with_a_share_of_the_secretarys_review(yantai: ExampleYear) -> None:
    teams = standings(yantai, "leadership_team")
    team, review = sheet(yantai, "DZ15", "share", "leadership_team"), sheet(yantai, "S15", "total")

    assert len(teams) == 80
    assert {one["subject"]["kind"] for one in teams} == {"LEADING_GROUP"}
    assert team["nodes"]["review"] == review["nodes"]["total"]
    assert Fraction(team["node"]["value"]) == round(Fraction(review["total"]) * 15 / 100, 2)
