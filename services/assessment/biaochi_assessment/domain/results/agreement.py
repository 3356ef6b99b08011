"""How far raters agree: pairs of marks or votes that two of them gave the same subject, at most one step apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from biaochi_assessment.domain.facts import BALLOT, RATING, Fact
from biaochi_assessment.domain.models import Accept

INVALID = "invalid"
"""A vote that says nothing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of an indicator: `agreeing` of `pairs` are at most `step` apart; None: one step of the scale of its votes.

    A pair is two raters who said something of the same subject in the same period.
    """

    indicator: str
    title: str
    step: Decimal | None
    pairs: int
    agreeing: int


def agreements(facts: Iterable[Fact], accepts: Mapping[str, Accept]) -> list[Agreement]:
    """Return the agreement on each indicator that anybody was rated or voted on, in order of indicator.

    `facts`: those that stand. Of several votes of one voter the latest counts; a mark without a declared step agrees
    with its equal alone.
    """
    groups: defaultdict[str, defaultdict[tuple[str, str], dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for fact in sorted(facts, key=attrgetter("recorded_at", "number")):
        accept = accepts.get(fact.indicator)
        value = _value(fact, accept) if accept else None
        if value is not None:
            groups[fact.indicator][fact.subject, fact.period][fact.rater] = value
    return [_agreement(accepts[indicator], groups[indicator].values()) for indicator in sorted(groups)]


def _value(fact: Fact, accept: Accept) -> Decimal | None:
    if fact.kind == RATING:
        return fact.amount
    steps = [choice.key for choice in accept.choices if choice.key != INVALID]
    return Decimal(steps.index(fact.choice)) if fact.kind == BALLOT and fact.choice in steps else None


def _agreement(accept: Accept, rated: Iterable[Mapping[str, Decimal]]) -> Agreement:
    voted = bool(accept.choices)
    step = Decimal(1) if voted else accept.step or Decimal(0)
    pairs = agreeing = 0
    for values in rated:
        pairs += len(values) * (len(values) - 1) // 2
        agreeing += _near(Counter(values.values()), step)
    return Agreement(accept.indicator, accept.title, None if voted else step, pairs, agreeing)


def _near(counted: Counter[Decimal], step: Decimal) -> int:
    """How many pairs are at most a step apart: equal ones, and those of two values that are."""
    values = sorted(counted)
    equal = sum(times * (times - 1) // 2 for times in counted.values())
    apart = sum(
        counted[low] * counted[high]
        for place, low in enumerate(values)
        for high in values[place + 1 :]
        if high - low <= step
    )
    return equal + apart
