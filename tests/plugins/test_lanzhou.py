"""Lanzhou's page: what the article says is in it as published, the rest is marked as ours, and a whole city adds up."""

import json
import subprocess
import sys
from collections import Counter
from random import Random

import pytest
from biaochi_lanzhou import CASES, MODELS
from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.duties import BranchDuty
from biaochi_lanzhou.model_organ import ModelOrgan
from biaochi_lanzhou.organ import Organ
from biaochi_lanzhou.review import Review
from biaochi_lanzhou.team import Team
from biaochi_sdk import Case, Fact, Model
from biaochi_sdk.bench.testkit import replay, unpinned
from biaochi_sdk.graph.graph import Graph, due
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.values.outcome import Outcome

BRANCH, ORGAN = Branch.graph, Organ.graph
QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
STANDARDS = ("politics", "organization", "organizational_life", "member_team", "support", "assessment")
NAMED = {"党支部政治建设", "组织力提升", "组织设置", "换届选举", "“三会一课”", "谈心谈话", "党员权利"}
NORMS = [accept for accept in BRANCH.accepts if accept.kind in ("check", "ledger")]
PUBLISHED = (
    (BRANCH, "9c12cf4fad4389dda3979ce081f6833b05c2ecf6cd22dec1d69bf4f4e7653b20"),
    (ORGAN, "301cffacbfbe5cad1959ef81adb1fc339507828c57bd9a7ab8c33f6e1da0fc73"),
)
CITY = tuple(f"{number:03d}" for number in range(545))


def test_it_is_installed_and_loads() -> None:
    discovery = discover(["lanzhou"])

    assert discovery.quarantined == ()
    (city,) = discovery.cities
    assert (city.slug, city.title, city.plugin) == ("lanzhou", "兰州市", "biaochi-lanzhou")
    assert {(model.code, model.hash) for model in city.models} == {(m.graph.code, m.graph.hash) for m in MODELS}


@pytest.mark.parametrize(("graph", "known"), PUBLISHED, ids=["branch", "organ"])
def test_a_published_model_keeps_its_hash_for_ever(graph: Graph, known: str) -> None:
    assert graph.hash == known


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_golden_case_comes_out_as_worked_by_hand(case: Case) -> None:
    assert case.differences(case.model.graph) == []


@pytest.mark.parametrize("model", MODELS)
def test_every_number_of_the_rules_is_pinned_by_a_case(model: type[Model]) -> None:
    count, left = unpinned(model.graph, [case for case in CASES if case.model is model])

    assert count >= 3
    assert left == []


def test_twenty_seven_norms_under_six_standards_make_a_hundred_points() -> None:
    full = {node.key: node.full for node in BRANCH.nodes}

    assert len(NORMS) == 27
    assert sum(int(full[norm.indicator] or 0) for norm in NORMS) == 100
    assert sum(int(full[standard] or 0) for standard in STANDARDS) == 100
    assert [norm.indicator for norm in NORMS if norm.kind == "ledger"] == ["attendance", "dues", "reporting"]


def test_only_the_seven_norms_the_article_names_are_published_and_no_points_are() -> None:
    nodes = {node.key: node for node in BRANCH.nodes}
    titles = {norm.title for norm in NORMS if nodes[norm.indicator].title_provenance == "PUBLISHED"}

    assert titles == NAMED
    assert {number.provenance for norm in NORMS for number in nodes[norm.indicator].numbers} == {"DEFAULT"}
    assert {nodes[standard].title_provenance for standard in STANDARDS} == {"PUBLISHED"}
    assert {nodes[standard].provenance for standard in STANDARDS} == {"OUR_READING"}


def test_sixty_and_forty_are_published_and_their_use_as_weights_is_our_reading() -> None:
    duty = next(node for node in ORGAN.nodes if node.key == "duty_list")

    assert [(number.value, number.provenance) for number in duty.numbers] == [
        ("0.6", "PUBLISHED"),
        ("0.4", "PUBLISHED"),
    ]
    assert duty.provenance == "OUR_READING"


def test_of_the_campaign_only_the_six_aspects_and_nineteen_tasks_are_published() -> None:
    data = json.loads(ModelOrgan.graph.text)
    nodes = {node["key"]: node["term"] for node in data["nodes"]}
    tasks = [key for key in nodes if key.startswith("task_")]

    assert (len(tasks), nodes["done"]["full"]) == (19, "19")
    assert [
        (node.key, number.value)
        for node in ModelOrgan.graph.nodes
        for number in node.numbers
        if number.provenance == "PUBLISHED"
    ] == [("state", "6")]


def test_fifteen_in_a_hundred_of_the_review_go_to_the_year_end_assessment() -> None:
    reviewed = next(case for case in CASES if case.model is Review)
    sheet = reviewed.run(Review.graph).sheets["B"]

    assert Review.graph.subject_kind == "SECRETARY"
    assert Review.graph.published["year"].exports == {"leading_cadre": "cadre_share"}
    assert (sheet.totals["review"], sheet.values["cadre_share"]) == ("90", "13.5")


def test_the_leading_team_takes_over_fifteen_in_a_hundred_of_its_secretaries_review() -> None:
    teams = next(case for case in CASES if case.model is Team)
    sheets = teams.run(Team.graph).sheets

    assert Team.graph.published["year"].exports == {"leadership_team": "share"}
    assert {subject: sheet.values["share"] for subject, sheet in sheets.items()} == {
        "甲": "12.75",
        "乙": "11.91",
        "丙": None,
        "丁": "11.91",
        "戊": "9",
    }


