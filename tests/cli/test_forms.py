"""Cells read as offices write them, each either as one canonical text or not at all."""

import pytest
from biaochi_cli.importing.cells import BadCell, amount, day


@pytest.mark.parametrize("written", ["2020-03-01", "2020/3/1", "2020.3.1", "2020年3月1日", "２０２０年３月１日"])
def test_a_date_may_be_written_in_the_ways_of_an_office(written: str) -> None:
    assert day(written) == "2020-03-01"


@pytest.mark.parametrize("written", ["2020-02-30", "43891", "20200332", "2020-W09-7", "2020-3/1", "三月一日"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(BadCell, match="不是日期"):
        day(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [("4.50", "4.5"), ("5.0", "5"), ("０.５", "0.5"), ("100", "100"), ("01", "1"), ("-0", "0"), ("-01.50", "-1.5")],
)
def test_the_same_number_is_the_same_content_however_it_is_written(written: str, read: str) -> None:
    assert amount(written) == read


@pytest.mark.parametrize("written", ["NaN", "1e5", "1e99999999", "1_0", "_1", "1,0", "1/2", "9" * 16, "五"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(BadCell, match="不是数"):
        amount(written)
