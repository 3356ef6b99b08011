"""Laixi's example year through GraphQL: the counts of both sources, asked as an office would."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from tests.example_years import ExampleYears
from tests.examples.querying import ExampleYear

CONCORDANCE = """query ($one: ChosenInput!, $other: ChosenInput!) {
  concordance(city: "laixi", one: $one, other: $other, first: 200) {
  both firstOnly secondOnly unknown entries { edges { node { side code } } } } }"""
RESTRUCTURED = """{
  into: organization(city: "laixi", code: "D81-Z1") { predecessors { edges { node { code until } } } }
  before: organization(city: "laixi", code: "D82-Z9", asOf: "2023-02-28") { code }
  after: organization(city: "laixi", code: "D82-Z9", asOf: "2023-03-01") { code } }"""
CIRCULAR = """{ circular(city: "laixi", cycle: "2023", index: "section", period: "2023-12", first: 100) {
  text entries { totalCount edges { node { losses { title lost } } } } } }"""
GRADE = """query ($subject: String!) { sheet(city: "laixi", cycle: "2023", index: "party", subject: $subject) {
  grade gradeExplanation { formula children { key value } } } }"""
ITEMS = """query ($kind: String!, $parent: String, $state: String, $open: Boolean!) {
  workItems(city: "laixi", cycle: "2023", kind: $kind, parent: $parent, state: $state, openOnly: $open, first: 200) {
    totalCount edges { node { code words state openedOn closedOn organization { code }
      fields { key values } steps { step on facts { indicator } } } } } }"""

QUOTAS = """{ workQuotas(city: "laixi", cycle: "2023", asOf: "2023-12-31") {
  key most nominated selected commended provenance exceptions { reason } } }"""


@pytest.fixture(scope="module")
def laixi(example_years: ExampleYears) -> ExampleYear:
    """The year of Laixi."""
    return ExampleYear(example_years.of("laixi"), "laixi", "2023")


def chosen(laixi: ExampleYear, one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The concordance of two choices of departments."""
    year = {"cycle": "2023", "index": "party"}
    found: dict[str, Any] = laixi.execute(CONCORDANCE, {"one": {**year, **one}, "other": {**year, **other}})[
        "concordance"
    ]
    return found


def work(
    laixi: ExampleYear, kind: str, parent: str = "", state: str = "", *, only_open: bool = False
) -> dict[str, Any]:
    """The items of a kind."""
    wanted = {"kind": kind, "parent": parent or None, "state": state or None, "open": only_open}
    found: dict[str, Any] = laixi.execute(ITEMS, wanted)["workItems"]
    return found


def filled(item: Mapping[str, Any]) -> dict[str, str]:
    """What is filled in of an item."""
    return {field["key"]: field["values"][0] for field in item["fields"]}


def test_one_branch_went_into_another_and_one_was_abolished_in_march(laixi: ExampleYear) -> None:
    found = laixi.execute(RESTRUCTURED)

    assert [edge["node"] for edge in found["into"]["predecessors"]["edges"]] == [
        {"code": "D81-Z9", "until": "2023-03-01"}
    ]
    assert (found["before"]["code"], found["after"]) == ("D82-Z9", None)
    standing = {one["subject"]["code"] for one in laixi.standing("branch")}
    assert len(standing) == 100
    assert "D81-Z1" in standing
    assert not standing & {"D81-Z9", "D82-Z9"}


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
    granted = work(laixi, "honour", state="granted")["edges"]
    assert Counter(filled(edge["node"])["honour"] for edge in granted) == {
        "advanced": 49,
        "showcase": 21,
        "five_star": 1,
    }
    (best,) = (edge["node"] for edge in granted if filled(edge["node"])["level"] == "city")
    assert laixi.nodes("branch", best["organization"]["code"])["honours"] == "3"


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


