"""Ratios of ratios, pools by ratios, profiles, levels with a range, windows of cycles: exact to the last place."""

from fractions import Fraction

import pytest
from biaochi_sdk import (
    Case,
    Fact,
    Linked,
    Model,
    ModelRefused,
    Publish,
    UnsaidPolicy,
    bonus,
    cases,
    default,
    from_below,
    over_cycles,
    profile,
    ratio_to_mean,
)
from biaochi_sdk.bench.judging import Known, judge
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.page.scales import Ranged
from biaochi_sdk.values.errors import FactRefused, LinkRefused
from biaochi_sdk.values.facts import Inputs

from tests.sdk.models import ANY, made, model, points
from tests.sdk.paper_models import pooled_by_ratios
from tests.sdk.primitive_models import Nodes, named

ONE, TWO, HUNDRED = default(1), default(2), default(100)
LEVELS: Ranged = {"late": (default("迟报"), ONE), "undone": (default("未完成"), (default(3), default(4)))}


def values(graph: Graph, key: str, *given: Inputs) -> list[str | None]:
    """A node of each subject, alike in both evaluations."""
    subjects = [f"S{at:02d}" for at in range(len(given))]
    outcome = graph.evaluate("2020", subjects, given)
    assert outcome == graph.reference("2020", subjects, given)
    return [sheet.values[key] for sheet in outcome.sheets.values()]


def test_the_ratio_to_the_mean_is_exact_and_may_be_multiplied_and_bounded() -> None:
    got, other = points("100"), points("100")
    share = named("系数", ratio_to_mean(got))
    total = named("得分", (other * share.floor(default("0.9"))).round(TWO))
    graph = made({"got": got, "other": other, "share": share, "total": total})
    given: list[Inputs] = [{"got": "70", "other": "80"}, {"got": "80", "other": "80"}, {"got": "99", "other": "80"}]

    assert values(graph, "share", *given) == ["70/83", "80/83", "99/83"]
    assert values(graph, "total", *given) == ["72", "77.11", "95.42"]


def test_a_pool_is_split_by_ratios_to_the_last_place() -> None:
    graph = made(pooled_by_ratios())
    given: list[Inputs] = [
        {"kind": "lead", "left": "1", "right": "3"},
        {"kind": "lead", "left": "2", "right": "7"},
        {"kind": "lead", "left": "5", "right": "9.5"},
    ]
    found = [Fraction(value or 0) for value in values(graph, "total", *given)]

    assert sum(found) == Fraction("100.5")
    rates = [Fraction(1, 3), Fraction(2, 7), Fraction(10, 19)]
    exactly = [Fraction("100.5") * rate / sum(rates) for rate in rates]
    assert all(abs(one - other) < Fraction(1, 100) for one, other in zip(found, exactly, strict=True))


@pytest.mark.parametrize(
    ("rounding", "shares"), [("largest_remainder", ["34", "33", "33"]), ("cumulative", ["33", "34", "33"])]
)
def test_the_shares_of_a_profile_add_up_to_the_whole(rounding: str, shares: list[str]) -> None:
    values_of = {key: points() for key in "abc"}
    parts = profile(values_of, HUNDRED, default(0), rounding=rounding)
    nodes: Nodes = {**values_of, **{f"{key}_share": named(key, part) for key, part in parts.items()}}
    graph = made({**nodes, "total": named("得分", values_of["a"] + values_of["b"])})

    equal: Inputs = dict.fromkeys("abc", "5")
    assert [values(graph, f"{key}_share", equal)[0] for key in "abc"] == shares
    assert values(graph, "a_share", {}) == [None]
    assert "合计100〔默认，可调整〕" in graph.rulebook()


def test_a_profile_says_how_it_is_rounded() -> None:
    with pytest.raises(ModelRefused, match="rounding='largest_remainder' or 'cumulative'"):
        profile({"a": points(), "b": points()}, HUNDRED, ONE)
    one, other = points(), points()
    part = profile({"a": one, "b": other}, default("0.5"), default(0), "cumulative")["a"]
    with pytest.raises(ModelRefused, match="finer than its places"):
        made({"a": one, "b": other, "total": named("甲", part)})


def test_an_amount_is_chosen_inside_the_range_of_its_level() -> None:
    graph = made({"total": named("得分", cases(default(10), ANY, levels=LEVELS, step=default("0.5"), once="each"))})

    def fact(level: str, amount: str = "0") -> Fact:
        return Fact(f"{level}{amount}", "ledger", "A", "total", "2020", amount, level=level)

    inputs = graph.gather("2020", [fact("late"), fact("undone", "3.5")])
    assert values(graph, "total", inputs) == ["5.5"]
    assert "未完成3.5(第2项)" in graph.explain_node({"total": "5.5"}, inputs, "total").words
    assert "未完成每次3〔默认，可调整〕至4〔默认，可调整〕分（步长0.5〔默认，可调整〕）" in graph.rulebook()
    for level, amount in (("undone", "2.5"), ("undone", "4.5"), ("undone", "3.25")):
        with pytest.raises(FactRefused, match=r"应在 3 到 4 之间|每 0\.5 一档"):
            graph.check(fact(level, amount))


