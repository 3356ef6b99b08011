"""Periods are half-open, and containment is computed from their dates."""

from datetime import date

import pytest
from biaochi_sdk.periods import period


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
    with pytest.raises(ValueError, match="names no period: write a year 2020"):
        period(code)
