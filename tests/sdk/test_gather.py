"""Facts become input values by the rule of their indicator; a fact that does not fit is refused with a sentence."""

from dataclasses import replace
from random import Random

import pytest
from biaochi_sdk import Fact
from biaochi_sdk.errors import FactRefused
from biaochi_sdk.graph import Graph

from tests.sdk.models import ledger, made, marks, points, share, vetoed

CHECK = Fact("f1", "check", "A", "total", "2020-Q1", "7.5")
TASK = Fact("f2", "task", "A", "common", "2020-Q1", "8", points="10", share="COMMON")
RATING = Fact("f3", "rating", "A", "rated", "2020-Q1", "90", rater="B")
ENTRY = Fact("f4", "ledger", "A", "kept", "2020-Q1", "2")
VETO = Fact("f5", "veto", "A", "vetoed", "2020-Q1")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """One input of each kind, evaluated for quarters and years."""
    nodes = {"total": points(), "common": share(), "rated": marks(), "kept": ledger(), "vetoed": vetoed()}
    return made(nodes, cadences=("quarter", "year"))


def test_no_fact_leaves_every_input_empty(graph: Graph) -> None:
    assert graph.gather("2020-Q1", []) == {"total": None, "common": None, "rated": None, "kept": None, "vetoed": None}


def test_the_latest_award_counts_by_its_position_in_the_log(graph: Graph) -> None:
    earlier, later = replace(CHECK, id="a", position=1), replace(CHECK, id="b", amount="3", position=2)

    assert graph.gather("2020-Q1", [later, earlier])["total"] == "3"


def test_deductions_stop_at_zero(graph: Graph) -> None:
    entries = [replace(ENTRY, id=str(number)) for number in range(3)]

    assert graph.gather("2020-Q1", entries[:1])["kept"] == "3"
    assert graph.gather("2020-Q1", entries)["kept"] == "0"


def test_tasks_are_points_earned_over_points_issued(graph: Graph) -> None:
    other = replace(TASK, id="other", amount="0", points="2.5")

    assert graph.gather("2020-Q1", [TASK, other])["common"] == ["8", "12.5"]


def test_ratings_are_their_sum_and_count_and_a_rater_counts_once_a_period(graph: Graph) -> None:
    again, other = replace(RATING, id="again", amount="80", position=1), replace(RATING, id="other", rater="C")

    assert graph.gather("2020-Q1", [RATING, again, other])["rated"] == ["170", "2"]


def test_any_veto_is_a_veto(graph: Graph) -> None:
    assert graph.gather("2020-Q1", [VETO, replace(VETO, id="again")])["vetoed"] == "1"


@pytest.mark.parametrize(
    ("recorded", "evaluated", "counts"),
    [
        ("2020-03", "2020-Q1", True),
        ("2020-04", "2020-Q1", False),
        ("2020-Q1", "2020", True),
        ("2020", "2020-Q1", False),
        ("2019-12", "2020", False),
    ],
)
def test_a_fact_counts_in_every_period_that_contains_its_own(
    graph: Graph, recorded: str, evaluated: str, counts: bool
) -> None:
    gathered = graph.gather(evaluated, [replace(CHECK, period=recorded)])

    assert gathered["total"] == ("7.5" if counts else None)


def test_the_order_in_which_facts_are_given_changes_nothing(graph: Graph) -> None:
    facts = [replace(fact, id=f"{fact.id} {n}", position=n) for n in range(3) for fact in (CHECK, TASK, RATING, ENTRY)]
    shuffled = list(facts)
    Random(7).shuffle(shuffled)

    assert graph.gather("2020-Q1", shuffled) == graph.gather("2020-Q1", facts)


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (replace(CHECK, indicator="nothing"), "has no indicator 'nothing': name one of total, common"),
        (replace(CHECK, kind="ledger"), "takes facts of kind check, not ledger"),
        (replace(CHECK, amount="10.5"), "takes 0 to 10, not 10.5: correct the amount"),
        (replace(CHECK, amount="-0.5"), "takes 0 to 10, not -0.5"),
        (replace(CHECK, amount="7.3"), "goes in steps of 0.5, so 7.3 is none"),
        (replace(CHECK, amount="1e1"), "has the amount '1e1': write a number"),
        (replace(CHECK, amount="1/0"), "has the amount '1/0': write a number"),
        (replace(CHECK, amount=""), "has the amount '': write a number"),
        (replace(CHECK, period="2020-Q9"), "'2020-Q9' names no period"),
        (replace(ENTRY, amount="0"), "takes 0.5 to 5, not 0"),
        (replace(TASK, amount="10.5"), "takes 0 to 10, not 10.5"),
        (replace(TASK, points="20.5"), "issues up to 20 points a task, not 20.5"),
        (replace(TASK, points="0"), "issues up to 20 points a task, not 0"),
        (replace(TASK, points=None), "has the amount None"),
        (replace(TASK, share="INDIVIDUAL"), "takes tasks of share COMMON, not INDIVIDUAL"),
        (replace(RATING, rater=None), "needs a rater other than A"),
        (replace(RATING, rater="A"), "needs a rater other than A"),
        (replace(RATING, amount="100.5"), "takes 0 to 100, not 100.5"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused(graph: Graph, fact: Fact, sentence: str) -> None:
    with pytest.raises(FactRefused, match=sentence) as refusal:
        graph.check(fact)

    assert refusal.value.fact == fact.id


def test_facts_of_two_subjects_are_not_gathered_as_one(graph: Graph) -> None:
    with pytest.raises(FactRefused, match="facts of several subjects are gathered as one"):
        graph.gather("2020-Q1", [CHECK, replace(CHECK, subject="B")])
