"""Cycles and periods: half-open, in order, contained by their days."""

import itertools
from datetime import date, timedelta

import pytest
from biaochi_assessment.domain.calendar import CADENCES, periods_of
from biaochi_assessment.domain.refusals import BadCycleCode, UnknownPeriod
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.town import cycle_2020


def test_the_cycle_s_own_period_comes_first_then_finer_ones_in_order_of_time() -> None:
    codes = [period.code for period in periods_of("2020", ("month", "quarter"))]

    assert codes == ["2020", *(f"2020-Q{n}" for n in range(1, 5)), *(f"2020-{n:02}" for n in range(1, 13))]


def test_every_cadence_has_its_codes() -> None:
    codes = {period.code for period in periods_of("2020", CADENCES)}

    assert len(codes) == 1 + 2 + 4 + 6 + 12 + 24
    assert {"2020", "2020-H1", "2020-Q3", "2020-B5", "2020-09", "2020-09a", "2020-09b"} <= codes


def test_the_second_half_of_february_ends_with_the_leap_day() -> None:
    half = next(period for period in periods_of("2020", CADENCES) if period.code == "2020-02b")

    assert (half.starts_on, half.ends_before, half.last_day) == (date(2020, 2, 16), date(2020, 3, 1), date(2020, 2, 29))


@settings(derandomize=True, max_examples=40)
@given(st.integers(1000, 2999), st.sampled_from(CADENCES))
def test_the_periods_of_a_cadence_cover_the_year_without_gap_or_overlap(year: int, cadence: str) -> None:
    periods = [period for period in periods_of(str(year), CADENCES) if period.cadence == cadence]

    assert [period.ordinal for period in periods] == list(range(1, len(periods) + 1))
    assert periods[0].starts_on == date(year, 1, 1)
    assert periods[-1].last_day + timedelta(days=1) == date(year + 1, 1, 1)
    assert all(one.ends_before == other.starts_on for one, other in itertools.pairwise(periods))


def test_containment_is_a_matter_of_days() -> None:
    cycle = cycle_2020()

    assert cycle.within("2020-Q3") == ("2020-Q3", "2020-07", "2020-08", "2020-09")
    assert len(cycle.within("2020")) == len(cycle.periods)


def test_a_period_of_another_cycle_is_unknown() -> None:
    with pytest.raises(UnknownPeriod, match="2021-Q1"):
        cycle_2020().within("2021-Q1")


@pytest.mark.parametrize("code", ["", "20", "2020-Q1", "０２０２", "3020", "2020 "])
def test_a_cycle_is_named_by_its_year_only(code: str) -> None:
    with pytest.raises(BadCycleCode):
        periods_of(code, CADENCES)
