"""Dazhou's example year through GraphQL: the article's counts, asked as an office would."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

from tests.conftest import EXAMPLES, started
from tests.running import Running

STANDINGS = """query ($index: String!, $period: String, $grade: String) {
  standings(city: "dazhou", cycle: "2020", index: $index, period: $period, grade: $grade, first: 200) {
  totalCount edges { node { rank total grade subject { code name } } } } }"""
NODES = """query ($index: String!, $subject: String!, $period: String) {
  sheet(city: "dazhou", cycle: "2020", index: $index, subject: $subject, period: $period) {
  grade nodes { key value } } }"""
CLEARANCE = """query ($code: String!) { clearance(city: "dazhou", subject: $code, asOf: "2021-02-01") {
  answer opinion text grounds { key shown facts { number } } } }"""
INDICES = """query ($code: String!) { sheet(city: "dazhou", cycle: "2020", index: "unit", subject: $code) {
  explanation { title value children { title value children { title related { sheet { subject { code } } } } } } } }"""
CIRCULAR = """{ circular(city: "dazhou", cycle: "2020", index: "duty", period: "2020-Q1", first: 100) {
  text entries { totalCount edges { node { losses { title lost } } } } } }"""


@pytest.fixture(scope="module")
def dazhou(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The platform with Dazhou's year, a month after its end."""
    environment = {"BIAOCHI_PLUGINS": "dazhou", "BIAOCHI_CLOCK": "2021-02-01T00:00:00Z"}
    with started(tmp_path_factory.mktemp("dazhou"), environment) as running:
        done = running.command("import", str(EXAMPLES / "dazhou"))
        assert done.returncode == 0, done.stdout + done.stderr
        yield running


def standing(running: Running, index: str, period: str | None = None, grade: str | None = None) -> list[dict[str, Any]]:
    """Who stands in a list, in order."""
    told = running.ask(STANDINGS, {"index": index, "period": period, "grade": grade})["standings"]
    return [edge["node"] for edge in told["edges"]]


def nodes(running: Running, index: str, subject: str) -> Mapping[str, str]:
    """What a sheet says."""
    told = running.ask(NODES, {"index": index, "subject": subject})["sheet"]["nodes"]
    return {node["key"]: node["value"] for node in told}


def test_the_register_answers_78_offices_and_56_complete_committees(dazhou: Running) -> None:
    told = nodes(dazhou, "faults", "D01")

    assert (told["departments"], told["offices"], told["committees"], told["equipped"]) == ("78", "78", "56", "56")
    assert {one["grade"] for one in standing(dazhou, "faults")} == {"right"}
    assert nodes(dazhou, "posts", "GW")["posts"] == "2"


def test_each_instrument_has_standings_in_its_own_cadence(dazhou: Running) -> None:
    judged = {
        period: sum(one["total"] is not None for one in standing(dazhou, "performance", period))
        for period in ("2020-02", "2020-B1", "2020-Q1", "2020-H1", "2020")
    }

    assert judged == {"2020-02": 77, "2020-B1": 77, "2020-Q1": 77, "2020-H1": 77, "2020": 78}
    assert len(standing(dazhou, "performance", grade="broken")) == 3 + 5


def test_fifteen_percent_of_the_years_performance_is_the_combined_index(dazhou: Running) -> None:
    told = nodes(dazhou, "year_performance", "D02")

    exact = Fraction(told["combined"]) * Fraction("0.15") + Fraction(told["others"]) * Fraction("0.85")
    assert abs(Fraction(told["year_performance"]) - exact) <= Fraction("0.005")
    assert abs(Fraction(told["party_share"]) - Fraction(told["combined"]) * Fraction("0.15")) <= Fraction("0.005")


def test_nine_departments_are_answered_with_duties_not_fulfilled_and_the_facts(dazhou: Running) -> None:
    adverse = [one["subject"]["code"] for one in standing(dazhou, "unit", grade="not_fulfilled")]
    told = {code: dazhou.ask(CLEARANCE, {"code": code})["clearance"] for code in adverse}

    assert len(told) == 9
    assert {(one["answer"], one["opinion"]) for one in told.values()} == {("ADVERSE", "履职不到位")}
    grounds = Counter(ground["key"] for one in told.values() for ground in one["grounds"] if ground["shown"] == "是")
    assert (grounds["low"], grounds["poor_relief"]) == (7, 2)
    assert all("履职不到位" in one["text"] for one in told.values())


def test_a_departments_index_opens_to_its_leading_group_and_its_branches(dazhou: Running) -> None:
    told = str(dazhou.ask(INDICES, {"code": "D57"}))

    assert "DZ57" in told
    assert "D57-Z1" in told


def test_twenty_members_of_the_staffing_office_are_ranked_in_their_branch(dazhou: Running) -> None:
    line = standing(dazhou, "member", "2020-Q1")

    assert sum(one["total"] is not None for one in line) == 20
    assert nodes(dazhou, "members", "D57-Z1")["counted"] == "20"


def test_ten_of_fifty_stationed_cadres_are_excellent_and_the_first_was_recalled(dazhou: Running) -> None:
    line = standing(dazhou, "stationed", grade="excellent")

    assert len(line) == 10
    assert len(standing(dazhou, "stationed", grade="other")) == 40
    assert {nodes(dazhou, "stationed", one["subject"]["code"])["recalled"] for one in line} == {"0"}


def test_lead_and_participating_units_have_a_first_place_each(dazhou: Running) -> None:
    first = [one["subject"]["code"] for one in standing(dazhou, "helping") if one["rank"] == 1]

    assert {nodes(dazhou, "helping", code)["type_of_unit"] for code in first} == {"lead", "taking_part"}


def test_four_of_twelve_nominations_are_refused(dazhou: Running) -> None:
    refused = standing(dazhou, "refusals", grade="refused")

    assert sorted(one["subject"]["code"] for one in refused) == ["D01", "D02", "D03", "D04"]
    assert len(standing(dazhou, "refusals", grade="open")) == 8


def test_the_quarters_circular_tells_what_each_leading_group_lost(dazhou: Running) -> None:
    told = dazhou.ask(CIRCULAR)["circular"]

    assert told["entries"]["totalCount"] == 78
    losses = [loss for edge in told["entries"]["edges"] for loss in edge["node"]["losses"]]
    assert {loss["title"] for loss in losses} == {"日常检查", "常态督查"}
    assert "样例党员" not in told["text"]


def test_a_cluster_has_its_lead_units_and_its_mean(dazhou: Running) -> None:
    first, ninth = nodes(dazhou, "performance", "D01"), nodes(dazhou, "performance", "D09")

    assert (first["cluster"], first["leading"], first["well_led"]) == ("cluster_1", "2", "1")
    assert first["cluster_mean"] == ninth["cluster_mean"]
