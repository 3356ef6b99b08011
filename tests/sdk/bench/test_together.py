"""What several facts or subjects say together: totals in the order of dates, spans of days, limits, merged entries."""

from random import Random

import pytest
from biaochi_sdk import (
    Case,
    Fact,
    Model,
    ModelRefused,
    Publish,
    Recorded,
    Scale,
    bonus,
    cases,
    chosen,
    count,
    days_held,
    days_of_period,
    default,
    merged,
    moves,
    of_cohort,
    quota,
    rank,
    running_total,
    tied,
    when,
)
from biaochi_sdk.bench.testkit import replay
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.outcome import Outcome
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import ANY, FIXED, made, model, points
from tests.sdk.paper_models import as_one, refused_together, served
from tests.sdk.primitive_models import named

ZERO, ONE, TEN = default(0), default(1), default(10)


def running() -> Graph:
    """A total from 0 to 10 that begins where a check says."""
    begin, changed = points(), named("增减", moves(default(-9), default(9), ONE, ANY))
    return made({"begin": begin, "changed": changed, "total": named("累计", running_total(changed, begin, ZERO, TEN))})


def moved(graph: Graph, start: str, amounts: list[int]) -> str | None:
    """The total after these amounts, one each month."""
    facts = [
        Fact(f"{at}", "ledger", "A", "changed", f"2020-{at:02d}", str(amount)) for at, amount in enumerate(amounts, 1)
    ]
    inputs = graph.gather("2020", [Fact("start", "check", "A", "begin", "2020", start), *reversed(facts)])
    by_plan = graph.evaluate("2020", ["A"], [inputs])
    assert by_plan == graph.reference("2020", ["A"], [inputs])
    return by_plan.sheets["A"].totals["made"]


def test_a_total_is_held_inside_its_bounds_after_every_move() -> None:
    assert moved(running(), "8", [3, -1]) == "9"
    assert moved(running(), "1", [-5, 2]) == "2"
    assert moved(running(), "8", []) == "8"


@FIXED
@given(st.integers(0, 10), st.lists(st.integers(-9, 9), max_size=12))
def test_a_running_total_is_what_one_move_after_the_other_makes(start: int, amounts: list[int]) -> None:
    total = start
    for amount in amounts:
        total = min(max(total + amount, 0), 10)

    assert moved(running(), str(start), amounts) == str(total)


def test_a_running_total_begins_inside_its_bounds() -> None:
    changed = named("增减", moves(default(-1), ONE, ONE, ANY))
    begin = points("20", "1")
    with pytest.raises(ModelRefused, match=r"outside 0 to 10: write .floor\(…\).cap\(…\) on the start"):
        made({"changed": changed, "begin": begin, "total": named("累计", running_total(changed, begin, ZERO, TEN))})
    with pytest.raises(ModelRefused, match="no named moves"):
        running_total(points(), ONE, ZERO, TEN)


def span(name: str, days: str) -> Fact:
    return Fact(name, "ledger", "A", "held", "2020", case=days)


def served_for(gaps: str, *spans: str) -> str | None:
    """The days of 2020 inside these spans."""
    held = named("天数", days_held(Recorded("work_committee", ("year",)), gaps=gaps, missing="zero"))
    graph = made({"held": held, "total": named("比例", held / days_of_period())})
    inputs = graph.gather("2020", [span(f"{at}", days) for at, days in enumerate(spans)])
    outcome = graph.evaluate("2020", ["A"], [inputs])
    assert outcome == graph.reference("2020", ["A"], [inputs])
    assert graph.entry("total").full == "1"
    return outcome.sheets["A"].values["held"]


def test_the_days_of_spans_are_counted_inside_the_period() -> None:
    assert served_for("add_up", "2019-11-01/2020-01-31", "2020-03-01/2020-03-10") == "41"
    assert served_for("forfeit", "2019-11-01/2020-01-31", "2020-03-01/2020-03-10") == "10"
    assert served_for("forfeit", "2020-01-01/2020-01-31", "2020-02-01/2020-12-31") == "366"
    assert served_for("add_up") == "0"


