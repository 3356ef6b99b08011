"""What a subject lost points on: the items under a total that are worth less than they could be, and their facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import Accept

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.explanations import Explanation
from biaochi_scoring.domain.facts import Fact, given

LOSING = frozenset([("check", "latest"), ("ledger", "deduct"), ("ledger", "events"), ("task", "share")])
"""Kinds of facts, and ways they count, by which points are earned up to a full mark or taken off one.

Marks of raters are left out: what somebody thinks is no finding. So are counts, quotations, choices and bonuses.
"""


@dataclass(frozen=True, slots=True)
class Loss:
    """An item on which points were lost, the titles above it, and when it is judged again; none in the last period."""

    item: Explanation
    value: Fraction
    full: Fraction
    under: tuple[str, ...]
    facts: tuple[Fact, ...]
    again: Period | None


def losses(total: Explanation, accepts: Mapping[str, Accept], cycle: Cycle) -> Sequence[Loss]:
    """Every item under the total on which points were lost, in the order of the rule, each once in a period.

    Where the total is not judged nobody has lost anything of it.
    """
    if total.value is None:
        return []
    found: dict[tuple[str, str], Loss] = {}
    for item, under in _items(total, ()):
        accept = accepts.get(item.key)
        if accept and (accept.kind, accept.how) in LOSING and item.value is not None:
            loss = _loss(item, under, accept, cycle)
            if loss.value < loss.full:
                found.setdefault((item.key, item.period), loss)
    return list(found.values())


def _items(node: Explanation, under: tuple[str, ...]) -> Iterable[tuple[Explanation, tuple[str, ...]]]:
    if not node.children and node.related is None:
        yield node, under[1:]
    for child in node.children:
        yield from _items(child, (*under, node.title))


def _loss(item: Explanation, under: tuple[str, ...], accept: Accept, cycle: Cycle) -> Loss:
    facts = item.facts
    value, full = exact(item.value or "0"), exact(item.full or "0")
    if accept.kind == "task":
        value, full, facts = _of_tasks(facts)
    return Loss(item, value, full, under, facts, _again(cycle, item.period))


def _again(cycle: Cycle, code: str) -> Period | None:
    """The next period of the same cadence in the cycle."""
    period = cycle.period(code) or cycle.whole
    later = (one for one in cycle.judged({period.cadence}) if one.starts_on >= period.ends_before)
    return next(later, None)


def _of_tasks(facts: Sequence[Fact]) -> tuple[Fraction, Fraction, tuple[Fact, ...]]:
    """Points earned and issued, and the facts of the tasks that did not earn all of theirs."""
    tasks = given(facts)
    short = {one.id for one in tasks if exact(one.amount) < exact(one.points or "0")}
    open_tasks = {fact.task for fact in facts if fact.number in short}
    earned = sum((exact(one.amount) for one in tasks), Fraction(0))
    issued = sum((exact(one.points or "0") for one in tasks), Fraction(0))
    return earned, issued, tuple(fact for fact in facts if fact.task in open_tasks)
