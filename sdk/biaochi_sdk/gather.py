"""Turns one subject's facts into input values; a fact that does not fit its indicator is refused, never bent."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from biaochi_sdk.errors import FactRefused
from biaochi_sdk.events import EVENTS, OWNERS, gathered
from biaochi_sdk.exact import exact, written
from biaochi_sdk.facts import INVALID, Accept, Fact
from biaochi_sdk.periods import Period, period
from biaochi_sdk.shapes import RATINGS, TASK_POINTS, VOTES
from biaochi_sdk.terms import Term

MEASURED = frozenset(["latest", "sum", "deduct", "share", "mean", "marks", "quoted", "events"])
"""The ways facts become a value in which the amount of each fact counts."""


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
    if accept.kind in ("rating", "ballot") and fact.rater in (None, fact.subject):
        refuse(f"needs a rater other than {fact.subject}: name who gave the mark")
    _named(accept, fact, refuse)
    if measured(accept):
        _measured(accept, fact)


def measured(accept: Accept) -> bool:
    """Whether the amount of each fact counts."""
    return accept.how in MEASURED and (accept.kind == "task" or not accept.levels)


def _named(accept: Accept, fact: Fact, refuse: Callable[[str], None]) -> None:
    """Refuse a level, a choice, a class of voters, a share or a signature the rule does not know."""
    for known, said, what in (
        (accept.levels, fact.level, "level"),
        (accept.choices, fact.choice, "choice"),
        (accept.panels, fact.panel, "class of voters"),
    ):
        if known and said not in known:
            refuse(f"takes the {what} {' or '.join(known)}, not {said}: name one of them")
    if not 1 <= fact.owners <= (OWNERS if "shared" in accept.may else 1):
        refuse(f"is not shared between {fact.owners}: record it for one, or for up to {OWNERS} where it may be shared")
    if fact.raised and "raised" not in accept.may:
        refuse("has no factor in this rule: record it without one")
    signed = set(fact.signed) - {fact.rater, fact.subject}
    if len(signed) < accept.signatures:
        refuse(f"needs {accept.signatures} signatures beside the recorder's, and has {len(signed)}: have it signed")
    if (accept.reasoned or accept.privacy.get("comments") == "required") and not (fact.reason or "").strip():
        refuse("needs a reason: write why")


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


def value_of(accept: Accept, term: Term, facts: Sequence[Fact]) -> str | list[str] | None:
    """The input value of an indicator's facts, in log order; None where there is none."""
    if not facts:
        return None
    if accept.how == "any":
        return "1"
    if accept.how == "chosen":
        return facts[-1].choice
    if accept.how == "events":
        _hold(accept, facts, len(facts) <= EVENTS, f"{EVENTS} events")
        return gathered(term, facts)
    if accept.how == "ballots":
        return _ballots(accept, facts)
    amounts = [exact(fact.amount) for fact in facts]
    if accept.how in ("latest", "quoted"):
        return written(amounts[-1])
    if accept.how == "sum":
        return written(min(sum(amounts, Fraction(0)), exact(accept.hi)))
    if accept.how == "deduct":
        return written(max(term.args[0].value - sum(amounts), Fraction(0)))
    if accept.how == "share":
        counts = dict(zip(accept.levels, (arg.value for arg in term.args[2:]), strict=True))
        factors = [counts.get(fact.level or "", Fraction(1)) for fact in facts]
        issued = sum((exact(fact.points or "0") * by for fact, by in zip(facts, factors, strict=True)), Fraction(0))
        _hold(accept, facts, issued <= TASK_POINTS, f"{TASK_POINTS} points of tasks")
        earned = sum((amount * by for amount, by in zip(amounts, factors, strict=True)), Fraction(0))
        return [written(earned), written(issued)]
    newest = {(fact.rater, fact.period): exact(fact.amount) for fact in facts}
    _hold(accept, facts, len(newest) <= RATINGS, f"{RATINGS} ratings")
    if accept.how == "marks":
        return [written(mark) for mark in sorted(newest.values())]
    return [written(sum(newest.values(), Fraction(0))), str(len(newest))]


def _ballots(accept: Accept, facts: Sequence[Fact]) -> list[str]:
    """The counts by class and grade, then the invalid votes of each class."""
    newest = {(fact.rater, fact.period): (fact.panel, fact.choice) for fact in facts}
    _hold(accept, facts, len(newest) <= VOTES, f"{VOTES} votes")
    votes, grades = list(newest.values()), accept.choices[:-1]
    valid = [votes.count((panel, grade)) for panel in accept.panels for grade in grades]
    return [str(number) for number in (*valid, *(votes.count((panel, INVALID)) for panel in accept.panels))]


def _hold(accept: Accept, facts: Sequence[Fact], enough: bool, limit: str) -> None:
    if not enough:
        raise FactRefused(facts[-1].id, f"{accept.title} holds at most {limit} in a period: split the period")