def test_spans_that_overlap_or_are_none_are_refused_in_a_sentence() -> None:
    with pytest.raises(FactRefused, match="从 2020-01-31 起的一段与到 2020-01-31 止的一段重叠"):
        served_for("add_up", "2020-01-01/2020-01-31", "2020-01-31/2020-02-10")
    for wrong in ("2020-01-31", "2020-02-30/2020-03-01", "2020-03-02/2020-03-01"):
        with pytest.raises(FactRefused, match="请写成 2020-03-01/2020-08-31"):
            made(served()).check(span("1", wrong))
    with pytest.raises(ModelRefused, match="gaps='add_up' or 'forfeit'"):
        days_held(ANY)


def item(name: str, indicator: str, amount: str, case: str | None = None, position: int = 0) -> Fact:
    return Fact(name, "ledger", "A", indicator, "2020", amount, case=case, position=position)


def test_what_goes_above_a_limit_is_refused_with_the_fact_that_does() -> None:
    graph = made(refused_together())

    graph.gather("2020", [item("1", "first", "2"), item("2", "first", "1")])
    with pytest.raises(FactRefused, match="加上这一项，合计超过 3") as refused:
        graph.gather("2020", [item("1", "first", "2"), item("2", "first", "2", position=1)])
    assert (refused.value.fact, refused.value.code) == ("2", "ABOVE_LIMIT")


def test_one_case_stands_under_one_input() -> None:
    graph = made(refused_together())

    with pytest.raises(FactRefused, match="事项“某事”同时登记在“乙项”和“甲项”") as refused:
        graph.gather("2020", [item("1", "second", "1", "某事", 2), item("2", "first", "1", "某事", 5)])
    assert refused.value.fact == "2"
    assert "超过的不予登记" in graph.rulebook()
    assert "同一事项不得又登记在甲项" in graph.rulebook()
    late = named("丙项", count(ONE, ONE, ANY))
    second = named("乙项", count(ONE, ONE, ANY, unique_across=[late]))
    with pytest.raises(ModelRefused, match="put that input above"):
        made({"second": second, "late": late, "total": named("得分", late + late)})


def test_one_case_is_rewarded_and_punished_once() -> None:
    levels = {"city": (default("市级"), default(4))}
    honours = named("加分", bonus(levels, ANY, TEN, once="case"))
    losses = named("扣分", cases(TEN, ANY, levels=levels, once="case", unique_across=[honours]))
    graph = made({"honours": honours, "losses": losses, "total": named("得分", honours + losses)})
    facts = [
        Fact("1", "bonus", "A", "honours", "2020", level="city", case="某事"),
        Fact("2", "ledger", "A", "losses", "2020", level="city", case="某事", position=1),
    ]

    with pytest.raises(FactRefused, match="只能登记在一处"):
        graph.gather("2020", facts)
    assert "同一事项不得又登记在加分" in graph.rulebook()


def test_a_case_pins_what_is_refused_together_with_its_facts() -> None:
    nodes = refused_together()
    page = model({**nodes, "at_year": Publish("year", {"made": nodes["total"]})})
    surplus, fits = item("3", "first", "2"), item("4", "first", "1")
    facts = (item("1", "first", "2"),)

    assert Case("超额", page, ("2020",), facts, {"A": {"total": "2"}}, refused=(surplus,)).differences(page.graph) == []
    taken = Case("未超", page, ("2020",), facts, {"A": {"total": "2"}}, refused=(fits,)).differences(page.graph)
    assert taken == ["未超: the fact 4 of first is taken, not refused"]


def test_units_of_one_entry_have_one_value_and_one_place() -> None:
    graph = made(as_one("competition", weigh=True), place="place")
    rows = (("x", "9", "3"), ("x", "5", "1"), (None, "8", "1"), ("y", "6", "1"), ("y", "7", "1"), (None, "4", "1"))
    inputs: list[Inputs] = [{"kind": "lead", "entry": entry, "got": got, "size": size} for entry, got, size in rows]
    outcome = graph.evaluate("2020", tuple("ABCDEF"), inputs)

    assert outcome == graph.reference("2020", tuple("ABCDEF"), inputs)
    totals = [outcome.sheets[subject].totals["made"] for subject in "ABCDEF"]
    assert totals == ["8", "8", "8", "6.5", "6.5", "4"]
    assert [outcome.sheets[subject].ranks["made"] for subject in "ABCDEF"] == [1, 1, 1, 3, 3, 4]
    assert "同一合并单位的合占一个名次" in graph.rulebook()


