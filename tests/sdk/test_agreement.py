"""The integer plan says what the exact fractions say, on every node, whatever the rule."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from biaochi_sdk import Expression, Linked, ModelRefused, default, of_cohort, quota, rank, share_of_pool, step_of, unit
from biaochi_sdk.bench.testkit import replay
from biaochi_sdk.page.choices import param
from biaochi_sdk.page.expressions import operand
from biaochi_sdk.values.errors import PoolsDiffer
from biaochi_sdk.values.facts import Inputs
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, GRADES, climbing, made, points
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
            linked = {use.relation: Linked.of({}, dict.fromkeys(cohort[::2], "上级")) for use in graph.uses}
            with suppress(PoolsDiffer):
                both = replay(graph, cohort, ("2020",), random, {"2020": linked})

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


CONSTANTS: dict[str, Callable[[Expression], Expression]] = {
    "a pool": lambda a: share_of_pool(
        operand(default(600)), a, unit("above", default("上级")), default(0), ties="code"
    ),
    "the points of a pool": lambda a: share_of_pool(
        a, operand(default(2)), step_of(GRADES, "fair"), default(2), ties="code"
    ),
    "a statistic of a dated number": lambda a: of_cohort("sum", param({"2020-01-01": default("0.7")})) + a,
    "a rank": lambda a: rank(operand(default(3)), "ordinal", (a, operand(default("1/3")))) + a,
    "a class": lambda a: of_cohort("max", a, within=step_of(GRADES, "good")),
    "the best of a quota": lambda a: a.only_if(
        quota(
            default("0.4"),
            a >= default(8),
            a >= default(2),
            operand(default(1)),
            ties="all",
            of="all",
            rounding="floor",
        ).is_("admitted")
    ),
}


@pytest.mark.parametrize("what", CONSTANTS)
@pytest.mark.parametrize("size", [1, 3, 12])
def test_what_compares_subjects_takes_constants_in_both_evaluations(what: str, size: int) -> None:
    got = points()
    graph = made({"got": got, "total": CONSTANTS[what](got)(default("得分"))})
    subjects = tuple(f"S{number:02d}" for number in range(size))
    inputs: list[Inputs] = [{"got": "5"}] * size
    linked = {"above": Linked.of({}, dict.fromkeys(subjects, "上级"))}

    assert graph.evaluate("2020", subjects, inputs, linked=linked) == graph.reference(
        "2020", subjects, inputs, linked=linked
    )


@pytest.mark.parametrize(
    "rule",
    [
        lambda a: a.only_if(
            quota(a, a >= default(8), a >= default(2), a, ties="all", of="all", rounding="floor").is_("admitted")
        ),
        lambda a: rank(a, "dense", within=step_of(GRADES, "good"), smallest=a, small="together"),
    ],
)
def test_a_share_that_differs_between_subjects_is_refused_when_it_loads(
    rule: Callable[[Expression], Expression],
) -> None:
    got = points()

    with pytest.raises(ModelRefused, match="takes input where one number holds for everybody"):
        made({"got": got, "total": rule(got)(default("得分"))})
