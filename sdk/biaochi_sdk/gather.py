"""Turns one subject's facts into input values; a fact that does not fit its indicator is refused, never bent."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from biaochi_sdk.errors import FactRefused
from biaochi_sdk.exact import exact, written
from biaochi_sdk.facts import Accept, Fact
from biaochi_sdk.periods import Period, period
from biaochi_sdk.shapes import RATINGS, TASK_POINTS


def fits(accept: Accept, fact: Fact) -> None:
    """Refuse a fact the indicator does not take, with the sentence for whoever recorded it."""

    def refuse(sentence: str) -> None:
        raise FactRefused(fact.id, f"{accept.title} ({accept.indicator}) {sentence}")

    if fact.kind != accept.kind:
        refuse(f"takes facts of kind {accept.kind}, not {fact.kind}: record it under its own indicator")
    try:
        cadence = period(fact.period).cadence
    except ValueError as fault:
        raise FactRefused(fact.id, str(fault)) from None
    if cadence not in accept.cadences:
        refuse(f"is recorded for a {' or '.join(accept.cadences)}, not for {fact.period}: name such a period")
    if fact.share != accept.share:
        refuse(f"takes tasks of share {accept.share}, not {fact.share}: record it under the other indicator")
    if accept.kind == "rating" and fact.rater in (None, fact.subject):
        refuse(f"needs a rater other than {fact.subject}: name who gave the mark")
    if accept.kind != "veto":
        _measured(accept, fact)


def _measured(accept: Accept, fact: Fact) -> None:
    least, most = exact(accept.lo), exact(accept.hi)
    if accept.kind == "task":
        issued = _amount(accept, fact, fact.points)
        if not 0 < issued <= most:
            raise FactRefused(fact.id, f"{accept.title} issues up to {accept.hi} points a task, not {fact.points}")
        least, most = Fraction(0), issued
    if not least <= _amount(accept, fact, fact.amount) <= most:
        bounds = f"{written(least)} to {written(most)}"
        raise FactRefused(fact.id, f"{accept.title} takes {bounds}, not {fact.amount}: correct the amount")


def _amount(accept: Accept, fact: Fact, text: str | None) -> Fraction:
    try:
        amount = exact(text if text is not None else "")
    except (TypeError, ValueError, ZeroDivisionError):
        raise FactRefused(fact.id, f"{accept.title} has the amount {text!r}: write a number like '4.5'") from None
    if amount % exact(accept.step):
        raise FactRefused(fact.id, f"{accept.title} goes in steps of {accept.step}, so {text} is none: correct it")
    return amount


def within(evaluated: Period, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of periods inside the evaluated one, in the order of the log."""
    inside = [fact for fact in facts if evaluated.contains(period(fact.period))]
    return sorted(inside, key=lambda fact: (fact.position, fact.id))


def value_of(accept: Accept, full: Fraction | None, facts: Sequence[Fact]) -> str | list[str] | None:
    """The input value of an indicator's facts, in log order; None where there is none."""
    if not facts:
        return None
    if accept.how == "any":
        return "1"
    amounts = [exact(fact.amount) for fact in facts]
    if accept.how == "latest":
        return written(amounts[-1])
    if accept.how == "deduct":
        return written(max((full or Fraction(0)) - sum(amounts), Fraction(0)))
    if accept.how == "share":
        issued = sum((exact(fact.points or "0") for fact in facts), Fraction(0))
        _hold(accept, facts, issued <= TASK_POINTS, f"{TASK_POINTS} points of tasks")
        return [written(sum(amounts, Fraction(0))), written(issued)]
    newest = {(fact.rater, fact.period): exact(fact.amount) for fact in facts}
    _hold(accept, facts, len(newest) <= RATINGS, f"{RATINGS} ratings")
    return [written(sum(newest.values(), Fraction(0))), str(len(newest))]


def _hold(accept: Accept, facts: Sequence[Fact], enough: bool, limit: str) -> None:
    if not enough:
        raise FactRefused(facts[-1].id, f"{accept.title} holds at most {limit} in a period: split the period")
