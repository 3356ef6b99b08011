"""A number that no facts could tell apart is not reported, and what is proven the same says the same of all facts."""

import json
from contextlib import suppress
from random import Random

import pytest
from biaochi_sdk import (
    Case,
    Expression,
    Fact,
    Linked,
    Publish,
    cases,
    days_of_period,
    default,
    published,
    unpinned,
    when,
)
from biaochi_sdk.bench.equivalence import same_rule
from biaochi_sdk.bench.testkit import facts_for
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.values.errors import GraphRefused, PoolsDiffer
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sdk.models import ANY, FIXED, made, model, points
from tests.sdk.primitive_models import honours, penalties
from tests.sdk.random_models import Author

ONE, HALF = default(1), default("0.5")
LEVELS = {"light": (default("轻"), ONE), "whole": (default("全扣"), default(5))}


def left(rule: Expression, facts: tuple[Fact, ...], expect: dict[str, str], refused: tuple[Fact, ...]) -> list[str]:
    """What is reported of a page of one input with these cases."""
    page = model({"total": rule(default("得分")), "at_year": Publish("year", {"made": rule})})
    return unpinned(page.graph, [Case("例", page, ("2020",), facts, {"A": {"total": expect["A"]}}, refused=refused)])[1]


def event(amount: str, **more: object) -> Fact:
    return Fact(f"{amount}{more}", "ledger", "A", "total", "2020", amount, reason="因故", **more)  # type: ignore[arg-type]


def test_a_least_amount_of_one_step_is_pinned_by_the_amounts_around_it() -> None:
    rule = cases(published(40), ANY, step=HALF, least=HALF, once="each")
    refused = (event("0.4"), event("0.6"), event("40.5"))

    assert left(rule, (event("0.5"),), {"A": "39.5"}, refused) == []


def test_a_factor_that_waives_an_event_is_pinned_by_one() -> None:
    rule = cases(default(5), ANY, levels=LEVELS, once="each", factor=default(0))
    facts = (event("0", level="light"), event("0", level="whole", raised=True))

    assert [one for one in left(rule, facts, {"A": "4"}, ()) if ": 0 " in one] == []


def test_a_deduction_of_the_full_mark_need_not_be_distinguished_from_more() -> None:
    rule = cases(default(5), ANY, levels=LEVELS, once="each")

    reported = left(rule, (event("0", level="whole"),), {"A": "0"}, ())
    assert "total: 5 could be 6" not in reported
    assert "total: 1 could be 2" in reported


def test_a_threshold_between_two_steps_need_not_be_distinguished_from_the_step() -> None:
    got = points("10", "5")
    whole = made({"got": got, "total": (got + got)(default("得分")), "high": (got >= default(5))(default("过半"))})

    for value, same in (("1", True), ("4", True), ("0", False), ("6", False)):
        assert same_rule(whole, moved(whole, "high", value)) is same


def moved(graph: Graph, key: str, value: str) -> Graph:
    """The model with another first number in one node."""
    data = json.loads(graph.text)
    node = next(one for one in data["nodes"] if one["key"] == key)
    node["term"]["args"][1]["value"] = value
    return Graph.parse(canonical(data))


@settings(FIXED, max_examples=20)
@given(st.integers(0, 100_000))
def test_what_is_proven_the_same_rule_says_the_same_of_random_facts(seed: int) -> None:
    random = Random(seed)
    one = Author(random).model() or made(random.choice((honours(once="each"), penalties(step=ONE, once="each"))))
    for other in mutants(one, random):
        if same_rule(one, other):
            subjects = "ABCD"
            inputs = [one.gather("2020", facts_for(one, subject, "2020", random)) for subject in subjects]
            linked = {use.relation: Linked.of({}, dict.fromkeys("AC", "上级")) for use in one.uses}
            with suppress(PoolsDiffer):
                both = [graph.reference("2020", subjects, inputs, linked=linked).sheets for graph in (one, other)]
                assert both[0] == both[1]


def mutants(graph: Graph, random: Random) -> list[Graph]:
    """The model with one of its numbers moved, a few times."""
    found = []
    for _ in range(6):
        data = json.loads(graph.text)
        numbers = [one for one in walk(data["nodes"]) if one.get("op") == "number"]
        if numbers:
            random.choice(numbers)["value"] = random.choice(("1", "2", "3", "0.5", "4.75", "6"))
            try:
                found.append(Graph.parse(canonical(data)))
            except GraphRefused:
                continue
    return found


def walk(data: object) -> list[dict[str, object]]:
    """Every object under one."""
    if isinstance(data, list):
        return [one for item in data for one in walk(item)]
    return [data, *walk(list(data.values()))] if isinstance(data, dict) else []


@pytest.mark.parametrize("places", [2, 3])
def test_more_places_than_a_value_has_are_the_same_rounding(places: int) -> None:
    got = points("10", "0.5")
    graph = made({"got": got, "total": got.round(ONE)(default("得分"))})

    assert same_rule(graph, moved(graph, "total", str(places)))
    assert not same_rule(graph, moved(graph, "total", "0"))


def test_a_number_of_days_between_the_lengths_of_periods_is_the_same_rule() -> None:
    def short(days: int) -> Graph:
        got = points()
        half = when(days_of_period() <= default(days), got + got, got)
        return made({"got": got, "total": half(default("得分"))}, cadences=("half-month", "month"))

    assert same_rule(short(16), short(17))
    assert same_rule(short(16), short(27))
    assert not same_rule(short(16), short(15))
    assert not same_rule(short(27), short(28))
