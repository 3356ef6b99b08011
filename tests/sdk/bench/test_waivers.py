"""A case is waived, or costs no more than is left of it, by an entry with a reason and a signature."""

from dataclasses import replace
from fractions import Fraction

import pytest
from biaochi_sdk import Case, Expression, Fact, ModelRefused, Publish, cases, default, unpinned, waiver
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused
from biaochi_sdk.values.exact import written
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import ANY, FIXED, made, model
from tests.sdk.primitive_models import Nodes, named

ONE, HALF = default(1), default("0.5")
LEVELS = {"light": (default("轻"), ONE), "heavy": (default("重"), default(4))}


def waived(*, reduces: bool = True, **settings: object) -> Nodes:
    """Deductions by case, and the waiver of them."""
    numbers = (default(3), default("0.25")) if reduces else ()
    waivers = named("减免", waiver(ANY, ONE, *numbers))
    losses = cases(default(10), ANY, once="case", waived_by=waivers, **{"levels": LEVELS, **settings})  # type: ignore[arg-type]
    return {"waivers": waivers, "total": named("作风", losses)}


def found(name: str, case: str | None, level: str = "heavy", position: int = 0) -> Fact:
    return Fact(name, "ledger", "A", "total", "2020-03", level=level, case=case, position=position)


def excuse(name: str, case: str | None, amount: str = "0", position: int = 0) -> Fact:
    signed = {"reason": "事出有因", "signed": ("样例签署人",)}
    return Fact(name, "ledger", "A", "waivers", "2020", amount, case=case, position=position, **signed)  # type: ignore[arg-type]


def total(graph: Graph, *facts: Fact) -> str | None:
    inputs = graph.gather("2020", facts)
    by_plan = graph.evaluate("2020", ["A"], [inputs])
    assert by_plan == graph.reference("2020", ["A"], [inputs])
    return by_plan.sheets["A"].totals["made"]


def test_what_is_waived_costs_nothing_and_what_is_reduced_no_more_than_is_left() -> None:
    graph = made(waived())
    two = (found("1", "甲事"), found("2", "乙事", "light"))

    assert total(graph, *two) == "5"
    assert total(graph, *two, excuse("3", "甲事")) == "9"
    assert total(graph, *two, excuse("3", "甲事", "2.25")) == "6.75"
    assert total(graph, *two, excuse("3", "乙事", "2.25")) == "5"  # less is at stake than would be left


def test_of_two_waivers_of_a_case_the_later_counts() -> None:
    facts = (found("1", "甲事"), excuse("2", "甲事", "0", 1), excuse("3", "甲事", "3", 2))

    assert total(made(waived()), *facts) == "7"


def test_a_waived_case_is_none_of_those_that_empty_the_item() -> None:
    graph = made(waived(reduces=False, zero_at=default(2)))
    two = (found("1", "甲事", "light"), found("2", "乙事", "light"))

    assert total(graph, *two) == "0"
    assert total(graph, *two, excuse("3", "甲事")) == "9"


def test_a_waiver_that_waives_nothing_is_refused_with_what_to_do() -> None:
    graph = made(waived())

    for facts, said, code in (
        ([excuse("1", "甲事")], "减免的事项“甲事”没有登记在作风：请核对事项", "NOTHING_TO_WAIVE"),
        ([excuse("1", None)], "没有写明减免哪一事项", "NO_CASE"),
        ([replace(excuse("1", "甲事"), reason=None)], "须写明理由", "NO_REASON"),
        ([replace(excuse("1", "甲事"), signed=())], "须有 1 人签署", "NOT_SIGNED"),
        ([excuse("1", "甲事", "3.25")], "超出范围", "AMOUNT_OUT_OF_RANGE"),
        ([excuse("1", "甲事", "0.1")], "不在档上", "AMOUNT_OFF_STEP"),
    ):
        with pytest.raises(FactRefused, match=said) as refused:
            graph.gather("2020", facts)
        assert refused.value.code == code


def test_without_numbers_a_case_is_waived_whole_whatever_the_waiver_says() -> None:
    graph = made(waived(reduces=False))

    assert total(graph, found("1", "甲事"), excuse("2", "甲事", "0")) == "10"
    assert total(graph, found("1", "甲事"), excuse("2", "甲事", "3")) == "10"


