"""Places, seats, rungs and streaks: what needs the whole cohort or the periods before."""

import json
import re
from collections.abc import Mapping

import numpy as np
import pytest
from biaochi_sdk import Fact, default, rank
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.plan.cohort import places
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.outcome import Outcome
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, climbing, made, points

QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")


def evaluated(
    graph: Graph, code: str, got: Mapping[str, str], before: tuple[Outcome, ...] = (), **opening: str
) -> Outcome:
    """The outcome of a period in which each subject got these points."""
    inputs = [graph.gather(code, [Fact(s, "check", s, "total", code, amount)]) for s, amount in got.items()]
    return graph.evaluate(code, tuple(got), inputs, before, opening)


def year(got: Mapping[str, str], barred: str = "", **opening: str) -> Outcome:
    """The outcome of a year whose four quarters were alike but for the subjects' points, four digits each."""
    graph = climbing()
    quarters: tuple[Outcome, ...] = ()
    for place, code in enumerate(QUARTERS):
        quarters += (evaluated(graph, code, {s: points[place] for s, points in got.items()}, quarters, **opening),)
    facts = {s: [Fact("v", "veto", s, "barred", "2020-05")] if s in barred else [] for s in got}
    return graph.evaluate("2020", tuple(got), [graph.gather("2020", facts[s]) for s in got], quarters, opening)


def test_equals_share_a_place_and_leave_the_next_one_empty() -> None:
    total = points()
    graph = made({"total": total, "place": rank(total, ties="competition")(default("名次"))}, place="place")

    outcome = evaluated(graph, "2020", {"A": "9", "B": "10", "C": "9", "D": "1"})

    assert {subject: sheet.ranks["made"] for subject, sheet in outcome.sheets.items()} == {
        "A": 2,
        "B": 1,
        "C": 2,
        "D": 4,
    }


@FIXED
@given(st.lists(st.tuples(st.integers(0, 9) | st.integers(-(2**60), 2**60), st.booleans()), max_size=12))
def test_a_place_is_one_more_than_how_many_are_better(cohort: list[tuple[int, bool]]) -> None:
    order, judged = np.array([value for value, _ in cohort], np.int64), np.array([here for _, here in cohort], np.bool_)
    known = [value for value, here in cohort if here]

    wanted = [1 + sum(other > value for other in known) if here else 0 for value, here in cohort]

    assert places(order, judged).tolist() == wanted


def test_who_is_not_judged_has_no_place_and_takes_none() -> None:
    total = points(missing="not_judged")
    graph = made({"total": total, "place": rank(total, ties="competition")(default("名次"))}, place="place")

    outcome = graph.evaluate("2020", ["A", "B"], [{"total": None}, {"total": "3"}])

    assert (outcome.sheets["A"].totals, outcome.sheets["A"].ranks) == ({"made": None}, {"made": None})
    assert outcome.sheets["B"].ranks == {"made": 1}


def test_seats_are_the_floor_of_the_share_and_the_best_take_them() -> None:
    outcome = year({"A": "4444", "B": "4443", "C": "3333", "D": "0000"}, A="middle", B="middle", C="middle")

    assert [sheet.values["seat"] for sheet in outcome.sheets.values()] == ["admitted", "outside", "outside", "outside"]
    assert [sheet.rung for sheet in outcome.sheets.values()] == ["high", "middle", "middle", "low"]


def test_holders_take_their_seats_first() -> None:
    outcome = year({"A": "4444", "B": "0000", "C": "3333", "D": "0000"}, A="middle", B="high")

    assert outcome.sheets["A"].values["seat"] == "outside"
    assert outcome.sheets["B"].values["seat"] == "holder"


def test_nobody_tied_at_the_cut_is_admitted_and_all_of_them_go_to_the_meeting() -> None:
    outcome = year(
        {"A": "4444", "B": "4333", "C": "3433", "D": "0000", "E": "0000"}, A="middle", B="middle", C="middle"
    )

    assert [sheet.values["seat"] for sheet in outcome.sheets.values()][:3] == ["admitted", "meeting", "meeting"]
    assert [sheet.meeting for sheet in outcome.sheets.values()][:3] == [(), ("seat",), ("seat",)]
    assert [sheet.rung for sheet in outcome.sheets.values()][:3] == ["high", "middle", "middle"]


def test_means_are_compared_unrounded() -> None:
    thirds = ("4", "4", "3")
    graph = climbing()
    quarters: tuple[Outcome, ...] = ()
    for place, code in enumerate(QUARTERS):
        here = {"A": "4", "B": "3"} if place == 0 else {"A": thirds[place - 1], "B": "3", "C": thirds[place - 1]}
        quarters += (evaluated(graph, code, here, quarters, A="middle", B="middle", C="middle"),)

    outcome = graph.evaluate("2020", ("A", "B", "C"), [{"barred": None}] * 3, quarters)

    assert [outcome.sheets[s].values["mean"] for s in "ABC"] == ["3.75", "3", "11/3"]
    assert [outcome.sheets[s].ranks["made"] for s in "ABC"] == [1, 3, 2]


