"""Periods are half-open, and containment is computed from their dates."""

from datetime import date
from itertools import pairwise

import pytest
from biaochi_sdk.values.periods import CADENCES, children_at_most, period, periods_of
from hypothesis import given
from hypothesis import strategies as st


def test_a_period_ends_with_the_first_day_after_it() -> None:
    assert (period("2020-Q4").start, period("2020-Q4").end) == (date(2020, 10, 1), date(2021, 1, 1))
    assert (period("2020-02").start, period("2020-02").end) == (date(2020, 2, 1), date(2020, 3, 1))


def test_a_month_lies_in_its_quarter_and_its_year_only() -> None:
    september = period("2020-09")

    assert period("2020-Q3").contains(september)
    assert period("2020").contains(september)
    assert not period("2020-Q4").contains(september)
    assert not period("2021").contains(september)
    assert not september.contains(period("2020-Q3"))


def test_a_year_holds_four_quarters_and_twelve_months_in_order() -> None:
    assert [child.code for child in period("2020").children("quarter")] == ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"]
    assert len(period("2020").children("month")) == 12
    assert [child.code for child in period("2020-Q2").children("month")] == ["2020-04", "2020-05", "2020-06"]


def test_the_period_before_stays_in_the_cycle() -> None:
    before = period("2020-Q2").previous()

    assert before is not None
    assert before.code == "2020-Q1"
    assert period("2020-Q1").previous() is None


@pytest.mark.parametrize("code", ["2020-Q5", "2020-13", "20", "2020-Q", "2020-1", "", "2020-09-01"])
def test_what_names_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="不是时段代码：请写成 2020"):
        period(code)


def test_half_years_two_months_and_halves_of_a_month_have_codes() -> None:
    assert (period("2020-H2").start, period("2020-H2").end) == (date(2020, 7, 1), date(2021, 1, 1))
    assert (period("2020-B2").start, period("2020-B2").end) == (date(2020, 3, 1), date(2020, 5, 1))
    assert (period("2020-02b").start, period("2020-02b").end) == (date(2020, 2, 16), date(2020, 3, 1))
    assert [period(code).ordinal for code in ("2020-01a", "2020-12b", "2020-B6", "2020-H1")] == [1, 24, 6, 1]


def test_not_every_shorter_period_lies_in_a_longer_one() -> None:
    assert not period("2020-Q1").contains(period("2020-B2"))
    assert not period("2020-Q2").contains(period("2020-B2"))
    assert [child.code for child in period("2020-Q2").children("two-months")] == ["2020-B3"]
    assert [children_at_most("two-months", longer) for longer in ("quarter", "half-year", "year")] == [1, 3, 6]
    assert children_at_most("half-month", "two-months") == 4


@given(st.sampled_from(CADENCES), st.integers(1900, 2999))
def test_the_periods_of_a_cadence_cover_the_year_and_are_read_back(cadence: str, year: int) -> None:
    periods = periods_of(year, cadence)

    assert [period(one.code) for one in periods] == list(periods)
    assert (periods[0].start, periods[-1].end) == (date(year, 1, 1), date(year + 1, 1, 1))
    assert all(one.end == other.start for one, other in pairwise(periods))
