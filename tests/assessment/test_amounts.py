"""Amounts are exact: what is inside and on a step is taken unchanged, everything else is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from biaochi_assessment.domain.refusals import AmountOffStep, AmountOutOfRange, NotADate, NotANumber
from biaochi_assessment.domain.values import accepted, canonical, day, number
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.town import accept

decimals = st.decimals(-1000, 1000, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("text", ["", "abc", "4,5", "1e3", "NaN", "inf", "４", " 4", "4.", ".5", "+4", "1" * 16])
def test_what_is_not_a_plain_decimal_is_no_number(text: str) -> None:
    with pytest.raises(NotANumber):
        number(text, "amount")


@pytest.mark.parametrize(("text", "written"), [("4.50", "4.5"), ("-0", "0"), ("100", "100"), ("0.00", "0")])
def test_a_number_has_one_way_to_be_written(text: str, written: str) -> None:
    assert canonical(number(text, "amount")) == written


@settings(derandomize=True, max_examples=200)
@given(decimals, decimals, st.decimals("0.000001", 10, places=6), st.integers(0, 1000), st.integers(0, 1000))
def test_exactly_the_steps_inside_the_range_are_accepted(
    lowest: Decimal, span: Decimal, step: Decimal, steps: int, off: int
) -> None:
    highest = lowest + abs(span)
    amount = step * steps + step * Decimal(off) / 1000
    bounded = accept("x", "check", lowest=lowest, highest=highest, step=step)
    written = canonical(amount)
    if off % 1000 == 0 and lowest <= amount <= highest:
        assert Fraction(accepted(bounded, written)) == Fraction(amount)
    else:
        with pytest.raises((AmountOutOfRange, AmountOffStep)):
            accepted(bounded, written)


def test_a_refused_amount_names_its_range() -> None:
    bounded = accept("x", "check", lowest=Decimal(0), highest=Decimal(5), step=Decimal("0.5"))

    with pytest.raises(AmountOutOfRange, match=r"5\.5 超出范围：应在 0 到 5 之间") as refused:
        accepted(bounded, "5.50")
    assert refused.value.details == {"lowest": "0", "highest": "5"}
    with pytest.raises(AmountOffStep, match=r"每 0\.5 一档"):
        accepted(bounded, "4.4")


def test_steps_are_measured_from_nought() -> None:
    bounded = accept("x", "check", lowest=Decimal(1), highest=Decimal(9), step=Decimal(2))

    assert accepted(bounded, "4") == 4
    with pytest.raises(AmountOffStep):
        accepted(bounded, "3")


@pytest.mark.parametrize("text", ["2020-02-30", "2020-2-3", "20200203", "今天", "2020-W05-1"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        day(text, "occurred_on")
