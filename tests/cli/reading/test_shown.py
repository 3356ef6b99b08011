"""A number is read as its format shows it."""

import pytest
from biaochi_cli.importing.shown import BUILT_IN, escaped, number, unescaped
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("held", "code", "shown"),
    [
        ("908", "0000", "0908"),
        ("7", '"N-"000', "N-007"),
        ("4.56", "0.0", "4.6"),
        ("0.955", "0.0%", "95.5%"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("5", "0.0#", "5.0"),
        ("0.30000000000000004", "General", "0.3"),
        ("-1.5", "0.0_);[Red](0.0)", "-1.5"),
        ("100", "General", "100"),
        ("43466", 'yyyy"年"m"月"d"日"', "2019-01-01"),
        ("1", '"是";"否"', "是"),
        ("-1", '"是";"否";"无"', "否"),
        ("0", '"是";"否";"无"', "无"),
        ("0", "0.0;-0.0;", "0.0"),
        ("0", '0.0;-0.0;"-"', "0.0"),
        ("0", "0.0;-0.0", "0.0"),
        ("2", '[=1]"是";[=0]"否";0', "2"),
    ],
)
def test_a_number_is_read_as_it_is_shown(held: str, code: str, shown: str) -> None:
    assert number(held, code).text == shown


def test_a_number_that_its_format_hides_is_refused() -> None:
    assert "格式不显示这个数" in number("7", ";;;").problem
    assert number("0", "0;0;").problem == ""


@pytest.mark.parametrize("built_in", [14, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
def test_the_dates_of_chinese_versions_are_dates(built_in: int) -> None:
    assert number("43466", BUILT_IN[built_in]).text == "2019-01-01"


def test_the_epoch_of_1904_counts_from_there() -> None:
    assert number("42004", "yyyy-mm-dd", since_1904=True).text == "2019-01-01"


@given(st.text(st.sampled_from("a_x0005F\x0b\x1f\uffff党")))
def test_what_xml_cannot_hold_is_read_back_as_it_was_written(text: str) -> None:
    held = escaped(text)

    assert unescaped(held) == text
    assert not {"\x0b", "\x1f", "\uffff"} & set(held)


def test_half_of_a_pair_is_no_character() -> None:
    assert unescaped("_xD83D_ _xdc00_ _x4E00_") == "_xD83D_ _xdc00_ 一"
