"""Turns one subject's facts that fit their indicators into input values."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from biaochi_sdk.inputs.fitting import period_of
from biaochi_sdk.inputs.ledger_events import EVENTS, case_of, gathered
from biaochi_sdk.terms.shapes import RATINGS, TASK_POINTS, VOTES
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.facts import INVALID, Accept, Fact
from biaochi_sdk.values.periods import Period


def within(evaluated: Period, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of periods inside the evaluated one, in the order of the log."""
    inside = [fact for fact in facts if evaluated.contains(period_of(fact))]
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
        _hold(accept, facts, len(facts) <= EVENTS, f" {EVENTS} 次")
        return gathered(term, facts)
    if accept.how == "ballots":
        return _ballots(accept, facts)
    amounts = [exact(fact.amount) for fact in facts]
    if accept.how in ("latest", "quoted"):
        return written(amounts[-1])
    if accept.how == "sum":
        return written(min(_once(term, facts, amounts), exact(accept.hi)))
    if accept.how == "deduct":
        return written(max(term.args[0].value - sum(amounts), Fraction(0)))
    if accept.how == "share":
        counts = dict(zip(accept.levels, (arg.value for arg in term.measures[2:]), strict=True))
        factors = [counts.get(fact.level or "", Fraction(1)) for fact in facts]
        issued = sum((exact(fact.points or "0") * by for fact, by in zip(facts, factors, strict=True)), Fraction(0))
        _hold(accept, facts, issued <= TASK_POINTS, f" {TASK_POINTS} 分任务")
        earned = sum((amount * by for amount, by in zip(amounts, factors, strict=True)), Fraction(0))
        return [written(earned), written(issued)]
    newest = {(fact.rater, fact.period): exact(fact.amount) for fact in facts}
    _hold(accept, facts, len(newest) <= RATINGS, f" {RATINGS} 个评分")
    if accept.how == "marks":
        return [written(mark) for mark in sorted(newest.values())]
    return [written(sum(newest.values(), Fraction(0))), str(len(newest))]


def _once(term: Term, facts: Sequence[Fact], amounts: Sequence[Fraction]) -> Fraction:
    """The amounts added up, of one case the highest where the rule counts cases."""
    cases: dict[tuple[str | None, ...], Fraction] = {}
    for fact, amount in zip(facts, amounts, strict=True):
        key = case_of(term.maybe("once") or "each", fact)
        cases[key] = max(cases.get(key, amount), amount)
    return sum(cases.values(), Fraction(0))


def _ballots(accept: Accept, facts: Sequence[Fact]) -> list[str]:
    """The counts by class and grade, then the invalid votes of each class."""
    newest = {(fact.rater, fact.period): (fact.panel, fact.choice) for fact in facts}
    _hold(accept, facts, len(newest) <= VOTES, f" {VOTES} 张票")
    votes, grades = list(newest.values()), accept.choices[:-1]
    valid = [votes.count((panel, grade)) for panel in accept.panels for grade in grades]
    return [str(number) for number in (*valid, *(votes.count((panel, INVALID)) for panel in accept.panels))]


def _hold(accept: Accept, facts: Sequence[Fact], enough: bool, limit: str) -> None:
    if not enough:
        sentence = f"指标“{accept.title}”（{accept.indicator}）一个时段至多有{limit}：请分到几个时段登记。"
        raise FactRefused(facts[-1].id, "TOO_MANY_FACTS", sentence)
