"""Laixi's example year through GraphQL: the counts of both sources, asked as an office would."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.examples.querying import ExampleYear, example_year

CONCORDANCE = """query ($one: ChosenInput!, $other: ChosenInput!) {
  concordance(city: "laixi", one: $one, other: $other, first: 200) {
  both firstOnly secondOnly unknown entries { edges { node { side code } } } } }"""
CIRCULAR = """{ circular(city: "laixi", cycle: "2023", index: "section", period: "2023-12", first: 100) {
  text entries { totalCount edges { node { losses { title lost } } } } } }"""
GRADE = """query ($subject: String!) { sheet(city: "laixi", cycle: "2023", index: "party", subject: $subject) {
  grade gradeExplanation { formula children { key value } } } }"""
HONOURS = """query ($after: String) { honours(city: "laixi", cycle: "2023", first: 200, after: $after) {
  edges { node { title level } } } }"""


@pytest.fixture(scope="module")
def laixi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleYear]:
    """The year of Laixi."""
    with example_year("laixi", "2023", tmp_path_factory.mktemp("laixi")) as year:
        yield year


def chosen(laixi: ExampleYear, one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The concordance of two choices of departments."""
    year = {"cycle": "2023", "index": "party"}
    found: dict[str, Any] = laixi.execute(CONCORDANCE, {"one": {**year, **one}, "other": {**year, **other}})[
        "concordance"
    ]
    return found


def test_thirty_three_five_star_organs_are_all_excellent_in_the_comprehensive_assessment(laixi: ExampleYear) -> None:
    assert len(laixi.standing("party")) == 82
    assert len(laixi.standing("party", grade="five")) == 33
    found = chosen(laixi, {"values": ["five"]}, {"node": "rated", "values": ["excellent"]})
    assert (found["both"], found["firstOnly"], found["secondOnly"], found["unknown"]) == (33, 0, 5, 0)


def test_seventy_six_branches_have_five_stars_and_forty_nine_are_first_in_line(laixi: ExampleYear) -> None:
    assert len(laixi.standing("branch", grade="five")) == 76
    line = laixi.standing("nominated")
    assert [one["rank"] for one in line] == sorted((one["rank"] for one in line), key=lambda rank: rank or 1000)
    assert [one for one in line[:49] if one["grade"] != "five"] == []
    assert sum((one["rank"] or 1000) <= 49 for one in line) == 49
    honours = [edge["node"]["title"] for edge in laixi.execute(HONOURS)["honours"]["edges"]]
    assert Counter(honours) == {"先进基层党组织": 49, "党建工作示范点": 21, "青岛市机关事业单位五星级党支部": 1}


def test_twelve_low_ranked_departments_are_kept_from_honours_and_one_has_an_exception(laixi: ExampleYear) -> None:
    found = chosen(laixi, {"node": "excluded", "values": ["1"]}, {"node": "eligible", "values": ["1"]})

    assert (found["both"], found["firstOnly"]) == (1, 11)
    sides = {edge["node"]["code"]: edge["node"]["side"] for edge in found["entries"]["edges"]}
    excused = next(code for code, side in sides.items() if side == "BOTH")
    grade = laixi.execute(GRADE, {"subject": excused})["sheet"]["gradeExplanation"]
    assert {node["key"]: node["value"] for node in grade["children"]}["excluded"] == "1"
    assert {node["key"]: node["value"] for node in grade["children"]}["exception"] == "1"


def test_points_open_from_the_department_to_its_sections_to_their_members(laixi: ExampleYear) -> None:
    sections = laixi.below("points", "D01", "points", "2023-12")

    assert sections == ["D01-K1", "D01-K2", "D01-K3", "D01-K4"]
    members = [
        member for section in sections for member in laixi.below("section", section, "personal_points", "2023-12")
    ]
    assert members == [f"P{number:05}" for number in range(1, 13)]


def test_the_first_forty_four_members_share_the_first_place(laixi: ExampleYear) -> None:
    line = laixi.standing("outstanding")

    assert [one["rank"] for one in line[:45]].count(1) == 44
    assert laixi.nodes("outstanding", "P00010")["exception"] == "1"


def test_each_half_month_shows_who_lags_most(laixi: ExampleYear) -> None:
    line = laixi.standing("behind", "2023-06a")

    assert (line[0]["rank"], line[0]["total"], line[0]["grade"]) == (1, "35", "red")
    assert laixi.nodes("behind", line[0]["subject"]["code"], "2023-06a")["measure"] == "interview"


def test_a_monthly_bulletin_shows_what_each_section_lost(laixi: ExampleYear) -> None:
    found = laixi.execute(CIRCULAR)["circular"]

    assert found["entries"]["totalCount"] == 92
    assert "样例党员" not in found["text"]
    assert {loss["title"] for entry in found["entries"]["edges"] for loss in entry["node"]["losses"]}


def test_five_leaders_cover_63_organizations_and_every_task_force_has_one(laixi: ExampleYear) -> None:
    office = laixi.nodes("contact_coverage", "GW")

    assert (office["organizations"], office["contacted"], office["leaders"]) == ("63", "63", "5")
    assert (office["problems"], office["told"]) == ("305", "1")
    assert (office["organization_coverage"], office["work_coverage"]) == ("100", "100")
    assert {one["grade"] for one in laixi.standing("activities")} == {"regular"}
