"""Spans of days as facts say them, from one day to another, and how many of their days lie in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.facts import Accept, Fact
from biaochi_sdk.values.periods import Period

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the one after the last, and the fact that says so."""

    start: date
    end: date
    fact: str

    @classmethod
    def read(cls, accept: Accept, fact: Fact) -> "Span":
        """The span of a fact's case. Raises FactRefused where it is none."""
        first, _, last = (fact.case or "").partition("/")
        try:
            span = cls(date.fromisoformat(first), date.fromisoformat(last) + DAY, fact.id)
        except ValueError:
            span = cls(date.max, date.min, fact.id)
        if span.start >= span.end:
            said = f"的起止“{fact.case or ''}”不是一段日期"
            sentence = f"指标“{accept.title}”（{accept.indicator}）{said}：请写成 2020-03-01/2020-08-31，先起后止。"
            raise FactRefused(fact.id, "NO_SPAN", sentence)
        return span


def days_inside(accept: Accept, term: Term, facts: Sequence[Fact], evaluated: Period) -> int:
    """The days of the spans inside a period; after a gap that forfeits, those since it. Overlaps are refused."""
    spans = sorted((Span.read(accept, fact) for fact in facts), key=lambda span: (span.start, span.end))
    begin = 0
    for at, (before, after) in enumerate(pairwise(spans), start=1):
        if after.start < before.end:
            said = f"从 {after.start} 起的一段与到 {before.end - DAY} 止的一段重叠"
            sentence = f"指标“{accept.title}”（{accept.indicator}）{said}：请改正其中一段。"
            raise FactRefused(after.fact, "SPANS_OVERLAP", sentence)
        if after.start > before.end and term.text("gaps") == "forfeit":
            begin = at
    inside = ((max(one.start, evaluated.start), min(one.end, evaluated.end)) for one in spans[begin:])
    return sum(max((end - start).days, 0) for start, end in inside)
