"""What stood above a person within a period, weighed by the days below each."""

from fractions import Fraction

import pytest
from biaochi_sdk import Linked, ModelRefused, Publish, default, from_above
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.exact import half_up, written
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, made, model, points, vetoed

got, barred = points(missing="not_judged"), vetoed()
UNIT = model({"got": got, "barred": barred, "at_year": Publish("year", {"unit": got})}, code="unit", subject="BRANCH")


def by_days(places: str = "2", subject: str = "SECRETARY") -> Graph:
    """A person's mean of what stood above."""
    led = from_above(got, by_days=default(places))(default("所在单位得分"))
    return made({"total": led}, subject=subject)


def total(days: dict[str, int], marks: dict[str, str | None]) -> str | None:
    graph = by_days()
    linked = {"unit": Linked.of({code: {"got": mark} for code, mark in marks.items()}, {"A": "X"}, {"A": days})}
    outcome = graph.evaluate("2020", ["A"], [{}], linked=linked)
    assert outcome == graph.reference("2020", ["A"], [{}], linked=linked)
    return outcome.sheets["A"].totals["made"]


def test_who_stood_in_two_units_has_the_mean_of_both_by_days() -> None:
    assert total({"X": 91, "Y": 275}, {"X": "6", "Y": "9"}) == "8.25"
    assert total({"X": 91, "Y": 275}, {"X": "6", "Y": None}) == "6"
    assert total({}, {"X": "6", "Y": "9"}) == "6"
    assert total({"X": 91}, {"Y": "9"}) is None


@FIXED
@given(st.dictionaries(st.sampled_from("VWXYZ"), st.tuples(st.integers(1, 366), st.integers(0, 20)), min_size=1))
def test_the_mean_is_that_of_all_days_whatever_the_units(held: dict[str, tuple[int, int]]) -> None:
    weighed = sum((Fraction(halves, 2) * days for days, halves in held.values()), Fraction(0))
    mean = half_up(weighed / sum(days for days, _ in held.values()), 2)

    days = {code: one for code, (one, _) in held.items()}
    assert total(days, {code: written(Fraction(halves, 2)) for code, (_, halves) in held.items()}) == written(mean)


def test_the_rule_book_says_that_days_weigh() -> None:
    assert "本期所在各上级的「得分」按所在天数的加权平均，四舍五入到2〔默认，可调整〕位小数" in by_days().rulebook()
    assert by_days().uses[0].by_days


def test_what_does_not_move_or_is_no_number_is_not_weighed_by_days() -> None:
    with pytest.raises(ModelRefused, match="weighs by days below whom 部门 stood: only persons move"):
        by_days(subject="DEPARTMENT")
    with pytest.raises(ModelRefused, match="of the condition barred: a mean is of numbers"):
        from_above(barred, by_days=default(2))
    with pytest.raises(ModelRefused, match="rounds to places that are no whole number from 0 to 9"):
        by_days("10")
