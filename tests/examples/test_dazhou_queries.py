"""Dazhou's example year through GraphQL: the article's counts, asked as an office would."""

from collections import Counter
from fractions import Fraction

import pytest

from tests.example_years import ExampleYears
from tests.examples.querying import ExampleYear

CLEARANCE = """query ($code: String!) { clearance(city: "dazhou", subject: $code, asOf: "2021-02-01") {
  answer opinion text grounds { key shown facts { number } } } }"""
NOMINATIONS = """{ workItems(city: "dazhou", kind: "nomination", first: 50) { totalCount edges { node {
  code state organization { code } fields { key values } } } } }"""
CALENDAR = """{ calendar(city: "dazhou", organization: "D06", asOf: "2020-12-31") { period state
  kind { key } item { code words fields { key values } } } }"""
STATES = """query ($kind: String!) { workItems(city: "dazhou", kind: $kind, first: 50) { edges { node {
  code state fields { key values } } } } }"""
CIRCULAR = """{ circular(city: "dazhou", cycle: "2020", index: "duty", period: "2020-Q1", first: 100) {
  text entries { totalCount edges { node { losses { title lost } } } } } }"""


@pytest.fixture(scope="module")
def dazhou(example_years: ExampleYears) -> ExampleYear:
    """The year of Dazhou."""
    return ExampleYear(example_years.of("dazhou"), "dazhou", "2020")


def test_the_register_answers_78_offices_and_56_complete_committees(dazhou: ExampleYear) -> None:
    found = dazhou.nodes("faults", "D01")

    assert (found["departments"], found["offices"], found["committees"], found["equipped"]) == ("78", "78", "56", "56")
    assert {one["grade"] for one in dazhou.standing("faults")} == {"right"}
    assert dazhou.nodes("posts", "GW")["posts"] == "2"


def test_each_instrument_has_standings_in_its_own_cadence(dazhou: ExampleYear) -> None:
    judged = {
        period: sum(one["total"] is not None for one in dazhou.standing("performance", period))
        for period in ("2020-02", "2020-B1", "2020-Q1", "2020-H1", "2020")
    }

    assert judged == {"2020-02": 77, "2020-B1": 77, "2020-Q1": 77, "2020-H1": 77, "2020": 78}
    assert [len(dazhou.standing("performance", grade=grade)) for grade in ("broken", "exempt")] == [2, 5]


def test_fifteen_percent_of_the_years_performance_is_the_combined_index(dazhou: ExampleYear) -> None:
    found = dazhou.nodes("year_performance", "D02")

    exact = Fraction(found["combined"]) * Fraction("0.15") + Fraction(found["others"]) * Fraction("0.85")
    assert abs(Fraction(found["year_performance"]) - exact) <= Fraction("0.005")
    assert abs(Fraction(found["party_share"]) - Fraction(found["combined"]) * Fraction("0.15")) <= Fraction("0.005")


def test_nine_departments_get_the_opinion_duties_not_fulfilled_and_the_facts(dazhou: ExampleYear) -> None:
    adverse = [one["subject"]["code"] for one in dazhou.standing("unit", grade="not_fulfilled")]
    found = {code: dazhou.execute(CLEARANCE, {"code": code})["clearance"] for code in adverse}

    assert len(found) == 9
    assert {(one["answer"], one["opinion"]) for one in found.values()} == {("ADVERSE", "履职不到位")}
    grounds = Counter(each["key"] for one in found.values() for each in one["grounds"] if each["shown"] == "是")
    assert (grounds["low"], grounds["poor_relief"]) == (7, 2)
    assert all("履职不到位" in one["text"] for one in found.values())
    last = dazhou.standing("unit")[77]
    assert (last["rank"], last["grade"]) == (78, "not_fulfilled")
    assert "  - 部门党建综合指数名次：78〔" in found[last["subject"]["code"]]["text"]


def test_a_departments_index_opens_to_its_leading_group_and_its_branches(dazhou: ExampleYear) -> None:
    assert dazhou.below("unit", "D57", "duty") == ["DZ57"]
    assert dazhou.below("unit", "D01", "members") == ["D01-Z1", "D01-Z2"]
    assert len(dazhou.below("members", "D57-Z1", "points_of_year")) == 20


def test_twenty_members_of_the_staffing_office_are_ranked_in_their_branch(dazhou: ExampleYear) -> None:
    line = dazhou.standing("member", "2020-Q1")

    assert sum(one["total"] is not None for one in line) == 20
    assert dazhou.nodes("members", "D57-Z1")["counted"] == "20"


