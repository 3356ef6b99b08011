"""A number that no facts could tell apart is not reported, and what is proven the same says the same of all facts."""

import json
from contextlib import suppress
from fractions import Fraction
from random import Random

import pytest
from biaochi_sdk import (
    Case,
    Expression,
    Fact,
    Linked,
    Publish,
    bonus,
    cases,
    days_of_period,
    default,
    marks,
    mean_over,
    moves,
    published,
    running_total,
    unpinned,
    weighted,
    when,
)
from biaochi_sdk.bench.equivalence import same_rule
from biaochi_sdk.bench.testkit import facts_for
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.values.errors import GraphRefused, PoolsDiffer
from biaochi_sdk.values.exact import written
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sdk.models import ANY, FIXED, made, model, points
from tests.sdk.primitives import PRIMITIVES, graph_of
from tests.sdk.random_models import Author

ONE, HALF = default(1), default("0.5")
TITLE = default("得分")
SINGLE = [name for name in PRIMITIVES if name[0] in "123456" and not graph_of(name).uses]
"""Primitives of one subject at a time, and some of a cohort."""
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


def running(*amounts: str) -> dict[str, str]:
    """What a total from 0 to 10 that begins at 8 becomes of these moves, one each month, by the paper."""
    total = Fraction(8)
    for amount in amounts:
        total = min(max(total + Fraction(amount), Fraction(0)), Fraction(10))
    return {"total": written(total)}


def test_every_number_of_a_running_total_can_be_pinned() -> None:
    changed = moves(default(-9), default(9), ONE, ANY)(default("增减"))
    total = running_total(changed, default(8), default(0), default(10))(default("累计"))
    page = model({"changed": changed, "total": total, "at_year": Publish("year", {"made": total})})

    def move(name: str, month: int, amount: str) -> Fact:
        return Fact(name, "ledger", "A", "changed", f"2020-{month:02d}", amount)

    every = [("1",), ("9",), ("-9",), ("-9", "9"), ("9", "-9"), ("3", "-1"), ("-9", "2")]
    worked = [
        Case(
            "，".join(amounts),
            page,
            ("2020",),
            tuple(move(str(month), month, amount) for month, amount in enumerate(amounts, start=1)),
            {"A": running(*amounts)},
            refused=tuple(move(wrong, 1, wrong) for wrong in ("-10", "10", "0.1")),
        )
        for amounts in every
    ]
    assert unpinned(page.graph, worked) == (6, [])


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
    one = Author(random).model() or graph_of(random.choice(SINGLE))
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


def test_more_places_than_a_mean_of_judged_parts_has_are_the_same_rounding() -> None:
    def mean(places: str) -> Graph:
        left, right = points(missing="not_judged"), points(missing="not_judged")
        parts = {left: default("0.6"), right: default("0.4")}
        return made({"left": left, "right": right, "total": weighted(parts, "renormalize", default(places))(TITLE)})

    assert same_rule(mean("2"), mean("3"))
    assert same_rule(mean("2"), mean("1"))
    assert not same_rule(mean("1"), mean("0"))


def test_more_places_than_a_median_or_the_best_two_have_are_the_same_rounding() -> None:
    def median(places: str) -> Graph:
        given = marks(default(0), default(10), HALF, ANY, least=ONE, average="median")(default("打分"))
        return made({"given": given, "total": given.round(default(places))(TITLE)})

    def best(places: str) -> Graph:
        got = points(missing="not_judged", at="quarter")
        mean = mean_over("quarter", got, best=default(2)).round(default(places))(TITLE)
        shown = {"at_quarter": Publish("quarter", {"got": got}), "at_year": Publish("year", {"mean": mean})}
        return model({"got": got, "mean": mean, **shown}).graph

    for of in (median, best):
        assert same_rule(of("2"), of("3"))
        assert not same_rule(of("2"), of("1"))


def test_a_cap_above_the_highest_and_a_factor_beyond_the_full_mark_need_not_be_distinguished_from_more() -> None:
    def honour(cap: int) -> Graph:
        levels = {"city": (default("市级"), default(4)), "county": (default("县级"), ONE)}
        return made({"total": bonus(levels, ANY, default(cap), "each", counting="highest")(TITLE)})

    def loss(factor: int) -> Graph:
        return made({"total": cases(default(5), ANY, levels=LEVELS, once="each", factor=default(factor))(TITLE)})

    assert same_rule(honour(4), honour(9))
    assert not same_rule(honour(4), honour(3))
    assert same_rule(loss(5), loss(10))
    assert not same_rule(loss(5), loss(4))


def test_a_number_of_days_between_the_lengths_of_periods_is_the_same_rule() -> None:
    def short(days: int) -> Graph:
        got = points()
        half = when(days_of_period() <= default(days), got + got, got)
        return made({"got": got, "total": half(default("得分"))}, cadences=("half-month", "month"))

    assert same_rule(short(16), short(17))
    assert same_rule(short(16), short(27))
    assert not same_rule(short(16), short(15))
    assert not same_rule(short(27), short(28))
