"""Service counted in whole months: of the calendar, or from day to day; what is left over is dropped, never added."""

import json
from datetime import date, timedelta

import pytest
from biaochi_sdk import (
    Case,
    Fact,
    ModelRefused,
    Publish,
    Recorded,
    days_held,
    default,
    months_held,
    months_of_period,
    unpinned,
    when,
)
from biaochi_sdk.bench.equivalence import same_rule
from biaochi_sdk.bench.judging import Known, judge
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.values.errors import FactRefused, GraphRefused
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import ANY, FIXED, made, model, points
from tests.sdk.paper_models import months_served
from tests.sdk.primitive_models import named

DAY = timedelta(days=1)
YEARLY = Recorded("work_committee", ("year",))


def served(whole: str, gaps: str = "add_up") -> Graph:
    """A model of the whole months held in a quarter or a year."""
    held = named("月数", months_held(Recorded("work_committee", ("quarter",)), whole, gaps, "zero"))
    share = named("比例", held / months_of_period())
    return made({"held": held, "total": share}, cadences=("quarter", "year"))


def span(at: int, days: str, period: str = "2020-Q1") -> Fact:
    """A span of days, recorded in a quarter."""
    return Fact(f"{at}", "ledger", "A", "held", period, case=days, position=at)


def months(graph: Graph, *spans: str, code: str = "2020") -> str | None:
    """The whole months inside these spans, evaluated both ways."""
    inputs = graph.gather(code, [span(at, days) for at, days in enumerate(spans)])
    outcome = graph.evaluate(code, ["A"], [inputs])
    assert outcome == graph.reference(code, ["A"], [inputs])
    return outcome.sheets["A"].values["held"]


@pytest.mark.parametrize(
    ("spans", "calendar", "day_to_day"),
    [
        (["2020-01-15/2020-02-14"], "0", "1"),
        (["2020-01-15/2020-02-13"], "0", "0"),
        (["2020-01-15/2020-03-31"], "2", "2"),
        (["2020-02-01/2020-02-29"], "1", "1"),
        (["2020-02-01/2020-02-28"], "0", "0"),
        (["2020-01-31/2020-02-28"], "0", "0"),
        (["2020-01-31/2020-02-29"], "1", "1"),
        (["2020-01-30/2020-03-29"], "1", "2"),
        (["2019-07-01/2021-06-30"], "12", "12"),
        (["2019-12-16/2020-01-15"], "0", "0"),
        (["2021-01-01/2021-12-31"], "0", "0"),
        # Two spans without a day between them are one; of others what is left over is never added.
        (["2020-03-11/2020-03-31", "2020-03-01/2020-03-10"], "1", "1"),
        (["2020-01-11/2020-02-25", "2020-03-01/2020-04-15"], "1", "2"),
        ([], "0", "0"),
    ],
)
def test_whole_months_are_counted_as_the_page_says(spans: list[str], calendar: str, day_to_day: str) -> None:
    assert months(served("calendar"), *spans) == calendar
    assert months(served("day_to_day"), *spans) == day_to_day


def test_a_gap_forfeits_the_months_before_it_and_an_overlap_is_refused() -> None:
    for whole in ("calendar", "day_to_day"):
        assert months(served(whole, "forfeit"), "2020-01-01/2020-05-31", "2020-06-02/2020-08-01") == (
            "1" if whole == "calendar" else "2"
        )
        with pytest.raises(FactRefused, match="从 2020-01-31 起的一段与到 2020-01-31 止的一段重叠"):
            months(served(whole), "2020-01-01/2020-01-31", "2020-01-31/2020-02-10")
        with pytest.raises(FactRefused, match="不是一段日期"):
            months(served(whole), "2020-01-01/9999-12-31")


def day_by_day(whole: str, gaps: str, held: set[date], first: date, after: date) -> int:
    """The whole months of some days, found by walking from one day to the next."""
    runs: list[list[date]] = []
    for day in sorted(held):
        if not runs or runs[-1][-1] + DAY < day:
            runs.append([])
        runs[-1].append(day)
    standing = runs if gaps == "add_up" else runs[-1:]
    inside = [[day for day in run if first <= day < after] for run in standing]
    if whole == "calendar":
        kept = {day for run in inside for day in run}
        every = [first + n * DAY for n in range((after - first).days)]
        names = {(day.year, day.month) for day in every}
        return sum(all(day in kept for day in every if (day.year, day.month) == name) for name in names)
    return sum(_over(run) for run in inside)


def _over(run: list[date]) -> int:
    """How often the day a run began on came again, or the first day after a month that has no such day."""
    after = [day + DAY for day in run]
    return sum(day.day == run[0].day or (day.day == 1 and (day - DAY).day < run[0].day) for day in after)


