"""Turns one subject's facts that fit their indicators into input values."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from biaochi_sdk.inputs.fitting import period_of
from biaochi_sdk.inputs.ledger_events import EVENTS, case_of, gathered
from biaochi_sdk.inputs.spans import held_inside
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


def value_of(
    accept: Accept, term: Term, facts: Sequence[Fact], evaluated: Period, left: Mapping[str, str]
) -> str | list[str] | None:
    """The input value of an indicator's facts, in log order; None where there is none.

    left: what is left of its cases that are waived or reduced.
    """
    if accept.how == "registered":
        facts = [fact for fact in facts if fact.period == evaluated.code]
    if not facts:
        return None
    if accept.how == "any":
        return "1"
    if accept.how == "chosen":
        return facts[-1].choice
    if accept.how == "events":
        _hold(accept, facts, len(facts) <= EVENTS, f" {EVENTS} 次")
        return gathered(term, facts, left)
    if accept.how == "ballots":
        return _ballots(accept, facts)
    if accept.how == "waivers":
        return str(len({fact.case for fact in facts}))
    if accept.how == "spans":
        return str(held_inside(accept, term, facts, evaluated))
    amounts = [exact(fact.amount) for fact in facts]
    if accept.how == "moves":
        _hold(accept, facts, len(facts) <= EVENTS, f" {EVENTS} 次")
        in_order = sorted(zip(facts, amounts, strict=True), key=lambda one: period_of(one[0]).close)
        return [written(amount) for _, amount in in_order]
    if accept.how in ("latest", "quoted", "registered"):
        return written(amounts[-1])
    if accept.how == "sum":
        if "surplus" in term.data:
            _none_above(accept, term, facts, amounts)
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


def _none_above(accept: Accept, term: Term, facts: Sequence[Fact], amounts: Sequence[Fraction]) -> None:
    """Refuse the first fact with which the sum goes above its limit."""
    for at, fact in enumerate(facts, start=1):
        if _once(term, facts[:at], amounts[:at]) > exact(accept.hi):
            said = f"加上这一项，合计超过 {accept.hi}"
            sentence = f"指标“{accept.title}”（{accept.indicator}）{said}：请核对，或冲销此前的一项。"
            raise FactRefused(fact.id, "ABOVE_LIMIT", sentence)


def none_twice(terms: Mapping[str, Term], titles: Mapping[str, str], facts: Mapping[str, Sequence[Fact]]) -> None:
    """Refuse the fact whose case stands under another input that the rule names, the later of the two."""
    for key, term in terms.items():
        for other in term.maybe_texts("unique"):
            known = {fact.case: fact for fact in facts.get(other, ()) if fact.case}
            for fact in facts.get(key, ()):
                if fact.case in known:
                    later = max(fact, known[fact.case], key=lambda one: (one.position, one.id))
                    said = f"事项“{fact.case}”同时登记在“{titles[key]}”和“{titles[other]}”"
                    raise FactRefused(later.id, "CASE_TWICE", f"{said}：只能登记在一处，请冲销其中一项。")


def left_of(term: Term, terms: Mapping[str, Term], facts: Mapping[str, Sequence[Fact]]) -> dict[str, str]:
    """What the latest waiver leaves of each case of an input: nothing, where its waiver reduces none."""
    waiver = term.maybe("waived")
    entered = facts.get(waiver, ()) if waiver else ()
    reduces = waiver is not None and bool(terms[waiver].measures)
    return {fact.case or "": written(exact(fact.amount)) if reduces else "0" for fact in entered}


def check_together(terms: Mapping[str, Term], titles: Mapping[str, str], facts: Mapping[str, Sequence[Fact]]) -> None:
    """Refuse a fact that each input takes and that says nothing, or something twice, beside the others."""
    none_twice(terms, titles, facts)
    none_idle(terms, titles, facts)


def none_idle(terms: Mapping[str, Term], titles: Mapping[str, str], facts: Mapping[str, Sequence[Fact]]) -> None:
    """Refuse a waiver of a case that no input it is for has."""
    waivers = {key for key, term in terms.items() if term.maybe("how") == "waivers"}
    for waiver in waivers:
        waived = {key: term for key, term in terms.items() if term.maybe("waived") == waiver}
        known = {fact.case for key in waived for fact in facts.get(key, ())}
        for fact in facts.get(waiver, ()):
            if fact.case not in known:
                said = f"“{titles[waiver]}”减免的事项“{fact.case}”没有登记在{'、'.join(titles[key] for key in waived)}"
                raise FactRefused(fact.id, "NOTHING_TO_WAIVE", f"{said}：请核对事项，或先登记该事项。")


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
