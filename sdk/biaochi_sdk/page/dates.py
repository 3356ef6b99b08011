"""What a rule counts in days, in months and in the order of dates: service from and to, totals inside their bounds."""

from typing import Any

from biaochi_sdk.page.expressions import Expression, operand
from biaochi_sdk.page.vocabulary import Recorded, evaluated_at, given, policy
from biaochi_sdk.terms.shapes import GAPS, WHOLE
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark


def days_held(by: Recorded, gaps: str | None = None, missing: str | None = None, at: str | None = None) -> Expression:
    """The days of the evaluated period inside recorded spans: each fact's case is one, "2020-03-01/2020-08-31".

    Both days are inside. Spans that overlap are refused. gaps: spans with days between them add_up, or a gap forfeits
    what was before it. Missing: zero or not_judged.
    """
    return _held("days_held", by, gaps, missing, evaluated_at(at))


def months_held(
    by: Recorded, whole: str | None = None, gaps: str | None = None, missing: str | None = None, at: str | None = None
) -> Expression:
    """The whole months of the evaluated period inside recorded spans, those of days_held(); what is left is dropped.

    whole: what a month is. calendar: one of the calendar of which every day is inside. day_to_day: from a day to the
    one before it in the next month, 01-15 to 02-14, and to the end of a month that has no such day, 01-31 to 02-29.
    Spans without a day between them are one; the months of the others are added, never the days left over of them.
    """
    if whole not in WHOLE:
        raise ModelRefused(f"months_held(whole={whole!r}): say what a whole month is, whole='calendar' or 'day_to_day'")
    return _held("months_held", by, gaps, missing, {"whole": whole, **evaluated_at(at)})


def _held(what: str, by: Recorded, gaps: str | None, missing: str | None, said: dict[str, Any]) -> Expression:
    if gaps not in GAPS:
        raise ModelRefused(f"{what}(gaps={gaps!r}): say what a gap means, gaps='add_up' or 'forfeit'")
    means = policy(missing, ("zero", "not_judged"), f"{what}()")
    return given("spans", "ledger", means, by, (), gaps=gaps, **said)


def days_of_period() -> Expression:
    """How many days the evaluated period has."""
    return Expression("period_days")


def months_of_period() -> Expression:
    """How many months the evaluated period has; half a month has none, so that it is known in longer ones alone."""
    return Expression("period_months")


def moves(low: Mark, high: Mark, step: Mark, by: Recorded, at: str | None = None, reasoned: bool = False) -> Expression:
    """Amounts up and down one after the other, in the order of their periods; the node is their plain sum."""
    said: dict[str, Any] = {"reasoned": "yes"} if reasoned else {}
    return given("moves", "ledger", "zero", by, (low, high, step), **said, **evaluated_at(at))


def running_total(of: Expression, start: Expression | Mark, least: Mark, most: Mark) -> Expression:
    """What a total becomes when each of moves() is added in turn and it never leaves its bounds on the way.

    start: where it begins, inside the bounds: a number, or last_cycle(…) to carry it over.
    """
    if of.op != "input" or of.data.get("how") != "moves" or of.titled is None:
        raise ModelRefused("running_total() of what is no named moves(…): make moves(…) an attribute first")
    parts = (Expression("moved", least, most, of_node=of, part=part) for part in ("sum", "from_least", "from_most"))
    return Expression("running", operand(start), *parts, least, most)