@FIXED
@given(
    st.sampled_from(("calendar", "day_to_day")),
    st.sampled_from(("add_up", "forfeit")),
    st.sampled_from(("2020", "2021", "2020-Q1")),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 130)), max_size=6),
)
def test_whole_months_are_those_that_walking_from_day_to_day_finds(
    whole: str, gaps: str, code: str, lengths: list[tuple[int, int]]
) -> None:
    begin, spans, held = date(2019, 11, 20), list[str](), set[date]()
    for gap, more in lengths:
        start = begin + gap * DAY
        end = start + more * DAY
        spans.append(f"{start}/{end}")
        held |= {start + n * DAY for n in range(more + 1)}
        begin = end + DAY
    year = int(code[:4])
    first, after = date(year, 1, 1), date(year, 4, 1) if "Q" in code else date(year + 1, 1, 1)

    graph = served(whole, gaps)
    inputs = graph.gather(code, [span(at, days, f"{year}-Q1") for at, days in enumerate(spans)])
    outcome = graph.evaluate(code, ["A"], [inputs])

    assert outcome == graph.reference(code, ["A"], [inputs])
    assert outcome.sheets["A"].values["held"] == str(day_by_day(whole, gaps, held, first, after))


def test_a_page_says_what_a_month_and_what_a_gap_is() -> None:
    with pytest.raises(ModelRefused, match="whole='calendar' or 'day_to_day'"):
        months_held(ANY, gaps="add_up", missing="zero")
    with pytest.raises(ModelRefused, match=r"months_held\(gaps=None\): say what a gap means"):
        months_held(ANY, "calendar", missing="zero")
    with pytest.raises(ModelRefused, match=r"months_held\(\) with missing=None"):
        months_held(ANY, "calendar", gaps="add_up")


def test_half_a_month_has_no_whole_month() -> None:
    half = Recorded("work_committee", ("half-month",))
    held = named("月数", months_held(half, "calendar", gaps="add_up", missing="zero"))
    with pytest.raises(ModelRefused, match="whole months in half-months, which have none: write at="):
        made({"held": held, "total": named("得分", held + held)}, cadences=("half-month",))


def test_a_graph_that_counts_spans_in_another_way_is_refused_when_it_is_read() -> None:
    for name in ("whole", "gaps"):
        data = json.loads(served("calendar").text)
        data["nodes"][0]["term"][name] = "about"
        with pytest.raises(GraphRefused, match=r"'about'.*, which this SDK does not know: update the SDK"):
            Graph.parse(canonical(data))


def test_days_and_months_of_one_page_are_different_units() -> None:
    days, whole = days_held(YEARLY, "add_up", "zero"), months_held(YEARLY, "calendar", "add_up", "zero")
    ratios = {"days": named("天数", days), "held": named("月数", whole)}
    graph = made({**ratios, "total": named("比例", ratios["held"] / months_of_period())})

    assert '"whole"' not in canonical(next(node for node in json.loads(graph.text)["nodes"] if node["key"] == "days"))
    assert graph.entry("total").full == "1"
    mixed = made({**ratios, "total": named("比例", ratios["days"] / months_of_period())})
    assert mixed.entry("total").full is None


def test_the_rule_book_and_the_explanation_say_how_months_are_counted() -> None:
    graph = made(months_served("day_to_day"))
    known = {graph.code: Known({"A": [span(1, "2020-01-15/2020-09-20", "2020")]})}
    judged = judge([graph], known, "2020")[graph.code]

    assert "从某日到下月该日前一日为一个月，没有该日的到月末，余下的天数不计" in graph.rulebook()
    assert "无记录计0个月" in graph.rulebook()
    assert "一个月的每一天都在其中才计" in made(months_served("calendar")).rulebook()
    assert judged.explain("A", "2020", "share").words == "任职月数[8] ÷ 本期月数[12]"
    assert judged.explain("A", "2020", "enough").words == "任职月数[8] ≥ 6〔默认，可调整〕"


def test_a_case_pins_the_months_that_are_enough() -> None:
    nodes = months_served("calendar")
    page = model({**nodes, "at_year": Publish("year", {"made": nodes["total"]})})

    def of(name: str, days: str, *, enough: bool) -> Case:
        expected = {"A": {"enough": str(int(enough))}}
        return Case(name, page, ("2020",), (span(1, days, "2020"),), expected)

    six, five = of("六", "2020-01-01/2020-06-30", enough=True), of("五", "2020-01-01/2020-06-29", enough=False)
    found = unpinned(page.graph, [six, five])[1]
    assert not [said for said in found if said.startswith("enough")]
    assert [said for said in unpinned(page.graph, [six])[1] if said.startswith("enough")] == ["enough: 6 could be 5"]


def test_a_number_of_months_between_two_whole_ones_is_the_same_rule() -> None:
    def few(number: str) -> Graph:
        got = points()
        return made({"got": got, "total": when(months_of_period() <= default(number), got + got, got)(default("得分"))})

    assert same_rule(few("3"), few("5.5"))
    assert not same_rule(few("5.5"), few("6"))
