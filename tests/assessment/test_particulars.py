"""What a fact must say besides its amount: levels, steps, classes of voters, owners, signatures, reasons."""

from typing import Any

import pytest
from biaochi_assessment.domain.commands import (
    CastBallot,
    RecordBonus,
    RecordChoice,
    RecordDecision,
    RecordLedgerEntry,
    SubmitRating,
)
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.models import Choice, Model, Privacy
from biaochi_assessment.domain.ratings import cast_ballot, submit_rating
from biaochi_assessment.domain.recording import record
from biaochi_assessment.domain.refusals import (
    AlreadyExists,
    NoCase,
    NoReason,
    NotRaised,
    NotShared,
    NotSigned,
    SelfRating,
    UnknownChoice,
    UnknownLevel,
    UnknownOrganization,
    UnknownPanel,
)
from biaochi_assessment.domain.registry import Registry
from biaochi_chassis.foundation.refusal import Refused

from tests.assessment.town import BRANCH, DEVELOPER, STATES, accept, cycle_2020

GRADES = (Choice("poor", "较差"), Choice("good", "较好"))
REVIEW = Model(
    code="review",
    hash="hash-of-review",
    subject_kind="BRANCH",
    since=BRANCH.since,
    until=None,
    sequence=4,
    accepts=(
        accept("honours", "bonus", levels=(Choice("city", "市级"),), may=("shared",)),
        accept("class", "choice", choices=GRADES),
        accept("allowed", "decision", signatures=1, reasoned=True),
        accept("excused", "ledger", waives=True),
        accept(
            "cast",
            "ballot",
            choices=(*GRADES, Choice("invalid", "无效票")),
            panels=(Choice("leaders", "领导班子"),),
            privacy=Privacy("real_name", ("scheme_owner",), "required"),
        ),
        accept("marked", "rating", privacy=Privacy("anonymous")),
    ),
)


def review() -> DecisionContext:
    """The context of a city that only reviews its branches."""
    return DecisionContext(Known((cycle_2020([REVIEW]),), (REVIEW,), Registry(STATES)))


def about(indicator: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """What every command of these tests says."""
    return {"idempotency_key": "1", "subject": "B01", "indicator": indicator, "period": "2020-Q3", **more}


def ballot(**more: str) -> CastBallot:
    """A good ballot, but for what is changed."""
    return CastBallot(**{**about("cast", rater="J1", panel="leaders", choice="good", reason="抓得紧"), **more})


@pytest.mark.parametrize(
    ("command", "rule", "field"),
    [
        (RecordBonus(**about("honours")), UnknownLevel, "level"),
        (RecordBonus(**about("honours", level="county")), UnknownLevel, "level"),
        (RecordBonus(**about("honours", level="city", owners=100)), NotShared, "owners"),
        (RecordBonus(**about("honours", level="city", raised=True)), NotRaised, "raised"),
        (RecordChoice(**about("class", choice="better")), UnknownChoice, "choice"),
        (RecordChoice(**about("class", choice="good", owners=2)), NotShared, "owners"),
        (RecordDecision(**about("allowed", reason="因故")), NotSigned, "signed"),
        (RecordDecision(**about("allowed", reason="因故", signed=("developer", "B01"))), NotSigned, "signed"),
        (RecordDecision(**about("allowed", signed=("某人",), reason=" ")), NoReason, "reason"),
        (RecordLedgerEntry(**about("excused", case=" ")), NoCase, "case"),
    ],
)
def test_what_does_not_fit_the_indicator_is_refused(command: Any, rule: type[Refused], field: str) -> None:  # noqa: ANN401
    with pytest.raises(rule) as refused:
        record(review(), DEVELOPER, command)

    assert refused.value.field == field
    assert "：" in refused.value.sentence


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"rater": "X9"}, UnknownOrganization),
        ({"rater": "B01"}, SelfRating),
        ({"panel": "masses"}, UnknownPanel),
        ({"choice": "better"}, UnknownChoice),
        ({"reason": ""}, NoReason),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused(wrong: dict[str, str], rule: type[Refused]) -> None:
    with pytest.raises(rule):
        cast_ballot(review(), DEVELOPER, ballot(**wrong))


def test_a_refusal_names_what_may_be_chosen() -> None:
    with pytest.raises(UnknownChoice, match=r"没有选项“better”：可选的有 poor（较差）、good（较好）") as refused:
        record(review(), DEVELOPER, RecordChoice(**about("class", choice="better")))

    assert refused.value.details == {"choices": "poor,good"}


def test_a_decision_keeps_who_signed_and_why() -> None:
    fact = record(review(), DEVELOPER, RecordDecision(**about("allowed", reason="会议研究", signed=("甲", "乙"))))

    assert (fact.kind, fact.signed, fact.reason, fact.amount) == ("decision", ("甲", "乙"), "会议研究", None)
    assert type(fact).read(fact.texts()) == fact


def test_one_choice_of_a_subject_and_period_stands() -> None:
    ledger = review()
    record(ledger, DEVELOPER, RecordChoice(**about("class", choice="good")))

    with pytest.raises(AlreadyExists, match="编号 1"):
        record(ledger, DEVELOPER, RecordChoice(**about("class", choice="poor", idempotency_key="2")))


def test_a_ballot_may_be_cast_again_and_keeps_the_promise_made_to_the_voter() -> None:
    ledger = review()
    first = cast_ballot(ledger, DEVELOPER, ballot())
    again = cast_ballot(ledger, DEVELOPER, ballot(idempotency_key="2", choice="invalid"))

    assert (first.choice, again.choice, again.panel) == ("good", "invalid", "leaders")
    assert (again.names, again.seen_by) == ("real_name", ("scheme_owner",))


def test_without_a_rotation_anybody_but_the_subject_may_rate() -> None:
    fact = submit_rating(review(), DEVELOPER, SubmitRating(**about("marked", rater="J1", amount="5")))

    assert (fact.rater, fact.names, fact.seen_by) == ("J1", "anonymous", ())
