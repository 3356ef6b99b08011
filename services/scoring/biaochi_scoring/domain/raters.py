"""How raters mark: who is severe, who marks all the same, who gives too many top marks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from biaochi_sdk.graph.reports import same_marks, severities, too_many_top
from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import INVALID, Accept
from biaochi_sdk.values.facts import Fact as Given

SAME_FROM = 3


@dataclass(frozen=True, slots=True)
class Sought:
    """From how many marks on all the same is remarkable; which mark is a top one, and which share of them may be."""

    same_from: int = SAME_FROM
    top: Fraction | None = None
    top_share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Rater:
    """One rater: how many marks, how far its mean is above the mean of all, and what is remarkable about them."""

    code: str
    marks: int
    above: Fraction
    same: bool
    too_many_top: bool


def raters(facts: Sequence[Given], accept: Accept, sought: Sought) -> list[Rater]:
    """Every rater, the most severe first. A vote is a mark by its step, the lowest 0; an invalid one is none."""
    steps = [choice for choice in accept.choices if choice != INVALID]
    marks = [_by_step(fact, steps) for fact in facts if fact.choice in steps] if steps else facts
    highest = Fraction(len(steps) - 1) if steps else exact(accept.hi)
    top = highest if sought.top is None else sought.top
    same = set(same_marks(marks, sought.same_from))
    many = set() if sought.top_share is None else set(too_many_top(marks, top, sought.top_share))
    return [Rater(one.rater, one.marks, one.above, one.rater in same, one.rater in many) for one in severities(marks)]


def _by_step(vote: Given, steps: Sequence[str]) -> Given:
    return replace(vote, amount=str(steps.index(vote.choice or "")))
