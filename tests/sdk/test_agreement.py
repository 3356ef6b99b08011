"""The integer plan says what the exact fractions say, on every node, whatever the rule."""

from random import Random

import pytest
from biaochi_sdk import default
from biaochi_sdk.bench.testkit import replay
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, climbing, made, points
from tests.sdk.random_models import Author

SUBJECTS = tuple("ABCDEFGHIJK")
YEAR = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2020")


@FIXED
@given(st.integers(0, 100_000))
def test_a_random_rule_that_loads_is_exact(seed: int) -> None:
    random = Random(seed)
    written = (Author(random).model() for _ in range(4))
    for graph in (graph for graph in written if graph is not None):
        for cohort in (SUBJECTS, SUBJECTS[:3]):
            both = replay(graph, cohort, ("2020",), random)

            assert both.by_plan == both.by_reference, graph.rulebook()


@FIXED
@given(st.integers(0, 100_000), st.integers(0, 11))
def test_a_year_of_rungs_streaks_seats_and_places_is_exact(seed: int, size: int) -> None:
    both = replay(climbing(), SUBJECTS[:size], YEAR, Random(seed))

    assert both.by_plan == both.by_reference


@pytest.mark.parametrize(("full", "bits"), [("46340", 32), ("46341", 64), ("3037000499", 64)])
def test_the_largest_number_a_rule_can_meet_chooses_the_bits_and_fits_them(full: str, bits: int) -> None:
    a, b = points(full, "1", missing="full"), points(full, "1", missing="full")
    graph = made({"a": a, "b": b, "total": (a * b)(default("积"))})

    assert graph.bits == bits
    assert graph.evaluate("2020", ["A"], [{"a": None, "b": None}]).sheets["A"].totals == {"made": str(int(full) ** 2)}