def test_ten_of_fifty_stationed_cadres_are_excellent_and_the_first_was_recalled(dazhou: ExampleYear) -> None:
    line = dazhou.standing("stationed", grade="excellent")

    assert len(line) == 10
    assert len(dazhou.standing("stationed", grade="other")) == 40
    assert {dazhou.nodes("stationed", one["subject"]["code"])["recalled"] for one in line} == {"0"}


def test_lead_and_participating_units_have_a_first_place_each(dazhou: ExampleYear) -> None:
    first = [one["subject"]["code"] for one in dazhou.standing("helping") if one["rank"] == 1]

    assert {dazhou.nodes("helping", code)["type_of_unit"] for code in first} == {"lead", "taking_part"}


def test_the_quarters_circular_shows_what_each_leading_group_lost(dazhou: ExampleYear) -> None:
    found = dazhou.execute(CIRCULAR)["circular"]

    assert found["entries"]["totalCount"] == 78
    losses = [loss for edge in found["entries"]["edges"] for loss in edge["node"]["losses"]]
    assert {loss["title"] for loss in losses} == {"日常检查", "常态督查"}
    assert "样例党员" not in found["text"]


def test_a_cluster_has_its_lead_units_and_its_mean(dazhou: ExampleYear) -> None:
    first, ninth = dazhou.nodes("performance", "D01"), dazhou.nodes("performance", "D09")

    assert (first["cluster"], first["leading"], first["well_led"]) == ("cluster_1", "2", "1")
    assert first["cluster_mean"] == ninth["cluster_mean"]


def test_of_twelve_nominations_four_are_refused_and_each_says_at_which_gate_and_by_what(dazhou: ExampleYear) -> None:
    found = dazhou.execute(NOMINATIONS)["workItems"]
    refused = [edge["node"] for edge in found["edges"] if edge["node"]["state"] == "refused"]
    said = {one["code"]: {field["key"]: field["values"] for field in one["fields"]} for one in refused}

    assert found["totalCount"] == 12
    assert {code: (fields["gates"], fields.get("closed_by")) for code, fields in said.items()} == {
        "TM01": (["conditions"], None),
        "TM02": (["criticized"], ["TB1"]),
        "TM03": (["criticized"], ["TB2"]),
        "TM04": (["weak"], ["RS1"]),
    }
    line = dazhou.standing("refusals", grade="refused")
    assert sorted(one["subject"]["code"] for one in line) == sorted(one["organization"]["code"] for one in refused)
    assert len(dazhou.standing("refusals", grade="open")) == 8


def states(dazhou: ExampleYear, kind: str) -> Counter[str]:
    """How many items of a kind are in which state."""
    return Counter(edge["node"]["state"] for edge in dazhou.execute(STATES, {"kind": kind})["workItems"]["edges"])


def test_a_department_was_excused_of_the_first_dispatch_and_the_calendar_says_by_what(dazhou: ExampleYear) -> None:
    found = dazhou.execute(CALENDAR)["calendar"]
    dispatches = {one["period"]: one for one in found if one["kind"]["key"] == "dispatching"}

    assert {period: one["state"] for period, one in dispatches.items()} == {"2020-B1": "EXCUSED"} | {
        f"2020-B{number}": "DONE" for number in range(2, 7)
    }
    item = dispatches["2020-B1"]["item"]
    assert item["code"] == "MB1"
    assert {"key": "reason", "values": ["样例：抽调抗疫一线"]} in item["fields"]


def test_a_consequence_follows_a_party_check_for_its_purpose(dazhou: ExampleYear) -> None:
    assert states(dazhou, "party_check") == {"cleared": 3, "adverse": 1}
    assert states(dazhou, "consequence") == {"granted": 3, "dropped": 1}
    assert states(dazhou, "honour") == {"commended": 1}


def test_pages_posts_checks_and_opinions_of_the_year_are_on_record(dazhou: ExampleYear) -> None:
    assert states(dazhou, "showcase") == {"published": 9}
    assert states(dazhou, "statement") == {"published": 3}
    assert states(dazhou, "model_post") == {"named": 3, "removed": 1}
    assert states(dazhou, "inspection") == {"inspected": 1, "refused": 1}
    assert states(dazhou, "assigned_opinion") == {"closed": 3, "mended": 1}
