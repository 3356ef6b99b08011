"""Mutual rounds: who rates whom, and when a rating may be given."""

from datetime import date
from typing import Any

import pytest
from biaochi_assessment.domain.commands import SubmitRating
from biaochi_assessment.domain.ratings import all_due, followers, still_due, submit_rating
from biaochi_assessment.domain.refusals import (
    AlreadyRated,
    AmountOffStep,
    RatingNotDue,
    SelfRating,
    UnknownOrganization,
    WrongKind,
)
from biaochi_assessment.domain.registry import Registry
from biaochi_chassis.foundation.refusal import Refused
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.town import DEVELOPER, MODELS, ORGANS, STATES, context, cycle_2020, established


def rate(rater: str, subject: str, **changes: str) -> SubmitRating:
    """A rating in the first quarter, but for what is changed."""
    good: dict[str, Any] = {"idempotency_key": "1", "indicator": "mutual", "period": "2020-Q1", "amount": "92.5"}
    return SubmitRating(rater=rater, subject=subject, **good | changes)


def test_each_rates_those_that_follow_it_and_the_last_begins_again() -> None:
    assert followers((1, 2), ORGANS, "J1") == ("J2", "J3")
    assert followers((1, 2), ORGANS, "J5") == ("J1", "J2")


@settings(derandomize=True, max_examples=100)
@given(st.integers(1, 30), st.lists(st.integers(1, 40), unique=True, max_size=5), st.data())
def test_nobody_is_due_to_rate_itself_or_anyone_twice(size: int, shifts: list[int], data: st.DataObject) -> None:
    cohort = [f"J{number:02}" for number in range(size)]
    rater = data.draw(st.sampled_from(cohort))
    rated = followers(shifts, cohort, rater)

    assert rater not in rated
    assert len(set(rated)) == len(rated)


def test_all_ratings_of_the_rotation_are_due_until_they_are_given() -> None:
    due = all_due(cycle_2020(), MODELS, Registry(STATES))

    assert len(due) == 4 * len(ORGANS) * 2
    assert (due[0].period, due[0].rater, due[0].subject) == ("2020-Q1", "J1", "J2")
    assert still_due(due, {due[0].slot}) == due[1:]


def test_a_cohort_is_who_exists_on_the_last_day_of_the_period() -> None:
    newcomer = established("J6", "ORGAN_COMMITTEE", date(2020, 5, 1))
    ended = established("J5", "ORGAN_COMMITTEE", date(2020, 9, 30), date(2020, 9, 30))
    due = all_due(cycle_2020(), MODELS, Registry((*STATES, newcomer, ended)))
    raters = {
        period: {one.rater for one in due if one.period == period} for period in ("2020-Q1", "2020-Q2", "2020-Q3")
    }

    assert raters == {"2020-Q1": set(ORGANS), "2020-Q2": {*ORGANS, "J6"}, "2020-Q3": {*ORGANS, "J6"} - {"J5"}}


def test_a_rating_that_is_due_is_taken_once() -> None:
    ledger = context()
    assert submit_rating(ledger, DEVELOPER, rate("J1", "J2")).rater == "J1"

    with pytest.raises(AlreadyRated, match="编号 1"):
        submit_rating(ledger, DEVELOPER, rate("J1", "J2", idempotency_key="2"))


def test_a_rating_that_is_not_due_is_refused_naming_who_is() -> None:
    with pytest.raises(RatingNotDue, match="J2、J3") as refused:
        submit_rating(context(), DEVELOPER, rate("J1", "J4"))
    assert refused.value.details == {"due": "J2,J3"}
    assert submit_rating(context(), DEVELOPER, rate("J1", "J4", period="2020-Q2"))


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (rate("J1", "J1"), SelfRating),
        (rate("J9", "J1"), UnknownOrganization),
        (rate("B01", "J1"), WrongKind),
        (rate("J1", "B01"), WrongKind),
        (rate("J1", "J2", amount="92.3"), AmountOffStep),
    ],
)
def test_what_is_no_rating_between_organs_is_refused(command: SubmitRating, rule: type[Refused]) -> None:
    with pytest.raises(rule):
        submit_rating(context(), DEVELOPER, command)
