"""What was lost: items worth less than they could be, under a total that is judged."""

from datetime import date

import pytest
from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.explanations import Explanation
from biaochi_scoring.domain.losses import losses
from biaochi_sdk.values.provenance import Source

from tests.scoring.reported import GRAPH

QUARTER = Period("2020-Q1", "quarter", 1, date(2020, 1, 1), date(2020, 4, 1))
CYCLE = Cycle("yangli", "2020", 1, (QUARTER,), {})
ACCEPTS = {accept.indicator: accept for accept in GRAPH.accepts}


def node(key: str, value: str | None, full: str, *children: Explanation) -> Explanation:
    return Explanation(key, key, QUARTER.code, value, "", full, "", "DEFAULT", Source("", ""), (), children)


@pytest.mark.parametrize(("total", "lost"), [("40", ["meetings"]), (None, [])])
def test_nobody_loses_points_of_a_total_that_is_not_judged(total: str | None, lost: list[str]) -> None:
    opened = node("total", total, "100", node("meetings", "40", "50"))

    assert [one.item.key for one in losses(opened, ACCEPTS, CYCLE)] == lost