def test_a_veto_bars() -> None:
    assert year({"A": "4444", "B": "0000", "C": "0000"}, barred="A", A="middle").sheets["A"].values["wanted"] == "0"


def test_a_rung_takes_two_periods_running_and_the_opening_counts_as_none() -> None:
    graph = climbing()
    first = evaluated(graph, "2020-Q1", {"A": "4"})
    second = evaluated(graph, "2020-Q2", {"A": "4"}, (first,))

    assert (first.sheets["A"].rung, second.sheets["A"].rung) == ("low", "middle")


def test_a_missing_period_breaks_a_streak() -> None:
    graph = climbing()
    first = evaluated(graph, "2020-Q1", {"A": "4"})

    assert evaluated(graph, "2020-Q3", {"A": "4"}, (first,)).sheets["A"].values["running"] == "1"


def test_who_comes_in_mid_year_counts_only_the_quarters_there_are() -> None:
    graph = climbing()
    first = evaluated(graph, "2020-Q1", {"A": "4"})
    second = evaluated(graph, "2020-Q2", {"A": "4", "B": "1"}, (first,))

    outcome = graph.evaluate("2020", ("A", "B", "C"), [{"barred": None}] * 3, (first, second))

    assert [outcome.sheets[s].values["mean"] for s in "ABC"] == ["4", "1", None]
    assert [outcome.sheets[s].values["kept"] for s in "ABC"] == ["1", "0", None]
    assert outcome.sheets["B"].values["held"] == "low"


def test_an_outcome_survives_being_stored() -> None:
    outcome = year({"A": "4444", "B": "4333"}, A="middle")

    assert Outcome.from_json(json.loads(json.dumps(outcome.to_json()))) == outcome


def test_the_order_of_the_cohort_changes_nobody() -> None:
    one = year({"A": "4444", "B": "4333", "C": "3433"}, A="middle", B="middle", C="middle")
    other = year({"C": "3433", "A": "4444", "B": "4333"}, A="middle", B="middle", C="middle")

    assert one.sheets == other.sheets


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (("2020-Q2", "2020-Q1"), "次序不对：每个时段给一次，先结束的在前"),
        (("2020-Q1", "2020-Q1"), "次序不对"),
        (("2019-Q4",), "不在同一周期的 2020-Q3 之前"),
        (("2020-Q4",), "不在同一周期的 2020-Q3 之前"),
        (("2020-Q3",), "不在同一周期的 2020-Q3 之前"),
    ],
)
def test_a_past_that_cannot_be_is_refused(before: tuple[str, ...], sentence: str) -> None:
    graph = climbing()
    past = tuple(Outcome(code, "quarter", graph.hash, {}) for code in before)

    with pytest.raises(EvaluationRefused, match=sentence):
        graph.evaluate("2020-Q3", [], [], past)


def test_an_opening_rung_nobody_knows_is_refused() -> None:
    with pytest.raises(EvaluationRefused, match="“top”不在 low、middle、high 之中"):
        climbing().evaluate("2020-Q1", [], [], (), {"A": "top"})


def test_a_subject_given_twice_or_without_inputs_is_refused() -> None:
    for subjects, count in ((("A", "A"), 2), (("A", "B"), 1)):
        with pytest.raises(EvaluationRefused, match="每个考核对象给一次"):
            climbing().evaluate("2020-Q1", subjects, [{"total": None}] * count)


def test_a_period_the_model_does_not_publish_is_refused() -> None:
    with pytest.raises(EvaluationRefused, match="不评判 2020-01：请给出季度、年度的时段"):
        climbing().evaluate("2020-01", [], [])


@pytest.mark.parametrize("given", ["0.5", "5", "-1", ["1", "2"]])
def test_an_input_no_facts_could_make_is_refused(given: str | list[str]) -> None:
    with pytest.raises(EvaluationRefused, match="不是事实能汇总出来的：请用这份规则重新汇总事实"):
        climbing().evaluate("2020-Q1", ["A"], [{"total": given}])


def test_of_several_wrong_inputs_the_first_subjects_is_named() -> None:
    inputs: list[Inputs] = [{"total": one} for one in ("4", "0.5", "3", "-1")]
    inputs.append({"total": ["1", "2"]})

    for row in (1, 3, 4):
        for more in (0, 50):
            many = [*inputs, *[Inputs(total="-2")] * more]
            with pytest.raises(
                EvaluationRefused, match=re.escape(f"的输入 {inputs[row]['total']!r} 不是事实能汇总出来")
            ):
                climbing().evaluate("2020-Q1", [str(number) for number in range(len(many))], many)
        inputs[row] = {"total": "4"}


def test_an_input_that_is_not_there_is_none() -> None:
    without = climbing().evaluate("2020-Q1", ["A", "B"], [{}, {"total": "3"}])

    assert without == climbing().evaluate("2020-Q1", ["A", "B"], [{"total": None}, {"total": "3"}])


def test_nobody_at_all_is_an_empty_outcome() -> None:
    assert climbing().evaluate("2020-Q1", [], []).sheets == {}
