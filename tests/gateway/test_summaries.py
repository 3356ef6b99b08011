"""A list in a few numbers, all exact and of one moment."""

from fractions import Fraction
from typing import Any

import pytest
from biaochi_gateway.schema.common.exact import written
from biaochi_gateway.schema.results import summaries
from hypothesis import example, given
from hypothesis import strategies as st

from tests.gateway.conftest import Gateway
from tests.gateway.town import ORDER

SUMMARY = """query ($by: SummaryBy!) { standingsSummary(city: "yangcheng", cycle: "2020", index: "branch",
  period: "2020-Q3", by: $by) { key subjects judged sum mean organization { name } } }"""


async def summary(gateway: Gateway, by: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await gateway.execute(SUMMARY, by=by))["standingsSummary"]
    return found


def group(key: str | None, subjects: int, judged: int, whole: str, mean: str | None) -> dict[str, Any]:
    return {"key": key, "subjects": subjects, "judged": judged, "sum": whole, "mean": mean, "organization": None}


async def test_the_whole_list_is_counted_and_added_up(gateway: Gateway) -> None:
    assert await summary(gateway, "ALL") == [group(None, 3, 2, "187.5", "93.75")]


async def test_whoever_has_no_grade_is_a_group_of_their_own(gateway: Gateway) -> None:
    assert await summary(gateway, "GRADE") == [
        group(None, 1, 0, "0", None),
        group("reached", 2, 2, "187.5", "93.75"),
    ]


async def test_rungs_are_groups_too(gateway: Gateway) -> None:
    assert [each["key"] for each in await summary(gateway, "RUNG")] == [None, "standardised"]


async def test_branches_are_added_up_under_their_parent_which_is_named(gateway: Gateway) -> None:
    assert await summary(gateway, "PARENT") == [
        group("W", 3, 2, "187.5", "93.75") | {"organization": {"name": "市直机关工委"}}
    ]


async def test_kinds_are_groups_too(gateway: Gateway) -> None:
    assert await summary(gateway, "KIND") == [group("BRANCH", 3, 2, "187.5", "93.75")]


async def test_all_pages_are_of_the_moment_of_the_first(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaries, "AT_ONCE", 1)
    assert await summary(gateway, "ALL") == [group(None, 3, 2, "187.5", "93.75")]
    requests = gateway.recorder.of("ListStandings")
    assert [each.position for each in requests] == ["", ORDER, ORDER]


async def test_a_list_that_is_too_long_is_refused_and_not_cut_off(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "MOST", 2)
    error = await gateway.error(SUMMARY, by="ALL")
    assert error["extensions"]["code"] == "REQUEST_TOO_LARGE"


@example(Fraction(1, 2**41))
@given(st.fractions())
@example(Fraction(-1, 2**41))  # longer than the precision of a Decimal
def test_a_written_number_is_the_number(value: Fraction) -> None:
    assert Fraction(written(value)) == value


@pytest.mark.parametrize(("value", "text"), [("1/3", "1/3"), ("1/8", "0.125"), ("100", "100"), ("-7/20", "-0.35")])
def test_a_number_is_a_decimal_where_there_is_one(value: str, text: str) -> None:
    assert written(Fraction(value)) == text
