"""Who rates whom turns by the periods of any cadence."""

import pytest
from biaochi_sdk import ModelRefused, Provenance, Recorded, default, ratings
from biaochi_sdk.graph.graph import Graph

from tests.sdk.models import made
from tests.sdk.primitive_models import named

TURNS = {1: (1, 2), 2: (3,), 12: (1,)}


def rated(cadences: tuple[str, ...], rotation: dict[int, tuple[int, ...]], every: str | None) -> Graph:
    """A model of marks that are given in turn."""
    by = Recorded("rater", cadences)
    marks = ratings(
        default(0), default(9), default(1), by, rotation, Provenance.DEFAULT, missing="not_judged", every=every
    )
    given = named("互评", marks)
    return made({"given": given, "total": named("得分", given.round(default(2)))})


def test_a_rotation_turns_by_the_month_and_the_rule_book_says_so() -> None:
    graph = rated(("month",), TURNS, "month")
    (rotation,) = graph.rotations

    assert (rotation.cadence, rotation.shifts) == ("month", TURNS)
    assert "按编码顺序轮转：第1个月评其后第1、2位，第2个月评其后第3位，第12个月评其后第1位" in graph.rulebook()


def test_a_rotation_that_names_no_cadence_turns_by_the_quarter_as_it_always_did() -> None:
    left_open, said = (rated(("quarter",), {1: (1,)}, every) for every in (None, "quarter"))

    assert left_open.rotations[0].cadence == "quarter"
    assert said.hash == left_open.hash
    assert "第1季度评其后第1位" in said.rulebook()


def test_a_rotation_over_what_nobody_rates_or_a_year_does_not_have_is_refused() -> None:
    with pytest.raises(ModelRefused, match="a rotation every month, rated for quarter: add it to the cadences"):
        rated(("quarter",), TURNS, "month")
    with pytest.raises(ModelRefused, match="names the half-year 3: a year has 1 to 2"):
        rated(("half-year",), {3: (1,)}, "half-year")
    with pytest.raises(ModelRefused, match="the cadence 'week'"):
        rated(("month",), TURNS, "week")