def test_the_branch_is_proven_to_fit_32_bits() -> None:
    assert BRANCH.bits == 32


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("model", [Branch, Organ, BranchDuty, Review, ModelOrgan])
def test_the_plan_is_exact_on_a_random_year(model: type[Model], seed: int) -> None:
    codes = (*QUARTERS, "2020") if "quarter" in model.graph.cadences else ("2020",)

    both = replay(model.graph, CITY[:40], codes, Random(seed))

    assert both.by_plan == both.by_reference


def facts(branch: str, code: str, missed: int) -> list[Fact]:
    """A quarter with full marks but for points missed among the norms of four points."""
    found = []
    for norm in NORMS:
        if norm.kind == "check":
            lost = min(missed, 4) if norm.hi == "4" else 0
            missed -= lost
            found.append(
                Fact(f"{branch} {norm.indicator}", "check", branch, norm.indicator, code, str(int(norm.hi) - lost))
            )
    return found


def year_of_the_city(missed: dict[str, int], opening: dict[str, str]) -> Outcome:
    """A year of 545 branches, each missing as many points in every quarter."""
    quarters: tuple[Outcome, ...] = ()
    for code in QUARTERS:
        inputs = [BRANCH.gather(code, facts(branch, code, missed[branch])) for branch in CITY]
        quarters += (BRANCH.evaluate(code, CITY, inputs, quarters, opening),)
    return BRANCH.evaluate("2020", CITY, [BRANCH.gather("2020", [])] * len(CITY), quarters, opening)


def test_a_fifth_of_545_branches_is_109_seats() -> None:
    missed = {branch: 0 if place < 109 else 4 for place, branch in enumerate(CITY)}

    outcome = year_of_the_city(missed, dict.fromkeys(CITY, "standardized"))

    assert Counter(sheet.rung for sheet in outcome.sheets.values()) == {"demonstration": 109, "standardized": 436}
    assert [sheet.rung for sheet in outcome.sheets.values()][:109] == ["demonstration"] * 109


def test_a_tie_across_the_109th_seat_goes_to_the_meeting() -> None:
    missed = {branch: 0 if place < 100 else 4 for place, branch in enumerate(CITY)}

    outcome = year_of_the_city(missed, dict.fromkeys(CITY, "standardized"))

    assert Counter(sheet.values["seat"] for sheet in outcome.sheets.values()) == {"admitted": 100, "meeting": 445}
    assert sum(sheet.meeting == ("seat",) for sheet in outcome.sheets.values()) == 445
    assert Counter(sheet.rung for sheet in outcome.sheets.values()) == {"demonstration": 100, "standardized": 445}


def test_the_branches_of_the_article_fit_108_in_109_seats() -> None:
    missed = {branch: 5 if place < 108 else 6 for place, branch in enumerate(CITY)}

    outcome = year_of_the_city(missed, dict.fromkeys(CITY, "standardized"))

    assert Counter(sheet.rung for sheet in outcome.sheets.values()) == {"demonstration": 108, "standardized": 437}
    assert {sheet.grade for sheet in outcome.sheets.values()} == {"reached"}


def test_more_holders_than_seats_keep_their_rung_and_leave_none() -> None:
    holders = dict.fromkeys(CITY[:120], "demonstration") | dict.fromkeys(CITY[120:], "standardized")

    outcome = year_of_the_city(dict.fromkeys(CITY, 0), holders)

    assert Counter(sheet.values["seat"] for sheet in outcome.sheets.values()) == {"holder": 120, "outside": 425}


def test_a_point_more_never_lowers_a_total() -> None:
    random = Random(11)
    for norm in random.sample([norm for norm in NORMS if norm.kind == "check"], 8):
        totals = []
        for amount in range(int(norm.hi) + 1):
            given = [Fact("f", "check", "A", norm.indicator, "2020-Q1", str(amount))]
            sheet = BRANCH.evaluate("2020-Q1", ["A"], [BRANCH.gather("2020-Q1", given)]).sheets["A"]
            totals.append(int(sheet.totals["branch"] or 0))

        assert totals == sorted(totals)


def test_eighty_six_organs_rate_three_others_each_quarter_and_never_the_same_in_a_year() -> None:
    (rotation,) = ORGAN.rotations
    organs = [f"{number:02d}" for number in range(1, 87)]
    rounds = [due(rotation, ordinal, organs) for ordinal in (1, 2, 3, 4)]

    assert [len(pairs) for pairs in rounds] == [258] * 4
    every = {pair for pairs in rounds for pair in pairs}
    assert len(every) == 1032
    assert not any((ratee, rater) in every for rater, ratee in every)


def test_a_year_is_replayed_where_the_plugin_is_not_installed() -> None:
    given = facts("A", "2020-Q1", 7)
    inputs = BRANCH.gather("2020-Q1", given)
    replayed = """
import json, sys
sys.modules["biaochi_lanzhou"] = None
from biaochi_sdk.graph.graph import Graph
text, inputs = json.load(sys.stdin)
print(json.dumps(Graph.parse(text).evaluate("2020-Q1", ["A"], [inputs]).to_json()))
"""
    done = subprocess.run(
        [sys.executable, "-c", replayed],
        input=json.dumps([BRANCH.text, inputs]),
        capture_output=True,
        text=True,
        check=True,
    )

    assert Outcome.from_json(json.loads(done.stdout)) == BRANCH.evaluate("2020-Q1", ["A"], [inputs])