def test_the_305_problems_of_the_round_are_read_one_by_one_and_26_are_open(laixi: ExampleYear) -> None:
    assert work(laixi, "problem", "DD2023")["totalCount"] == 305
    left = work(laixi, "problem", "DD2023", only_open=True)

    assert left["totalCount"] == 26
    problem = left["edges"][0]["node"]
    assert problem["words"].startswith("样例问题：")
    assert filled(problem)["category"] in {"politics", "life", "education", "team", "duty", "service"}
    assert [step["step"] for step in problem["steps"]] == ["find", "tell", "plan"]
    assert [fact["indicator"] for step in problem["steps"] for fact in step["facts"]] == ["problems", "told"]


def test_each_of_five_leaders_has_visited_every_organization_of_theirs(laixi: ExampleYear) -> None:
    contacts = [edge["node"] for edge in work(laixi, "contact")["edges"]]

    assert Counter(filled(one)["leader"] for one in contacts) == {
        "W01": 13,
        "W02": 13,
        "W03": 13,
        "W04": 12,
        "W05": 12,
    }
    assert work(laixi, "contact", state="assigned")["totalCount"] == 0
    assert len({step["on"] for one in contacts for step in one["steps"][1:]}) == 36
    assert laixi.nodes("contacts_made", "W01")["contacts"] == "13"


def test_hard_problems_are_closed_over_owned_for_each_leader(laixi: ExampleYear) -> None:
    assert work(laixi, "hard_problem")["totalCount"] == 50
    rates = {one["subject"]["code"]: one["total"] for one in laixi.standing("close_rate") if one["total"]}
    assert rates == {"W06": "100", "W07": "100", "W08": "100", "W09": "70", "W10": "60"}


def test_44_members_and_26_party_workers_are_commended(laixi: ExampleYear) -> None:
    granted = [edge["node"] for edge in work(laixi, "commendation", state="granted")["edges"]]

    assert Counter(filled(one)["commended_as"] for one in granted) == {"outstanding": 44, "party_worker": 26}
    assert laixi.nodes("member", filled(granted[0])["person"])["commended"] == "1"


def test_every_place_of_the_years_honours_is_taken_and_none_besides(laixi: ExampleYear) -> None:
    found = laixi.execute(QUOTAS)["workQuotas"]

    assert {one["key"]: (one["most"], one["commended"]) for one in found} == {
        "advanced": (49, 49),
        "showcase": (21, 21),
        "outstanding": (44, 44),
        "party_worker": (26, 26),
    }
    assert all(one["nominated"] == one["selected"] == one["most"] and not one["exceptions"] for one in found)


def test_thirteen_sessions_and_fourteen_services_have_those_who_were_there(laixi: ExampleYear) -> None:
    assert work(laixi, "session")["totalCount"] == 13
    assert work(laixi, "volunteering")["totalCount"] == 14
    assert laixi.nodes("contact_coverage", "GW")["sessions"] == "13"


def test_key_tasks_hang_on_the_campaigns_of_the_year(laixi: ExampleYear) -> None:
    campaigns = {one["node"]["code"] for one in work(laixi, "campaign")["edges"]}
    tasks = [filled(one["node"]) for one in work(laixi, "key_task")["edges"]]

    assert campaigns == {"GL2023", "ZF2023"}
    assert {one["under"] for one in tasks} == {"GL2023", "YD2023"}


def test_the_year_of_laixi_has_what_its_articles_say_besides(laixi: ExampleYear) -> None:
    assert work(laixi, "research_report")["totalCount"] == 60
    assert work(laixi, "research_report", state="applied")["totalCount"] == 55
    assert work(laixi, "matter")["totalCount"] == 410
    assert work(laixi, "matter", state="confirmed")["totalCount"] == 349
    assert work(laixi, "integrity_reminder")["totalCount"] == 6
    assert work(laixi, "discipline_form")["totalCount"] == 1
    assert work(laixi, "village", state="visited")["totalCount"] == 5
    assert work(laixi, "pledge", state="kept")["totalCount"] == 5
    assert work(laixi, "practice", state="awarded")["totalCount"] == 2
    assert work(laixi, "internal_rule", state="issued")["totalCount"] == 5
