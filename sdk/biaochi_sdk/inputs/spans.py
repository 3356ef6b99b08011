"""Spans of days as facts say them, from one day to another, and how many of their days or months lie in a period."""

from collections.abc import Callable, Iterable, Sequence
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
        except (ValueError, OverflowError):
            span = cls(date.max, date.min, fact.id)
        if span.start >= span.end:
            said = f"的起止“{fact.case or ''}”不是一段日期"
            sentence = f"指标“{accept.title}”（{accept.indicator}）{said}：请写成 2020-03-01/2020-08-31，先起后止。"
            raise FactRefused(fact.id, "NO_SPAN", sentence)
        return span


def held_inside(accept: Accept, term: Term, facts: Sequence[Fact], evaluated: Period) -> int:
    """The days, or whole months, of the spans inside a period; after a gap that forfeits, those since it.

    Overlaps are refused. Spans without a day between them are one, so that months run on from one into the next.
    """
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
    count = COUNTED[term.maybe("whole")]
    return sum(count(start, end) for start, end in _joined(inside))


def _joined(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Those that have days, in their order, each with those that follow it at once."""
    joined: list[tuple[date, date]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return joined


def _days(start: date, end: date) -> int:
    return (end - start).days


def _calendar_months(start: date, end: date) -> int:
    """The months of the calendar of which every day is inside."""
    return max(_months(start, end) - (start.day > 1), 0)


def _months_day_to_day(start: date, end: date) -> int:
    """The months that are over: each ends before the day it began on comes again, or with a month without this day."""
    return _months(start, end) - (end.day < start.day)


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month


COUNTED: dict[str | None, Callable[[date, date], int]] = {
    None: _days,
    "calendar": _calendar_months,
    "day_to_day": _months_day_to_day,
}
"""How a span is counted: in days where no whole months are named."""
