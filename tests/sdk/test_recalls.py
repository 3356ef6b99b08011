"""What a period recalls of the earlier ones is all that it reads of them."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from random import Random

import pytest
from biaochi_lanzhou.branch import Branch
from biaochi_sdk.bench.testkit import facts_for
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.outcome import Outcome, Sheet
from biaochi_sdk.values.periods import period
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, climbing
from tests.sdk.primitive_models import over_the_year

SUBJECTS = tuple("ABCDE")
YEAR = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2020")


def only(nodes: AbstractSet[str], outcome: Outcome, graph: Graph) -> Outcome:
    """An outcome of which nothing but these nodes was kept."""
    rung = graph.published[outcome.cadence].rung
    return replace(outcome, sheets={code: _only(nodes, one, rung in nodes) for code, one in outcome.sheets.items()})


def _only(nodes: AbstractSet[str], sheet: Sheet, rung: bool) -> Sheet:
    values = {key: value for key, value in sheet.values.items() if key in nodes}
    return Sheet(values, {}, {}, None, sheet.rung if rung else None, ())


@pytest.mark.parametrize("graph", [climbing(), over_the_year(), Branch.graph], ids=["ladder", "spans", "lanzhou"])
@FIXED
@given(seed=st.integers(0, 100_000))
def test_nothing_else_of_earlier_periods_matters(graph: Graph, seed: int) -> None:
    random = Random(seed)
    earlier: list[Outcome] = []
    for code in YEAR:
        recalled = graph.recalls[period(code).cadence]
        inputs = [graph.gather(code, facts_for(graph, subject, code, random)) for subject in SUBJECTS]
        whole = graph.evaluate(code, SUBJECTS, inputs, earlier)

        assert graph.evaluate(code, SUBJECTS, inputs, [only(recalled, one, graph) for one in earlier]) == whole
        earlier.append(whole)


def test_a_ladder_recalls_rungs_a_streak_itself_and_a_year_what_it_is_made_over() -> None:
    assert climbing().recalls == {
        "quarter": {"rung", "top", "running"},
        "year": {"rung", "top", "total", "passed"},
    }
    assert over_the_year().recalls == {"quarter": {"got"}, "year": {"got", "low"}}