def test_the_rule_book_and_the_explanation_show_what_was_found_and_what_is_left() -> None:
    graph = made(waived())
    facts = [found("1", "甲事"), found("2", "乙事"), excuse("3", "甲事"), excuse("4", "乙事", "1")]
    inputs = graph.gather("2020", facts)
    sheet = graph.evaluate("2020", ["A"], [inputs]).sheets["A"]
    opened = graph.explain_node(sheet.values, inputs, "total")

    assert "本期 重(第1项，已免除)、重(第2项，减免后至多1)" in opened.words
    assert [(child.title, child.value) for child in opened.children] == [("减免", "2")]
    assert "按减免减免，原记录保留" in graph.rulebook()
    assert "须另有1〔默认，可调整〕人签字；须写明理由" in graph.rulebook()


def refused(nodes: Nodes) -> None:
    made({**nodes, "total": named("得分", nodes["losses"] + default(0))})


def test_a_waiver_is_refused_where_it_could_not_count() -> None:
    def losses(by: Expression, at: str | None = None) -> Expression:
        return named("作风", cases(default(10), ANY, levels=LEVELS, once="case", waived_by=by, at=at))

    late, sole = named("减免", waiver(ANY, ONE)), named("减免", waiver(ANY, ONE))
    with pytest.raises(ModelRefused, match="is no waiver above it"):
        refused({"losses": losses(late), "late": late})
    with pytest.raises(ModelRefused, match=r"waives nothing: name it in cases\(…, waived_by=…\)"):
        made({"sole": sole, "total": named("作风", cases(default(10), ANY, levels=LEVELS, once="case"))})
    quarterly = named("减免", waiver(ANY, ONE, at="quarter"))
    with pytest.raises(ModelRefused, match="evaluated in other cadences"):
        refused({"late": quarterly, "losses": losses(quarterly, "year")})
    with pytest.raises(ModelRefused, match="write both for what a case may still cost"):
        waiver(ANY, ONE, most=ONE)


def test_an_input_that_no_waiver_could_have_left_so_is_refused() -> None:
    plain = made({"total": named("作风", cases(default(10), ANY, levels=LEVELS, once="case"))})

    with pytest.raises(EvaluationRefused, match="不是事实能汇总出来的"):
        plain.evaluate("2020", ["A"], [{"total": ["heavy;0;1;0;1"]}])


def test_a_case_pins_every_number_of_a_waiver() -> None:
    nodes = waived()
    page = model({**nodes, "at_year": Publish("year", {"made": nodes["total"]})})
    facts = (found("1", "甲事"), found("2", "乙事", "light"), excuse("3", "甲事", "3"))
    wrong = (
        excuse("4", "甲事", "3.25"),
        excuse("5", "甲事", "0.1"),
        replace(excuse("6", "甲事"), signed=()),
    )
    many = tuple(found(f"many {at}", f"第{at}事") for at in range(9))
    every = [
        Case("减免", page, ("2020",), facts, {"A": {"waivers": "1", "total": "6"}}, refused=wrong),
        Case("扣完", page, ("2020",), many, {"A": {"total": "0"}}),
        Case("半档", page, ("2020",), (*facts[:2], excuse("3", "甲事", "0.25")), {"A": {"total": "8.75"}}),
    ]

    assert [line for line in unpinned(page.graph, every)[1] if line.startswith("waivers")] == []


@FIXED
@given(
    st.lists(st.tuples(st.sampled_from(["甲", "乙", "丙"]), st.sampled_from(["light", "heavy"])), max_size=6), st.data()
)
def test_the_score_is_what_is_left_of_the_highest_of_every_case(
    events: list[tuple[str, str]], data: st.DataObject
) -> None:
    worth = {"light": 4, "heavy": 16}  # quarters of a point
    names = sorted({case for case, _ in events})
    left = {case: data.draw(st.integers(0, 12)) for case in names if data.draw(st.booleans())}
    facts = [found(f"e{at}", case, level) for at, (case, level) in enumerate(events)]
    facts += [excuse(f"w{case}", case, written(Fraction(quarters, 4))) for case, quarters in left.items()]
    highest = {case: max(worth[level] for other, level in events if other == case) for case in names}
    lost = sum(min(most, left.get(case, most)) for case, most in highest.items())

    made_of = total(made(waived()), *facts)

    assert made_of == written(max(Fraction(40 - lost, 4), Fraction(0)))
