"""How far the results of a cycle can be trusted, in counts: objections, what needed a reason, burden, agreement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from biaochi_chassis.foundation.clock import SHANGHAI

from biaochi_assessment.domain.facts import BALLOT, RATING, Fact
from biaochi_assessment.domain.models import Accept
from biaochi_assessment.domain.results.agreement import Agreement, agreements
from biaochi_assessment.domain.results.life import REFUSED, UPHELD, Objection
from biaochi_assessment.domain.work.burden import BurdenOfYear


@dataclass(frozen=True, slots=True)
class ObjectionFigures:
    """What became of the objections. `median_days`: calendar days in China from raising to deciding, of those decided.

    None while nothing is decided; between two middle ones it lies halfway.
    """

    raised: int
    upheld: int
    refused: int
    open: int
    median_days: Decimal | None


@dataclass(frozen=True, slots=True)
class Reasoned:
    """The facts of an indicator that somebody gave a reason for, in order of their numbers.

    Or, under its key, the items of a kind of work that two led past a quota, or by which somebody was excused.
    """

    indicator: str
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrustFigures:
    """What is published with the results."""

    objections: ObjectionFigures
    reasoned: Sequence[Reasoned]
    burdens: Sequence[BurdenOfYear]
    agreements: Sequence[Agreement]


def trust_figures(
    objections: Sequence[Objection], facts: Sequence[Fact], accepts: Mapping[str, Accept], burdens: list[BurdenOfYear]
) -> TrustFigures:
    """Return the figures. `facts`: those of the cycle that stand."""
    corrected = {number for one in objections for number in one.facts}
    return TrustFigures(
        objection_figures(objections),
        reasoned((fact for fact in facts if fact.number not in corrected), accepts),
        burdens,
        agreements(facts, accepts),
    )


def objection_figures(objections: Iterable[Objection]) -> ObjectionFigures:
    """Count objections by outcome."""
    found = list(objections)
    upheld = sum(one.outcome == UPHELD for one in found)
    refused = sum(one.outcome == REFUSED for one in found)
    days = [_days(one.raised_at, one.decided_at) for one in found if one.decided_at]
    return ObjectionFigures(len(found), upheld, refused, len(found) - upheld - refused, _median(days))


def reasoned(facts: Iterable[Fact], accepts: Mapping[str, Accept]) -> list[Reasoned]:
    """Return the facts that have a reason, by indicator; the words under a mark or a vote are comments, not reasons."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for fact in sorted(facts, key=lambda one: one.number):
        if fact.reason and fact.kind not in (RATING, BALLOT):
            found[fact.indicator].append(fact.reason)
    titles = {indicator: accept.title for indicator, accept in accepts.items()}
    return [Reasoned(indicator, titles.get(indicator, ""), tuple(found[indicator])) for indicator in sorted(found)]


def _days(since: datetime, until: datetime) -> int:
    return (until.astimezone(SHANGHAI).date() - since.astimezone(SHANGHAI).date()).days


def _median(days: Sequence[int]) -> Decimal | None:
    if not days:
        return None
    ordered = sorted(days)
    low, high = ordered[(len(days) - 1) // 2], ordered[len(days) // 2]
    return Decimal(low + high) / 2