def test_a_range_and_its_step_belong_together() -> None:
    with pytest.raises(ModelRefused, match="belong together: write both or neither"):
        bonus(LEVELS, ANY, default(10), "each")
    with pytest.raises(ModelRefused, match="write the least and then the most"):
        cases(default(9), ANY, levels={"x": (default("某"), (TWO, ONE))}, step=ONE, once="each")
    with pytest.raises(ModelRefused, match="no multiples of its step 2"):
        made({"total": named("得分", cases(default(10), ANY, levels=LEVELS, step=TWO, once="each"))})


def term_of_office() -> type[Model]:
    """A mean and a sum over three years."""
    got = points(missing="not_judged")
    mean = named("三年平均", over_cycles("mean", got, 3, missing="left_out"))
    added = named("三年合计", over_cycles("sum", got, 3, missing="zero"))
    strict = named("两年平均", over_cycles("mean", got, 2, missing="not_judged"))
    at_year = Publish("year", {"made": mean})
    return model({"got": got, "mean": mean, "added": added, "strict": strict, "at_year": at_year})


YEARS = tuple(Fact(year, "check", "A", "got", year, score) for year, score in (("2018", "4"), ("2020", "9")))


def test_a_window_of_cycles_needs_no_range_and_follows_the_years() -> None:
    page = term_of_office()
    expect: dict[str, str | None] = {"mean": "6.5", "added": "13", "strict": None, "got_before_2": "4"}

    assert Case("三年", page, ("2018", "2019", "2020"), YEARS, {"A": expect}).differences(page.graph) == []
    for exactly in (False, True):
        judged = judge([page.graph], {"made": Known({"A": YEARS})}, "2020", exactly)["made"]
        assert {key: judged.outcomes["2020"].sheets["A"].values[key] for key in expect} == expect
    assert "得分、得分（前1个周期）、得分（前2个周期）的平均，不评判的不计" in page.graph.rulebook()


def test_a_window_of_cycles_says_what_a_cycle_without_a_value_means() -> None:
    with pytest.raises(ModelRefused, match="or 'sum' with missing='zero' or 'not_judged'"):
        over_cycles("mean", points(), 3)
    with pytest.raises(ModelRefused, match="2 cycles or more"):
        over_cycles("sum", points(), 1, missing="zero")


def test_an_earlier_value_that_the_rule_could_not_have_made_is_refused() -> None:
    graph = term_of_office().graph
    for wrong in ("10.5", "4.25"):
        linked = {"last_cycle": Linked.of({"A": {"got": wrong, "got_before_1": None}})}
        with pytest.raises(LinkRefused, match=r"超出 0 到 10，每档 0\.5"):
            graph.evaluate("2020", ["A"], [{"got": "1"}], linked=linked)


def rolled_up(how: str, missing: object) -> list[str | None]:
    """What is above D1, of whom one below is not judged, and D2, of whom everybody is."""
    got = points(missing="not_judged")
    below = model({"got": got, "at_year": Publish("year", {"made": got})}, code="below")
    value = from_below(how, got, missing=missing)  # type: ignore[arg-type]
    up = named("汇总", value if how in ("sum", "count") else value.round(TWO))
    graph = model({"up": up, "at_year": Publish("year", {"made": up})}, subject="DEPARTMENT").graph
    assert below.graph.code == "below"
    found: dict[str, dict[str, str | None]] = {"A": {"got": "4"}, "B": {"got": None}, "C": {"got": "8"}}
    linked = {"below": Linked.of(found, {"A": "D1", "B": "D1", "C": "D2"})}
    outcome = graph.evaluate("2020", ["D1", "D2"], [{}, {}], linked=linked)
    assert outcome == graph.reference("2020", ["D1", "D2"], [{}, {}], linked=linked)
    return [sheet.values["up"] for sheet in outcome.sheets.values()]


@pytest.mark.parametrize(
    ("how", "missing", "found"),
    [
        ("mean", "left_out", ["4", "8"]),
        ("mean", "not_judged", [None, "8"]),
        ("mean", default(0), ["2", "8"]),
        ("sum", "not_judged", [None, "8"]),
        ("sum", default("1.5"), ["5.5", "8"]),
        ("count", "left_out", ["1", "1"]),
        ("count", default(0), ["2", "1"]),
    ],
)
def test_who_is_not_judged_below_counts_as_the_page_says(how: str, missing: object, found: list[str | None]) -> None:
    assert rolled_up(how, missing) == found


def test_a_roll_up_says_what_who_is_not_judged_means() -> None:
    with pytest.warns(UnsaidPolicy, match="missing='left_out', 'not_judged' or a number"):
        assert rolled_up("mean", None) == ["4", "8"]
    with pytest.raises(ModelRefused, match="write 'left_out', 'not_judged', or a number"):
        rolled_up("mean", "zero")
    with pytest.raises(ModelRefused, match="write 'left_out' or 'not_judged'"):
        from_below("any", points(), missing=ONE)


def test_a_choice_between_a_ratio_and_a_number_needs_no_rounding() -> None:
    got, other = points(missing="not_judged"), points()
    rate = named("比例", (got / other.floor(ONE)).or_else(ONE))
    total = named("得分", (rate * default(9)).round(TWO))
    graph = made({"got": got, "other": other, "rate": rate, "total": total})

    given: list[Inputs] = [{"got": "1", "other": "3"}, {"got": None, "other": "3"}]
    assert values(graph, "rate", *given) == ["1/3", "1"]
    assert values(graph, "total", *given) == ["3", "9"]
