"""What was lost: items worth less than they could be, under a total that is judged."""

from datetime import date

import pytest
from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.losses import Items, JudgedNodes, losses

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
