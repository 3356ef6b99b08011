"""Numbers are exact, and each has one written form."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from biaochi_sdk.values.exact import divides, exact, half_up, written
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED


@FIXED
@given(st.fractions(max_denominator=10_000))
def test_a_number_written_and_read_is_the_same_number(value: Fraction) -> None:
    assert exact(written(value)) == value


@FIXED
@given(st.decimals(min_value=-1000, max_value=1000, places=4), st.integers(0, 3))
def test_a_half_goes_away_from_zero_as_in_decimal(value: Decimal, places: int) -> None:
    wanted = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

    assert half_up(Fraction(value), places) == Fraction(wanted)


@FIXED
@given(
    st.fractions(min_value=Fraction(1, 100), max_denominator=100), st.integers(-50, 50), st.fractions(max_denominator=9)
)
def test_a_step_divides_what_is_so_many_of_it(step: Fraction, times: int, more: Fraction) -> None:
    assert divides(step, times * step)
    assert divides(step, more) == (more % step == 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.50", "1.5"), ("2.00", "2"), ("-0.25", "-0.25"), ("1/3", "1/3"), ("2/8", "0.25"), (7, "7"), ("0.00", "0")],
)
def test_equal_numbers_have_one_text(value: str | int, text: str) -> None:
    assert written(exact(value)) == text


@pytest.mark.parametrize("value", [0.1, True, None])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is not exact: write it as an integer or a string"):
        exact(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["1e3", "nan", "inf", "四", "1_000", " 1"])
def test_another_spelling_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is not a number: write digits"):
        exact(value)
