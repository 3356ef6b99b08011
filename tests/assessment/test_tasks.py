"""Tasks: issued with points, completed once, reopened by a reversal."""

from typing import Any

import pytest
from biaochi_assessment.domain.commands import CompleteTask, IssueTask, ReverseFact
from biaochi_assessment.domain.facts import completion_slot
from biaochi_assessment.domain.refusals import (
    AlreadyCompleted,
    AlreadyExists,
    AmountOffStep,
    AmountOutOfRange,
    StillInUse,
    UnknownTask,
)
from biaochi_assessment.domain.reversing import reverse_fact
from biaochi_assessment.domain.tasks import complete_task, issue_task
from biaochi_chassis.foundation.refusal import BadRequest

from tests.assessment.town import DEVELOPER, context


def issue(key: str = "i", **changes: str) -> IssueTask:
    """A good task, but for what is changed."""
    good: dict[str, Any] = {"subject": "J1", "indicator": "common", "period": "2020-Q1", "task": "T1"}
    good |= {"title": "专题学习", "share": "COMMON", "points": "10", "due_on": "2020-03-20"}
    return IssueTask(idempotency_key=key, **good | changes)


def test_an_issued_task_says_what_can_be_earned_and_earns_nothing() -> None:
    fact = issue_task(context(), DEVELOPER, issue())

    assert (fact.amount, fact.texts()["points"], fact.texts()["due_on"]) == (None, "10", "2020-03-20")


@pytest.mark.parametrize("points", ["0", "-1", "20.5"])
def test_points_are_more_than_none_and_at_most_the_highest(points: str) -> None:
    with pytest.raises(AmountOutOfRange):
        issue_task(context(), DEVELOPER, issue(points=points))


def test_points_keep_the_step_and_the_share_is_the_indicator_s() -> None:
    with pytest.raises(AmountOffStep):
        issue_task(context(), DEVELOPER, issue(points="1.2"))
    with pytest.raises(BadRequest, match="COMMON"):
        issue_task(context(), DEVELOPER, issue(share="INDIVIDUAL"))


def test_a_task_number_is_used_once() -> None:
    ledger = context()
    issue_task(ledger, DEVELOPER, issue())

    with pytest.raises(AlreadyExists, match="T1"):
        issue_task(ledger, DEVELOPER, issue("j", subject="J2"))


def test_a_completion_is_the_task_with_what_it_earned() -> None:
    ledger = context(issue_task(context(), DEVELOPER, issue()))
    fact = complete_task(ledger, DEVELOPER, CompleteTask("c", "T1", "9.5", "2020-03-01"))

    assert (fact.number, fact.task, fact.subject, fact.title) == ("c", "T1", "J1", "专题学习")
    assert (fact.texts()["amount"], fact.texts()["points"]) == ("9.5", "10")


@pytest.mark.parametrize("amount", ["-0.5", "10.5"])
def test_a_completion_earns_from_nothing_to_all(amount: str) -> None:
    ledger = context(issue_task(context(), DEVELOPER, issue()))

    with pytest.raises(AmountOutOfRange):
        complete_task(ledger, DEVELOPER, CompleteTask("c", "T1", amount))


def test_a_task_is_completed_once_until_the_completion_is_reversed() -> None:
    ledger = context()
    issue_task(ledger, DEVELOPER, issue())
    complete_task(ledger, DEVELOPER, CompleteTask("c", "T1", "9"))
    with pytest.raises(AlreadyCompleted, match="编号 c"):
        complete_task(ledger, DEVELOPER, CompleteTask("d", "T1", "10"))

    reverse_fact(ledger, DEVELOPER, ReverseFact("r", "c", "算错"))
    assert ledger.standing(completion_slot("T1")) is None
    assert complete_task(ledger, DEVELOPER, CompleteTask("d", "T1", "10"))


def test_a_completed_task_is_not_taken_back_under_its_completion() -> None:
    ledger = context()
    issue_task(ledger, DEVELOPER, issue())
    complete_task(ledger, DEVELOPER, CompleteTask("c", "T1", "9"))

    with pytest.raises(StillInUse):
        reverse_fact(ledger, DEVELOPER, ReverseFact("r", "i", "下错"))
    reverse_fact(ledger, DEVELOPER, ReverseFact("r", "c", "下错"))
    reverse_fact(ledger, DEVELOPER, ReverseFact("s", "i", "下错"))
    with pytest.raises(UnknownTask):
        complete_task(ledger, DEVELOPER, CompleteTask("d", "T1", "9"))
    assert issue_task(ledger, DEVELOPER, issue("k"))
