"""What was lost: items worth less than they could be, under a total that is judged."""

from collections.abc import Iterable
from datetime import date

import pytest
from biaochi_lanzhou.branch import Branch
from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.explanations import Behind, Explaining, Explanation, Values
from biaochi_scoring.domain.losses import LOSING, Items, JudgedNodes, losses

from tests.scoring.reported import GRAPH

QUARTER = Period("2020-Q1", "quarter", 1, date(2020, 1, 1), date(2020, 4, 1))
NEXT = Period("2020-Q2", "quarter", 2, date(2020, 4, 1), date(2020, 7, 1))
CYCLE = Cycle("yangli", "2020", 1, (QUARTER, NEXT), {})


def items() -> Items:
    """What stands under the quarter's total."""
    return JudgedNodes(GRAPH, CYCLE, {QUARTER.code: GRAPH.described}).items("total", QUARTER)


def test_the_items_of_a_total_are_found_once_with_the_titles_above_and_when_they_are_judged_again() -> None:
    found = items().items

    assert [(one.entry.key, one.under, one.again) for one in found] == [
        ("meetings", ("基础",), NEXT),
        ("dues", ("基础",), NEXT),
        ("listed", ("清单得分",), NEXT),
    ]


@pytest.mark.parametrize(("total", "lost"), [("40", ["meetings"]), (None, [])])
def test_nobody_loses_points_of_a_total_that_is_not_judged(total: str | None, lost: list[str]) -> None:
    values = {"total": total, "meetings": "40", "dues": "30"}

    found = losses(items(), lambda key, _period: values.get(key), {})

    assert [one.item.entry.key for one in found] == lost


YEAR = Period("2020", "year", 1, date(2020, 1, 1), date(2021, 1, 1))
QUARTERS = tuple(
    Period(
        f"2020-Q{place}", "quarter", place, date(2020, 3 * place - 2, 1), date(2020 + place // 4, 3 * place % 12 + 1, 1)
    )
    for place in (1, 2, 3, 4)
)


def leaves(node: Explanation, under: tuple[str, ...] = ()) -> Iterable[tuple[str, str, str, tuple[str, ...]]]:
    """Key, period, title and titles above of whatever nothing stands below, in the order of the explanation."""
    if not node.children:
        yield node.key, node.period, node.title, under[1:]
    for child in node.children:
        yield from leaves(child, (*under, node.title))


@pytest.mark.parametrize("judged", [QUARTERS, QUARTERS[2:]], ids=["the whole year", "since summer"])
def test_the_items_of_a_year_are_those_that_its_explanation_ends_in(judged: tuple[Period, ...]) -> None:
    graph, cycle = Branch.graph, Cycle("lanzhou", "2020", 1, (YEAR, *QUARTERS), {})
    keys = {
        one.code: [key for key in graph.described if one.cadence in graph.shape(key).cadences]
        for one in (*judged, YEAR)
    }
    sheets = [Values(one, dict.fromkeys(keys[one.code]), {}) for one in (*judged, YEAR)]
    explained = Explaining(cycle, graph, Behind("B1", [], sheets)).explain("branch", YEAR.code)
    losing = {accept.indicator for accept in graph.accepts if (accept.kind, accept.how) in LOSING}
    expected = {(key, period): (title, under) for key, period, title, under in reversed(list(leaves(explained)))}

    found = JudgedNodes(graph, cycle, keys).items(graph.published["year"].totals["branch"], YEAR).items

    assert {(one.entry.key, one.period.code): (one.title, one.under) for one in found} == {
        place: titles for place, titles in expected.items() if place[0] in losing
    }
    assert {one.period.code for one in found} >= {one.code for one in judged}
