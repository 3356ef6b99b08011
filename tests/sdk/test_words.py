"""The rule book and the explanation say every rule in words, with its numbers, their provenance and sources."""

import pytest
from biaochi_sdk import Fact, Provenance, Source, bands, default, our_reading, published, rank, weighted
from biaochi_sdk.graph.graph import Explained, Graph
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.values.facts import Inputs

from tests.sdk.models import DEFAULTS, GRADES, SOURCE, climbing, made, points, share
from tests.sdk.primitives import graph_of

CLAUSE = Source("考核办法", "第五条")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """A weighted total, its grade and its place."""
    study, done = points(), share()
    rate = (done * default(10)).round(default(1))(published("完成得分", CLAUSE), rule=Provenance.OUR_READING)
    total = weighted({study: published("0.6", CLAUSE), rate: default("0.4")}).round(default(1))(our_reading("总分"))
    grade = bands(total, GRADES, (default(8), "good"), (default(5), "fair"), otherwise="poor")(default("等次"))
    place = rank(total, ties="competition")(default("名次"))
    nodes = {"study": study, "done": done, "rate": rate, "total": total, "grade": grade, "place": place}
    return made(nodes, grade="grade", place="place")


def opened(graph: Graph, key: str) -> Explained:
    facts = [
        Fact("f", "check", "A", "study", "2020", "7.5"),
        Fact("t", "task", "A", "done", "2020", "2", points="3", share="COMMON"),
    ]
    inputs = graph.gather("2020", facts)
    return graph.explain_node(graph.evaluate("2020", ["A"], [inputs]).sheets["A"].values, inputs, key)


def test_a_rule_is_a_formula_with_the_provenance_of_each_number(graph: Graph) -> None:
    total = next(node for node in graph.nodes if node.key == "total")

    assert total.words == "四舍五入(得分 × 0.6〔公布〕 + 完成得分 × 0.4〔默认，可调整〕，1〔默认，可调整〕位小数)"
    assert [(number.value, number.provenance) for number in total.numbers] == [
        ("0.6", "PUBLISHED"),
        ("0.4", "DEFAULT"),
        ("1", "DEFAULT"),
    ]
    assert total.numbers[0].source == CLAUSE
    assert total.numbers[1].source == DEFAULTS


def test_a_title_and_its_rule_may_have_different_provenance(graph: Graph) -> None:
    rate = next(node for node in graph.nodes if node.key == "rate")

    assert (rate.title_provenance, rate.title_source) == ("PUBLISHED", CLAUSE)
    assert (rate.provenance, rate.source) == ("OUR_READING", SOURCE)


def test_a_node_says_its_most_its_periods_and_the_index_it_publishes(graph: Graph) -> None:
    total, place = (next(node for node in graph.nodes if node.key == key) for key in ("total", "place"))

    assert (total.full, total.cadences, total.index) == ("10", ("year",), "made")
    assert (place.full, place.index) == (None, None)


def test_an_explanation_opens_a_total_down_to_the_indicators(graph: Graph) -> None:
    total = opened(graph, "total")

    assert total.value == "7.2"
    assert (
        total.words
        == "四舍五入(得分[7.5] × 0.6〔公布〕 + 完成得分[6.7] × 0.4〔默认，可调整〕，1〔默认，可调整〕位小数)"
    )
    assert [child.key for child in total.children] == ["study", "rate"]
    assert [child.indicator for child in total.children] == ["study", None]
    assert total.children[1].children[0].indicator == "done"
    assert total.children[1].children[0].value == "2/3"
    assert total.children[1].children[0].words.endswith("本期 2 ÷ 3")


def test_a_grade_is_shown_by_its_title(graph: Graph) -> None:
    grade = opened(graph, "grade")

    assert (grade.value, grade.shown) == ("fair", "中")
    assert grade.words == "总分[7.2]：≥8〔默认，可调整〕为好，≥5〔默认，可调整〕为中，否则为差"


def test_what_has_no_facts_says_so(graph: Graph) -> None:
    inputs = graph.gather("2020", [])
    values = graph.evaluate("2020", ["A"], [inputs]).sheets["A"].values

    total = graph.explain(values, inputs, "made", "year")

    assert (total.value, total.shown) == (None, "不评判")
    assert total.children[0].words.endswith("无记录计0分；本期无记录")


def test_an_explanation_of_a_year_points_back_to_its_quarters() -> None:
    graph = climbing()
    quarter = graph.evaluate("2020-Q1", ["A"], [{"total": "4"}])
    values = graph.evaluate("2020", ["A"], [{"barred": None}], (quarter,)).sheets["A"].values

    mean = graph.explain(values, {"barred": None}, "made", "year")

    assert (mean.value, mean.over, mean.children) == ("4", "quarter", ())


def test_an_explanation_may_begin_at_every_node_of_a_sheet_and_reaches_them_all() -> None:
    graph = graph_of("18 a cascade")
    values = dict.fromkeys((node.key for node in graph.nodes), None)
    reached: set[str] = set()

    def walk(opened: Explained) -> None:
        reached.add(opened.key)
        for child in opened.children:
            walk(child)

    for key in graph.roots("year"):
        walk(graph.explain_node(values, {}, key))

    assert graph.roots("year")[:2] == ("total", "cut")
    assert reached == set(values)
    assert graph.entry("cut").title == "线上"


@pytest.mark.parametrize(("key", "code"), [("nothing", "UNKNOWN_NODE"), ("total", "NOT_EVALUATED")])
def test_a_node_that_is_not_on_the_sheet_is_refused(graph: Graph, key: str, code: str) -> None:
    with pytest.raises(EvaluationRefused) as refused:
        graph.explain_node({}, {}, key)

    assert refused.value.code == code


def test_a_sheet_that_is_not_published_has_no_roots(graph: Graph) -> None:
    with pytest.raises(EvaluationRefused, match="不按月评判：没有成绩单"):
        graph.roots("month")


def test_an_index_nobody_publishes_is_refused(graph: Graph) -> None:
    with pytest.raises(EvaluationRefused, match="年度没有总分“other”：可问的有 made"):
        graph.explain({}, {}, "other", "year")


def test_the_rule_book_has_a_section_for_every_node_of_every_kind() -> None:
    graph = climbing()
    book = graph.rulebook()

    for node in graph.nodes:
        assert f"## {node.title} ({node.key})" in book
        assert node.words in book
    assert graph.hash in book


def test_levels_classes_of_voters_and_weights_are_called_by_their_titles() -> None:
    votes, honoured = graph_of("15 a class without votes is zero"), graph_of("4 levels")
    cast = next(accept for accept in votes.accepts if accept.indicator == "cast")
    inputs: Inputs = {"cast": ["1", "0", "2", "0", "0", "3", "0", "1"], "invited": "8"}
    opened = votes.explain_node({"cast": "6"}, inputs, "cast").words
    events = honoured.explain_node({"total": "6"}, {"total": ["province;0;1;0"]}, "total").words

    assert cast.titles == {
        "leaders": "领导",
        "members": "党员",
        "poor": "差",
        "fair": "一般",
        "good": "好",
        "invalid": "无效票",
    }
    assert honoured.accepts[0].titles == {"province": "省级", "city": "市级", "county": "县级"}
    assert "领导：差1票、一般0票、好2票、无效0票；党员：差0票、一般0票、好3票、无效1票" in opened
    assert "评议票中领导的「好」票数 × 100" in votes.rulebook()
    assert events.endswith("；本期 省级(第1项)")
    assert "省级每次6〔默认，可调整〕分" in honoured.rulebook()
