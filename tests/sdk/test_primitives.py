"""Every primitive's integers say what its fractions say, and its rule can be read in Chinese."""

from random import Random

import pytest
from biaochi_sdk.bench.testkit import facts_for, replay
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED
from tests.sdk.primitive_models import over_the_year
from tests.sdk.primitives import PRIMITIVES, graph_of

GRAPHS = {name: graph_of(name) for name in PRIMITIVES}
SUBJECTS = tuple(f"S{number:02d}" for number in range(14))
YEAR = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2020")


@pytest.mark.parametrize("primitive", PRIMITIVES)
@pytest.mark.parametrize("size", [1, 5, 14])
def test_the_columns_of_a_primitive_are_its_fractions(primitive: str, size: int) -> None:
    for seed in range(8):
        both = replay(GRAPHS[primitive], SUBJECTS[:size], ("2020",), Random(seed))

        assert both.by_plan == both.by_reference


@FIXED
@given(st.integers(0, 100_000), st.integers(0, 14))
def test_a_year_of_sums_counts_and_trends_is_exact(seed: int, size: int) -> None:
    both = replay(over_the_year(), SUBJECTS[:size], YEAR, Random(seed))

    assert both.by_plan == both.by_reference


@pytest.mark.parametrize("primitive", PRIMITIVES)
def test_a_primitive_is_explained_in_words_with_its_values(primitive: str) -> None:
    graph = GRAPHS[primitive]
    inputs = [graph.gather("2020", facts_for(graph, s, "2020", Random(7))) for s in SUBJECTS]
    sheet = graph.evaluate("2020", SUBJECTS, inputs).sheets["S03"]

    for node in graph.nodes:
        assert node.words in graph.rulebook()
        assert graph.explain_node(sheet.values, inputs[3], node.key).words
