"""Dazhou's page: what the article says is in it as published, the rest is marked as ours, and a whole city adds up."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from biaochi_dazhou import MODELS, biaochi_cases
from biaochi_dazhou.cases_people import FIRST_QUARTER, points
from biaochi_dazhou.cases_performance import IN_ORDER, checked, every
from biaochi_dazhou.duty import Duty
from biaochi_dazhou.members import Member, Members
from biaochi_dazhou.performance import Performance
from biaochi_dazhou.unit import Unit
from biaochi_sdk import Case, Fact, Linked, Model
from biaochi_sdk.bench.testkit import replay, unpinned
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.periods import period

CASES = biaochi_cases()
GRAPHS = [model.graph for model in MODELS]
ALONE = [graph for graph in GRAPHS if not graph.uses]
DEPARTMENTS = tuple(f"市直单位{number:02d}" for number in range(1, 79))
CODES = [graph.code for graph in GRAPHS]


def shown_by(graph: Graph) -> tuple[str, ...]:
    """The periods of a year that a model judges, in the order they close."""
    return tuple(code for code in (*IN_ORDER, "2020") if period(code).cadence in graph.cadences)


def year(model: type[Model], facts: Sequence[Fact]) -> Outcome:
    """A year of whom the facts name, after its months and quarters where the model has them."""
    return Case("", model, shown_by(model.graph), tuple(facts), {}).run(model.graph)


def numbers(graph: Graph, provenance: str) -> set[tuple[str, str]]:
    """The numbers of a model that are marked so."""
    return {(n.key, number.value) for n in graph.nodes for number in n.numbers if number.provenance == provenance}


def test_it_is_installed_and_loads() -> None:
    discovery = discover(["dazhou"])

    assert discovery.quarantined == ()
    (city,) = discovery.cities
    assert (city.slug, city.title, city.plugin) == ("dazhou", "达州市", "biaochi-dazhou")
    assert {(model.code, model.hash) for model in city.models} == {(graph.code, graph.hash) for graph in GRAPHS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_golden_case_of_dazhou_comes_out_as_worked_by_hand(case: Case) -> None:
    assert case.differences(case.model.graph) == []


@pytest.mark.parametrize("graph", GRAPHS, ids=CODES)
def test_every_number_of_dazhou_is_pinned_by_a_case(graph: Graph) -> None:
    count, left = unpinned(graph, [case for case in CASES if case.model.graph is graph])

    assert count >= 2
    assert left == []


def test_the_article_publishes_ten_numbers_of_the_rules_and_no_more() -> None:
    published = {number for graph in GRAPHS for number in numbers(graph, "PUBLISHED")}

    assert published == {
        ("held", "12"), ("held", "6"), ("held", "4"), ("held", "2"),
        ("well_led", "1"), ("well_led", "2"),
        ("not_a_branch", "50"),
        ("party_share", "0.15"), ("year_performance", "0.15"),
        ("seat", "0.2"),
    }  # fmt: skip
    assert {number for graph in GRAPHS for number in numbers(graph, "OUR_READING")} == {("year_performance", "0.85")}


def test_the_three_indices_are_named_by_the_article_and_their_combination_is_a_default() -> None:
    nodes = {node.key: node for node in Unit.graph.nodes}

    assert [(graph.title, graph.subject_kind) for graph in (Performance.graph, Duty.graph, Members.graph)] == [
        ("党建绩效指数", "DEPARTMENT"),
        ("履行党建责任指数", "LEADING_GROUP"),
        ("党员行为积分指数", "BRANCH"),
    ]
    assert {nodes[key].title_provenance for key in ("performance", "duty", "members")} == {"PUBLISHED"}
    assert (nodes["combined"].provenance, nodes["combined"].title_provenance) == ("DEFAULT", "DEFAULT")
    assert {(number.value, number.provenance) for number in nodes["combined"].numbers} >= {
        ("0.5", "DEFAULT"),
        ("0.3", "DEFAULT"),
        ("0.2", "DEFAULT"),
    }


@pytest.mark.parametrize("graph", ALONE, ids=[graph.code for graph in ALONE])
def test_the_plan_of_a_dazhou_model_is_exact_on_a_random_year(graph: Graph) -> None:
    for seed in range(3):
        both = replay(graph, DEPARTMENTS[:20], shown_by(graph), Random(seed))

        assert both.by_plan == both.by_reference


def test_a_department_combines_the_results_of_the_three_models() -> None:
    random, some = Random(7), DEPARTMENTS[:20]
    groups, branches = [f"党组{number:02d}" for number in range(30)], [f"支部{number:02d}" for number in range(60)]
    marks = {name: str(random.randint(40, 100)) for name in (*some, *groups, *branches)}
    duties = [
        replace(fact, subject=name)
        for name in groups
        for fact in (*FIRST_QUARTER, checked("A", "rating", "2020", marks[name]))
    ]
    persons = [f"样例党员{number:05}" for number in range(200)]
    scored = [fact for name in persons for fact in points(name, "2020-Q1", *[str(random.randint(5, 20))] * 5)]
    members = Linked(year(Member, scored), {name: random.choice(branches) for name in persons})
    of_branches = Case("", Members, ("2020",), (), {}, linked={"member": members}).run(Members.graph)
    linked = {
        "performance": Linked(
            year(Performance, [fact for name in some for fact in every(name, marks[name])]),
            {name: name for name in some},
        ),
        "duty": Linked(year(Duty, duties), {name: random.choice(some[:18]) for name in groups}),
        "members": Linked(of_branches, {name: random.choice(some) for name in branches}),
    }

    both = replay(Unit.graph, some, ("2020",), random, {"2020": linked})

    assert both.by_plan == both.by_reference
    assert 5 < sum(sheet.values["combined"] is not None for sheet in both.by_plan[0].sheets.values()) < 20
