"""Years follow each other alike in a case, a trial and on the platform: rungs carry over, the last cycle is seen."""

from biaochi_sdk import Case, City, Fact, Model, Publish, default, examine, held_rung, ladder, last_cycle
from biaochi_sdk.bench.judging import Known, judge

from tests.sdk.models import RUNGS, model, points


def rising() -> type[Model]:
    """A ladder that rises a rung in a good year, and a sum over all years."""
    got = points()
    held = held_rung(RUNGS)(default("年初"))
    moves = (("low", "middle", got >= default(5)), ("middle", "high", got >= default(5)))
    rung = ladder(held, *moves)(default("年末"))
    before = last_cycle("total", default(0), default(100), default("0.5"))(default("去年"))
    total = (got + before.or_else(default(0)))(default("累计"))
    at_year = Publish("year", {"made": total}, rung=rung)
    return model({"got": got, "held": held, "rung": rung, "before": before, "total": total, "at_year": at_year})


FACTS = tuple(Fact(year, "check", "A", "got", year, "6") for year in ("2018", "2019", "2020"))
EXPECT = {"A": {"held": "high", "rung": "high", "before": "12", "total": "18"}}


def test_a_trial_carries_rungs_and_results_over_every_year_that_facts_name() -> None:
    graph = rising().graph
    for exactly in (False, True):
        judged = judge([graph], {graph.code: Known({"A": FACTS})}, "2020", exactly)[graph.code]
        assert {key: judged.outcomes["2020"].sheets["A"].values[key] for key in EXPECT["A"]} == EXPECT["A"]


def test_a_case_over_years_carries_them_without_an_opening_or_a_link_by_hand() -> None:
    made = rising()

    assert Case("三年", made, ("2018", "2019", "2020"), FACTS, EXPECT).differences(made.graph) == []


def test_an_opening_is_of_the_first_year() -> None:
    made = rising()
    case = Case("两年", made, ("2019", "2020"), FACTS, {"A": {"held": "high", "total": "12"}}, opening={"A": "middle"})

    assert case.differences(made.graph) == []


def test_two_facts_of_one_id_are_a_fault_of_the_check_but_keep_nobody_out() -> None:
    made = rising()
    case = Case("重号", made, ("2018",), (FACTS[0], FACTS[0]), {"A": {"got": "6"}})

    assert case.differences(made.graph) == []
    assert (
        "重号: 2 facts are called '2018': give each its own"
        in examine(City("a", default("市"), (made,)), [case], 1)[0].faults
    )


def test_a_difference_that_both_evaluations_see_is_said_once() -> None:
    made = rising()
    wrong = Case("错", made, ("2020",), FACTS, {"A": {"total": "7"}})

    assert wrong.differences(made.graph) == ["错: A has total '6', not '7'"]