def test_a_unit_that_two_rules_would_merge_stands_in_the_later_entry_alone() -> None:
    graph = made(as_one("competition", weigh=False), place="place")
    marks, entries = {"A": "9", "B": "5", "C": "8"}, (("A", "x"), ("B", "x"), ("C", "y"), ("B", "y"))
    facts = [Fact(f"m{one}", "check", one, "got", "2020", mark) for one, mark in marks.items()]
    facts += [Fact(f"k{one}", "choice", one, "kind", "2020", choice="lead") for one in marks]
    facts += [
        Fact(f"e{at}", "choice", one, "entry", "2020", choice=entry, position=at)
        for at, (one, entry) in enumerate(entries)
    ]
    inputs = [graph.gather("2020", [fact for fact in facts if fact.subject == one]) for one in marks]
    outcome = graph.evaluate("2020", tuple(marks), inputs)

    assert outcome == graph.reference("2020", tuple(marks), inputs)
    assert {one: sheet.values["entry"] for one, sheet in outcome.sheets.items()} == {"A": "x", "B": "y", "C": "y"}
    assert {one: sheet.totals["made"] for one, sheet in outcome.sheets.items()} == {"A": "9", "B": "6.5", "C": "6.5"}
    assert [outcome.sheets[one].ranks["made"] for one in marks] == [1, 2, 2]
    assert "登记为甲组、乙组之一，取最近一次" in graph.rulebook()


def test_two_merging_rules_of_one_page_follow_each_other_exactly() -> None:
    value, sizes = points(missing="not_judged"), points("3", "1")
    first, second = (
        named(title, chosen(Scale(key, {"x": default("甲组"), "y": default("乙组")}), ANY, missing="not_judged"))
        for title, key in (("第一次合并", "first"), ("第二次合并", "second"))
    )
    once = named("一次", merged(value, first, default(2)))
    twice = named("两次", merged(once, second, default(2), sizes))
    place = named("名次", rank(twice, ties="competition", entries=second))
    nodes = {"got": value, "sizes": sizes, "first": first, "second": second, "once": once, "total": twice}
    graph = made({**nodes, "place": place}, place="place")

    for seed in range(12):
        both = replay(graph, tuple("ABCDEFGH"), ("2020",), Random(seed))
        assert both.by_plan == both.by_reference


def noted(**notes: object) -> type[Model]:
    """A model that notes the mean of the cohort, how many are admitted, and whether that is more than one."""
    got = points(missing="not_judged")
    seat = named("名额", quota(default("0.5"), None, got.judged(), got, ties="all", of="judged", rounding="half_up"))
    mean = named("平均", of_cohort("mean", got).round(ONE))
    admitted = named("入选数", of_cohort("sum", when(seat.is_("admitted"), ONE, ZERO)))
    many = named("过多", admitted > ONE)
    nodes = {"got": got, "seat": seat, "mean": mean, "admitted": admitted, "many": many}
    chosen_notes = {name: nodes[str(key)] for name, key in notes.items()}
    at_year = Publish("year", {"made": got}, exports={"seat": seat, "many": many}, notes=chosen_notes)
    return model({**nodes, "at_year": at_year})


def test_what_is_noted_of_a_cohort_is_said_once() -> None:
    graph = noted(mean="mean", admitted="admitted", warning="many").graph
    outcome = graph.evaluate("2020", ["A", "B", "C"], [{"got": "9"}, {"got": "8"}, {"got": "3"}])

    assert outcome.notes == {"mean": "6.7", "admitted": "2", "warning": "1"}
    assert outcome == graph.reference("2020", ["A", "B", "C"], [{"got": "9"}, {"got": "8"}, {"got": "3"}])
    assert Outcome.from_json(outcome.to_json()) == outcome
    assert graph.evaluate("2020", [], []).notes == {}


def test_what_differs_in_a_cohort_is_no_note_of_it() -> None:
    with pytest.raises(ModelRefused, match=r"seat is noted of the cohort but differs in it: note of_cohort\(…\)"):
        noted(seat="seat")


def test_a_tie_inside_an_entry_is_no_tie() -> None:
    nodes = as_one("competition", weigh=False)

    with pytest.raises(ModelRefused, match="are meant to share"):
        tied(nodes["place"])
    with pytest.raises(ModelRefused, match="is no small class"):
        rank(nodes["total"], "dense", (), nodes["kind"], ONE, "together", nodes["entry"])
