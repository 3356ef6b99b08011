"""Facts become input values by the rule of their indicator; a fact that does not fit is refused with a sentence."""

from dataclasses import replace
from random import Random

import pytest
from biaochi_sdk import Fact
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused

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
    ("fact", "sentence", "code"),
    [
        (replace(CHECK, indicator="nothing"), "没有指标“nothing”：可登记的有 total", "UNKNOWN_INDICATOR"),
        (replace(CHECK, kind="ledger"), "接受的是考核验收，不是台账", "WRONG_KIND"),
        (replace(CHECK, amount="10.5"), "的数值 10.5 超出范围：应在 0 到 10 之间", "AMOUNT_OUT_OF_RANGE"),
        (replace(CHECK, amount="-0.5"), "的数值 -0.5 超出范围", "AMOUNT_OUT_OF_RANGE"),
        (replace(CHECK, amount="7.3"), "的数值 7.3 不在档上：每 0.5 一档", "AMOUNT_OFF_STEP"),
        (replace(CHECK, amount="1e1"), "“1e1”不是数", "NOT_A_NUMBER"),
        (replace(CHECK, amount="1/0"), "“1/0”不是数", "NOT_A_NUMBER"),
        (replace(CHECK, amount=""), "“”不是数", "NOT_A_NUMBER"),
        (replace(CHECK, period="2020-Q9"), "“2020-Q9”不是时段代码", "UNKNOWN_PERIOD"),
        (replace(ENTRY, amount="0"), "应在 0.5 到 5 之间", "AMOUNT_OUT_OF_RANGE"),
        (replace(TASK, amount="10.5"), "应在 0 到 10 之间", "AMOUNT_OUT_OF_RANGE"),
        (replace(TASK, points="20.5"), "至多 20，不是 20.5", "AMOUNT_OUT_OF_RANGE"),
        (replace(TASK, points="0"), "至多 20，不是 0", "AMOUNT_OUT_OF_RANGE"),
        (replace(TASK, points=None), "“”不是数", "NOT_A_NUMBER"),
        (replace(TASK, share="INDIVIDUAL"), "接受的是共性任务，不是个性任务", "WRONG_SHARE"),
        (replace(RATING, rater=None), "没有写明由谁评", "NO_RATER"),
        (replace(RATING, rater="A"), "不能由 A 自己评", "SELF_RATING"),
        (replace(RATING, amount="100.5"), "应在 0 到 100 之间", "AMOUNT_OUT_OF_RANGE"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused(graph: Graph, fact: Fact, sentence: str, code: str) -> None:
    with pytest.raises(FactRefused, match=sentence) as refusal:
        graph.check(fact)

    assert (refusal.value.fact, refusal.value.code) == (fact.id, code)


def test_facts_of_two_subjects_are_not_gathered_as_one(graph: Graph) -> None:
    with pytest.raises(FactRefused, match="把几个考核对象的事实当成了一个的"):
        graph.gather("2020-Q1", [CHECK, replace(CHECK, subject="B")])
