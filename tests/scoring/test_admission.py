"""Supposed tasks, ratings and vetoes are taken and refused as real ones are."""

from collections.abc import Sequence
from typing import Any

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi_chassis.foundation.refusal import Refused
from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.organ import Organ
from biaochi_scoring.domain.admission import Admission, Admissions
from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.refused_facts import StillInUse
from biaochi_scoring.domain.supposed_facts import suppose
from biaochi_scoring.domain.suppositions import Supposition
from biaochi_scoring.events.decode import fact_of
from biaochi_sdk.graph.evaluation import Cohort
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.periods import of as period_of

COMMITTEES = Cohort(tuple(f"{place:02}" for place in range(1, 6)))


def admission(graph: Graph) -> Admission:
    spans = [period_of(2020, "year", 1), *(period_of(2020, "quarter", ordinal) for ordinal in range(1, 5))]
    periods = tuple(Period(one.code, one.cadence, one.ordinal, one.start, one.end) for one in spans)
    cycle = Cycle("lanzhou", "2020", 1, periods, {graph.code: graph.hash})
    return Admission(cycle, graph, {period.code: COMMITTEES for period in periods})


ORGANS, BRANCHES = admission(Organ.graph), admission(Branch.graph)


def fact(kind: str, indicator: str, **more: str) -> Fact:
    about: dict[str, Any] = {
        "number": "s1",
        "kind": kind,
        "subject": "01",
        "indicator": indicator,
        "period": "2020-Q1",
        **more,
    }
    return fact_of(assessment.Fact(**about), 1)


ISSUED = fact("task", "common", task="T-1", points="10", share="COMMON", number="t1")
COMPLETED = ISSUED._replace(number="t2", amount="8")
RATED = fact("rating", "mutual", rater="05", amount="90", number="m1")


def test_a_supposed_task_with_points_is_issued_and_with_an_amount_completed_too() -> None:
    (issued,) = ORGANS.admit(fact("", "common", task="T-1", points="10"), [])
    assert (issued.kind, issued.points, issued.amount, issued.share) == ("task", "10", "", "COMMON")
    both = ORGANS.admit(fact("task", "common", task="T-1", points="10", amount="8"), [])
    assert [(one.amount, one.completes) for one in both] == [("", False), ("8", True)]


def test_a_supposed_completion_completes_the_standing_task() -> None:
    (completed,) = ORGANS.admit(fact("task", "common", task="T-1", amount="9.5"), [ISSUED])
    assert (completed.number, completed.points, completed.amount) == ("s1", "10", "9.5")


def test_a_supposed_veto_needs_no_amount() -> None:
    (veto,) = BRANCHES.admit(fact("veto", "vetoed"), [])
    assert (veto.kind, veto.amount) == ("veto", "")


def test_a_supposed_rating_is_taken_from_whoever_is_due() -> None:
    assert ORGANS.admit(RATED, []) == [RATED]


@pytest.mark.parametrize(
    ("supposed", "standing", "code"),
    [
        (fact("task", "common", task="T-9", amount="1"), [ISSUED], "UNKNOWN_TASK"),
        (fact("task", "common", task="T-1", amount="1"), [ISSUED, COMPLETED], "ALREADY_COMPLETED"),
        (fact("task", "common", task="T-1", amount="10.5"), [ISSUED], "AMOUNT_OUT_OF_RANGE"),
        (fact("task", "common", task="T-1", points="10"), [ISSUED], "ALREADY_EXISTS"),
        (fact("task", "common", task="T-2", points="0"), [], "AMOUNT_OUT_OF_RANGE"),
        (fact("task", "common", task="T-2", points="0.7"), [], "AMOUNT_OFF_STEP"),
        (fact("rating", "mutual", rater="01", amount="90"), [], "SELF_RATING"),
        (fact("rating", "mutual", amount="90"), [], "NO_RATER"),
        (fact("rating", "mutual", rater="05"), [], "NOT_A_NUMBER"),
        (fact("task", "common", task="T-1"), [ISSUED], "NOT_A_NUMBER"),
        (fact("veto", "common", task="T-2", points="1"), [], "WRONG_KIND"),
        (fact("rating", "mutual", rater="99", amount="90"), [], "RATING_NOT_DUE"),
        (RATED, [RATED], "ALREADY_RATED"),
    ],
)
def test_a_fact_that_would_not_be_taken_is_refused_by_name(supposed: Fact, standing: Sequence[Fact], code: str) -> None:
    with pytest.raises(Refused) as refused:
        ORGANS.admit(supposed, standing)
    assert refused.value.code == code


def test_a_completed_task_is_reversed_only_with_its_completion() -> None:
    standing = {"01": [ISSUED, COMPLETED]}
    with pytest.raises(StillInUse):
        suppose(standing, Supposition(reversed=("t1",)), Admissions([ORGANS]))
    supposed = suppose(standing, Supposition(reversed=("t1", "t2")), Admissions([ORGANS]))
    assert (supposed.facts, len(supposed.touched)) == ({"01": []}, 2)
